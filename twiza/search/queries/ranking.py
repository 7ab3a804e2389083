"""Ranking: every number in one place, and the arithmetic that both the index and the explanation use.

A thing's score is the sum over what was asked of (points of the best field × how it was met), times its quality.
Nothing here knows money: there is no paid place. See docs/decisions/0051-ranking.md for the reasons and the bounds.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import log2, prod
from typing import Any

Row = tuple[float, Any, Any]
Heads = Mapping[str, Container[str]]

# Points of a field that has the word; the best counts whole, each other one a part of its own.
FIELDS = {
    "name": 8.0,
    "category": 6.0,
    "designation": 5.0,
    "cooperative": 4.0,
    "place": 3.0,
    "words": 2.0,
    "description": 1.5,
}
OTHERS = 0.3
# The word that names the thing itself, or its shelf: the first of the name (in English, the last).
HEAD = 4.5
# The points of a field, rounded to one of these: a tier is one posting list.
TIERS = (1, 2, 3, 4, 5, 6, 8, 10, 12, 14)
# Tiers from here up are of names and categories: what has all that was asked there comes before the rest.
STRONG = 6

# How it was met.
LEVELS = {"exact": 1.0, "stem": 0.85, "concept": 0.8, "wide": 0.65, "measure": 0.8}
# A concept that was recognised by consonants or past a wrong letter.
GUESSED = 0.75
FUZZY, KEY = 0.55, 0.4
# By a wider concept, one step up, two steps.
BROADER = (0.4, 0.25)
NEAR_COMMUNE, NEAR_PROVINCE, NEAR_REGION = 0.25, 0.12, 0.05

# What a thing is of itself: what buyers did and how new it is move it by 4 % up or down each at most.
OUT_OF_STOCK = 0.85
FRESH = ((7, 0.03), (30, 0.02), (90, 0.01))
SALES_MOST, SALES_FULL = 0.04, 256
STARS_MOST, STARS_PRIOR, STARS_MEAN = 0.04, 8, 4.0
# In thousandths: a seller of the smaller half, and one whose first thing is not ninety days old.
LIFT_SMALL, LIFT_NEW, NEW_DAYS = 25, 15, 90
LIFT_MOST = 0.04

# What is alike in all of this is told apart by so little.
SHUFFLE = 1e-4

# The first page holds at most so many things of one seller, while others' score at least so much of theirs.
OF_ONE_SELLER, COMPARABLE = 3, 0.85


@dataclass(frozen=True, slots=True)
class Quality:
    """What is known of a thing whatever was asked. `lift` in thousandths, at most 40."""

    in_stock: bool
    fresh_at: datetime | None
    sold: int
    stars_sum: int
    reviews: int
    lift: int

    def factors(self, now: datetime) -> tuple[tuple[str, float], ...]:
        """By name, each factor of the one number."""
        return (
            ("stock", 1.0 if self.in_stock else OUT_OF_STOCK),
            ("fresh", 1.0 + freshness(self.fresh_at, now)),
            ("sales", 1.0 + sales(self.sold)),
            ("stars", 1.0 + stars(self.stars_sum, self.reviews)),
            ("lift", 1.0 + min(self.lift / 1000, LIFT_MOST)),
        )

    def score(self, now: datetime) -> float:
        """Between 0.81 (sold out, one star) and 1.16."""
        return prod(factor for _, factor in self.factors(now))


def freshness(fresh_at: datetime | None, now: datetime) -> float:
    """New things are shown a little more for a quarter: 3 % for a week, 2 % for a month, 1 % for ninety days."""
    if fresh_at is None:
        return 0.0
    age = now - fresh_at
    return next((bonus for days, bonus in FRESH if age < timedelta(days=days)), 0.0)


def sales(sold: int) -> float:
    """By the logarithm of pieces received: full at 256, so that the best seller is not a hundred times the good one."""
    return SALES_MOST * min(1.0, log2(1 + sold) / log2(1 + SALES_FULL))


def stars(stars_sum: int, reviews: int) -> float:
    """The Bayesian mean (eight reviews of four stars are taken for granted), from −4 % at one star to +4 % at five."""
    mean = (stars_sum + STARS_PRIOR * STARS_MEAN) / (reviews + STARS_PRIOR)
    return STARS_MOST * max(-1.0, min(1.0, mean - STARS_MEAN))


def tier(points: float) -> int:
    """The nearest tier."""
    return min(TIERS, key=lambda step: (abs(step - points), -step))


_TIER_OF = tuple(tier(n / 10) for n in range(200))


def impacts(fields: Iterable[tuple[str, Iterable[str]]], heads: Heads) -> dict[str, int]:
    """The tier of each token of one level: `fields` as (name of the field, its tokens), `heads` by field."""
    points: dict[str, float] = {}
    for name, tokens in fields:
        weight, head = FIELDS[name], heads.get(name, ())
        for token in tokens:
            worth = weight + HEAD if token in head else weight
            if before := points.get(token):
                worth = max(before, worth) + OTHERS * min(before, worth)
            points[token] = worth
    return {token: _TIER_OF[min(int(found * 10), 199)] for token, found in points.items()}


def spread(ranked: Sequence[Row], page: int) -> list[Row]:
    """The (score, seller, thing) in an order in which the first `page` hold at most three of one seller, while there
    are others whose score is at least 85 % of the one that must wait. Nothing is lost."""
    first: list[Row] = []
    held: dict[Any, int] = {}
    waiting: list[int] = []
    taken: set[int] = set()
    for place, (score, seller, _) in enumerate(ranked):
        if len(first) >= page:
            break
        # One who waits goes in as soon as nobody comparable is left before it.
        while waiting and len(first) < page and score < ranked[waiting[0]][0] * COMPARABLE:
            taken.add(waiting[0])
            first.append(ranked[waiting.pop(0)])
        if len(first) >= page:
            break
        if seller and held.get(seller, 0) >= OF_ONE_SELLER:
            waiting.append(place)
            continue
        held[seller] = held.get(seller, 0) + 1
        taken.add(place)
        first.append(ranked[place])
    return first + [row for place, row in enumerate(ranked) if place not in taken]
