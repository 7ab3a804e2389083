"""Quarters, and the tables of a release."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

TABLES = ("region", "outcome", "answer", "level")  # each crossed with the kind of problem


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year; `number` from 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Quarter:
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> Quarter | None:
        """`2026-Q3`, or None for anything else."""
        if found := re.fullmatch(r"(20\d\d)-Q([1-4])", text):
            return cls(int(found[1]), int(found[2]))
        return None

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"

    @property
    def first_day(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return self.next.first_day - timedelta(days=1)

    @property
    def next(self) -> Quarter:
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def before(self) -> Quarter:
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)
