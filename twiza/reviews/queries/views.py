"""What a page shows of reviews, frozen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise

from twiza.plumbing.api import ImageSet


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The cooperative's answer; `first_text` is "" unless it was changed."""

    text: str
    language: str
    answered_at: datetime
    first_text: str
    edited_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review. Of a removed one only why and when are given: its text, name, stars and photos are empty."""

    id: int
    line_id: int
    product_id: int
    slug: str
    names: Mapping[str, str]
    stars: int
    text: str
    language: str
    signed: str
    written_at: datetime
    edited_at: datetime | None
    is_removed: bool
    reason: str
    reason_words: str | Promise
    removed_at: datetime | None
    photos: Sequence[ImageSet]
    answer: AnswerView | None
    can_change_answer: bool
    cooperative_names: Mapping[str, str]
    order_number: str


@dataclass(frozen=True, slots=True)
class LineToReview:
    """A line of an order: may it be reviewed, until when, or why not; `mine` is what was written of it."""

    line_id: int
    part_number: str
    slug: str
    names: Mapping[str, str]
    may: bool
    until: date | None
    why_not: str
    words: str | Promise
    mine: ReviewView | None
    may_edit: bool
    edit_until: date | None


@dataclass(frozen=True, slots=True)
class Summary:
    """`tenths` is the average in tenths of a star, rounded half up; `histogram` counts five stars first."""

    count: int
    tenths: int
    histogram: tuple[int, int, int, int, int]
    removed: int

    @property
    def average(self) -> str:
        return f"{self.tenths // 10}.{self.tenths % 10}"

    @property
    def bars(self) -> list[tuple[int, int, int]]:
        """(stars, how many, hundredths of all) from five stars down."""
        return [(5 - n, count, round(100 * count / self.count)) for n, count in enumerate(self.histogram)]


@dataclass(frozen=True, slots=True)
class ClusterCard:
    id: int
    cooperative_names: Mapping[str, str]
    kind: str
    words: str | Promise
    stars: int
    size: int
    status: str
    found_at: datetime
    settled_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; `next` is the cursor of the following one, None at the end."""

    items: Sequence[Any]
    next: str | None
