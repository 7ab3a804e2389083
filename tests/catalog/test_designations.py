from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.make.catalog import a_product, only_variant
from twiza.catalog import api as catalog
from twiza.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db
CLAIM = {
    "designation": "miel-deuphorbe-tadla-azilal",
    "certificate_number": "IG-2026-014",
    "body": "Organisme d’exemple",
    "valid_until": date(2027, 3, 31),
}


def claim(product, now, **fields):
    return catalog.claim_designation(product=product, by=None, now=now, **(CLAIM | fields))


@pytest.mark.parametrize(
    ("fields", "refusal", "field"),
    [
        ({"designation": "miel-de-la-lune"}, catalog.UnknownDesignation, "designation"),
        ({"certificate_number": " "}, catalog.CertificateMissing, "certificate_number"),
        ({"body": ""}, catalog.CertificateMissing, "body"),
        ({"valid_until": date(2026, 11, 22)}, catalog.CertificateExpired, "valid_until"),
    ],
)
def test_a_protected_name_needs_its_certificate(tifawin, now, fields, refusal, field):
    product = a_product(tifawin.pk)
    with pytest.raises(refusal) as refused:
        claim(product, now, **fields)
    assert refused.value.field == field
    assert catalog.product_page(product.slug).claims == []


def test_a_claim_is_shown_renewed_and_dropped(tifawin, stranger, now):
    product = a_product(tifawin.pk)
    made = claim(product, now)
    page = catalog.product_page(product.slug)
    assert [(c.sign, c.certificate_number, c.valid_until) for c in page.claims] == [
        ("IGP", "IG-2026-014", date(2027, 3, 31))
    ]
    assert catalog.list_products().items[0].designation_sign == "IGP"
    renewed = claim(product, now, certificate_number="IG-2027-002", valid_until=date(2028, 3, 31))
    assert renewed.pk == made.pk
    with pytest.raises(NotFound):
        catalog.claim_of_cooperative(stranger.pk, made.pk)
    catalog.drop_designation(claim=catalog.claim_of_cooperative(tifawin.pk, made.pk), by=None, now=now)
    assert catalog.product_page(product.slug).claims == []
    assert catalog.list_products().items[0].designation_sign == ""


def test_a_certificate_that_ran_out_is_no_longer_shown(tifawin, now):
    product = a_product(tifawin.pk)
    claim(product, now)
    assert catalog.lapse(date(2027, 3, 31)) == 0  # its last day
    assert catalog.list_products().items[0].designation_sign == "IGP"
    assert catalog.lapse(date(2027, 4, 1)) == 1
    assert catalog.lapse(date(2027, 4, 1)) == 0
    assert catalog.product_page(product.slug).claims == []
    assert catalog.list_products().items[0].designation_sign == ""
    assert [m.field for m in catalog.missing_for_sale(product)] == ["designation"]
    claim(product, now + timedelta(days=150), valid_until=date(2028, 1, 1))
    assert catalog.missing_for_sale(product) == []


def test_past_its_date_a_variant_leaves_the_sale(tifawin, now):
    product = a_product(tifawin.pk, variant={"best_before": date(2026, 12, 1)}, shelf_life_days=None)
    variant = only_variant(product)
    assert catalog.lapse(date(2026, 12, 1)) == 0
    assert catalog.variants_for_sale([variant.pk])[variant.pk].sellable
    assert catalog.lapse(date(2026, 12, 2)) == 1
    assert not catalog.variants_for_sale([variant.pk])[variant.pk].sellable
    product.refresh_from_db()
    assert product.in_stock is False
    catalog.edit_variant(variant=variant, by=None, now=now + timedelta(days=9), best_before=date(2027, 12, 1))
    product.refresh_from_db()
    assert product.in_stock is True
