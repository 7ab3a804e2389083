"""Reads of the books. Balances are debit positive: a liability of 50 dirhams is -5000."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Sum

from twiza.ledger.models import Line


def balance(account: str, *, on: date | None = None) -> int:
    """The balance of one account at the end of day `on` (now where None), in centimes, debit positive."""
    lines = Line.objects.filter(account__name=account)
    if on is not None:
        lines = lines.filter(day__lte=on)
    return lines.aggregate(sum=Sum("centimes"))["sum"] or 0


def balances(accounts: Iterable[str], *, on: date | None = None) -> dict[str, int]:
    """The balances of several accounts in one query; 0 for those nothing was booked on."""
    names = list(accounts)
    lines = Line.objects.filter(account__name__in=names)
    if on is not None:
        lines = lines.filter(day__lte=on)
    found = dict(lines.values_list("account__name").annotate(sum=Sum("centimes")))
    return {name: found.get(name, 0) for name in names}
