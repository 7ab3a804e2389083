"""A carrier's slip as CSV or XLSX, whatever its headings are called."""

from __future__ import annotations

from dataclasses import dataclass

from twiza.delivery.exchange.columns import TOTALS, currency_in, recognise
from twiza.delivery.terms import (
    FileHeadingsMissing,
    ParcelMissing,
    SlipCellWrong,
    SlipEmpty,
    SlipTooLong,
    TotalWrong,
)
from twiza.kernel.money import CURRENCY
from twiza.kernel.text import fold, western_digits
from twiza.plumbing.sheets import open_sheet
from twiza.plumbing.sheets.cells import clean, plain, unguard
from twiza.plumbing.sheets.numbers import Bad, centimes

MOST_ROWS = 2_000
MOST_BYTES = 5 * 2**20
HEADING_WITHIN = 30
_NOTHING = {"", "-", "—"}


@dataclass(frozen=True, slots=True)
class SlipRow:
    """`typed` names the parcel, `other` perhaps too (a tracking number beside a parcel's)."""

    row: int
    typed: str
    other: str
    centimes: int
    fee_centimes: int
    currency: str


def read_slip(data: bytes, *, stated_centimes: int | None = None) -> list[SlipRow]:
    """The rows of the slip. Refuses what has no headings, an amount it can't read, and a wrong total.

    A total, in the file's last row or `stated_centimes`, is the sum of the amounts, or that less the fees.
    """
    sheet = open_sheet(data, knows=lambda cell: recognise(cell) is not None, within=HEADING_WITHIN)
    rows = [(number, [clean(unguard(cell)) for cell in cells]) for number, cells in sheet.rows]
    at, columns = _headings(rows)
    headed = next((found for cell in rows[at][1] if (found := currency_in(cell))), "")
    read: list[SlipRow] = []
    said: list[int] = [] if stated_centimes is None else [stated_centimes]
    for number, cells in rows[at + 1 :]:
        row = {name: cells[i] for i, name in columns.items() if i < len(cells)}
        if _is_total(cells):
            said += [_amount(number, row[name]) for name in ("amount", "net") if row.get(name, "") not in _NOTHING]
            continue
        typed, other = (western_digits(plain(row.get(name, ""))) for name in ("parcel", "tracking"))
        amount, fee = (_amount(number, row.get(name, "")) for name in ("amount", "fee"))
        if not typed and not other:
            if amount:
                raise ParcelMissing(row=number)
            continue
        foreign = currency_in(row.get("amount", "")) or currency_in(row.get("currency", "")) or headed
        read.append(SlipRow(number, (typed or other)[:60], other[:60], amount, abs(fee), foreign or CURRENCY))
        if len(read) > MOST_ROWS:
            raise SlipTooLong(most=MOST_ROWS)
    if not read:
        raise SlipEmpty()
    _demand_totals(read, said)
    return read


def _headings(rows: list[tuple[int, list[str]]]) -> tuple[int, dict[int, str]]:
    for at, (_number, cells) in enumerate(rows[:HEADING_WITHIN]):
        columns: dict[int, str] = {}
        for i, cell in enumerate(cells):
            name = recognise(cell)
            if name and name not in columns.values():
                columns[i] = name
        names = set(columns.values())
        if "amount" in names and names & {"parcel", "tracking"}:
            return at, columns
    raise FileHeadingsMissing()


def _is_total(cells: list[str]) -> bool:
    label = fold(next((cell for cell in cells if cell), ""))
    return any(label == word or label.startswith(word + " ") for word in TOTALS)


def _amount(number: int, typed: str) -> int:
    if typed in _NOTHING:
        return 0
    text = typed
    if foreign := currency_in(typed):
        text = "".join(sign for sign in typed if sign.isdigit() or sign in " .,-٫٬").strip()
        assert foreign
    try:
        amount = centimes(text)
    except Bad:
        raise SlipCellWrong(row=number, value=typed[:40]) from None
    if abs(amount) >= 10**12:
        raise SlipCellWrong(row=number, value=typed[:40])
    return amount


def _demand_totals(rows: list[SlipRow], said: list[int]) -> None:
    gross, fees = sum(row.centimes for row in rows), sum(row.fee_centimes for row in rows)
    for total in said:
        if total not in (gross, gross - fees):
            raise TotalWrong(said=_dirhams(total), counted=_dirhams(gross))


def _dirhams(amount: int) -> str:
    sign = "-" if amount < 0 else ""
    return f"\u2068{sign}{abs(amount) // 100},{abs(amount) % 100:02d}\u2069"
