"""What every page shares: a stranger's address is a 404, a refusal is a sentence, never a 500."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from twiza.kernel.refusals import NotFound, Refusal
from twiza.web.kit import errors


class PageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotFound):
            return errors.not_found(request)
        if isinstance(error, Refusal):
            return errors.refused(request, error)
        return None
