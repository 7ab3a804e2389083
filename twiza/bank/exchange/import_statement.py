"""A statement's file, read and booked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from twiza.bank.actions.book_statement import book_statement
from twiza.bank.exchange import camt053, sheet
from twiza.bank.queries.accounts import account, account_of_number, accounts
from twiza.bank.queries.entries import StatementCard, statement_card
from twiza.bank.terms.reading import ReadStatement
from twiza.bank.terms.refusals import AccountNotSaid, NotOurAccount, OtherAccount
from twiza.bank.terms.rib import spaced
from twiza.people.api import Person

MOST_BYTES = 10 * 2**20


@dataclass(frozen=True, slots=True)
class Imported:
    """`new` is False where this very file had been read before."""

    statement: StatementCard
    new: bool


def import_statement(
    *, data: bytes, name: str, by: Person | None, now: datetime, account_code: str = ""
) -> list[Imported]:
    """Book every entry of a CSV, XLSX or CAMT.053 file that is not booked yet; one result an account of the file.

    `account_code` is needed where the file does not say its account, and checked where it does. Nothing is booked
    twice: not the same file, not entries that overlap. Refuses (StatementRefused, SheetRefused) what it can't read,
    what is of another account or in another currency, and what does not add up; then nothing of it was booked.
    """
    digest = hashlib.sha256(data).hexdigest()
    read = camt053.read(data) if _is_xml(data) else [sheet.read(data)]
    done = []
    with transaction.atomic():
        for statement in read:
            code = _whose(statement, account_code)
            row, new = book_statement(read=statement, account_code=code, sha256=digest, name=name, by=by, now=now)
            done.append((row.pk, new))
    return [Imported(statement_card(pk), new) for pk, new in done]


def _is_xml(data: bytes) -> bool:
    start = data[:400].lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00").replace(b"\x00", b"")
    return start.startswith(b"<") and not start.lower().startswith((b"<html", b"<!doctype html"))


def _whose(statement: ReadStatement, chosen: str) -> str:
    if statement.account:
        ours = account_of_number(statement.account)
        shown = spaced(statement.account)
        if ours is None:
            raise NotOurAccount(found=shown)
        if chosen and chosen != ours.code:
            raise OtherAccount(found=shown)
        return ours.code
    if chosen:
        return account(chosen).code
    known = accounts()
    if len(known) != 1:
        raise AccountNotSaid()
    return known[0].code
