"""Whose basket it is: a signed-in person's, else that of the browser that carries the cookie."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ordering import api as ordering
from twiza.web.kit import gate

COOKIE = "basket"


def person_of(request: HttpRequest) -> Any:
    return request.user if request.user.is_authenticated else None


def whose(request: HttpRequest) -> dict[str, Any]:
    """The arguments by which ordering finds the basket."""
    person = person_of(request)
    return {"person": person} if person else {"token": request.COOKIES.get(COOKIE)}


def basket_of(request: HttpRequest, *, now: datetime) -> Any:
    """The basket, or None. A guest's basket met after sign-in goes into the person's."""
    person, token = person_of(request), request.COOKIES.get(COOKIE)
    if person and token:
        return ordering.merge_baskets(token=token, person=person, now=now)
    return ordering.basket_of(**whose(request))


def open_basket(request: HttpRequest, *, now: datetime) -> Any:
    return basket_of(request, now=now) or ordering.open_basket(**whose(request), now=now)


def remember(request: HttpRequest, response: HttpResponse, basket: Any, *, now: datetime) -> HttpResponse:
    """Renew the guest's cookie for as long as the house keeps a basket; a person needs none."""
    if person_of(request):
        if COOKIE in request.COOKIES:
            response.delete_cookie(COOKIE, samesite="Lax")
    elif basket:
        days = rule("house.basket_days", on=day_of(now)).value
        response.set_cookie(
            COOKIE, basket.token, max_age=days * 86_400, httponly=True, samesite="Lax", secure=settings.SECURE
        )
    return response


def merge_on_sign_in(request: HttpRequest, person: Any) -> None:
    """For people's `on_sign_in`: what a guest gathered is hers once she signs in."""
    if token := request.COOKIES.get(COOKIE):
        ordering.merge_baskets(token=token, person=person, now=gate.now())
