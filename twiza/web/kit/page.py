"""What every template may count on, and how a page is cached."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.urls import translate_url
from django.utils.cache import patch_cache_control
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_bidi

from twiza.cooperatives import api as cooperatives
from twiza.freshness.api import note
from twiza.web.kit.pages.follow import follower

LANGUAGE_NAMES = {"ar": "العربية", "fr": "Français", "en": "English"}


def context(request: HttpRequest) -> dict[str, Any]:
    """Language, direction, the same page in the other languages. Never touches the session: pages stay cacheable."""
    here = request.get_full_path()
    language = get_language() or settings.LANGUAGE_CODE
    return {
        "language": language,
        "dir": "rtl" if get_language_bidi() else "ltr",
        "languages": [
            {"code": code, "name": name, "url": translate_url(here, code)} for code, name in LANGUAGE_NAMES.items()
        ],
        "site_url": settings.SITE_URL,
        "here": here,
        "DEV": settings.DEV,
        "has_sample": SimpleLazyObject(has_sample),
        "htmx_part": bool(getattr(request, "htmx", False)) and not getattr(request.htmx, "boosted", False),  # type: ignore[attr-defined]
    }


def has_sample() -> bool:
    """Whether invented goods are on show: every page says so. Asked once a minute or after news, not once a page."""
    note("sample")
    try:
        return bool(
            caches["local"].get_or_set("has_sample", cooperatives.has_sample, 60, version=follower.revision + 1)
        )
    except DatabaseError:  # the page that says so must still be drawn
        return False


def public(seconds: int = 60) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page that is the same for everybody: caches may keep it whole. It must not touch session, user or CSRF."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            response = view(request, *args, **kwargs)
            if response.status_code == 200 and request.method in ("GET", "HEAD"):
                patch_cache_control(response, public=True, max_age=seconds)
            return response

        return wrapped

    return decorate
