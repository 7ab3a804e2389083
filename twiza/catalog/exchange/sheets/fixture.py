"""A Django fixture of django-oscar's catalogue (dumpdata), flattened into the rows of our Oscar heading."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

from twiza.catalog.exchange.refusals import TooManyRows
from twiza.plumbing.sheets.decoding import decode
from twiza.plumbing.sheets.sheet import MOST_ROWS, Sheet

HEADING = [
    "product_class", "category", "upc", "title", "description", "partner", "partner_sku", "price", "num_in_stock",
    "price_currency", "structure", "slug", "options",
]  # fmt: skip


def read(data: bytes) -> Sheet | None:
    """The sheet, or None where the JSON is not such a fixture. Row n+1 is the n-th product of the file."""
    try:
        text, encoding = decode(data)
        entries = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entries, list) or not all(isinstance(e, dict) and "model" in e for e in entries):
        return None
    try:
        rows = _flattened(entries)
    except (AttributeError, TypeError):  # a list where a key or a table should stand: no dumpdata wrote this
        return None
    return Sheet(encoding, rows, exact=True, delimiter="json") if rows else None


def _flattened(entries: list[dict[str, Any]]) -> list[tuple[int, list[str]]]:
    """The heading and a row per product; nothing where there is no product."""
    tables: dict[str, dict[Any, dict[str, Any]]] = defaultdict(dict)
    for entry in entries:
        tables[str(entry["model"]).lower()][entry.get("pk")] = entry.get("fields") or {}
    products = tables["catalogue.product"]
    if not products:
        return []
    if len(products) > MOST_ROWS:
        raise TooManyRows(most=MOST_ROWS)
    stock = {row.get("product"): row for row in tables["partner.stockrecord"].values()}
    options = _options(tables)
    categories = {
        row.get("product"): str(tables["catalogue.category"].get(row.get("category"), {}).get("name", ""))
        for row in tables["catalogue.productcategory"].values()
    }
    rows = [(1, list(HEADING))]
    for number, (key, product) in enumerate(products.items(), start=2):
        parent = products.get(product.get("parent"), {})
        record = stock.get(key, {})
        klass = tables["catalogue.productclass"].get(product.get("product_class") or parent.get("product_class"), {})
        cells = [
            klass.get("name"),
            categories.get(key) or categories.get(product.get("parent")),
            product.get("upc"),
            product.get("title") or parent.get("title"),
            product.get("description") or parent.get("description"),
            "",
            record.get("partner_sku"),
            record.get("price", record.get("price_excl_tax")),
            record.get("num_in_stock"),
            record.get("price_currency"),
            product.get("structure"),
            f"{product.get('slug')}-{product.get('parent') or key}",
            options.get(key),
        ]
        rows.append((number, ["" if cell is None else str(cell) for cell in cells]))
    return rows


def _options(tables: dict[str, dict[Any, dict[str, Any]]]) -> dict[Any, str]:
    found: dict[Any, list[str]] = defaultdict(list)
    choices = tables["catalogue.attributeoption"]
    for row in tables["catalogue.productattributevalue"].values():
        chosen = choices.get(row.get("value_option"), {}).get("option")
        if value := chosen or row.get("value_text") or row.get("value_integer"):
            found[row.get("product")].append(str(value))
    return {key: " / ".join(values) for key, values in found.items()}
