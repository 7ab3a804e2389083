"""The formats we read, and which one a sheet is in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from twiza.catalog.exchange.formats import bagisto, medusa, oscar, shopify, spree, twiza, woocommerce
from twiza.catalog.exchange.formats.table import GOODS, JOINED, Raw, Table
from twiza.catalog.exchange.reasons import Reason
from twiza.catalog.exchange.refusals import Empty, UnknownHeadings
from twiza.catalog.exchange.sheets import Sheet
from twiza.kernel.text import fold

FORMATS = ("auto", "twiza", "woocommerce", "shopify", "spree", "bagisto", "medusa", "oscar")
SEARCHED = 5  # a title or two may stand above the headings


class Format(Protocol):
    CODE: str
    DECIMAL_POINT: bool

    def score(self, folded: list[str], header: list[str]) -> int: ...
    def headings(self, table: Table) -> dict[str, str]: ...
    def ignored(self, table: Table) -> list[str]: ...
    def read(self, table: Table) -> Iterator[Raw]: ...


KNOWN = {module.CODE: cast(Format, module) for module in (woocommerce, shopify, spree, bagisto, medusa, oscar, twiza)}


@dataclass(slots=True)
class Reading:
    """A sheet in a format: its table, the rows cut out because they are ragged, and how it calls our columns."""

    format: Format
    encoding: str
    table: Table
    ragged: list[Raw]
    headings: dict[str, str]
    ignored: list[str]
    rows: list[tuple[int, list[str]]]  # as given, ragged ones too: for the corrected sheet

    def raws(self) -> Iterator[Raw]:
        yield from self.ragged
        yield from self.format.read(self.table)


def recognise(sheet: Sheet, wanted: str, language: str) -> Reading:
    """The reading of a sheet in the format `wanted` ("auto": whichever its headings fit best), or a SheetRefused."""
    rows = sheet.rows
    if wanted in ("auto", "oscar") and oscar.looks_like(rows, sheet.text):
        rows = oscar.as_table(rows, sheet.text)
    sheet.text = ""
    best = max(
        (
            (chosen.score([fold(c) for c in cells], cells), -at, chosen.CODE)
            for at, (_number, cells) in enumerate(rows[:SEARCHED])
            for chosen in KNOWN.values()
            if wanted in ("auto", chosen.CODE)
        ),
    )
    score, at, code = best
    if score < (2 if wanted == "auto" else 1):
        raise UnknownHeadings()
    header = [cell.strip() for cell in rows[-at][1]]
    chosen = KNOWN[code]
    body = rows[-at + 1 :]
    if not body:
        raise Empty()
    good, ragged = _part(body, header, sheet.exact)
    table = Table(header, good, language)
    if code == twiza.CODE:
        twiza.demand(table)
    return Reading(chosen, sheet.encoding, table, ragged, chosen.headings(table), chosen.ignored(table), body)


def _part(
    rows: list[tuple[int, list[str]]], header: list[str], exact: bool
) -> tuple[list[tuple[int, list[str]]], list[Raw]]:
    good, ragged, width = [], [], len(header)
    for number, cells in rows:
        too_many = len(cells) > width and any(cell.strip() for cell in cells[width:])
        if too_many or (exact and len(cells) < width):
            ragged.append(Raw(number, {}, reasons=[Reason("ragged", "", {"found": len(cells), "expected": width})]))
        else:
            good.append((number, cells))
    return good, ragged


__all__ = ["FORMATS", "GOODS", "JOINED", "KNOWN", "Raw", "Reading", "Table", "recognise"]
