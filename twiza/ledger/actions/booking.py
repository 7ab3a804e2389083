"""How postings get into the books: three statements where their accounts are known, whatever their number.

No savepoint and no lock: the posting itself is the compare-and-set (`ON CONFLICT DO NOTHING` on its reference). A
writer who comes second takes its lines away again, and looks at what stands there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from twiza.ledger.models import Account, Line, Posting
from twiza.ledger.terms import Draft, OutOfBalance, ReferenceReused, side_of


def book(drafts: Iterable[Draft], *, now: datetime) -> set[str]:
    """Post what is not posted yet and return its references. Refuses as `post` says, and then nothing is written."""
    wanted = _sound(drafts)
    accounts, closed, some_are_there = _look_up(wanted)
    if some_are_there:
        for reference in _standing(wanted):
            del wanted[reference]
    if not wanted:
        return set()
    postings, lines = list[Posting](), list[Line]()
    for draft in wanted.values():
        day = max(draft.day, closed + timedelta(days=1)) if closed else draft.day
        posting = Posting(
            id=uuid4(),
            reference=draft.reference,
            day=day,
            happened_on=draft.day,
            cause=draft.cause,
            memo=draft.memo[:200],
            posted_at=now,
            reverses_id=draft.reverses,
        )
        postings.append(posting)
        lines += [
            Line(posting=posting, account_id=accounts[name], day=day, centimes=centimes)
            for name, centimes in draft.lines.items()
        ]
    # Nothing in here is refused, so the caller's transaction needs no savepoint.
    with transaction.atomic(savepoint=False):
        # The lines first: the posting seals them, and the database then checks their sum.
        Line.objects.bulk_create(lines)
        second = _second(postings) if _seal(postings) < len(postings) else set[UUID]()
        if second:
            Line.objects.filter(posting__in=second).delete()
    if second:
        _standing({p.reference: wanted[p.reference] for p in postings if p.pk in second})
    return {p.reference for p in postings if p.pk not in second}


def _sound(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """By reference, in its order (writers who meet wait for each other in one direction); without lines of zero."""
    found: dict[str, Draft] = {}
    for draft in sorted(drafts, key=lambda d: d.reference):
        lines = {name: centimes for name, centimes in draft.lines.items() if centimes}
        if total := sum(lines.values()):
            raise OutOfBalance(centimes=total)
        if lines:
            sound = Draft(
                reference=draft.reference,
                lines=lines,
                day=draft.day,
                cause=draft.cause,
                memo=draft.memo,
                reverses=draft.reverses,
            )
            if found.setdefault(draft.reference, sound).lines != lines:
                raise ReferenceReused(reference=draft.reference)
    return found


def _look_up(drafts: Mapping[str, Draft]) -> tuple[dict[str, int], date | None, bool]:
    """In one query: the accounts, the last closed day, and whether any of these references stands already."""
    names = {name for draft in drafts.values() for name in draft.lines}
    if not names:
        return {}, None, False
    rows = _asked(names, drafts)
    if missing := sorted(names - {row[0] for row in rows}):
        for name in missing:
            side_of(name)
        Account.objects.bulk_create([Account(name=name) for name in missing], ignore_conflicts=True)
        rows = _asked(names, drafts)
    closed = rows[0][2]
    closed = date.fromisoformat(closed) if isinstance(closed, str) else closed  # SQLite says days as text
    return {row[0]: row[1] for row in rows}, closed, bool(rows[0][3])


def _asked(names: Collection[str], references: Collection[str]) -> list[tuple[str, int, Any, Any]]:
    """Written out: each order asks this, and the ORM takes longer to put it into words than the database to answer."""
    places = [", ".join(["%s"] * len(values)) for values in (references, names)]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, id, (SELECT max(until) FROM ledger_closing), "  # noqa: S608 - only placeholders
            f"EXISTS (SELECT 1 FROM ledger_posting WHERE reference IN ({places[0]})) "
            f"FROM ledger_account WHERE name IN ({places[1]})",
            [*references, *names],
        )
        return cursor.fetchall()


def _standing(drafts: Mapping[str, Draft]) -> Collection[str]:
    """Those of these references that are posted; refuses one under which something else stands."""
    found: dict[str, dict[str, int]] = {}
    rows = Line.objects.filter(posting__reference__in=drafts).order_by()
    for reference, name, centimes in rows.values_list("posting__reference", "account__name", "centimes"):
        found.setdefault(reference, {})[name] = centimes
    for reference, lines in found.items():
        if lines != dict(drafts[reference].lines):
            raise ReferenceReused(reference=reference)
    return found


def _seal(postings: Sequence[Posting]) -> int:
    """Insert the postings; how many were new. The ORM ignores conflicts too, but does not say how many."""
    fields = Posting._meta.concrete_fields
    values = [field.get_db_prep_save(getattr(p, field.attname), connection) for p in postings for field in fields]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    rows = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(postings))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO ledger_posting ({columns}) VALUES {rows} ON CONFLICT DO NOTHING", values)  # noqa: S608 - our own names
        return cursor.rowcount


def _second(postings: Sequence[Posting]) -> set[UUID]:
    mine = {posting.pk for posting in postings}
    return mine - set(Posting.objects.filter(pk__in=mine).values_list("pk", flat=True))
