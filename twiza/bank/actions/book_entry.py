"""What every entry does when it is read: our own transfers are recognised, the rest waits to be explained."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from twiza.bank.facts import CreditBooked, TransferPaid, TransferReturned
from twiza.bank.models import Batch, Entry, Transfer
from twiza.bank.states import BANK, TRANSFER, Status
from twiza.bank.terms.reading import key_of, keys_in
from twiza.ledger.api import post
from twiza.people.api import Person
from twiza.plumbing.api import announce

UNEXPLAINED, IN_TRANSIT = "bank:unexplained", "transfers:in_transit"
_OUT = (Status.RELEASED, Status.SENT)


def book_entries(rows: Sequence[Entry], *, now: datetime) -> None:
    """Post each entry, and say what it is where a transfer of ours explains it."""
    spoken = {row.pk: keys_in(row.reference, row.text, row.bank_reference, row.counterparty) for row in rows}
    by_key = _transfers(set().union(*spoken.values()) if spoken else set())
    batches = {key_of(b.number): b for b in Batch.objects.filter(status__in=["released", "sent"])}
    for row in rows:
        named = [by_key[key] for key in sorted(spoken[row.pk]) if key in by_key]
        batch = next((batches[key] for key in sorted(spoken[row.pk]) if key in batches), None)
        purpose, other = _recognise(row, named, batch, now)
        post(
            reference=f"bank-entry:{row.pk}",
            lines={f"bank:{row.account}": row.centimes, other: -row.centimes},
            day=row.day,
            cause=f"bank.entry:{row.pk}",
            now=now,
            memo=row.text[:200],
        )
        if purpose:
            Entry.objects.filter(pk=row.pk).update(purpose=purpose, explained_at=now)
        elif named:
            Entry.objects.filter(pk=row.pk).update(hint=named[0].reference)
        if other == UNEXPLAINED and row.centimes > 0:
            announce(CreditBooked(entry_id=row.pk))


def _transfers(keys: set[str]) -> dict[str, Transfer]:
    found: dict[str, Transfer] = {}
    wanted = sorted(keys)
    for start in range(0, len(wanted), 500):
        # One that the desk gave up explains nothing any more, but its name is a hint: it may have left after all.
        rows = Transfer.objects.filter(
            key__in=wanted[start : start + 500], status__in=[*_OUT, Status.PAID, Status.FAILED]
        )
        found |= {row.key: row for row in rows.order_by("pk")}
    return found


def _recognise(row: Entry, named: list[Transfer], batch: Batch | None, now: datetime) -> tuple[str, str]:
    """What the entry is ('' where nobody knows) and the account on its other side."""
    for transfer in named:
        if row.centimes == -transfer.amount_centimes and transfer.status in _OUT:
            pay(transfer, row)
            return f"transfer:{transfer.reference}", IN_TRANSIT
        if row.centimes == transfer.amount_centimes and transfer.status == Status.PAID:
            give_back(transfer, row)
            return f"returned:{transfer.reference}", IN_TRANSIT
    if batch is not None and row.centimes < 0:
        rows = list(batch.transfers.filter(status__in=_OUT).order_by("pk"))
        if rows and sum(transfer.amount_centimes for transfer in rows) == -row.centimes:
            for transfer in rows:
                pay(transfer, row)
            return f"batch:{batch.number}", IN_TRANSIT
    return "", UNEXPLAINED


def pay(transfer: Transfer, row: Entry, *, by: Person | None = None) -> None:
    TRANSFER.apply(transfer, "pay", by=BANK, actor=by, paid_entry=row)
    announce(TransferPaid(reference=transfer.reference))


def give_back(transfer: Transfer, row: Entry, *, by: Person | None = None) -> None:
    reason = row.text[:300]
    TRANSFER.apply(transfer, "give_back", by=BANK, actor=by, returned_entry=row, reason=reason)
    announce(TransferReturned(reference=transfer.reference, reason=reason))
