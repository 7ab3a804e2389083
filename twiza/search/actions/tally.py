from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from twiza.kernel.periods import day_of
from twiza.search.models import Exposure, Unfound


@transaction.atomic
def tally(missed: Mapping[tuple[str, str], int], shown: Mapping[str, int], *, now: datetime) -> None:
    """Add a process's counts to the day's and the month's."""
    day = day_of(now)
    for (text, language), times in sorted(missed.items()):
        row, _ = Unfound.objects.get_or_create(text=text, language=language, day=day)
        Unfound.objects.filter(pk=row.pk).update(times=F("times") + times)
    for seller, number in sorted(shown.items()):
        counted, _ = Exposure.objects.get_or_create(seller=seller, month=day.replace(day=1))
        Exposure.objects.filter(pk=counted.pk).update(shown=F("shown") + number)


def forget_unfound(*, before: date) -> int:
    """Take away the counts of older days; and of yesterday and before what only one search asked for."""
    return Unfound.objects.filter(day__lt=before).delete()[0]


def forget_single(*, before: date) -> int:
    """A text that was searched once in a day stays no longer than that day: it may be anything, a name too."""
    return Unfound.objects.filter(day__lt=before, times__lt=2).delete()[0]
