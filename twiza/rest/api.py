"""REST v1: what the shop shows, as JSON. Read-only, in the caller's language, rate limited, described by OpenAPI.

Lists answer `{"count": n, "items": [...], "next": address or null}`. Money is whole centimes of a dirham.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import Throttled, ValidationError

from twiza.kernel.refusals import NotFound, Refusal
from twiza.rest.v1 import categories, communes, cooperatives, products, rules, search
from twiza.rest.v1.limits import PerMinute

rest = NinjaAPI(
    title="Twiza",
    version="1",
    description="The open market of cooperatives: products, prices, categories, cooperatives, communes, rules.",
    urls_namespace="rest",
    docs_url=None,
    throttle=[PerMinute()],
)
rest.add_router("products", products.router)
rest.add_router("search", search.router)
rest.add_router("suggest", search.suggesting)
rest.add_router("categories", categories.router)
rest.add_router("cooperatives", cooperatives.router)
rest.add_router("communes", communes.router)
rest.add_router("rules", rules.router)


def _answer(request: HttpRequest, status: int, sentence: str, **more: Any) -> HttpResponse:
    return rest.create_response(request, {"error": sentence} | more, status=status)


@rest.exception_handler(NotFound)
def not_found(request: HttpRequest, error: NotFound) -> HttpResponse:
    return _answer(request, 404, _("There is nothing at this address."))


@rest.exception_handler(Throttled)
def too_many(request: HttpRequest, error: Throttled) -> HttpResponse:
    answer = _answer(request, 429, _("Too many questions in a short time. Please wait a little."))
    answer["Retry-After"] = str(int(error.wait or 60))
    return answer


@rest.exception_handler(Refusal)
def refused(request: HttpRequest, error: Refusal) -> HttpResponse:
    return _answer(request, 400, str(error), field=error.field)


@rest.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields = sorted({str(e["loc"][-1]) for e in error.errors})
    return _answer(request, 422, _("These parameters are not of the right kind."), fields=fields)
