from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Sum

from twiza.bank.actions.book_entry import book_entries
from twiza.bank.models import Entry, Statement
from twiza.bank.terms.reading import ReadEntry, ReadStatement
from twiza.bank.terms.refusals import BusyAccount, NoEntries, OtherKindOfFile, SumsDiffer, dirhams
from twiza.kernel.text import fold
from twiza.people.api import Person


@transaction.atomic
def book_statement(
    *, read: ReadStatement, account_code: str, sha256: str, name: str, by: Person | None, now: datetime
) -> tuple[Statement, bool]:
    """Book the entries that are not there yet; returns the statement, and whether this file was new.

    An entry is known by the bank's own reference (CAMT), else by its day, amount and words and by how many alike came
    before it: so a file that overlaps another adds only what is new. Refuses a statement that does not add up
    (SumsDiffer), that has nothing, and days that another kind of file told already (OtherKindOfFile).
    """
    known = Statement.objects.filter(account=account_code, sha256=sha256).first()
    if known is not None:
        return known, False
    _demand_sums(read)
    if not read.entries:
        raise NoEntries()
    first, last = min(e.day for e in read.entries), max(e.day for e in read.entries)
    _demand_same_kind(read.kind, account_code, read.entries)
    prints = fingerprints(read)
    there = set()
    for start in range(0, len(prints), 500):
        ours = Entry.objects.filter(account=account_code, fingerprint__in=prints[start : start + 500])
        there |= set(ours.values_list("fingerprint", flat=True))
    new = [(entry, mark) for entry, mark in zip(read.entries, prints, strict=True) if mark not in there]
    try:
        with transaction.atomic():
            statement = Statement.objects.create(
                account=account_code,
                kind=read.kind,
                sha256=sha256,
                name=name[:200],
                first_on=first,
                last_on=last,
                opening_centimes=read.opening_centimes,
                closing_centimes=read.closing_centimes,
                missing_centimes=_missing(read, account_code, there, prints),
                entries_new=len(new),
                entries_known=len(read.entries) - len(new),
                imported_at=now,
                by=by,
            )
            rows = Entry.objects.bulk_create(
                Entry(
                    statement=statement,
                    account=account_code,
                    day=entry.day,
                    value_day=entry.value_day,
                    centimes=entry.centimes,
                    text=entry.text[:500],
                    counterparty=entry.counterparty[:140],
                    counterparty_account=entry.counterparty_account[:40],
                    reference=entry.reference[:140],
                    bank_reference=entry.bank_reference[:60],
                    fingerprint=mark,
                )
                # Debits first: what came back the same day left before.
                for entry, mark in sorted(new, key=lambda pair: (pair[0].day, pair[0].centimes > 0))
            )
    except IntegrityError:  # the same file, or one that overlaps, in another hand at this moment
        raise BusyAccount() from None
    book_entries(rows, now=now)
    return statement, True


def fingerprints(read: ReadStatement) -> list[str]:
    """A mark for each entry, the same in every file that holds it. In a sheet a reference may stand for many."""
    seen: Counter[str] = Counter()
    marks = []
    for entry in read.entries:
        words = fold(" ".join((entry.text, entry.counterparty, entry.reference)))
        content = f"{entry.day}|{entry.centimes}|{fold(entry.bank_reference)}|{words}"
        if read.kind == "camt053" and entry.bank_reference:
            content = f"{entry.bank_reference}|{entry.centimes}"
        seen[content] += 1
        marks.append(hashlib.sha256(f"{content}|{seen[content]}".encode()).hexdigest())
    return marks


def _demand_sums(read: ReadStatement) -> None:
    if read.opening_centimes is None or read.closing_centimes is None:
        return
    moved = sum(entry.centimes for entry in read.entries)
    if read.opening_centimes + moved != read.closing_centimes:
        raise SumsDiffer(
            opening=dirhams(read.opening_centimes),
            entries=dirhams(moved),
            closing=dirhams(read.closing_centimes),
            expected=dirhams(read.opening_centimes + moved),
        )


def _demand_same_kind(kind: str, account_code: str, entries: Sequence[ReadEntry]) -> None:
    others = Entry.objects.filter(account=account_code, day__in={e.day for e in entries})
    days = sorted(set(others.exclude(statement__kind=kind).values_list("day", flat=True)))
    if days:
        raise OtherKindOfFile(first=days[0].isoformat(), last=days[-1].isoformat())


def _missing(read: ReadStatement, account_code: str, there: set[str], prints: Sequence[str]) -> int:
    """By how much this statement opens off what we know: the first balance known, and every entry since.

    Entries of ours on later days, or on the first day and in this file too, come after its opening.
    """
    start = Statement.objects.filter(account=account_code).exclude(opening_centimes=None).order_by("first_on", "pk")
    oldest = start.first()
    if oldest is None or oldest.opening_centimes is None or read.opening_centimes is None:
        return 0
    first = min(entry.day for entry in read.entries)
    if first < oldest.first_on:
        return 0
    since = Entry.objects.filter(account=account_code, day__gte=oldest.first_on)
    before = since.filter(day__lt=first).aggregate(sum=Sum("centimes", default=0))["sum"]
    here = [mark for entry, mark in zip(read.entries, prints, strict=True) if entry.day == first and mark in there]
    same_day = since.filter(day=first).exclude(fingerprint__in=here).aggregate(sum=Sum("centimes", default=0))["sum"]
    return read.opening_centimes - (oldest.opening_centimes + before + same_day)
