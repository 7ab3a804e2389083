"""Shopify's product export: one row a variant, tied by Handle; the first carries the product's texts.

Both generations of column names (help.shopify.com/manual/products/import-export/using-csv): «Handle, Body (HTML),
Variant SKU…» and, since 2025, «URL handle, Description, SKU…». Rows with only a picture belong to the product above.
"""

from __future__ import annotations

from collections.abc import Iterator

from twiza.catalog.exchange.formats.table import JOINED, Raw, Table, label_of, put_texts, without_html
from twiza.kernel.text import slugify

CODE = "shopify"
DECIMAL_POINT = True
NEW = {
    "url handle": "handle", "description": "body html", "sku": "variant sku", "price": "variant price",
    "inventory quantity": "variant inventory qty", "weight value grams": "variant grams",
}  # fmt: skip
HEADINGS = {
    "sku": "Variant SKU", "price": "Variant Price", "name": "Title", "stock": "Variant Inventory Qty",
    "weight": "Variant Grams", "category": "Product Category", "description": "Body (HTML)",
}  # fmt: skip
USED = {
    "handle", "title", "body html", "product category", "type", "variant sku", "variant price", "variant grams",
    "variant inventory qty", "option1 value", "option2 value", "option3 value", "gift card",
}  # fmt: skip


def score(folded: list[str], header: list[str]) -> int:
    names = {NEW.get(name, name) for name in folded}
    return 100 if {"handle", "title", "variant price"} <= names and names & {"option1 value", "option1 name"} else 0


def headings(table: Table) -> dict[str, str]:
    found = dict(HEADINGS)
    back = {"variant sku": "sku", "variant price": "price", "title": "name", "variant inventory qty": "stock",
            "variant grams": "weight", "body html": "description"}  # fmt: skip
    for heading, folded in zip(table.header, table.folded, strict=True):
        if code := back.get(NEW.get(folded, folded)):
            found[code] = heading
    return found


def ignored(table: Table) -> list[str]:
    return [h for h, name in zip(table.header, table.folded, strict=True) if NEW.get(name, name) not in USED]


def read(table: Table) -> Iterator[Raw]:
    rows = [(number, {NEW.get(name, name): cell for name, cell in row.items()}) for number, row in table.dicts()]
    products: dict[str, dict[str, str]] = {}
    for _number, row in rows:
        about = products.setdefault(row.get("handle", ""), {})
        for name in ("title", "body html", "product category", "type", "gift card", "option1 name"):
            if row.get(name):
                about.setdefault(name, row[name])
    for number, row in rows:
        yield _one(number, row, products[row.get("handle", "")], table.language)


def _one(number: int, row: dict[str, str], about: dict[str, str], language: str) -> Raw:
    handle = row.get("handle", "")
    sku = row.get("variant sku", "").lstrip("'")
    raw = Raw(number, {"sku": sku, "group": handle})
    if not handle:
        return raw.refuse("missing", "Handle")
    if about.get("gift card", "").lower() == "true":
        return raw.refuse("unsupported_kind", "Gift Card", value="gift card")
    cells = raw.cells
    put_texts(cells, "name", about.get("title", ""), language)
    put_texts(cells, "description", without_html(about.get("body html", "")), language)
    cells["category_path"] = about.get("product category") or about.get("type", "")
    options = [row.get(f"option{n} value", "") for n in (1, 2, 3)]
    if not sku and not any(options) and not row.get("variant price"):
        raw.kind = JOINED
        return raw
    label = label_of([value for value in options if value != "Default Title"])
    put_texts(cells, "label", label, language)
    if not sku:
        cells["sku"] = f"{handle}-{slugify(label)}"[:64] if label else handle[:64]
        raw.refuse("made_up_sku", HEADINGS["sku"], value=cells["sku"])
    cells["price"] = row.get("variant price", "")
    stock = row.get("variant inventory qty", "")
    cells["stock"] = "0" if stock.startswith("-") else stock
    cells["weight"] = row.get("variant grams", "").removesuffix(".0")
    if cells["weight"] in ("0", "0.00"):
        cells["weight"] = ""
    cells["weight_unit"] = "g"
    return raw
