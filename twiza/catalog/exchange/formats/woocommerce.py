"""WooCommerce's own product export (Products → Export), with English or French headings.

Column names: woocommerce.com/document/product-csv-importer-exporter. A `variable` row describes the product of its
`variation` rows, which name it in Parent by SKU or as `id:44`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from twiza.catalog.exchange.formats.table import JOINED, Raw, Table, label_of, put_texts, without_html
from twiza.kernel.text import fold

CODE = "woocommerce"
DECIMAL_POINT = True
NAMES = {
    "ugs": "sku", "nom": "name", "tarif regulier": "regular price", "tarif promo": "sale price",
    "description courte": "short description", "categories": "categories", "stock": "stock", "publie": "published",
}  # fmt: skip
HEADINGS = {
    "sku": "SKU", "price": "Regular price", "name": "Name", "stock": "Stock", "weight": "Weight",
    "category": "Categories", "description": "Description",
}  # fmt: skip
USED = {
    "id",
    "type",
    "sku",
    "name",
    "regular price",
    "short description",
    "description",
    "stock",
    "categories",
    "parent",
}
_WEIGHT = re.compile(r"^(?:weight|poids) (\w+)$")
_ATTRIBUTE = re.compile(r"^(?:attribute \d+ value s|valeur s de l attribut \d+)$")
NOT_GOODS = ("virtual", "downloadable", "grouped", "external", "bundle", "subscription", "composite", "booking")


def score(folded: list[str], header: list[str]) -> int:
    names = {NAMES.get(name, name) for name in folded}
    return 100 if {"type", "name", "regular price"} <= names and names & {"sku", "id"} else 0


def headings(table: Table) -> dict[str, str]:
    found = dict(HEADINGS)
    for heading, folded in zip(table.header, table.folded, strict=True):
        name = NAMES.get(folded, folded)
        found.update({code: heading for code, shown in HEADINGS.items() if fold(shown) == name})
    return found


def ignored(table: Table) -> list[str]:
    return [
        heading
        for heading, name in zip(table.header, table.folded, strict=True)
        if NAMES.get(name, name) not in USED and not _WEIGHT.match(name) and not _ATTRIBUTE.match(name)
    ]


def read(table: Table) -> Iterator[Raw]:
    rows = [(number, {NAMES.get(name, name): cell for name, cell in row.items()}) for number, row in table.dicts()]
    weight = next((found for name in table.folded if (found := _WEIGHT.match(name))), None)
    parents: dict[str, dict[str, str]] = {}
    for _number, row in rows:
        if "variable" in _types(row):
            for known in (row.get("sku"), f"id:{row.get('id')}"):
                if known:
                    parents[known] = row
    for number, row in rows:
        yield _one(number, row, parents, weight[0] if weight else "", weight[1] if weight else "kg", table.language)


def _types(row: dict[str, str]) -> list[str]:
    return [word.strip().lower() for word in row.get("type", "simple").split(",")]


def _one(
    number: int, row: dict[str, str], parents: dict[str, dict[str, str]], weight: str, unit: str, language: str
) -> Raw:
    types = _types(row)
    raw = Raw(number, {"sku": row.get("sku", "")})
    if unknown := next((t for t in types if t in NOT_GOODS or t not in ("simple", "variable", "variation")), None):
        return raw.refuse("unsupported_kind", "Type", value=unknown)
    parent = parents.get(row.get("parent", ""), {}) if "variation" in types else {}
    about = parent or row
    cells = raw.cells
    name = about.get("name", "")
    if "variation" in types and not parent:
        name = name.partition(" - ")[0]
    put_texts(cells, "name", name, language)
    text = about.get("description") or about.get("short description") or row.get("description", "")
    put_texts(cells, "description", without_html(text), language)
    cells["category_path"] = re.split(r"(?<!\\),", about.get("categories", "") or row.get("categories", ""))[0].strip()
    if "variable" in types:
        raw.kind = JOINED
        return raw
    if "variation" in types:
        known = row.get("parent", "")
        cells["group"] = parent.get("sku") or known.replace("id:", "woo-")
        put_texts(cells, "label", label_of([v for k, v in row.items() if _ATTRIBUTE.match(k)]), language)
    if not cells["sku"] and row.get("id"):
        cells["sku"] = f"woo-{row['id']}"
        raw.refuse("made_up_sku", "SKU", value=cells["sku"])
    cells["price"] = row.get("regular price", "")
    cells["stock"] = "0" if row.get("stock", "").startswith("-") else row.get("stock", "")
    cells["weight"] = row.get(weight) or parent.get(weight, "")
    cells["weight_unit"] = unit
    return raw
