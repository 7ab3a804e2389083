"""REST v1: the OpenAPI router."""

from ninja import NinjaAPI

rest = NinjaAPI(title="Twiza", version="1", urls_namespace="rest")
