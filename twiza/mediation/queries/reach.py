"""Whom a batch has reached."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet, Sum

from twiza.mediation.models import Recall
from twiza.mediation.queries.moments import end_of, start_of
from twiza.ordering.api import OrderLine

GONE = ["declined", "cancelled", "returned", "unpaid"]  # of these nobody holds anything


def lines_of_batch(product_id: int, variant_id: int | None, sold_from: date, sold_until: date) -> QuerySet[OrderLine]:
    """Lines of the product (or variant) ordered within the period and not given back to the cooperative."""
    rows = OrderLine.objects.filter(
        product_id_sold=product_id,
        part__order__placed_at__gte=start_of(sold_from),
        part__order__placed_at__lt=end_of(sold_until),
    )
    rows = rows.exclude(status="declined").exclude(part__status__in=GONE)
    return rows if variant_id is None else rows.filter(variant=variant_id)


def reach_of(product_id: int, variant_id: int | None, sold_from: date, sold_until: date) -> tuple[int, int]:
    """How many orders, and pieces, a recall would reach."""
    rows = lines_of_batch(product_id, variant_id, sold_from, sold_until)
    pieces = rows.aggregate(sum=Sum("quantity", default=0))["sum"]
    return rows.order_by().values("part__order").distinct().count(), pieces


def pieces_by_order(recall: Recall) -> dict[int, int]:
    rows = lines_of_batch(recall.product_id, recall.variant_id, recall.sold_from, recall.sold_until)
    return dict(rows.order_by().values_list("part__order").annotate(n=Sum("quantity")))
