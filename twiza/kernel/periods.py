"""Days and periods. Time is an argument: nothing here reads a clock."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

MOROCCO = ZoneInfo("Africa/Casablanca")


def day_of(moment: datetime) -> date:
    """The day in Morocco of an aware moment."""
    return moment.astimezone(MOROCCO).date()


def end_of_full_period(start: date, days: int, *, holidays: Set[date] = frozenset()) -> date:
    """Last day of a full period of `days` (law 31-08 art. 203; computed by analogy with the Code of
    civil procedure art. 512): neither the first nor the last day counts, and an end on a holiday,
    Saturday or Sunday moves to the next working day.
    """
    end = start + timedelta(days=days + 1)
    while end in holidays or end.weekday() >= 5:
        end += timedelta(days=1)
    return end


def same_day_years_later(start: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 1 March where the year has none.

    >>> same_day_years_later(date(2028, 2, 29), 1)
    datetime.date(2029, 3, 1)
    """
    try:
        return start.replace(year=start.year + years)
    except ValueError:
        return date(start.year + years, 3, 1)
