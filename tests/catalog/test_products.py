from __future__ import annotations

from datetime import timedelta

import pytest

from tests.make.catalog import HONEY, a_draft, a_product, a_variant, only_variant
from twiza.catalog import api as catalog
from twiza.catalog.models import PricePeriod, Product, StockMove, Variant
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import audit_of
from twiza.plumbing.models import FactRow

pytestmark = pytest.mark.django_db


def test_a_draft_takes_from_its_category_and_cooperative_what_is_not_said(tifawin, now):
    product = a_draft(tifawin.pk, category="goat-cheese", names={"fr": "  Fromage frais  ", "ar": ""})
    product.refresh_from_db()
    assert (product.status, product.slug, product.names) == ("draft", "fromage-frais", {"fr": "Fromage frais"})
    assert (product.vat_class, product.perishable) == ("normal", True)
    assert product.origin_id == tifawin.commune_id
    assert (product.lowest_price_centimes, product.in_stock, product.variant_count) == (0, False, 0)


def test_slugs_stay_apart(tifawin, stranger):
    slugs = [a_draft(c.pk).slug for c in (tifawin, stranger, tifawin)]
    assert slugs == ["miel-de-thym", "miel-de-thym-2", "miel-de-thym-3"]
    assert a_draft(tifawin.pk, names={"ar": "عسل"}).slug == "sl"


@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"names": {"ar": " "}}, catalog.NameMissing, "names"),
        ({"names": {"fr": "x" * 161}}, catalog.TextTooLong, "names_fr"),
        ({"category": "no-such"}, catalog.UnknownCategory, "category"),
        ({"category": "honey-and-hive"}, catalog.UnknownCategory, "category"),  # not a leaf
        ({"category": ""}, catalog.UnknownCategory, "category"),
        ({"vat_class": "zero"}, catalog.UnknownVatClass, "vat_class"),
        ({"origin": "99.999.99.99."}, catalog.UnknownOrigin, "origin"),
        ({"shelf_life_days": 0}, catalog.AbsurdShelfLife, "shelf_life_days"),
        ({"lead_days": 5}, catalog.LeadTimeOnStock, "lead_days"),
        ({"made_to_order": True, "lead_days": 366}, catalog.AbsurdLeadTime, "lead_days"),
    ],
)
def test_bad_fields_are_refused_and_named(tifawin, fields, refusal, field):
    with pytest.raises(refusal) as refused:
        a_draft(tifawin.pk, **fields)
    assert refused.value.field == field
    assert str(refused.value)
    assert not Product.objects.exists()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"price_centimes": 0}, catalog.AbsurdPrice),
        ({"price_centimes": -1}, catalog.AbsurdPrice),
        ({"price_centimes": 100_000_001}, catalog.AbsurdPrice),
        ({"on_hand": -1}, catalog.AbsurdStock),
        ({"on_hand": 1_000_001}, catalog.AbsurdStock),
        ({"content_amount": 0}, catalog.AbsurdContent),
        ({"content_unit": "oz"}, catalog.UnknownUnit),
        ({"weight_grams": 0}, catalog.AbsurdWeight),
        ({"weight_grams": 1_000_001}, catalog.AbsurdWeight),
        ({"sku": "x" * 65}, catalog.SkuMissing),
        ({"labels": {"fr": "x" * 81}}, catalog.TextTooLong),
    ],
)
def test_bad_variants_are_refused(tifawin, fields, refusal):
    product = a_draft(tifawin.pk)
    with pytest.raises(refusal):
        a_variant(product, **fields)
    assert not Variant.objects.exists()


def test_a_variant_opens_its_price_and_its_stock(tifawin, now):
    product = a_draft(tifawin.pk)
    variant = a_variant(product, sku=" MT 250 ", price_centimes=95_00, on_hand=10)
    assert (variant.sku, variant.cooperative_id) == ("MT 250", tifawin.pk)
    assert list(PricePeriod.objects.values_list("variant", "price_centimes", "from_at", "until_at")) == [
        (variant.pk, 95_00, now, None)
    ]
    assert list(StockMove.objects.values_list("variant", "change", "reason", "at")) == [
        (variant.pk, 10, "counted", now)
    ]
    assert (product.lowest_price_centimes, product.in_stock, product.cheapest_id) == (95_00, True, variant.pk)


def test_a_sku_is_once_in_a_cooperative(tifawin, stranger):
    a_variant(a_draft(tifawin.pk), sku="MIEL")
    with pytest.raises(catalog.SkuTaken) as refused:
        a_variant(a_draft(tifawin.pk), sku="MIEL")
    assert "MIEL" in str(refused.value)
    assert a_variant(a_draft(stranger.pk), sku="MIEL").sku == "MIEL"


def test_editing_a_published_product_leaves_it_published_and_on_record(tifawin, now):
    product = a_product(tifawin.pk)
    later = now + timedelta(hours=1)
    catalog.edit_product(product=product, by=None, now=later, names={"fr": "Miel de romarin"}, category="other-honey")
    product.refresh_from_db()
    assert (product.status, product.slug, product.category_id) == ("published", "miel-de-thym", "other-honey")
    assert (product.changed_at, product.folded) == (later, "miel de romarin")
    rows = [row for row in audit_of(product) if row.verb == "edit"]
    assert [(row.before["names"], row.after["names"]) for row in rows] == [(HONEY, {"fr": "Miel de romarin"})]
    assert rows[0].after["category_id"] == "other-honey"


def test_editing_with_the_same_values_writes_nothing(tifawin, now):
    product = a_product(tifawin.pk)
    before, facts = Product.objects.filter(pk=product.pk).values().get(), FactRow.objects.count()
    later = now + timedelta(days=1)
    catalog.edit_product(product=product, by=None, now=later, names=HONEY, category="thyme-honey", shelf_life_days=730)
    variant = only_variant(product)
    catalog.edit_variant(variant=variant, by=None, now=later, weight_grams=400, sku=variant.sku)
    assert Product.objects.filter(pk=product.pk).values().get() == before
    assert FactRow.objects.count() == facts


def test_a_new_category_brings_its_tax_and_perishability_unless_they_are_given(tifawin, now):
    product = a_draft(tifawin.pk)
    catalog.edit_product(product=product, by=None, now=now, category="butter-and-smen")
    assert (product.vat_class, product.perishable) == ("exempt", True)
    catalog.edit_product(product=product, by=None, now=now, category="thyme-honey", vat_class="reduced")
    assert (product.vat_class, product.perishable) == ("reduced", False)


def test_back_from_made_to_order_the_lead_time_goes(tifawin, now):
    product = a_draft(tifawin.pk, category="carpets", made_to_order=True, lead_days=20)
    assert product.lead_days == 20
    catalog.edit_product(product=product, by=None, now=now, made_to_order=False)
    assert (product.made_to_order, product.lead_days) == (False, 0)


def test_the_last_variant_of_a_product_on_sale_stays(tifawin, now):
    product = a_product(tifawin.pk)
    first = only_variant(product)
    with pytest.raises(catalog.LastVariant):
        catalog.edit_variant(variant=first, by=None, now=now, active=False)
    second = a_variant(product, price_centimes=180_00, content_amount=500)
    catalog.edit_variant(variant=first, by=None, now=now, active=False)
    product.refresh_from_db()
    assert (product.cheapest_id, product.lowest_price_centimes, product.variant_count) == (second.pk, 180_00, 1)


def test_a_stranger_finds_nothing(tifawin, stranger):
    product = a_product(tifawin.pk)
    variant = only_variant(product)
    assert catalog.product_of_cooperative(tifawin.pk, product.pk) == product
    assert catalog.variant_of_cooperative(tifawin.pk, variant.pk) == variant
    for look, pk in ((catalog.product_of_cooperative, product.pk), (catalog.variant_of_cooperative, variant.pk)):
        with pytest.raises(NotFound):
            look(stranger.pk, pk)
    with pytest.raises(NotFound):
        catalog.product_for_desk(a_draft(tifawin.pk).pk)
    assert catalog.product_for_desk(product.pk) == product


def test_news_names_the_products(tifawin, now):
    product = a_product(tifawin.pk)
    catalog.set_price(variant=only_variant(product), price_centimes=90_00, by=None, now=now)
    last = FactRow.objects.filter(kind="ProductsChanged").latest("id")
    assert last.fields == {"product_ids": [product.pk]}
