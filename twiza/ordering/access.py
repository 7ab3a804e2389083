"""Whose order it is: the only ways to get one. A stranger gets NotFound."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from twiza.kernel.numbers import normalise_number
from twiza.kernel.refusals import NotFound
from twiza.ordering.models import CooperativeOrder, Order
from twiza.ordering.terms.refusals import TooManyTries
from twiza.people.api import NotAPhone, Role, WrongCode, check_phone_code, has_role, normalise_phone
from twiza.plumbing.api import within_rate


def order_of_buyer(person: Any, number: str) -> Order:
    """Her own order."""
    return _found(Order.objects.filter(number=number, person_id=person.pk).first() if person.is_authenticated else None)


def order_by_secret(number: str, secret: str) -> Order:
    """Whoever holds the link of the confirmation."""
    order = Order.objects.filter(number=number).first()
    if order is None or not secrets.compare_digest(order.secret.encode(), secret.encode()):
        raise NotFound()
    return order


def order_by_code(*, number: str, phone: str, code: str, client: str, now: datetime) -> Order:
    """The order, for whoever reads the code that `send_order_code` sent to the phone it was placed with.

    Refuses WrongCode alike for a wrong code and for an order that does not exist, TooManyTries as `send_order_code`.
    Not inside a transaction: tries must count.
    """
    shape = count_try(number, client=client, now=now)
    if shape is None:
        raise WrongCode()
    try:
        known = normalise_phone(phone)
        check_phone_code(phone=known, purpose=purpose_of(shape), code=code, now=now)
    except NotAPhone:
        raise WrongCode() from None
    return _found(Order.objects.filter(number=shape, phone=known).first())


def count_try(number: str, *, client: str, now: datetime) -> str | None:
    """The number as it is written, None where it can't be one.

    `client` (the visitor's address) may try twenty times in ten minutes, and a number fifty: then TooManyTries.
    """
    if not within_rate(f"order-look-up:{client}", most=20, seconds=600, now=now):
        raise TooManyTries()
    shape = normalise_number(number)
    if shape and not within_rate(f"order-look-up-of:{shape}", most=50, seconds=600, now=now):
        raise TooManyTries()
    return shape


def purpose_of(number: str) -> str:
    """What a code that opens this order is for: it opens no other."""
    return f"order {number}"


def order_for_desk(person: Any, number: str) -> Order:
    """Any order, for the desk alone."""
    if not has_role(person, Role.DESK):
        raise NotFound()
    return _found(Order.objects.filter(number=number).first())


def part_of_order(order: Order, number: str) -> CooperativeOrder:
    """A part of an order she was already let in to."""
    return _found(CooperativeOrder.objects.select_related("order").filter(order=order, number=number).first())


def parts_of_order(order: Order) -> list[CooperativeOrder]:
    """All parts of an order she was already let in to, in the order of its page."""
    parts = list(order.parts.all())
    for part in parts:
        part.order = order
    return parts


def part_of_cooperative(cooperative_id: int, number: str) -> CooperativeOrder:
    """A part of a cooperative whose team the caller was already let in to."""
    parts = CooperativeOrder.objects.select_related("order")
    return _found(parts.filter(cooperative_id=cooperative_id, number=number).first())


def _found(row: Any) -> Any:
    if row is None:
        raise NotFound()
    return row
