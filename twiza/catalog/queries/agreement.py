"""What must agree in the catalogue's books; `twiza check` says each difference."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Min, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from twiza.catalog.models import Hold, PricePeriod, Product, StockMove, Variant
from twiza.plumbing.api import checked

MOST_NAMED = 20
LATE = timedelta(minutes=15)


def _sum_of(rows: Any, column: str, **where: Any) -> Coalesce:
    total = rows.filter(variant=OuterRef("pk"), **where).order_by().values("variant").annotate(n=Sum(column))
    return Coalesce(Subquery(total.values("n")), 0)


def _name(variants: Any, sentence: str, *columns: str) -> list[str]:
    return [sentence.format(*row) for row in variants.values_list("sku", "pk", *columns)[:MOST_NAMED]]


@checked("stock moves sum to what is on hand")
def moves_agree(now: datetime) -> list[str]:
    variants = Variant.objects.annotate(moved=_sum_of(StockMove.objects, "change")).exclude(on_hand=F("moved"))
    return _name(variants, "Variant {0} (#{1}): {2} on hand, {3} by its moves.", "on_hand", "moved")


@checked("open holds sum to what is held")
def holds_agree(now: datetime) -> list[str]:
    held = _sum_of(Hold.objects, "quantity", status=Hold.Status.HELD, from_stock=True)
    variants = Variant.objects.annotate(promised=held).exclude(held=F("promised"))
    return _name(variants, "Variant {0} (#{1}): {2} held, {3} by its holds.", "held", "promised")


@checked("each variant has one current price, and it is the one shown")
def prices_agree(now: datetime) -> list[str]:
    current = PricePeriod.objects.filter(variant=OuterRef("pk"), until_at=None).values("price_centimes")
    variants = Variant.objects.annotate(current=Subquery(current)).exclude(price_centimes=F("current"))
    variants |= Variant.objects.annotate(current=Subquery(current)).filter(current=None)
    return _name(variants, "Variant {0} (#{1}): shown at {2}, its period says {3}.", "price_centimes", "current")


@checked("what lists show of a product is what its variants say")
def lists_agree(now: datetime) -> list[str]:
    active = Variant.objects.filter(product=OuterRef("pk"), active=True).order_by().values("product")
    shown = Product.objects.annotate(
        lowest=Coalesce(Subquery(active.annotate(n=Min("price_centimes")).values("n")), 0),
        left=Coalesce(Subquery(active.filter(outdated=False).annotate(n=Sum(F("on_hand") - F("held"))).values("n")), 0),
    )
    wrong = shown.filter(
        ~Q(lowest_price_centimes=F("lowest"))
        | Q(made_to_order=False, in_stock=True, left=0)
        | Q(made_to_order=False, in_stock=False, left__gt=0)
    )
    return [
        f"Product {slug} (#{pk}): listed from {price} with in_stock={in_stock}; variants say {lowest} and {left} left."
        for slug, pk, price, in_stock, lowest, left in wrong.values_list(
            "slug", "pk", "lowest_price_centimes", "in_stock", "lowest", "left"
        )[:MOST_NAMED]
    ]


@checked("no hold outlives its time")
def holds_expire(now: datetime) -> list[str]:
    late = Hold.objects.filter(status=Hold.Status.HELD, expires_at__lt=now - LATE).count()
    return (
        [f"{late} holds ran out more than 15 minutes ago and were not let go: is the worker running?"] if late else []
    )
