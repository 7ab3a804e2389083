"""The letters page of a laptop: every e-mail and SMS as the worker wrote it, codes included. Only with TWIZA_DEV."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language_from_request, override

from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import list_letters
from twiza.web.desk.hall import word_of
from twiza.web.kit.spans import after_of


def letters(request: HttpRequest) -> HttpResponse:
    """Newest first; `?to=` narrows to one address or number, `?language=` to ar, fr or en (else the browser's)."""
    if not settings.DEV:
        raise NotFound(request.path)
    languages = [code for code, _name in settings.LANGUAGES]
    language = word_of(request, "language", *languages) or get_language_from_request(request)
    to = word_of(request, "to")
    page = list_letters(to=to or None, after=after_of(request), page_size=30)
    with override(language):
        return render(request, "dev/letters.html", {"page": page, "to": to, "choices": languages})
