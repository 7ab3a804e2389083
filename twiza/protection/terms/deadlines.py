"""Moments of days. Which day it is, `law.api` computes from the rule book; nothing here reads a clock."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from twiza.kernel.periods import MOROCCO
from twiza.law.api import rule


def end_of_day(day: date) -> datetime:
    """The moment a day is over in Morocco: what is due on a day is late from then."""
    return datetime.combine(day + timedelta(days=1), time(), MOROCCO)


def morning_of(day: date) -> datetime:
    """Eight o'clock, when letters and what happens by itself on a day begin."""
    return datetime.combine(day, time(8), MOROCCO)


def house_days(name: str, start: date) -> date:
    """The last day of a promise of the house in plain days: `house_days("replacement_days", day)`."""
    return start + timedelta(days=rule(f"house.{name}", on=start).value)


def months_after(start: date, months: int) -> date:
    """The same day so many months later, or the first of the next where that month has none: nothing is taken away.

    >>> months_after(date(2028, 2, 29), 12)
    datetime.date(2029, 3, 1)
    """
    years, month = divmod(start.month - 1 + months, 12)
    try:
        return date(start.year + years, month + 1, start.day)
    except ValueError:
        return date(start.year + years, month + 2, 1)
