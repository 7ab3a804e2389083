"""Our own sheet: columns known by their headings in Arabic, French or English, in any order."""

from __future__ import annotations

from collections.abc import Iterator

from twiza.catalog.exchange.columns import recognise
from twiza.catalog.exchange.formats.table import Raw, Table, put_texts
from twiza.catalog.exchange.refusals import MissingColumns, TwiceAColumn
from twiza.kernel.text import LANGUAGES
from twiza.plumbing.sheets.cells import clean, unguard

CODE = "twiza"
TEXTS = ("name", "description", "composition", "label")
DECIMAL_POINT = False


def score(folded: list[str], header: list[str]) -> int:
    """How many different columns of ours the headings name."""
    return len({code for heading in header if (code := recognise(heading))} - {"result", "why"})


def headings(table: Table) -> dict[str, str]:
    found = {code: heading for heading in table.header if (code := recognise(heading))}
    for code in TEXTS:  # a text whose column doesn't say its language is spoken of by that column's own heading
        if code in found:
            found = {f"{code}_{language}": found[code] for language in LANGUAGES} | found
    return found


def ignored(table: Table) -> list[str]:
    return [heading for heading in table.header if heading.strip() and recognise(heading) is None]


def demand(table: Table) -> None:
    """Refuses a sheet without SKU, name or price, naming what is missing, and one that says a thing twice."""
    seen: dict[str, str] = {}
    for heading in table.header:
        if code := recognise(heading):
            if code in seen:
                raise TwiceAColumn(first=seen[code], second=heading)
            seen[code] = heading
    missing = [code for code in ("sku", "price") if code not in seen]
    if not any(code in seen for code in ("name", *(f"name_{language}" for language in LANGUAGES))):
        missing.insert(1, "name")
    if missing:
        raise MissingColumns(columns=missing)


def read(table: Table) -> Iterator[Raw]:
    codes = [recognise(heading) for heading in table.header]
    wanted = [(at, code) for at, code in enumerate(codes) if code not in (None, "result", "why")]
    for number, row in table.rows:
        cells: dict[str, str] = {}
        for at, code in wanted:
            if at < len(row) and row[at] and (text := unguard(clean(row[at]))):
                cells[code] = text
        for text_code in TEXTS:
            if text_code in cells:
                put_texts(cells, text_code, cells.pop(text_code), table.language)
        if "weight_kg" in cells:
            cells.setdefault("weight", cells.pop("weight_kg"))
            cells["weight_unit"] = "kg"
        yield Raw(number, cells)
