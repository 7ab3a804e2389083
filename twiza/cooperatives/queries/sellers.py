"""What a basket and an order need of those who sell: one query, however many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef

from twiza.cooperatives.models import Closure, Cooperative
from twiza.cooperatives.queries.papers import terms_of
from twiza.cooperatives.queries.seasons import covering
from twiza.cooperatives.states import Status
from twiza.freshness.api import note_each


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sells, today: `is_open` on the day that was asked for; `terms` is `seller_terms`, which an order freezes."""

    id: int
    slug: str
    names: dict[str, str]
    commune_code: str
    is_open: bool
    hand_delivery: bool
    terms: dict[str, Any]


def sellers_of(ids: Iterable[int], *, on: date) -> dict[int, Seller]:
    """By id, of any status; an unknown id is left out."""
    note_each("cooperative", wanted := set(ids))
    closed = Exists(Closure.objects.filter(covering(on), cooperative=OuterRef("pk")))
    rows = Cooperative.objects.filter(pk__in=wanted).annotate(closed=closed).defer("story", "activity")
    return {
        row.pk: Seller(
            id=row.pk,
            slug=row.slug,
            names=row.names,
            commune_code=row.commune_id,
            is_open=row.status == Status.VERIFIED and not row.closed,
            hand_delivery=row.hand_delivery,
            terms=terms_of(row),
        )
        for row in rows
    }


def slug_of(cooperative_id: int) -> str:
    """What its addresses name it by; "" for an unknown id."""
    return Cooperative.objects.filter(pk=cooperative_id).values_list("slug", flat=True).first() or ""
