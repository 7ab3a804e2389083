from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import translation

from tests.make.catalog import a_draft, a_product, a_variant, only_variant
from twiza.catalog import api as catalog
from twiza.catalog.models import Product
from twiza.catalog.states import PRODUCT, Status
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing.models import FactRow

pytestmark = pytest.mark.django_db


def missing(product):
    return [m.field for m in catalog.missing_for_sale(product)]


def test_the_table_has_no_hole():
    assert PRODUCT.problems(Status.values) == []


def test_each_duty_has_its_line(tifawin, now):
    product = a_draft(tifawin.pk, names={"en": "Honey"}, descriptions={}, compositions={}, shelf_life_days=None)
    assert missing(product) == ["names", "descriptions", "compositions", "variants"]
    a_variant(product, content_unit="piece", content_amount=1)
    assert missing(product) == ["names", "descriptions", "compositions", "shelf_life_days", "content_amount"]
    variant = only_variant(product)
    catalog.edit_variant(
        variant=variant, by=None, now=now, content_unit="g", content_amount=250, best_before=date(2027, 6, 1)
    )
    catalog.edit_product(
        product=product,
        by=None,
        now=now,
        names={"ar": "عسل"},
        descriptions={"ar": "عسل خالص"},
        compositions={"ar": "عسل"},
    )
    assert missing(product) == []


def test_craft_needs_no_composition_content_or_date_but_a_lead_time(tifawin, now):
    rug = a_draft(
        tifawin.pk,
        names={"fr": "Tapis"},
        category="carpets",
        compositions={},
        shelf_life_days=None,
        made_to_order=True,
    )
    a_variant(rug, content_unit="piece", content_amount=1, on_hand=0)
    assert missing(rug) == ["lead_days"]
    catalog.edit_product(product=rug, by=None, now=now, lead_days=21)
    assert missing(rug) == []


def test_what_an_import_could_not_place_is_placed_before_it_is_sold(tifawin, now):
    product = a_draft(tifawin.pk, category="other")
    a_variant(product)
    assert missing(product) == ["category"]


def test_variants_must_be_told_apart(tifawin, now):
    product = a_draft(tifawin.pk)
    a_variant(product)
    second = a_variant(product)
    assert missing(product) == ["labels"]
    catalog.edit_variant(variant=second, by=None, now=now, labels={"ar": "جرة خزف"})
    assert missing(product) == []


def test_submitting_the_unready_says_all_that_is_missing(tifawin, now):
    product = a_draft(tifawin.pk, descriptions={})
    with pytest.raises(catalog.NotReady) as refused:
        catalog.submit_product(product=product, by=None, now=now)
    assert [m.field for m in refused.value.missing] == ["descriptions", "variants"]
    with translation.override("fr"):
        assert "Ajoutez au moins une variante avec son prix." in str(refused.value)
    with translation.override("ar"):
        assert "أضيفوا صنفا واحدا على الأقل مع ثمنه." in str(refused.value)
    product.refresh_from_db()
    assert product.status == "draft"


def test_the_way_to_the_market_and_back(tifawin, now):
    product = a_draft(tifawin.pk)
    a_variant(product)
    with pytest.raises(MoveRefused):
        catalog.publish_product(product=product, by=None, now=now)
    catalog.submit_product(product=product, by=None, now=now)
    assert [w.id for w in catalog.products_waiting()] == [product.pk]
    with pytest.raises(catalog.NoteMissing):
        catalog.send_back_product(product=product, note="  ", by=None, now=now)
    catalog.send_back_product(product=product, note="الصورة غير واضحة", by=None, now=now)
    assert (product.status, product.review_note) == ("draft", "الصورة غير واضحة")
    assert FactRow.objects.filter(kind="ProductSentBack").get().fields == {
        "product_id": product.pk,
        "note": "الصورة غير واضحة",
    }
    catalog.submit_product(product=product, by=None, now=now)
    catalog.take_back_product(product=product, by=None, now=now)
    catalog.submit_product(product=product, by=None, now=now)
    day1 = now + timedelta(days=1)
    catalog.publish_product(product=product, by=None, now=day1)
    product.refresh_from_db()
    assert (product.status, product.published_at, product.review_note) == ("published", day1, "")
    assert catalog.products_waiting() == []
    catalog.withdraw_product(product=product, by=None, now=now + timedelta(days=2))
    with pytest.raises(NotFound):
        catalog.product_page(product.slug)
    catalog.show_product_again(product=product, by=None, now=now + timedelta(days=3))
    product.refresh_from_db()
    assert (product.status, product.published_at) == ("published", day1)


def test_what_the_desk_withdrew_must_be_submitted_again(tifawin, now):
    product = a_product(tifawin.pk)
    with pytest.raises(catalog.NoteMissing):
        catalog.withdraw_product(product=product, by=None, now=now, role="desk")
    catalog.withdraw_product(product=product, by=None, now=now, role="desk", note="Allégation de santé")
    with pytest.raises(catalog.NeedsReview):
        catalog.show_product_again(product=product, by=None, now=now)
    sheet = catalog.workshop_product(product)
    assert (sheet.status, sheet.review_note, sheet.verbs) == ("withdrawn", "Allégation de santé", ["submit"])
    catalog.submit_product(product=product, by=None, now=now)
    catalog.publish_product(product=product, by=None, now=now)
    product.refresh_from_db()
    assert (product.status, product.needs_review) == ("published", False)


def test_a_move_that_is_not_open_is_said_and_changes_nothing(tifawin, now):
    product = a_product(tifawin.pk)
    for act in (catalog.submit_product, catalog.take_back_product, catalog.show_product_again, catalog.publish_product):
        with pytest.raises(MoveRefused):
            act(product=product, by=None, now=now)
    assert Product.objects.get(pk=product.pk).status == "published"
