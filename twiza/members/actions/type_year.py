from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.cooperatives.api import Cooperative
from twiza.members.models import YearFigures
from twiza.members.terms.refusals import WrongAmount
from twiza.people.api import Person
from twiza.plumbing.api import record

MOST_CENTIMES = 10**12


@transaction.atomic
def type_year(
    *, cooperative: Cooperative, year: int, costs_centimes: int, reserve_centimes: int, by: Person, now: datetime
) -> YearFigures:
    """The treasurer's figures of a year: costs outside the market, and the legal reserve as the year began."""
    if not 2000 <= year <= 2100:
        raise WrongAmount("year")
    for field, centimes in (("costs", costs_centimes), ("reserve", reserve_centimes)):
        if not 0 <= centimes <= MOST_CENTIMES:
            raise WrongAmount(field)
    columns = {"costs_centimes": costs_centimes, "reserve_centimes": reserve_centimes, "by": by, "at": now}
    row, _new = YearFigures.objects.update_or_create(cooperative=cooperative, year=year, defaults=columns)
    record("type_year", row, actor=by, after={"costs": costs_centimes, "reserve": reserve_centimes})
    return row
