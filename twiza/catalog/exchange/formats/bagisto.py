"""Bagisto's product sheet: `configurable` rows describe the products of the rows that name them in parent_sku; a SKU
repeated under another locale is its translation.
"""

from __future__ import annotations

from collections.abc import Iterator

from twiza.catalog.exchange.formats.table import JOINED, Raw, Table, label_of, put_texts, text_language, without_html
from twiza.kernel.text import LANGUAGES

CODE = "bagisto"
DECIMAL_POINT = True
HEADINGS = {
    "sku": "sku", "price": "price", "name": "name", "stock": "inventories", "weight": "weight",
    "category": "categories", "description": "description", "group": "parent_sku",
}  # fmt: skip
USED = {
    "sku", "parent sku", "locale", "type", "categories", "name", "description", "short description", "weight",
    "price", "inventories", "configurable variants",
}  # fmt: skip


def score(folded: list[str], header: list[str]) -> int:
    names = set(folded)
    return 100 if {"sku", "type", "name", "price"} <= names and names & {"attribute family code", "parent sku"} else 0


def headings(table: Table) -> dict[str, str]:
    return HEADINGS


def ignored(table: Table) -> list[str]:
    return [h for h, name in zip(table.header, table.folded, strict=True) if name not in USED]


def read(table: Table) -> Iterator[Raw]:
    rows = list(table.dicts())
    labels: dict[str, str] = {}
    first: dict[str, int] = {}
    texts: dict[str, dict[str, str]] = {}
    for number, row in rows:
        sku = row.get("sku", "")
        first.setdefault(sku, number)
        labels.update(_labels(row.get("configurable variants", "")))
        _put_translation(texts.setdefault(sku, {}), row, table.language)
    types = {
        row.get("sku", ""): row.get("type", "simple") for number, row in rows if first[row.get("sku", "")] == number
    }
    for number, row in rows:
        yield _one(number, row, first, labels, texts, types, table.language)


def _put_translation(cells: dict[str, str], row: dict[str, str], language: str) -> None:
    name, locale = row.get("name", ""), row.get("locale", "").lower()[:3].split("_")[0]
    if locale not in LANGUAGES:
        if cells:
            return
        locale = text_language(name, language)
    if name:
        cells.setdefault(f"name_{locale}", name)
    if about := without_html(row.get("description") or row.get("short description", "")):
        cells.setdefault(f"description_{locale}", about)


def _labels(listed: str) -> dict[str, str]:
    """«sku=SP-005,color=Yellow,size=M|sku=…» → {"SP-005": "Yellow / M"}."""
    found = {}
    for part in listed.split("|"):
        pairs = dict(pair.split("=", 1) for pair in part.split(",") if "=" in pair)
        if sku := pairs.pop("sku", "").strip():
            found[sku] = label_of([value.strip() for value in pairs.values()])
    return found


def _stock(listed: str) -> str:
    """«default=100,second=5» → the sum; anything else as it is, to be refused as a number."""
    amounts = [part.rpartition("=")[2].strip() for part in listed.split(",") if part.strip()]
    return str(sum(map(int, amounts))) if amounts and all(a.isdecimal() for a in amounts) else listed


def _one(
    number: int,
    row: dict[str, str],
    first: dict[str, int],
    labels: dict[str, str],
    texts: dict[str, dict[str, str]],
    types: dict[str, str],
    language: str,
) -> Raw:
    sku, kind, parent = (
        row.get("sku", ""),
        row.get("type", "simple").lower(),
        row.get("parent_sku") or row.get("parent sku", ""),
    )
    cells = {"sku": sku, "group": parent} | texts.get(parent if types.get(parent) == "configurable" else sku, {})
    raw = Raw(number, cells)
    if kind not in ("simple", "configurable"):
        return raw.refuse("unsupported_kind", "type", value=kind)
    if sku and first[sku] != number and row.get("locale"):
        locale = row["locale"].lower()[:3].split("_")[0]
        raw.kind = JOINED
        return raw if locale in LANGUAGES else raw.refuse("unknown_language", "locale", value=row["locale"])
    cells["category_path"] = row.get("categories", "").split(",")[0]
    if kind == "configurable":
        raw.kind = JOINED
        return raw
    if parent:
        put_texts(cells, "label", labels.get(sku, ""), language)
    cells["price"] = row.get("price", "")
    cells["stock"] = _stock(row.get("inventories", ""))
    cells["weight"] = row.get("weight", "")
    return raw
