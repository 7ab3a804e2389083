"""Transfers and batches as cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Sum

from twiza.bank.models import Batch, Transfer
from twiza.bank.queries.accounts import Account, account
from twiza.bank.states import BATCH, TRANSFER, Status
from twiza.bank.terms.rib import spaced
from twiza.bank.terms.words import BATCH_LABELS, KIND_LABELS, STATUS_LABELS
from twiza.kernel.refusals import NotFound
from twiza.people.api import person_cards

PAGE = 50


@dataclass(frozen=True, slots=True)
class TransferCard:
    reference: str
    kind: str
    kind_label: str
    amount_centimes: int
    payee_name: str
    rib: str
    rib_spaced: str
    subject: str
    status: str
    status_label: str
    reason: str
    batch_number: str
    queued_at: datetime
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BatchCard:
    """`composed_by` and `released_by` are names; `may_release`: it waits, and for somebody else than who asks."""

    number: str
    account: Account
    status: str
    status_label: str
    composed_by_id: int
    composed_by: str
    composed_at: datetime
    released_by: str
    released_at: datetime | None
    sent_at: datetime | None
    total_centimes: int
    count: int
    verbs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TransferPage:
    items: list[TransferCard]
    next: int | None


def _card(row: Transfer) -> TransferCard:
    return TransferCard(
        reference=row.reference,
        kind=row.kind,
        kind_label=str(KIND_LABELS[row.kind]),
        amount_centimes=row.amount_centimes,
        payee_name=row.payee_name,
        rib=row.rib,
        rib_spaced=spaced(row.rib),
        subject=row.subject,
        status=row.status,
        status_label=str(STATUS_LABELS[row.status]),
        reason=row.reason,
        batch_number=row.batch.number if row.batch else "",
        queued_at=row.queued_at,
        verbs=tuple(TRANSFER.open_to(row.status, "desk")),
    )


def transfers(*, status: str = "", after: int | None = None) -> TransferPage:
    """The newest first, 50 at a time; one SQL query."""
    rows = Transfer.objects.select_related("batch").order_by("-pk")
    if status:
        rows = rows.filter(status=status)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: PAGE + 1])
    return TransferPage([_card(row) for row in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else None)


def transfers_to_compose(most: int = 500) -> list[TransferCard]:
    """Those that wait and are in no batch, the oldest first."""
    rows = Transfer.objects.select_related("batch").filter(status=Status.WAITING, batch=None).order_by("pk")
    return [_card(row) for row in rows[:most]]


def transfers_of(references: Iterable[str]) -> dict[str, TransferCard]:
    """By reference; an unknown one is left out."""
    rows = Transfer.objects.select_related("batch").filter(reference__in=set(references))
    return {row.reference: _card(row) for row in rows}


def transfer_of(reference: str) -> TransferCard | None:
    return transfers_of([reference]).get(reference)


def transfer_counts() -> dict[str, int]:
    counted = dict(Transfer.objects.values_list("status").annotate(n=Count("pk")).order_by())
    return {status: counted.get(status, 0) for status in Status.values}


def batches(most: int = 30) -> list[BatchCard]:
    """The newest first."""
    return _batch_cards(list(Batch.objects.order_by("-pk")[:most]))


def batch_card(number: str) -> BatchCard:
    return _batch_cards([batch_by_number(number)])[0]


def batch_by_number(number: str) -> Batch:
    found = Batch.objects.filter(number=number).first()
    if found is None:
        raise NotFound()
    return found


def transfers_of_batch(number: str) -> list[TransferCard]:
    return [_card(row) for row in Transfer.objects.select_related("batch").filter(batch__number=number).order_by("pk")]


def _batch_cards(rows: list[Batch]) -> list[BatchCard]:
    sums: dict[int, dict[str, Any]] = {
        row["batch"]: dict(row)
        for row in Transfer.objects.filter(batch__in=rows)
        .exclude(status=Status.FAILED)
        .values("batch")
        .annotate(total=Sum("amount_centimes"), n=Count("pk"))
        .order_by()
    }
    people = person_cards({row.composed_by_id for row in rows} | {row.released_by_id or 0 for row in rows})

    def name(person_id: int | None) -> str:
        card = people.get(person_id or 0)
        return card.name if card else ""

    return [
        BatchCard(
            number=row.number,
            account=account(row.account),
            status=row.status,
            status_label=str(BATCH_LABELS[row.status]),
            composed_by_id=row.composed_by_id,
            composed_by=name(row.composed_by_id),
            composed_at=row.composed_at,
            released_by=name(row.released_by_id),
            released_at=row.released_at,
            sent_at=row.sent_at,
            total_centimes=sums.get(row.pk, {}).get("total", 0),
            count=sums.get(row.pk, {}).get("n", 0),
            verbs=tuple(BATCH.open_to(row.status, "desk")),
        )
        for row in rows
    ]
