"""Catalogues as other shops write them."""

from __future__ import annotations

import pytest

from tests.catalog.exchange.sheets import applied, codes, csv_bytes, look, row
from twiza.catalog.models import Product, Variant

WOO = [
    ["ID", "Type", "SKU", "Name", "Published", "Short description", "Description", "In stock?", "Stock", "Weight (kg)",
     "Regular price", "Categories", "Parent", "Attribute 1 name", "Attribute 1 value(s)", "Meta: x"],
    ["44", "variable", "HOODIE", "Hoodie", "1", "", "<p>Soft &amp; warm</p>\\n<ul><li>wool</li></ul>", "1", "",
     "1.5", "", "Clothing > Hoodies", "", "Color", "Blue, Red", ""],
    ["45", "simple", "MIEL", "Miel de thym", "1", "", "", "1", "12", "0.4", "95.5", "Miel > Thym", "", "", "", ""],
    ["46", "variation", "HOODIE-BLUE", "Hoodie - Blue", "1", "", "", "1", "3", "", "300", "", "HOODIE",
     "Color", "Blue", ""],
    ["47", "variation", "", "Hoodie - Red", "1", "", "", "1", "-2", "1.2", "310", "", "id:44", "Color", "Red", ""],
    ["48", "simple, downloadable", "EBOOK", "Livre", "1", "", "", "1", "", "", "10", "", "", "", "", ""],
    ["49", "grouped", "GROUP", "Lot", "1", "", "", "1", "", "", "", "", "", "", "", ""],
]  # fmt: skip


def test_woocommerce(tifawin) -> None:
    report = look(csv_bytes(WOO, encoding="utf-8-sig"))
    assert report.format == "woocommerce"
    assert [o.outcome for o in report.outcomes] == ["joined", "created", "created", "created", "refused", "refused"]
    assert row(report, 6).why == "Products of the kind “downloadable” can't be taken in."
    assert codes(row(report, 5)) == ["made_up_sku", "category_guessed"]
    assert report.ignored_columns == ("Published", "In stock?", "Attribute 1 name", "Meta: x")
    assert applied(tifawin, csv_bytes(WOO)) == {"created": 3, "refused": 2, "joined": 1, "warned": 3}
    hoodie = Variant.objects.get(sku="woo-47")
    assert hoodie.product == Variant.objects.get(sku="HOODIE-BLUE").product
    assert hoodie.product.names == {"fr": "Hoodie"}
    assert hoodie.product.descriptions == {"fr": "Soft & warm\n\n• wool"}
    assert (hoodie.labels, hoodie.on_hand, hoodie.weight_grams, hoodie.price_centimes) == (
        {"fr": "Red"},
        0,
        1200,
        310_00,
    )
    blue = Variant.objects.get(sku="HOODIE-BLUE")
    assert (blue.on_hand, blue.weight_grams, blue.position) == (3, 1500, 0)
    honey = Variant.objects.get(sku="MIEL")
    assert (honey.product.category_id, honey.product.status) == ("thyme-honey", "draft")
    assert applied(tifawin, csv_bytes(WOO)) == {"unchanged": 3, "refused": 2, "joined": 1, "warned": 3}


def test_woocommerce_in_french() -> None:
    rows = [["ID", "Type", "UGS", "Nom", "Description", "Stock", "Poids (g)", "Tarif régulier", "Catégories", "Parent"],
            ["1", "simple", "A", "Savon noir", "", "4", "250", "35,5", "Hammam > Savon noir", ""]]  # fmt: skip
    report = look(csv_bytes(rows, delimiter=";"))
    assert (report.format, report.outcomes[0].outcome) == ("woocommerce", "created")


SHOPIFY = [
    ["Handle", "Title", "Body (HTML)", "Vendor", "Product Category", "Type", "Tags", "Published", "Option1 Name",
     "Option1 Value", "Option2 Name", "Option2 Value", "Variant SKU", "Variant Grams", "Variant Inventory Qty",
     "Variant Price", "Image Src", "Gift Card", "Status"],
    ["tapis", "Tapis", "<p>Laine</p>", "x", "Home > Rugs", "", "", "TRUE", "Taille", "1 m", "", "", "'T-1", "2000.0",
     "4", "900.00", "https://a/1.jpg", "FALSE", "active"],
    ["tapis", "", "", "", "", "", "", "", "", "2 m", "", "", "T-2", "4000", "-1", "1700.00", "https://a/2.jpg", "", ""],
    ["tapis", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "", "https://a/3.jpg", "", ""],
    ["savon", "Savon", "", "x", "", "Soap", "", "TRUE", "Title", "Default Title", "", "", "", "0", "5", "20", "",
     "FALSE", ""],
    ["carte", "Carte cadeau", "", "x", "", "", "", "TRUE", "Title", "100", "", "", "GC", "0", "", "100", "", "TRUE",
     ""],
]  # fmt: skip


def test_shopify(tifawin) -> None:
    report = look(csv_bytes(SHOPIFY))
    assert report.format == "shopify"
    assert [o.outcome for o in report.outcomes] == ["created", "created", "joined", "created", "refused"]
    assert applied(tifawin, csv_bytes(SHOPIFY)) == {"created": 3, "joined": 1, "refused": 1, "warned": 3}
    small, large = Variant.objects.filter(product__slug="tapis")
    assert (small.sku, small.labels, small.weight_grams, small.on_hand) == ("T-1", {"fr": "1 m"}, 2000, 4)
    assert (large.sku, large.on_hand, large.price_centimes) == ("T-2", 0, 1700_00)
    assert small.product.category_id == "carpets"
    soap = Variant.objects.get(sku="savon")
    assert (soap.labels, soap.weight_grams, soap.product.category_id) == ({}, 0, "soaps")
    assert applied(tifawin, csv_bytes(SHOPIFY)) == {"unchanged": 3, "joined": 1, "refused": 1, "warned": 3}


def test_shopifys_newer_headings() -> None:
    rows = [["Title", "URL handle", "Description", "Product category", "SKU", "Option1 name", "Option1 value", "Price",
             "Inventory quantity", "Weight value (grams)", "Gift card"],
            ["Tapis", "tapis", "", "Home > Rugs", "T-1", "", "", "900", "2", "2000", "FALSE"]]  # fmt: skip
    report = look(rows)
    assert (report.format, report.outcomes[0].outcome, report.outcomes[0].sku) == ("shopify", "created", "T-1")


MEDUSA = [
    ["Product Handle", "Product Title", "Variant Id", "Variant Sku", "Variant Option 1 Value", "Variant Price EUR",
     "Variant Price MAD", "Variant Weight"],
    ["amlou", "Amlou", "v1", "AM-1", "250 g", "9", "85", "400"],
    ["amlou", "Amlou", "v2", "", "500 g", "17", "", "700"],
]  # fmt: skip


def test_dirhams_are_preferred_and_another_currency_never_changes_a_price(tifawin) -> None:
    report = look(MEDUSA)
    assert [codes(o) for o in report.outcomes] == [["no_category"], ["made_up_sku", "foreign_currency"]]
    applied(tifawin, MEDUSA)
    assert list(Variant.objects.order_by("sku").values_list("sku", "price_centimes")) == [
        ("AM-1", 85_00),
        ("v2", 17_00),
    ]
    Variant.objects.filter(sku="v2").update(price_centimes=170_00)
    again = look(MEDUSA, tifawin)
    assert [(o.outcome, codes(o)) for o in again.outcomes] == [
        ("unchanged", []),
        ("unchanged", ["made_up_sku", "foreign_price_kept"]),
    ]


def test_a_guessed_category_never_moves_a_product(tifawin) -> None:
    rows = [row[:] for row in SHOPIFY]
    applied(tifawin, rows)
    Product.objects.filter(slug="tapis").update(category="tents")
    assert row(look(rows, tifawin), 2).outcome == "unchanged"


def test_bagisto_locales_of_one_sku_are_translations(tifawin) -> None:
    head = [
        "sku",
        "parent_sku",
        "locale",
        "attribute_family_code",
        "type",
        "categories",
        "name",
        "weight",
        "price",
        "inventories",
    ]
    rows = [
        head,
        ["H-1", "", "ar", "default", "simple", "", "عسل الزعتر", "0.4", "95", "default=4,safi=3"],
        ["H-1", "", "fr", "default", "simple", "", "Miel de thym", "", "", ""],
        ["H-1", "", "de", "default", "simple", "", "Thymianhonig", "", "", ""],
    ]
    report = look(rows)
    assert [(o.outcome, codes(o)) for o in report.outcomes][1:] == [("joined", []), ("joined", ["unknown_language"])]
    applied(tifawin, rows)
    honey = Variant.objects.get(sku="H-1")
    assert honey.product.names == {"ar": "عسل الزعتر", "fr": "Miel de thym"}
    assert (honey.on_hand, honey.weight_grams) == (7, 400)


def test_spree_translations_find_their_product(tifawin) -> None:
    products = [["slug", "sku", "name", "price", "currency", "option1_name", "option1_value", "weight", "weight_unit"],
                ["amlou", "AM", "Amlou", "85", "MAD", "", "", "0.9", "lb"]]  # fmt: skip
    words = [
        ["slug", "locale", "name", "description"],
        ["amlou", "ar", "أملو", "لوز وأركان"],
        ["savon", "fr", "Savon", ""],
    ]
    assert applied(tifawin, products) == {"created": 1, "warned": 1}
    assert Variant.objects.get().weight_grams == 408
    report = look(words, tifawin)
    assert [(o.outcome, codes(o)) for o in report.outcomes] == [("changed", []), ("refused", ["no_such_product"])]
    assert applied(tifawin, words) == {"changed": 1, "refused": 1}
    assert Product.objects.get().names == {"fr": "Amlou", "ar": "أملو"}
    assert applied(tifawin, words) == {"unchanged": 1, "refused": 1}


def test_a_key_that_another_cooperative_took(tifawin, stranger) -> None:
    rows = [["sku", "group", "name", "price"], ["A", "amlou", "Amlou", "85"]]
    applied(stranger, rows)
    applied(tifawin, rows)
    ours = Product.objects.get(cooperative=tifawin)
    assert ours.slug == f"amlou-{tifawin.slug}"
    more = [["sku", "group", "name", "price"], ["B", "amlou", "", "85"]]
    assert applied(tifawin, more)["created"] == 1
    assert Variant.objects.get(sku="B").product == ours


@pytest.mark.parametrize("format", ["twiza", "woocommerce"])
def test_a_format_that_is_asked_for_and_does_not_fit(format: str) -> None:
    from twiza.catalog.exchange.refusals import UnknownHeadings

    with pytest.raises(UnknownHeadings):
        look([["Handle", "Titel", "Body"], ["a", "b", "c"]], format=format)
