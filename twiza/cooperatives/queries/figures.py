"""The registry in figures, and the cooperative whose story the first page tells today."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from twiza.cooperatives.models import Cooperative
from twiza.cooperatives.queries.cards import visible_q
from twiza.cooperatives.queries.pages import CooperativePage, public_cooperative
from twiza.freshness.api import note


@dataclass(frozen=True, slots=True)
class MarketFigures:
    """Counts of the cooperatives that the public may see."""

    cooperatives: int
    members: int
    women_members: int


def market_figures() -> MarketFigures:
    """One query."""
    note("sellers")
    sums = Cooperative.objects.filter(visible_q()).aggregate(
        cooperatives=Count("pk"), members=Sum("members", default=0), women_members=Sum("women_members", default=0)
    )
    return MarketFigures(**sums)


def has_sample() -> bool:
    """Whether invented cooperatives stand among the visible ones: pages say so."""
    note("sample")
    return Cooperative.objects.filter(visible_q(), is_sample=True).exists()


def cooperative_of_the_day(*, on: date) -> CooperativePage | None:
    """One of the visible cooperatives that tell a story, another each day, all in turn; None where none does."""
    note("sellers")
    slugs = list(
        Cooperative.objects.filter(visible_q()).exclude(story={}).order_by("pk").values_list("slug", flat=True)
    )
    return public_cooperative(slugs[on.toordinal() % len(slugs)], on=on) if slugs else None
