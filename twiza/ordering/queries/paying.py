"""Which parts a payment is for. Parts of an order that are paid in the same way share one payment."""

from __future__ import annotations

from twiza.ordering.models import CooperativeOrder, Order


def payment_reference(order: Order, way: str) -> str:
    """The reference of the one payment of this order in this way."""
    return f"{order.number}:{way}"


def parts_paid_by(reference: str) -> list[CooperativeOrder]:
    """The parts that this payment is for, cancelled ones too, each with its order; [] if it is nobody's here.

    Their `ordered_centimes` sum to the payment's amount; `total_centimes` is what is left after lines were declined.
    """
    number, _colon, way = reference.rpartition(":")
    parts = CooperativeOrder.objects.filter(order__number=number, payment=way).exclude(payment="cash")
    return list(parts.select_related("order").order_by("pk"))
