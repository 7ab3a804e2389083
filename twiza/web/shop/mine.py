"""One buyer's order as the address reached it: by her sign-in, or by the secret link that a guest holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from twiza.kernel.refusals import NotFound
from twiza.ordering import api as ordering


@dataclass(frozen=True, slots=True)
class Mine:
    """`here` is the order's own page; what belongs to the order has an address under it. `person` is None for a guest
    who only holds the link."""

    order: Any
    secret: str
    person: Any

    @property
    def here(self) -> str:
        return address_of(self.order.number, self.secret)

    def part(self, number: str) -> Any:
        return ordering.part_of_order(self.order, number)

    def to(self, under: str = "") -> HttpResponse:
        return redirect(self.here + under)


def mine(request: HttpRequest, number: str, secret: str) -> Mine:
    """The order, by whichever of the two this address carries; NotFound for a stranger."""
    person = request.user if request.user.is_authenticated else None
    if secret:
        return Mine(ordering.order_by_secret(number, secret), secret, person)
    if person is None:
        raise NotFound(number)
    return Mine(ordering.order_of_buyer(person, number), "", person)


def address_of(number: str, secret: str = "") -> str:
    return reverse("shop:order_by_link", args=(number, secret)) if secret else reverse("shop:order", args=(number,))
