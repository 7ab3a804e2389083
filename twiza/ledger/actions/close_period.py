from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from twiza.kernel.periods import day_of
from twiza.ledger.models import ClosedBalance, Closing, Line
from twiza.ledger.queries.balances import sums
from twiza.ledger.terms import AlreadyClosed, FutureClosing
from twiza.plumbing.api import record


@transaction.atomic
def close_period(*, until: date, by: Any, now: datetime) -> Closing:
    """Close the books up to and including `until`: what comes later for its days is booked on the first open day.

    Keeps the balance of each account, so that later balances need not add up the past again. Refuses a day that is not
    over, and one that is closed already. `by` is a person or a name. Waits for postings under way, and they for it.
    """
    if until >= day_of(now):
        raise FutureClosing()
    if connection.vendor == "postgresql":  # SQLite has one writer anyway
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {Line._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
    last = Closing.objects.order_by("-until").first()
    if last and last.until >= until:
        raise AlreadyClosed(until=last.until)
    balances = sums(Q(), on=until)
    closing = Closing.objects.create(until=until, by=str(getattr(by, "pk", by)), at=now)
    ClosedBalance.objects.bulk_create(
        (ClosedBalance(closing=closing, account_id=pk, centimes=centimes) for pk, centimes in balances.items()),
        batch_size=2_000,
    )
    record("close_period", closing, actor=by, after={"until": until.isoformat(), "accounts": len(balances)})
    return closing
