"""Which parts a payment is for, and how it stands. Parts of an order paid in the same way share one payment."""

from __future__ import annotations

from collections.abc import Sequence

from twiza.ordering.models import CooperativeOrder, Order
from twiza.ordering.queries.links import order_path
from twiza.ordering.queries.views import OrderPayment
from twiza.ordering.states import CASH, Status
from twiza.ordering.terms.words import way_words
from twiza.payments.api import payment_view


def payment_reference(order: Order, way: str) -> str:
    """The reference of the one payment of this order in this way."""
    return f"{order.number}:{way}"


def parts_paid_by(reference: str) -> list[CooperativeOrder]:
    """The parts that this payment is for, cancelled ones too, each with its order; [] if it is nobody's here.

    Their `ordered_centimes` sum to the payment's amount; `total_centimes` is what is left after lines were declined.
    """
    number, _colon, way = reference.rpartition(":")
    parts = CooperativeOrder.objects.filter(order__number=number, payment=way).exclude(payment=CASH)
    return list(parts.select_related("order").order_by("pk"))


def payments_of(order: Order, parts: Sequence[CooperativeOrder], *, for_buyer: bool) -> tuple[OrderPayment, ...]:
    """The payments of these parts, all of one order; a query for each. Only the buyer is led to where she pays."""
    found = []
    for way in dict.fromkeys(part.payment for part in parts if part.payment != CASH):
        payment = payment_view(payment_reference(order, way))
        if payment is None:
            continue
        found.append(
            OrderPayment(
                way=way,
                words=way_words(way),
                centimes=payment.amount_centimes,
                state=str(payment.status),
                expires_at=payment.expires_at,
                pay_path=payment.pay_path if for_buyer and payment.status == "open" else "",
                instructions=payment.instructions if for_buyer else None,
                cooperatives=tuple(part.seller["names"] for part in parts if part.payment == way),
            )
        )
    return tuple(found)


def next_to_pay(order: Order, language: str | None = None) -> str:
    """Where the buyer goes after placing it: to what she pays first, the payment that waits least; else its page."""
    waiting = [part for part in order.parts.all() if part.status == Status.UNPAID]
    waiting.sort(key=lambda part: (part.pay_by is None, part.pay_by, part.pk))
    for part in waiting:
        payment = payment_view(payment_reference(order, part.payment))
        if payment is not None and payment.status == "open":
            return payment.pay_path
    return order_path(order, language)
