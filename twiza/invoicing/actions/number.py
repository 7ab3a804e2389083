from __future__ import annotations

from datetime import date

from django.db.models import DateField, F, Value
from django.db.models.functions import Greatest

from twiza.invoicing.models import Series
from twiza.invoicing.terms.drafts import number_of


def next_number(*, issuer: str, kind: str, day: date) -> tuple[str, Series, int, date]:
    """The next number of a series, the series, its place in it and the day it has. Inside the issuing transaction:

    the update holds the row until that commits, and a rollback gives the number back, so no number is lost or given
    twice. The day is never before that of the number before.
    """
    found, _new = Series.objects.get_or_create(issuer=issuer, kind=kind, year=day.year, defaults={"last_on": day})
    Series.objects.filter(pk=found.pk).update(
        last=F("last") + 1, last_on=Greatest(F("last_on"), Value(day, output_field=DateField()))
    )
    found.refresh_from_db()
    number = number_of(kind=kind, issuer=issuer, year=found.year, seq=found.last)
    return number, found, found.last, found.last_on
