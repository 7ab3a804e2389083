"""Entries of our accounts as cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, Sum

from twiza.bank.models import Entry, Statement
from twiza.bank.terms.words import PURPOSE_LABELS
from twiza.kernel.refusals import NotFound

PAGE = 50


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One line of an account; `centimes` positive came in. `hint` is a reference of a transfer whose amount differs."""

    id: int
    account: str
    day: date
    value_day: date | None
    centimes: int
    text: str
    counterparty: str
    rib: str
    reference: str
    bank_reference: str
    hint: str
    purpose: str
    purpose_label: str
    note: str
    explained_at: datetime | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    items: list[EntryCard]
    next: int | None


@dataclass(frozen=True, slots=True)
class StatementCard:
    id: int
    account: str
    kind: str
    name: str
    first_on: date
    last_on: date
    opening_centimes: int | None
    closing_centimes: int | None
    missing_centimes: int
    entries_new: int
    entries_known: int
    imported_at: datetime


@dataclass(frozen=True, slots=True)
class AccountState:
    """What the books know of one account: the sum of its entries, how many wait to be explained, the last day read."""

    code: str
    centimes: int
    unexplained: int
    last_on: date | None
    closing_centimes: int | None


def _card(row: Entry) -> EntryCard:
    return EntryCard(
        id=row.pk,
        account=row.account,
        day=row.day,
        value_day=row.value_day,
        centimes=row.centimes,
        text=row.text,
        counterparty=row.counterparty,
        rib=row.counterparty_account,
        reference=row.reference,
        bank_reference=row.bank_reference,
        hint=row.hint,
        purpose=row.purpose,
        purpose_label=str(PURPOSE_LABELS.get(row.purpose.partition(":")[0], row.purpose)),
        note=row.note,
        explained_at=row.explained_at,
    )


def entry(entry_id: int) -> EntryCard:
    """One entry, or NotFound."""
    found = Entry.objects.filter(pk=entry_id).first()
    if found is None:
        raise NotFound()
    return _card(found)


def entries_by_id(ids: Iterable[int]) -> dict[int, EntryCard]:
    return {row.pk: _card(row) for row in Entry.objects.filter(pk__in=set(ids))}


def entries(
    *, account: str = "", unexplained: bool = False, statement_id: int | None = None, after: int | None = None
) -> EntryPage:
    """The newest first, 50 at a time; one SQL query."""
    rows = Entry.objects.order_by("-pk")
    if account:
        rows = rows.filter(account=account)
    if unexplained:
        rows = rows.filter(purpose="")
    if statement_id is not None:
        rows = rows.filter(statement=statement_id)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: PAGE + 1])
    return EntryPage([_card(row) for row in found[:PAGE]], found[PAGE - 1].pk if len(found) > PAGE else None)


def unexplained_credits(*, since: date | None = None) -> list[EntryCard]:
    """Money that came in and that nobody knows, the oldest first: for who learns only later what it expects."""
    rows = Entry.objects.filter(purpose="", centimes__gt=0).order_by("pk")
    return [_card(row) for row in (rows.filter(day__gte=since) if since else rows)[:1_000]]


def count_unexplained() -> int:
    return Entry.objects.filter(purpose="").count()


def statements(most: int = 30) -> list[StatementCard]:
    """The newest first."""
    return [_statement(row) for row in Statement.objects.order_by("-pk")[:most]]


def statement_card(statement_id: int) -> StatementCard:
    found = Statement.objects.filter(pk=statement_id).first()
    if found is None:
        raise NotFound()
    return _statement(found)


def _statement(row: Statement) -> StatementCard:
    return StatementCard(
        row.pk,
        row.account,
        row.kind,
        row.name,
        row.first_on,
        row.last_on,
        row.opening_centimes,
        row.closing_centimes,
        row.missing_centimes,
        row.entries_new,
        row.entries_known,
        row.imported_at,
    )


def account_states() -> dict[str, AccountState]:
    """By account code; three SQL queries."""
    sums = Entry.objects.values("account").annotate(
        centimes=Sum("centimes"), waiting=Count("pk", filter=Q(purpose="")), last=Max("day")
    )
    latest: dict[str, Statement] = {}
    for row in Statement.objects.exclude(closing_centimes=None).order_by("last_on", "pk"):
        latest[row.account] = row
    return {
        row["account"]: AccountState(
            row["account"],
            row["centimes"] or 0,
            row["waiting"],
            row["last"],
            latest[row["account"]].closing_centimes if row["account"] in latest else None,
        )
        for row in sums.order_by()
    }
