"""A statement as CSV or XLSX, as each bank writes its own: headings found below a few lines, signs told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from twiza.bank.exchange.columns import (
    CLOSING,
    CREDIT_SIGNS,
    DEBIT_SIGNS,
    FOREIGN,
    OPENING,
    TOTALS,
    recognise,
)
from twiza.bank.terms.reading import MOST_ENTRIES, ReadEntry, ReadStatement
from twiza.bank.terms.refusals import (
    BalanceBroken,
    CellWrong,
    HeadingsMissing,
    NotAStatement,
    OtherCurrency,
    TooManyEntries,
    dirhams,
)
from twiza.kernel.text import fold, western_digits
from twiza.plumbing.sheets import open_sheet
from twiza.plumbing.sheets.cells import clean, unguard
from twiza.plumbing.sheets.numbers import Bad, centimes, day

HEADING_WITHIN = 30
_NUMBER = re.compile(r"(?:MA\s?\d{2})?[\s.-]?(\d[\d\s.-]{22,34}\d)")
_NO_SIGN = {"", "-", "—", "0", "0,00", "0.00"}


@dataclass(slots=True)
class _Row:
    number: int
    cells: dict[str, str]
    all: list[str]


def read(data: bytes) -> ReadStatement:
    """The entries of the sheet, oldest first. Refuses what has no headings, another currency, and cells it can't read.

    With a column of running balances every row is checked against the one before.
    """
    sheet = open_sheet(data, knows=lambda cell: recognise(cell) is not None, within=HEADING_WITHIN)
    rows = [(number, [clean(unguard(cell)) for cell in cells]) for number, cells in sheet.rows]
    at, columns = _headings(rows)
    before = rows[:at]
    currency = next((FOREIGN.search(h) for h in rows[at][1] if FOREIGN.search(h)), None)
    if currency:
        raise OtherCurrency(currency=currency[0].upper())
    opening, closing = None, None
    for _number, cells in before:
        opening = _balance(cells, OPENING) if opening is None else opening
        closing = _balance(cells, CLOSING) if closing is None else closing
    entries: list[ReadEntry] = []
    running: list[tuple[int, int | None]] = []
    for number, cells in rows[at + 1 :]:
        row = _Row(number, {name: cells[i] for i, name in columns.items() if i < len(cells)}, cells)
        label = fold(row.cells.get("text", "") or next((c for c in cells if c), ""))
        if any(label.startswith(word) for word in OPENING):
            opening = _balance(cells, OPENING)
        elif any(label.startswith(word) for word in CLOSING):
            closing = _balance(cells, CLOSING)
        elif any(label == word or label.startswith(word + " ") for word in TOTALS) and not row.cells.get("day"):
            continue
        elif entry := _entry(row):
            entries.append(entry)
            typed = row.cells.get("balance", "")
            running.append((number, _amount(row, typed) if typed else None))
            if len(entries) > MOST_ENTRIES:
                raise TooManyEntries(most=MOST_ENTRIES)
    entries, opening, closing = _by_balance(entries, running, opening, closing)
    return ReadStatement(
        kind="csv",
        entries=entries,
        account=_account(before),
        opening_centimes=opening,
        closing_centimes=closing,
    )


def _headings(rows: list[tuple[int, list[str]]]) -> tuple[int, dict[int, str]]:
    for at, (_number, cells) in enumerate(rows[:HEADING_WITHIN]):
        columns: dict[int, str] = {}
        for i, cell in enumerate(cells):
            name = recognise(FOREIGN.sub(" ", cell))
            if name and name not in columns.values():
                columns[i] = name
        names = set(columns.values())
        if "day" in names and names & {"amount", "debit", "credit"}:
            return at, columns
    if len(rows) and max(len(cells) for _n, cells in rows) <= 1:
        raise NotAStatement()
    raise HeadingsMissing()


def _entry(row: _Row) -> ReadEntry | None:
    cells = row.cells
    debit, credit = (_amount(row, cells.get(name, "")) for name in ("debit", "credit"))
    amount = _amount(row, cells.get("amount", ""))
    if not cells.get("day"):
        if debit or credit or amount:
            raise CellWrong(row=row.number, what="date", value="")
        return None  # a note of the bank between its rows
    if debit and credit:
        raise CellWrong(row=row.number, what="both", value="")
    if debit or credit:
        amount = abs(credit) if credit else -abs(debit)
    elif cells.get("side") and amount:
        side = fold(cells["side"]) or cells["side"].strip()
        if side in DEBIT_SIGNS:
            amount = -abs(amount)
        elif side in CREDIT_SIGNS:
            amount = abs(amount)
    if not amount:
        raise CellWrong(row=row.number, what="none", value="")
    currency = FOREIGN.search(cells.get("currency", ""))
    if currency:
        raise OtherCurrency(currency=currency[0].upper())
    return ReadEntry(
        day=_day(row, cells["day"]),
        value_day=_day(row, cells["value_day"]) if cells.get("value_day") else None,
        centimes=amount,
        text=cells.get("text", ""),
        counterparty=cells.get("counterparty", ""),
        counterparty_account=cells.get("counterparty_account", ""),
        bank_reference=cells.get("reference", ""),
    )


def _amount(row: _Row, typed: str) -> int:
    if typed.strip() in _NO_SIGN:
        return 0
    currency = FOREIGN.search(typed)
    if currency:
        raise OtherCurrency(currency=currency[0].upper())
    try:
        amount = centimes(typed)
    except Bad:
        raise CellWrong(row=row.number, what="amount", value=typed[:40]) from None
    if abs(amount) >= 10**15:
        raise CellWrong(row=row.number, what="amount", value=typed[:40])
    return amount


def _day(row: _Row, typed: str) -> date:
    try:
        return day(typed)
    except Bad:
        raise CellWrong(row=row.number, what="date", value=typed[:40]) from None


def _balance(cells: list[str], words: list[str]) -> int | None:
    """The amount of a row that says «Solde initial», whichever cell it stands in; the date beside it is none."""
    joined = [fold(cell) for cell in cells]
    if not any(text.startswith(word) for text in joined for word in words):
        return None
    for cell in reversed(cells):
        try:
            return centimes(cell.rpartition(":")[2] if ":" in cell else cell)
        except Bad:
            continue
    return None


def _account(before: list[tuple[int, list[str]]]) -> str:
    """The RIB or IBAN above the headings, if there is one."""
    for _number, cells in before:
        for cell in (*cells, " ".join(cells)):
            for found in _NUMBER.findall(western_digits(cell)):
                digits = "".join(sign for sign in found if sign.isdigit())
                if len(digits) in (24, 26):
                    return digits[-24:]
    return ""


def _by_balance(
    entries: list[ReadEntry], running: list[tuple[int, int | None]], opening: int | None, closing: int | None
) -> tuple[list[ReadEntry], int | None, int | None]:
    """Oldest first, and the balances at both ends, checked along the column of running balances where there is one."""
    newest_first = len(entries) > 1 and entries[0].day > entries[-1].day
    known = [balance for _row, balance in running]
    if entries and None not in known and any(known):
        if not newest_first and entries[0].day == entries[-1].day and len(entries) > 1:
            newest_first = known[0] - entries[0].centimes == known[1]  # type: ignore[operator]
        if newest_first:
            entries, running = entries[::-1], running[::-1]
        balance = running[0][1] - entries[0].centimes  # type: ignore[operator]
        first = balance
        for entry, (number, said) in zip(entries, running, strict=True):
            balance += entry.centimes
            if balance != said:
                raise BalanceBroken(row=number, said=dirhams(said or 0), counted=dirhams(balance))
        return entries, first if opening is None else opening, balance if closing is None else closing
    return entries[::-1] if newest_first else entries, opening, closing
