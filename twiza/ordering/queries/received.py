"""How many pieces of a product buyers have received: for the index, which weighs it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Sum

from twiza.ordering.models import OrderLine
from twiza.ordering.states import LineStatus, Status


def received_counts(products: Iterable[int] | None = None) -> dict[int, int]:
    """By product, what was delivered and kept; all products where none are named. One query."""
    lines = OrderLine.objects.filter(part__status=Status.DELIVERED).exclude(status=LineStatus.DECLINED)
    if products is not None:
        lines = lines.filter(product_id_sold__in=list(products))
    return dict(lines.order_by().values_list("product_id_sold").annotate(Sum("quantity")))
