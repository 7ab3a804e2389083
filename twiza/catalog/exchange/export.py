"""A cooperative's catalogue as our own sheet. Given in again, it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from twiza.catalog.exchange.columns import TEMPLATE, Column
from twiza.catalog.exchange.lookups import Lookups
from twiza.catalog.exchange.words import unit_word, vat_word, yes_no
from twiza.catalog.models import Product, Variant
from twiza.geography.api import commune_cards
from twiza.kernel.text import pick
from twiza.plumbing.sheets.cells import clean
from twiza.plumbing.sheets.writing import Book, Cell, csv_lines

AT_ONCE = 1_000


def export_catalogue(*, cooperative_id: int, language: str, kind: str = "csv") -> Iterator[bytes]:
    """All products of a cooperative, a variant a row; `kind` csv or xlsx. Read as it is sent."""
    headings = [column.heading(language) for column in TEMPLATE]
    rows = _rows(cooperative_id, language)
    if kind == "xlsx":
        book = Book(language)
        book.sheet("Twiza", headings, rows, [column.width for column in TEMPLATE])
        yield from book.blocks()
    else:
        yield from csv_lines(_headed(headings, rows), language)


def _headed(headings: list[str], rows: Iterator[list[Cell]]) -> Iterator[list[Cell]]:
    yield list(headings)
    yield from rows


def _rows(cooperative_id: int, language: str) -> Iterator[list[Cell]]:
    lookups = Lookups()
    variants = Variant.objects.filter(cooperative=cooperative_id).select_related("product")
    for variant in variants.order_by("product_id", "position", "pk").iterator(AT_ONCE):
        yield [_cell(column, variant, variant.product, lookups, language) for column in TEMPLATE]


TEXTS = {"name": "names", "description": "descriptions", "composition": "compositions", "terms": "warranty_terms"}


def _cell(column: Column, variant: Variant, product: Product, lookups: Lookups, language: str) -> Cell:
    code = column.code
    stem, _, of = code.partition("_")
    if stem in TEXTS and of:
        return clean(getattr(product, TEXTS[stem]).get(of, ""))
    if stem == "label":
        return clean(variant.labels.get(of, ""))
    match code:
        case "sku":
            return variant.sku
        case "group":
            return product.slug
        case "category":
            return lookups.say_category(product.category_id, language)
        case "price":
            return Decimal(variant.price_centimes) / 100
        case "content":
            return variant.content_amount
        case "unit":
            return unit_word(variant.content_unit, language)
        case "weight":
            return variant.weight_grams or None
        case "stock":
            return variant.on_hand
        case "vat":
            return vat_word(product.vat_class, language)
        case "origin":
            return _place(product.origin_id, language)
        case "best_before":
            return variant.best_before.isoformat() if variant.best_before else None
        case "shelf_life":
            return product.shelf_life_days
        case "perishable":
            return yes_no(product.perishable, language)
        case "made_to_order":
            return yes_no(product.made_to_order, language)
        case "lead":
            return product.lead_days or None
        case "personalised":
            return yes_no(product.personalised, language)
        case "warranty":
            return product.warranty_months or None
        case "active":
            return yes_no(variant.active, language)
    raise KeyError(code)


def _place(code: str | None, language: str) -> str:
    card = commune_cards([code]).get(code) if code else None
    return f"{code} {pick(card.names, language)}" if card else (code or "")
