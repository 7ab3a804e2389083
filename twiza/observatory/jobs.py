"""The observatory's calendar: a quarter's figures, once its time is over."""

from __future__ import annotations

from datetime import datetime, timedelta

from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.observatory.actions.publish_figures import publish_figures
from twiza.observatory.queries.releases import releases
from twiza.observatory.terms import Quarter
from twiza.plumbing.api import every


@every("04:20", atomic=False)
def publish_closed_quarters(now: datetime) -> list[str]:
    """The last quarter whose time is over, and those since the last release that were missed; which were made."""
    day = day_of(now)
    last = Quarter.of(day - timedelta(days=rule("house.figures_after_days", on=day).value)).before
    done = [Quarter.of(made.first_day) for made in releases()[:1]]
    quarter, made = (done[0].next if done else last), []
    while quarter.first_day <= last.first_day:
        made.append(publish_figures(quarter=quarter, now=now).quarter)
        quarter = quarter.next
    return made
