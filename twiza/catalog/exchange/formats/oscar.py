"""django-oscar: its catalogue sheet (no heading; nine columns, also in a form that mixes commas and semicolons) and its
fixtures, which `sheets.fixture` gives the heading used here.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from twiza.catalog.exchange.formats.table import JOINED, Raw, Table, put_texts, without_html
from twiza.catalog.exchange.sheets.fixture import HEADING

CODE = "oscar"
DECIMAL_POINT = True
NINE = HEADING[:9]
HEADINGS = {
    "sku": "partner_sku", "price": "price", "name": "title", "stock": "num_in_stock", "category": "category",
    "description": "description", "weight": "weight",
}  # fmt: skip
_MIXED = re.compile(r'^[^,;"\n]+,[^;"\n]+,"[^"\n]*";"')


def score(folded: list[str], header: list[str]) -> int:
    return 100 if {"partner sku", "price", "title"} <= set(folded) else 0


def looks_like(rows: list[tuple[int, list[str]]], text: str) -> bool:
    """No heading, but rows of nine: class, path > of > categories, UPC, title…, SKU, price, stock."""
    if _MIXED.match(text):
        return True
    fitting = sum(
        len(cells) == 9 and ">" in cells[1] and _is_number(cells[7]) and cells[8].strip().isdecimal()
        for _number, cells in rows[:5]
    )
    return fitting > 0 and fitting * 2 >= min(len(rows), 5)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(\.\d+)?", text.strip()))


def as_table(rows: list[tuple[int, list[str]]], text: str) -> list[tuple[int, list[str]]]:
    """The same rows under our heading, which stands as row 0."""
    if _MIXED.match(text):
        rows = []
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=";", escapechar="\\"), 1):
            if cells:
                rows.append((number, [*next(csv.reader([cells[0]])), *cells[1:]]))
    return [(0, list(NINE)), *rows]


def headings(table: Table) -> dict[str, str]:
    return HEADINGS


def ignored(table: Table) -> list[str]:
    return [heading for heading in table.header if heading not in HEADING]


def read(table: Table) -> Iterator[Raw]:
    for number, row in table.dicts():
        row = {name: cell for name, cell in row.items() if cell != "NULL"}
        upc = row.get("upc", "")
        cells = {"sku": row.get("partner sku", "") or upc, "group": row.get("slug", "")}
        raw = Raw(number, cells)
        put_texts(cells, "name", row.get("title", ""), table.language)
        put_texts(cells, "description", without_html(row.get("description", "")), table.language)
        path = row.get("category", "")
        cells["category_path"] = path if path != "None" else ""
        if row.get("structure") == "parent":
            raw.kind = JOINED
            yield raw
            continue
        put_texts(cells, "label", row.get("options", ""), table.language)
        cells |= {"price": row.get("price", ""), "stock": row.get("num in stock", "")}
        if currency := row.get("price currency"):
            cells["currency"] = currency
        yield raw
