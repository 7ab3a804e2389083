"""What stands on an account. Balances are debit positive: a liability of 50 dirhams is -5000.

A balance is that of the last closing before, and the lines since.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum

from twiza.ledger.models import Account, ClosedBalance, Closing, Line
from twiza.ledger.terms import CHART, WORDS, Side, pattern_of, side_of


def balance(account: str, *, on: date | None = None) -> int:
    """The balance of one account at the end of day `on` (of all that is booked where None), in centimes."""
    return balances([account], on=on)[account]


def balances(accounts: Iterable[str], *, on: date | None = None) -> dict[str, int]:
    """The balances of several accounts, in three queries at most; 0 for those nothing was booked on."""
    names = list(accounts)
    return dict.fromkeys(names, 0) | _named(Q(account__name__in=names), on)


def balances_like(prefix: str, *, on: date | None = None) -> dict[str, int]:
    """The balances of all accounts whose name begins so ("cooperative:12:"), by name."""
    return dict(sorted(_named(Q(account__name__startswith=prefix), on).items()))


@dataclass(frozen=True, slots=True)
class TrialRow:
    account: str
    side: Side
    balance: int  # debit positive

    @property
    def debit(self) -> int:
        return max(self.balance, 0)

    @property
    def credit(self) -> int:
        return max(-self.balance, 0)


@dataclass(frozen=True, slots=True)
class TrialGroup:
    """All accounts of one line of the chart ("member:{id}:payable")."""

    pattern: str
    side: Side
    accounts: int
    debit: int
    credit: int

    @property
    def words(self) -> str:
        return str(WORDS[self.pattern])

    @property
    def prefix(self) -> str:
        return self.pattern.partition("{")[0]

    @property
    def suffix(self) -> str:
        return self.pattern.rpartition("}")[2] if "}" in self.pattern else ""


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """Accounts that are not empty, by name. `debit` and `credit` are the sums of the columns: they must be equal."""

    on: date | None
    closed_until: date | None  # the closing it starts from
    rows: tuple[TrialRow, ...]
    debit: int
    credit: int

    @property
    def difference(self) -> int:
        return self.debit - self.credit

    def by_pattern(self) -> list[TrialGroup]:
        """The same sums by line of the chart, in its order: what a page shows of many thousand accounts."""
        found: dict[str, list[TrialRow]] = {pattern: [] for pattern in CHART}
        for row in self.rows:
            found[pattern_of(row.account)].append(row)
        return [
            TrialGroup(
                pattern, CHART[pattern], len(rows), sum(row.debit for row in rows), sum(row.credit for row in rows)
            )
            for pattern, rows in found.items()
            if rows
        ]


def trial_balance(*, on: date | None = None, prefix: str = "") -> TrialBalance:
    """What stands on every account at the end of day `on`; four queries at most, however many postings.

    With a `prefix`, only those accounts: that is a list, and need not balance.
    """
    closing = _last_closing(on)
    found = _added("account_id", Q(account__name__startswith=prefix) if prefix else Q(), on, closing)
    accounts = Account.objects.filter(name__startswith=prefix).order_by("name")
    rows = tuple(
        TrialRow(name, side_of(name), found[pk]) for pk, name in accounts.values_list("pk", "name") if found.get(pk)
    )
    return TrialBalance(
        on,
        closing.until if closing else None,
        rows,
        debit=sum(row.debit for row in rows),
        credit=sum(row.credit for row in rows),
    )


def last_closed(*, on: date | None = None) -> date | None:
    """The last day of the closed periods, up to day `on`; None where nothing is closed."""
    closing = _last_closing(on)
    return closing.until if closing else None


def sums(some: Q, *, on: date | None) -> dict[int, int]:
    """Account id → balance of `some` accounts, where it is not zero. No line is joined to its account's name."""
    return {pk: centimes for pk, centimes in _added("account_id", some, on, _last_closing(on)).items() if centimes}


def _named(some: Q, on: date | None) -> dict[str, int]:
    return _added("account__name", some, on, _last_closing(on))


def _added(key: str, some: Q, on: date | None, closing: Closing | None) -> dict[Any, int]:
    """What was closed and what came since. Both from the same closing: another one may be made between two queries."""
    found: dict[Any, int] = {}
    lines = Line.objects.filter(some).order_by()
    if closing:
        found = dict(ClosedBalance.objects.filter(some, closing=closing).values_list(key, "centimes"))
        lines = lines.filter(day__gt=closing.until)
    if on is not None:
        lines = lines.filter(day__lte=on)
    for name, centimes in lines.values_list(key).annotate(sum=Sum("centimes")):
        found[name] = found.get(name, 0) + centimes
    return found


def _last_closing(on: date | None) -> Closing | None:
    closings = Closing.objects.order_by("-until")
    return (closings if on is None else closings.filter(until__lte=on)).first()
