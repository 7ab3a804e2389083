"""Moments in Morocco."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from twiza.kernel.periods import MOROCCO


def end_of(day: date) -> datetime:
    """The first moment after a day."""
    return datetime.combine(day + timedelta(days=1), time(), MOROCCO)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), MOROCCO)
