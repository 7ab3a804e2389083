"""The market in figures, from its orders."""

from __future__ import annotations

from django.db.models import Sum

from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import Status


def delivered_centimes() -> int:
    """The price of all goods that reached their buyers, delivery not counted."""
    delivered = CooperativeOrder.objects.filter(status=Status.DELIVERED)
    return delivered.aggregate(n=Sum("goods_centimes", default=0))["n"]
