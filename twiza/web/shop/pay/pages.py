"""Paying: what is to be paid and how, and what became of it. Whoever holds the link is let in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from twiza.kernel.refusals import Refusal
from twiza.payments import api as payments
from twiza.web.kit.gate import now

LOOKS, EVERY = 24, 5  # how often a page that waits for the bank looks again, and after how many seconds


@never_cache
@require_GET
def pay(request: HttpRequest, number: str, secret: str) -> HttpResponse:
    """The page of one payment, in whichever state it is."""
    payment = payments.payment_by_secret(number, secret)
    view, moment = payments.view_of(payment), now()
    handoff = payments.form_to_pay(payment=payment, places=_places(request, payment), now=moment)
    look = _look(request) if view.is_open and view.refused is None else 0
    answer = render(
        request,
        "shop/pay/pay.html",
        {
            "payment": view,
            "secret": secret,
            "handoff": handoff,
            "action": _action(handoff),
            "over": view.expires_at <= moment,
            "waits": look,
            "tired": look > LOOKS,
            "came_back": request.GET.get("back") == "fail",
        },
    )
    if 0 < look <= LOOKS:  # without a script: the browser itself looks again
        answer.headers["Refresh"] = f"{EVERY}; url={request.path}?look={look + 1}"
    return answer


@never_cache
@require_POST
def start(request: HttpRequest, number: str, secret: str) -> HttpResponse:
    """To the page of an acquirer that must be asked for it first."""
    payment = payments.payment_by_secret(number, secret)
    try:
        handoff = payments.begin_payment(payment=payment, places=_places(request, payment), now=now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("shop:pay", number, secret)
    return HttpResponseRedirect(handoff.action, status=303)


@csrf_exempt
@never_cache
def result(request: HttpRequest, number: str, secret: str, how: str) -> HttpResponse:
    """Where the acquirer sends the browser. What it brings is not believed: the callback alone settles."""
    payments.payment_by_secret(number, secret)
    query = {"ok": "?look=1", "fail": "?back=fail"}[how]
    return HttpResponseRedirect(reverse("shop:pay", args=(number, secret)) + query, status=303)


def _places(request: HttpRequest, payment: payments.Payment) -> payments.Places:
    def back(how: str) -> str:
        return request.build_absolute_uri(reverse(f"shop:pay_{how}", args=(payment.number, payment.secret)))

    callback = settings.SITE_URL + reverse("pay_callback", args=("card",))
    return payments.Places(ok=back("ok"), fail=back("fail"), callback=callback, shop=settings.SITE_URL)


def _action(handoff: Any) -> str:
    """The acquirer's address; the simulator is a page of our own."""
    if handoff is None:
        return ""
    return reverse("shop:pay_simulator") if handoff.action == "simulator" else str(handoff.action)


def _look(request: HttpRequest) -> int:
    typed = request.GET.get("look", "")
    return min(int(typed), LOOKS + 1) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 0
