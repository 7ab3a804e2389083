"""Pages that say what went wrong, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from twiza.kernel.refusals import Refusal


def _page(request: HttpRequest, title: str, sentence: str, status: int) -> HttpResponse:
    return render(request, "error.html", {"title": title, "sentence": sentence}, status=status)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    return _page(request, _("Nothing here"), _("This page does not exist, or it is not yours to see."), 404)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return _page(request, _("This can't be done"), str(refusal), 409)


def unsound(request: HttpRequest, exception: Any = None, status: int = 400) -> HttpResponse:
    """A request that can't be read, or that is too large."""
    sentence = _("What was sent is damaged or too large to be read. Go back and try again: nothing was changed.")
    return _page(request, _("This can't be done"), sentence, status)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form older than its session: nothing was done, and the way back is shown."""
    sentence = _(
        "This form is too old to be accepted. Go back, reload the page and send it again: nothing was changed."
    )
    return _page(request, _("Please send the form again"), sentence, 403)


def busy(request: HttpRequest, seconds: int = 10) -> HttpResponse:
    """Too much asked at once from one network; a person who sees this waits a moment and reloads."""
    sentence = _("Too many questions came from your network at once. Wait a few seconds, then reload this page.")
    answer = _page(request, _("One moment, please"), sentence, 429)
    answer["Retry-After"] = str(seconds)
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    sentence = _("Something broke on our side. Nothing was lost; please try again in a moment.")
    return _page(request, _("Our mistake"), sentence, 500)
