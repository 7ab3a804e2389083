"""What moved on accounts between two days, apart from what stood on them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, Sum

from twiza.ledger.models import Line


def turnovers(accounts: Iterable[str], *, since: date, until: date, references: str = "") -> dict[str, tuple[int, int]]:
    """Debits and credits (both zero or more) of each account from one day to another, both included; only by postings
    whose reference begins with `references`. Accounts on which nothing moved are left out. One query.
    """
    lines = Line.objects.filter(account__name__in=list(accounts), day__gte=since, day__lte=until)
    if references:
        lines = lines.filter(posting__reference__startswith=references)
    sums = lines.values_list("account__name").annotate(
        debit=Sum("centimes", filter=Q(centimes__gt=0), default=0),
        credit=Sum("centimes", filter=Q(centimes__lt=0), default=0),
    )
    return {name: (debit, -credit) for name, debit, credit in sums.order_by()}
