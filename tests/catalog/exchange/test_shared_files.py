"""Real fixtures of other shops, beside the clone where this project is built; elsewhere skipped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.catalog.exchange.sheets import applied, look
from twiza.catalog.models import Product, Variant

FILES = Path(__file__).resolve().parents[4] / "shared" / "data" / "catalogue_exchange"
pytestmark = pytest.mark.skipif(not FILES.is_dir(), reason="the files of other shops (../shared) are not here")

# created, refused, joined
EXPECTED = {
    "bagisto_products.csv": ("bagisto", 8, 17, 1),
    "bagisto_products.xlsx": ("bagisto", 8, 17, 1),
    "bagisto_products_with_errors.csv": ("bagisto", 1, 1, 0),
    "medusa_invalid_column.csv": ("medusa", 1, 0, 0),
    "medusa_invalid_prices.csv": ("medusa", 1, 0, 0),
    "medusa_product_with_categories.csv": ("medusa", 2, 0, 0),
    "medusa_products_comma.csv": ("medusa", 3, 0, 0),
    "medusa_products_semicolon.csv": ("medusa", 3, 0, 0),
    "medusa_v1_template.csv": ("medusa", 4, 1, 0),
    "oscar_books_hacking.csv": ("oscar", 33, 0, 0),
    "oscar_books_small_semicolon.csv": ("oscar", 9, 1, 0),
    "oscar_child_products.json": ("oscar", 5, 3, 3),
    "spree_product_translations.csv": ("spree", 0, 37, 37),
    "spree_products.csv": ("spree", 87, 0, 124),
}


def test_every_file_is_tried() -> None:
    assert {p.name for p in FILES.iterdir()} - {"SOURCE.md"} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_dry_run(name: str) -> None:
    report = look((FILES / name).read_bytes())
    counts = report.counts
    assert (report.format, counts["created"], counts["refused"], counts["joined"]) == EXPECTED[name]
    assert all(o.why for o in report.refused)


@pytest.mark.parametrize("name", [name for name, (_f, created, _r, _j) in EXPECTED.items() if created])
def test_applied_twice(name: str, tifawin) -> None:
    data = (FILES / name).read_bytes()
    created = EXPECTED[name][1]
    first = applied(tifawin, data, language="en")
    assert first["created"] == created == Variant.objects.count()
    assert set(Product.objects.values_list("status", flat=True)) == {"draft"}
    again = applied(tifawin, data, language="en")
    assert (again["unchanged"], again.get("changed"), again.get("created")) == (created, None, None)


def test_spree_with_its_translations(tifawin) -> None:
    applied(tifawin, (FILES / "spree_products.csv").read_bytes(), language="en")
    assert Product.objects.count() == 37
    counts = applied(tifawin, (FILES / "spree_product_translations.csv").read_bytes())
    assert counts["changed"] == 37
    product = Product.objects.get(slug="automatic-espresso-machine")
    assert product.names == {"en": "Automatic Espresso Machine", "fr": "Machine Espresso Automatique"}
    assert Counter(len(labels) for labels in Variant.objects.values_list("labels", flat=True))[0] == 0


def test_the_semicolons_and_the_commas_say_the_same() -> None:
    comma, semicolon = (look((FILES / f"medusa_products_{which}.csv").read_bytes()) for which in ("comma", "semicolon"))
    assert comma.outcomes == semicolon.outcomes


def test_the_mixed_sheet_of_oscar_unescapes_its_quotes(tifawin) -> None:
    applied(tifawin, (FILES / "oscar_books_small_semicolon.csv").read_bytes(), language="en")
    readings = Variant.objects.get(sku="9781904859420")
    assert readings.product.names == {"en": 'Readings from" Voices of a People\'s History of the United States"'}
    assert (readings.price_centimes, readings.on_hand) == (10_25, 5)
