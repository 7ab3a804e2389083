"""What the law asks of an offer: the checklist, and that nothing incomplete is on sale."""

from __future__ import annotations

import pytest
from django.utils import translation

from tests.make.catalog import a_draft, a_product, a_variant, only_variant
from twiza.catalog import api as catalog
from twiza.cooperatives.api import Cooperative
from twiza.law.api import sheets

pytestmark = pytest.mark.django_db


def unmet(product) -> dict[str, list[str]]:
    return {d.rule_id: [m.field for m in d.missing] for d in catalog.duties_of(product) if not d.met}


def test_each_duty_is_a_rule_of_the_book_and_says_what_is_missing(tifawin):
    product = a_draft(tifawin.pk, descriptions={}, compositions={}, warranty_months=12)
    duties = catalog.duties_of(product)
    assert {duty.rule_id for duty in duties} <= set(sheets())
    assert len({duty.rule_id for duty in duties}) == len(duties)
    assert unmet(product) == {
        "consumer.essential_characteristics": ["descriptions", "compositions"],
        "consumer.price_all_included": ["variants"],
        "consumer.warranty_document": ["warranty_terms"],
    }
    a_variant(product, weight_grams=400)
    with pytest.raises(catalog.NotReady) as refused:
        catalog.submit_product(product=product, by=None, now=product.changed_at)
    assert [m.field for m in refused.value.missing] == ["descriptions", "compositions", "warranty_terms"]
    assert {m.where for m in refused.value.missing} == {"product"}
    with translation.override("fr"):
        assert "Sa garantie : écrivez en arabe ou en français" in str(refused.value)


def test_who_sells_is_part_of_the_offer(tifawin):
    product = a_product(tifawin.pk)
    # As an old row could be: no action lets a verified cooperative lose them.
    Cooperative.objects.filter(pk=tifawin.pk).update(seat="", phone="", email="")
    assert unmet(product) == {"consumer.supplier_identity": ["seat", "phone"]}
    assert {m.where for m in catalog.missing_for_sale(product)} == {"cooperative"}
    duty = next(d for d in catalog.duties_of(product) if d.rule_id == "consumer.supplier_identity")
    with translation.override("en"):
        assert "No e-mail" in str(duty.note) or "no e-mail" in str(duty.note)


def test_what_is_on_sale_stays_complete(tifawin, now):
    product = a_product(tifawin.pk)
    variant = only_variant(product)
    before = catalog.duties_of(product)
    for refused in (
        {"descriptions": {}},
        {"category": "other", "vat_class": "normal"},
        {"shelf_life_days": None},
        {"warranty_months": 6},
    ):
        with pytest.raises(catalog.NotReady):
            catalog.edit_product(product=product, by=None, now=now, **refused)
    with pytest.raises(catalog.NotReady):
        catalog.edit_variant(variant=variant, by=None, now=now, content_unit="piece", content_amount=1)
    product.refresh_from_db()
    assert [d.missing for d in catalog.duties_of(product)] == [d.missing for d in before]
    terms = {"fr": "Le bocal cassé est remplacé."}
    catalog.edit_product(product=product, by=None, now=now, warranty_months=6, warranty_terms=terms)
    sold = catalog.variants_for_sale([variant.pk])[variant.pk]
    assert (sold.warranty_months, sold.warranty_terms, sold.personalised) == (6, terms, False)


def test_a_warranty_and_wishes_are_kept_true(tifawin, now):
    product = a_draft(tifawin.pk)
    with pytest.raises(catalog.PersonalisedFromStock):
        catalog.edit_product(product=product, by=None, now=now, personalised=True)
    with pytest.raises(catalog.AbsurdWarranty):
        catalog.edit_product(product=product, by=None, now=now, warranty_months=121)
    catalog.edit_product(
        product=product,
        by=None,
        now=now,
        made_to_order=True,
        lead_days=5,
        personalised=True,
        warranty_months=12,
        warranty_terms={"ar": "الخيوط"},
    )
    product.refresh_from_db()
    assert (product.personalised, product.warranty_terms) == (True, {"ar": "الخيوط"})
    catalog.edit_product(product=product, by=None, now=now, made_to_order=False, warranty_months=0)
    product.refresh_from_db()
    assert (product.personalised, product.warranty_months, product.warranty_terms) == (False, 0, {})


def test_the_checklist_of_a_sheet_costs_no_query_of_its_own(tifawin, django_assert_max_num_queries):
    product = a_product(tifawin.pk)
    with django_assert_max_num_queries(4):
        sheet = catalog.workshop_product(product)
    assert [d.rule_id for d in sheet.duties] == [d.rule_id for d in catalog.duties_of(product)]
