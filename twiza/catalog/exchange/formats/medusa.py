"""Medusa's product export, versions 1 («Variant SKU», «Price USD») and 2 («Variant Sku», «Variant Price USD»)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from twiza.catalog.exchange.formats.table import Raw, Table, label_of, put_texts, without_html

CODE = "medusa"
DECIMAL_POINT = True
HEADINGS = {
    "sku": "Variant SKU", "price": "Price", "name": "Product Title", "stock": "Variant Inventory Quantity",
    "weight": "Variant Weight", "category": "Product Category 1", "description": "Product Description",
    "group": "Product Handle",
}  # fmt: skip
USED = {
    "product handle", "product title", "product description", "product subtitle", "product weight", "product type",
    "product category 1", "product is giftcard", "variant id", "variant sku", "variant barcode", "variant ean",
    "variant upc", "variant title", "variant inventory quantity", "variant weight",
}  # fmt: skip
_PRICE = re.compile(r"^(?:variant )?price (?:(?P<region>.+) )?(?P<currency>[a-z]{3})$")
_OPTION = re.compile(r"^(?:variant )?option \d+ value$")
_OPAQUE = re.compile(r"^p(?:cat|typ|col)_[0-9A-Z]{20,}$")


def score(folded: list[str], header: list[str]) -> int:
    names = set(folded)
    return 100 if {"product handle", "product title"} <= names and names & {"variant id", "variant sku"} else 0


def headings(table: Table) -> dict[str, str]:
    return HEADINGS


def ignored(table: Table) -> list[str]:
    return [
        heading
        for heading, name in zip(table.header, table.folded, strict=True)
        if name not in USED and not _PRICE.match(name) and not _OPTION.match(name)
    ]


def read(table: Table) -> Iterator[Raw]:
    prices = [(name, found) for name in table.folded if (found := _PRICE.match(name))]
    # Dirhams first, then prices of a currency before those of one region only.
    prices.sort(key=lambda p: (p[1]["currency"] != "mad", bool(p[1]["region"])))
    for number, row in table.dicts():
        cells = {"sku": row.get("variant sku", ""), "group": row.get("product handle", "")}
        raw = Raw(number, cells)
        if row.get("product is giftcard", "").lower() == "true":
            yield raw.refuse("unsupported_kind", "Product Is Giftcard", value="gift card")
            continue
        put_texts(cells, "name", row.get("product title", ""), table.language)
        about = row.get("product description") or row.get("product subtitle", "")
        put_texts(cells, "description", without_html(about), table.language)
        options = label_of([cell for name, cell in row.items() if _OPTION.match(name)])
        put_texts(cells, "label", options or row.get("variant title", ""), table.language)
        kind = row.get("product category 1", "") or row.get("product type", "")
        cells["category_path"] = "" if _OPAQUE.match(kind) else kind
        if not cells["sku"]:
            cells["sku"] = next(
                (row[k] for k in ("variant barcode", "variant ean", "variant upc", "variant id") if row.get(k)), ""
            )
            if cells["sku"]:
                raw.refuse("made_up_sku", HEADINGS["sku"], value=cells["sku"])
        for name, found in prices:
            if row.get(name):
                cells["price"], cells["currency"] = row[name], found["currency"].upper()
                break
        cells["weight"] = row.get("variant weight") or row.get("product weight", "")
        cells["weight_unit"] = "g"
        cells["stock"] = row.get("variant inventory quantity", "")
        yield raw
