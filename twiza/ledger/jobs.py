"""What must agree in the books."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce

from twiza.ledger.models import ClosedBalance, Closing, Line, Posting
from twiza.ledger.queries.balances import trial_balance
from twiza.plumbing.api import checked


@checked("the trial balance is zero")
def trial_balance_is_zero(now: datetime) -> list[str]:
    found = trial_balance()
    if not found.difference:
        return []
    return [f"Debits of {found.debit} centimes stand against credits of {found.credit}."]


@checked("each posting sums to zero")
def postings_sum_to_zero(now: datetime) -> list[str]:
    """Over lines that the database kept in balance: this finds what was changed behind its back."""
    rows = (
        Posting.objects.annotate(
            sum=Coalesce(Sum("lines__centimes"), 0),
            number=Count("lines"),
            strays=Count("lines", filter=~Q(lines__day=F("day"))),
        )
        .filter(~Q(sum=0) | Q(number__lt=2) | Q(strays__gt=0))
        .order_by("day", "reference")
    )
    return [
        f"Posting {row.reference} has {row.number} lines that sum to {row.sum} centimes, {row.strays} on another day."
        for row in rows[:100]
    ]


@checked("closed balances agree with their lines")
def closed_balances_agree(now: datetime) -> list[str]:
    found = list[str]()
    for closing in Closing.objects.order_by("-until")[:1]:  # each closing stands on the one before
        lines = Line.objects.filter(day__lte=closing.until).order_by()
        added = dict(lines.values_list("account__name").annotate(sum=Sum("centimes")))
        kept = dict(ClosedBalance.objects.filter(closing=closing).values_list("account__name", "centimes"))
        found += [
            f"Account {name} was closed on {closing.until} with {kept.get(name, 0)} centimes; "
            f"its lines sum to {added.get(name, 0)}."
            for name in sorted(added.keys() | kept.keys())
            if added.get(name, 0) != kept.get(name, 0)
        ]
    return found[:100]
