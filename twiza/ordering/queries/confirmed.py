"""Whether the buyer has her written confirmation."""

from __future__ import annotations

from datetime import datetime

from twiza.ordering.models import Order


def confirmation_given_at(order: Order) -> datetime | None:
    """When the durable confirmation (31-08 art. 32) was kept and sent to the buyer; None where it was not yet.

    A sample order gets its papers when they are asked for: it counts as confirmed when it was placed.
    """
    return order.placed_at if order.is_sample else order.confirmation_given_at
