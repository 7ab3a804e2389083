"""What ordering keeps about a buyer, by her account or by the phone she ordered with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS
from twiza.ordering.models import Basket, Order
from twiza.ordering.states import PART


@dataclass(frozen=True, slots=True)
class OrderTrace:
    """An order as privacy must know it: where else its buyer's name stands, and whether it is over."""

    number: str
    part_numbers: tuple[str, ...]
    part_ids: tuple[int, ...]
    names: tuple[str, ...]
    contacts: tuple[str, ...]
    is_open: bool
    ended_at: datetime | None


def orders_of(*, person: Any = None, phone: str = "") -> QuerySet[Order]:
    """Her orders: those of the account, and those of a guest with this phone. A guest's are nobody else's."""
    whose = Q(person_id=person.pk) if person is not None else Q(pk__in=[])
    if phone:
        whose |= Q(phone=phone, person=None)
    return Order.objects.filter(whose).prefetch_related("parts__lines").order_by("pk")


def order_traces(*, person: Any = None, phone: str = "") -> list[OrderTrace]:
    """One for each order, oldest first."""
    return [trace_of(order) for order in orders_of(person=person, phone=phone)]


def trace_of(order: Order) -> OrderTrace:
    parts = list(order.parts.all())
    is_open = any(part.status not in PART.final for part in parts)
    ends = [part.ended_at for part in parts if part.ended_at]
    names = {order.name, str(order.address.get("recipient", ""))}
    contacts = {order.phone, order.email, str(order.address.get("phone", ""))}
    return OrderTrace(
        number=order.number,
        part_numbers=tuple(part.number for part in parts),
        part_ids=tuple(part.pk for part in parts),
        names=tuple(sorted(names - {""})),
        contacts=tuple(sorted(contacts - {""})),
        is_open=is_open,
        ended_at=None if is_open else max(ends, default=order.placed_at),
    )


def orders_to_pseudonymise(*, ended_before: datetime, most: int = 500) -> list[OrderTrace]:
    """Guests' orders that ended long ago and still carry a name: what the retention job takes next."""
    rows = (
        Order.objects.exclude(phone="").filter(person=None, placed_at__lt=ended_before).prefetch_related("parts__lines")
    )
    traces = (trace_of(order) for order in rows.order_by("pk")[:most])
    return [t for t in traces if t.ended_at and t.ended_at < ended_before]


def personal_data(*, person: Any = None, phone: str = "") -> list[PersonalSection]:
    """Her orders with their parts and goods, and her basket."""
    records = [
        {
            "number": order.number,
            "placed_at": order.placed_at.isoformat(),
            "name": order.name,
            "phone": order.phone,
            "email": order.email,
            "address": dict(order.address),
            "total_centimes": order.total_centimes,
            "items": [
                {"part": part.number, "goods": dict(line.names), "quantity": line.quantity, "status": part.status}
                for part in order.parts.all()
                for line in part.lines.all()
            ],
        }
        for order in orders_of(person=person, phone=phone)
    ]
    kept = _("The order stays for the accounts, without your name, phone, e-mail and address.")
    sections = [
        PersonalSection(code="ordering.orders", title=_("Your orders"), records=records, words=WORDS, kept=kept)
    ]
    if person is not None:
        lines = [
            {"at": line.added_at.isoformat(), "goods": dict(line.variant.product.names), "quantity": line.quantity}
            for basket in Basket.objects.filter(person_id=person.pk)
            for line in basket.lines.select_related("variant__product")
        ]
        sections.append(PersonalSection(code="ordering.basket", title=_("Your basket"), records=lines, words=WORDS))
    return sections
