"""Our own sheet, empty: headings in a language, an example row, and a sheet of notes."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from twiza.catalog.exchange.columns import TEMPLATE
from twiza.catalog.exchange.lookups import Lookups
from twiza.catalog.exchange.words import UNITS, VAT, YES_NO
from twiza.catalog.queries.categories import leaf_categories, trail
from twiza.kernel.text import pick
from twiza.plumbing.sheets.writing import Book, Cell, csv_lines

REQUIRED = frozenset({"sku", "price", "name_ar", "name_fr", "name_en"})
NOTES = {
    "sku": _("Required. Your own code of the article; not in two rows. Given in again, it changes the same article."),
    "group": _("The same word in the rows of one product that comes in several sizes or colours; else leave it empty."),
    "name": _("Required in at least one language, at most 160 characters."),
    "label": _("What tells this variant apart within its product: size, colour."),
    "category": _("A name or a code of the sheet of categories."),
    "price": _("Required. In dirhams, everything included: 95 or 95,50."),
    "content": _("How much is in it: 500, with the unit beside it."),
    "unit": _("g, kg, ml, cl, l, cm, m or piece."),
    "weight": _("With its packing, in grams: delivery is charged by it."),
    "stock": _("How many you have now. Empty: as it is."),
    "description": _("What it is, how it is made, how it is used or kept; at most 5,000 characters."),
    "composition": _("What it is made of. Required for food before it is shown."),
    "vat": _("Normal, reduced or exempt. Empty: as its category."),
    "origin": _("The commune where it is made: its official code, or its name. Empty: yours."),
    "best_before": _("A date: 2027-03-31 or 31/03/2027."),
    "shelf_life": _("How many days it keeps."),
    "perishable": _("Yes or no. Empty: as its category."),
    "made_to_order": _("Yes or no."),
    "lead": _("Only for what is made to order: how many days it takes to make."),
    "personalised": _("Yes only where it is made to the buyer's own measures or wishes: it can't be returned then."),
    "warranty": _("How many months you promise to repair or replace it, beyond the law. Empty: no promise."),
    "terms": _("What the warranty covers and how the buyer uses it. Required with a warranty."),
    "active": _("No takes this variant off the page; the others stay."),
}
EXAMPLE: dict[str, dict[str, str] | str | int | Decimal] = {
    "sku": "AMLOU-250",
    "group": "amlou",
    "name_ar": "أملو باللوز",
    "name_fr": "Amlou aux amandes",
    "name_en": "Almond amlou",
    "label_ar": "250 غرام",
    "label_fr": "250 g",
    "label_en": "250 g",
    "category": "amlou",
    "price": Decimal("85.00"),
    "content": 250,
    "unit": "g",
    "weight": 430,
    "stock": 24,
    "description_ar": "لوز محمص وزيت أركان وعسل، مطحون بالرحى الحجرية.",
    "description_fr": "Amandes grillées, huile d’argan et miel, broyés à la meule de pierre.",
    "description_en": "Roasted almonds, argan oil and honey, ground on a stone mill.",
    "composition_ar": "لوز، زيت أركان، عسل",
    "composition_fr": "Amandes, huile d’argan, miel",
    "composition_en": "Almonds, argan oil, honey",
    "shelf_life": 180,
}


def template_sheet(language: str, kind: str = "xlsx") -> bytes:
    """The empty sheet in a language, with an example row; XLSX brings notes and the categories as further sheets."""
    with override(language):
        return b"".join(_blocks(language, kind))


def _blocks(language: str, kind: str) -> Iterator[bytes]:
    headings = [column.heading(language) for column in TEMPLATE]
    example: list[Cell] = [_example(column.code, language) for column in TEMPLATE]
    if kind == "csv":
        return csv_lines([headings, example], language)
    book = Book(language)
    codes = [column.code for column in TEMPLATE]
    yes_no = list(YES_NO[language])
    choices = {
        codes.index("unit"): list(UNITS[language].values()),
        codes.index("vat"): list(VAT[language].values()),
        **{codes.index(code): yes_no for code in ("perishable", "made_to_order", "personalised", "active")},
    }
    required = frozenset(at for at, code in enumerate(codes) if code in REQUIRED)
    widths = [column.width for column in TEMPLATE]
    book.sheet(gettext("Products"), headings, [example], widths, required=required, choices=choices)
    book.sheet(gettext("Notes"), [gettext("Column"), gettext("What to write")], _notes(language), [32, 90])
    kinds = [gettext("Code"), gettext("Category"), gettext("Within")]
    book.sheet(gettext("Categories"), kinds, _categories(language), [28, 44, 44])
    return book.blocks()


def _example(code: str, language: str) -> Cell:
    if code == "category":
        return Lookups().say_category("amlou", language)
    if code == "unit":
        return UNITS[language]["g"]
    value = EXAMPLE.get(code)
    return value if isinstance(value, (str, int, Decimal)) else None


def _notes(language: str) -> Iterator[list[Cell]]:
    yield [None, gettext("Replace the example row by your own. An empty cell changes nothing.")]
    for column in TEMPLATE:
        note = NOTES.get(column.code) or NOTES[column.code.partition("_")[0]]
        yield [column.heading(language), gettext(note)]


def _categories(language: str) -> Iterator[list[Cell]]:
    for leaf in leaf_categories():
        above = " › ".join(pick(node.names, language) for node in trail(leaf.code)[:-1])
        yield [leaf.code, pick(leaf.names, language), above]
