from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from twiza.bank.actions.book_entry import IN_TRANSIT, UNEXPLAINED, give_back, pay
from twiza.bank.actions.explain_entry import explain_entry
from twiza.bank.models import Entry, Transfer
from twiza.bank.states import Status
from twiza.bank.terms.reading import key_of
from twiza.bank.terms.refusals import AlreadyExplained, NoCounterpart, NoSuchTransfer, PurposeUnknown
from twiza.bank.terms.words import ACCOUNT_OF, PURPOSES
from twiza.kernel.refusals import NotFound
from twiza.ledger.api import post
from twiza.people.api import Person

NEAR = timedelta(days=10)  # how far apart two banks book the two ends of one transfer


@transaction.atomic
def explain_by_hand(
    *, entry_id: int, purpose: str, by: Person, now: datetime, reference: str = "", note: str = ""
) -> None:
    """The desk says what an entry is: one of PURPOSES; `reference` names the transfer where it is one of ours.

    Posts it off `bank:unexplained`. Refuses an entry that somebody explained, a transfer of another amount or state,
    and money between our own accounts whose other end was not read yet.
    """
    row = Entry.objects.filter(pk=entry_id).first()
    if row is None:
        raise NotFound()
    if purpose not in PURPOSES:
        raise PurposeUnknown()
    if row.purpose:
        raise AlreadyExplained()
    if purpose == "between":
        _pair(row, by, now, note)
        return
    if purpose in ("transfer", "returned"):
        transfer = _transfer(row, purpose, reference)
        said, other = f"{purpose}:{transfer.reference}", IN_TRANSIT
        (pay if purpose == "transfer" else give_back)(transfer, row, by=by)
    else:
        said, other = purpose, ACCOUNT_OF[purpose]
    explain_entry(entry_id=row.pk, purpose=said, now=now, by=by, note=note)
    post(
        reference=f"bank-entry:{row.pk}:explained",
        lines={UNEXPLAINED: row.centimes, other: -row.centimes},
        day=row.day,
        cause=f"bank.entry:{row.pk}",
        now=now,
        memo=note or row.text[:200],
    )


def _transfer(row: Entry, purpose: str, reference: str) -> Transfer:
    states = [Status.RELEASED, Status.SENT] if purpose == "transfer" else [Status.PAID]
    amount = -row.centimes if purpose == "transfer" else row.centimes
    found = Transfer.objects.filter(key=key_of(reference), amount_centimes=amount, status__in=states).first()
    if found is None:
        raise NoSuchTransfer()
    return found


def _pair(row: Entry, by: Person, now: datetime, note: str) -> None:
    """Both ends stand on `bank:unexplained`, one each side: together they are nothing, so nothing is posted."""
    others = Entry.objects.filter(
        purpose="", centimes=-row.centimes, day__gte=row.day - NEAR, day__lte=row.day + NEAR
    ).exclude(account=row.account)
    other = others.order_by("day", "pk").first()
    if other is None:
        raise NoCounterpart()
    for mine, theirs in ((row, other), (other, row)):
        explain_entry(entry_id=mine.pk, purpose=f"between:{theirs.pk}", now=now, by=by, note=note)
