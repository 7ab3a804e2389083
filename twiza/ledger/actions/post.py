from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from twiza.ledger.actions.booking import book
from twiza.ledger.terms import Draft


def post(*, reference: str, lines: Mapping[str, int], day: date, cause: str, now: datetime, memo: str = "") -> bool:
    """Book `lines` (account name → centimes, debit positive) under `reference`, or nothing if it is booked already.

    Returns whether it was new. Lines of zero are left out; with none left there is nothing to book. A `day` in a
    closed period is booked on the first open one. Refuses lines that do not sum to zero, unknown accounts, and
    a reference under which other lines stand. Three statements where the accounts are known.
    """
    return bool(book([Draft(reference=reference, lines=lines, day=day, cause=cause, memo=memo)], now=now))
