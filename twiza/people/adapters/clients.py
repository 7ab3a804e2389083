"""Where a request comes from, as allauth counts it too."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest


def client_address(request: HttpRequest) -> str:
    """The visitor's network address, behind as many proxies as TWIZA_PROXIES says; '' where none can be told."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return ""
