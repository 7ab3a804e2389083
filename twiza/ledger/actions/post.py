from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction

from twiza.ledger.models import Account, Closing, Line, Posting
from twiza.ledger.terms import OutOfBalance, ReferenceReused, side_of


def post(*, reference: str, lines: Mapping[str, int], day: date, cause: str, now: datetime, memo: str = "") -> bool:
    """Book `lines` (account name → centimes, debit positive) under `reference`, or nothing if it is booked already.

    Returns whether it was new. Lines of zero are left out; with none left there is nothing to book. A `day` in a
    closed period is booked on the first open one. Refuses lines that do not sum to zero, unknown accounts, and
    a reference under which other lines stand.
    """
    lines = {name: centimes for name, centimes in lines.items() if centimes}
    if total := sum(lines.values()):
        raise OutOfBalance(centimes=total)
    if not lines:
        return False
    if _is_booked(reference, lines):
        return False
    accounts = _accounts(lines)
    closed = Closing.objects.order_by("-until").values_list("until", flat=True).first()
    booked = max(day, closed + timedelta(days=1)) if closed else day
    posting = Posting(
        id=uuid4(), reference=reference, day=booked, happened_on=day, cause=cause, memo=memo[:200], posted_at=now
    )
    try:
        with transaction.atomic():
            # The lines first: the posting seals them, and the database then checks their sum.
            Line.objects.bulk_create(
                Line(posting=posting, account_id=accounts[name], day=booked, centimes=centimes)
                for name, centimes in lines.items()
            )
            posting.save(force_insert=True)
    except IntegrityError:
        if _is_booked(reference, lines):  # by somebody else, meanwhile
            return False
        raise
    return True


def _is_booked(reference: str, lines: Mapping[str, int]) -> bool:
    found = dict(
        Line.objects.filter(posting__reference=reference).values_list("account__name", "centimes").order_by("id")
    )
    if found and found != dict(lines):
        raise ReferenceReused(reference=reference)
    return bool(found)


def _accounts(names: Mapping[str, int]) -> dict[str, int]:
    known = dict(Account.objects.filter(name__in=names).values_list("name", "pk"))
    if missing := sorted(set(names) - set(known)):
        for name in missing:
            side_of(name)
        Account.objects.bulk_create([Account(name=name) for name in missing], ignore_conflicts=True)
        known = dict(Account.objects.filter(name__in=names).values_list("name", "pk"))
    return known
