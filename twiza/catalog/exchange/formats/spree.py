"""Spree's product export: a master row with the texts (price 0), its variants tied by slug, and rows that repeat a
variant only to give its price in another currency. Its translations come as a sheet of their own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from twiza.catalog.exchange.formats.table import JOINED, Raw, Table, label_of, put_texts, without_html

CODE = "spree"
DECIMAL_POINT = True
HEADINGS = {
    "sku": "sku", "price": "price", "name": "name", "stock": "inventory_count", "weight": "weight",
    "category": "category1", "description": "description", "group": "slug",
}  # fmt: skip
USED = {
    "slug", "sku", "name", "price", "currency", "description", "category1", "option1 value", "option2 value",
    "option3 value", "weight", "weight unit", "inventory count", "track inventory", "locale",
}  # fmt: skip


def score(folded: list[str], header: list[str]) -> int:
    names = set(folded)
    if {"slug", "locale", "name"} <= names and "sku" not in names:
        return 90
    return 100 if {"slug", "sku", "name", "price"} <= names and names & {"option1 name", "currency"} else 0


def headings(table: Table) -> dict[str, str]:
    return HEADINGS


def ignored(table: Table) -> list[str]:
    return [h for h, name in zip(table.header, table.folded, strict=True) if name not in USED]


def read(table: Table) -> Iterator[Raw]:
    rows = list(table.dicts())
    if "sku" not in table.folded:
        for number, row in rows:
            yield _translation(number, row)
        return
    of_slug = defaultdict(list)
    prices: dict[str, dict[str, str]] = defaultdict(dict)
    for number, row in rows:
        of_slug[row.get("slug", "")].append(number)
        if row.get("price") and row.get("sku"):
            prices[row["sku"]].setdefault(row.get("currency", ""), row["price"])
    masters = {row["slug"]: row for _number, row in rows if row.get("slug") and row.get("name")}
    seen: dict[str, dict[str, str]] = {}
    for number, row in rows:
        yield _one(number, row, masters, of_slug, prices, seen, table.language)


def _one(
    number: int,
    row: dict[str, str],
    masters: dict[str, dict[str, str]],
    of_slug: dict[str, list[int]],
    prices: dict[str, dict[str, str]],
    seen: dict[str, dict[str, str]],
    language: str,
) -> Raw:
    sku, slug = row.get("sku", ""), row.get("slug", "")
    about = masters.get(slug, row)
    cells = {"sku": sku, "group": slug}
    raw = Raw(number, cells)
    put_texts(cells, "name", about.get("name", ""), language)
    put_texts(cells, "description", without_html(about.get("description", "")), language)
    cells["category_path"] = about.get("category1", "")
    own_price = row.get("price", "0").strip("0.") != ""
    if about is row and len(of_slug[slug]) > 1 and not own_price and not row.get("option1 value"):
        raw.kind = JOINED
        return raw
    first = seen.get(sku)
    if first is not None and first.get("currency") != row.get("currency") and not row.get("name"):
        raw.kind = JOINED  # the same variant's price in another currency
        return raw
    seen.setdefault(sku, row)
    currency = "MAD" if "MAD" in prices[sku] else row.get("currency", "")
    cells["price"] = prices[sku].get(currency, row.get("price", ""))
    cells["currency"] = currency
    put_texts(cells, "label", label_of([row.get(f"option{n} value", "") for n in (1, 2, 3)]), language)
    cells["weight"] = row.get("weight", "")
    cells["weight_unit"] = row.get("weight unit", "") or about.get("weight unit", "")
    cells["stock"] = row.get("inventory count", "")
    return raw


def _translation(number: int, row: dict[str, str]) -> Raw:
    """Names and descriptions of a product that is already here: it is known by its slug."""
    locale = row.get("locale", "").lower()[:2]
    cells = {"group": row.get("slug", ""), "translation": "1"}
    raw = Raw(number, cells)
    if locale not in ("ar", "fr", "en"):
        raw.kind = JOINED
        return raw.refuse("unknown_language", "locale", value=row.get("locale", ""))
    cells[f"name_{locale}"] = row.get("name", "")
    cells[f"description_{locale}"] = without_html(row.get("description", ""))
    return raw
