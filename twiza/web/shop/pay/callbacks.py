"""The door acquirers knock at: heard, kept, answered in their own words. Never a page, never a 500."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.request import RawPostDataException
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from twiza.kernel.refusals import NotFound
from twiza.payments import api as payments
from twiza.people.api import client_address
from twiza.plumbing.api import within_rate
from twiza.web.kit.gate import now

MOST_PER_MINUTE = 1200


@csrf_exempt
@never_cache
@require_POST
def callback(request: HttpRequest, adapter: str) -> HttpResponse:
    """One callback. An acquirer that is not ours gets 403; one that knocks without end, 429."""
    moment = now()
    if not within_rate(f"pay-callback:{client_address(request)}", most=MOST_PER_MINUTE, seconds=60, now=moment):
        return _said("slow down", 429)
    heard = payments.Heard(
        body=_body(request), fields=request.POST.dict(), signature=request.headers.get("Stripe-Signature", "")
    )
    try:
        said = payments.take_callback(adapter=adapter, heard=heard, now=moment)
    except NotFound:
        return _said("nobody", 403)
    return _said(said.text, said.status)


def _body(request: HttpRequest) -> bytes:
    """The bytes as they came; a form in parts was read already, and nobody signs one."""
    try:
        return request.body
    except RawPostDataException:
        return b""


def _said(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")
