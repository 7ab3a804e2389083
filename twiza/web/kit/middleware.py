"""What every page shares: a stranger's address is a 404, a refusal is a sentence, never a 500."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from twiza.kernel.refusals import NotFound, Refusal
from twiza.web.kit import errors

MOST_BYTES = 64 * 2**20  # above the largest file that a form takes, so that the form itself can say what is too heavy


class SoundRequest:
    """Refuses, before anything reads them, requests that no browser sends and that can't be read or kept.

    A body in another encoding than ours, NUL in an address or a cookie (PostgreSQL takes none), a body that would
    fill the disk.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            return errors.unsound(request)
        addressed = request.path.encode(errors="replace") + unquote_to_bytes(request.META.get("QUERY_STRING", ""))
        if b"\0" in addressed or any("\0" in value for value in request.COOKIES.values()):
            return errors.unsound(request)
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) > MOST_BYTES:
            return errors.unsound(request, status=413)
        return self.get_response(request)


class PageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.session.accessed and not response.has_header("Cache-Control"):
            # One person's page: the next one at the same phone must not find it by going back.
            add_never_cache_headers(response)
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """What a form does not read is not checked by it: a NUL in any field is nobody's typing."""
        if request.method == "POST" and any(
            "\0" in value for _name, values in request.POST.lists() for value in values
        ):
            return errors.unsound(request)
        return None

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound):
            return errors.not_found(request)
        if isinstance(error, Refusal):
            return errors.refused(request, error)
        return None
