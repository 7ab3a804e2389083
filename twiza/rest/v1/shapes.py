"""What every resource shares: pages of a list, the caller's language, absolute addresses."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language_from_request, override
from ninja import Field, Schema

LANGUAGES = ("ar", "fr", "en")


class Asked(Schema):
    page_size: int = Field(24, ge=1, le=100, description="How many items a page, at most 100")
    language: str | None = Field(None, description="ar, fr or en; else by Accept-Language; Arabic where neither says")


class Place(Schema):
    code: str
    name: str


class Listed(Schema):
    count: int = Field(description="How many there are in all")
    next: str | None = Field(description="The address of the next page, or null")


def language_of(request: HttpRequest, asked: str | None) -> str:
    """The language asked for, else the browser's, else Arabic."""
    if asked in LANGUAGES:
        return asked
    if request.headers.get("Accept-Language"):
        return get_language_from_request(request)[:2]
    return settings.LANGUAGE_CODE


def next_page(request: HttpRequest, following: str | None, parameter: str = "page") -> str | None:
    """The address of this list from `following` on; None where nothing follows."""
    if following is None:
        return None
    query = request.GET.copy()
    query[parameter] = following
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"


def page_url(name: str, language: str, *args: Any) -> str:
    """The absolute address of a page of the site, in a language."""
    with override(language):
        return settings.SITE_URL + reverse(name, args=args)
