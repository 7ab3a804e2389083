from __future__ import annotations

from datetime import timedelta

import pytest

from tests.make.catalog import a_draft, a_product, a_variant, only_variant
from twiza.catalog import api as catalog
from twiza.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db


def test_a_cooperative_sees_its_own_by_state_and_text(tifawin, stranger):
    honey = a_product(tifawin.pk, variant={"sku": "MT-250"})
    amlou = a_draft(tifawin.pk, names={"ar": "أملو باللوز"}, category="amlou")
    a_product(stranger.pk)

    def ids(**filter):
        return [row.id for row in catalog.products_of_cooperative(tifawin.pk, **filter).items]

    assert ids() == [amlou.pk, honey.pk]
    assert ids(status="draft") == [amlou.pk]
    assert ids(text="املو") == [amlou.pk]
    assert ids(text="MIEL") == [honey.pk]
    assert ids(text="mt-2") == [honey.pk]
    assert ids(text="%") == []
    assert ids(text="miel", status="draft") == []
    listing = catalog.products_of_cooperative(tifawin.pk, status="published")
    assert (listing.count, listing.next) == (1, None)
    assert listing.by_status == {"draft": 1, "submitted": 0, "published": 1, "withdrawn": 0}
    assert [(v.sku, v.on_hand, v.held) for v in listing.items[0].variants] == [("MT-250", 10, 0)]
    with pytest.raises(NotFound):
        ids(status="gone")


def test_its_pages_meet(tifawin):
    made = [a_draft(tifawin.pk).pk for _ in range(5)]
    seen, after = [], None
    while True:
        page = catalog.products_of_cooperative(tifawin.pk, after=after, page_size=2)
        seen += [row.id for row in page.items]
        after = page.next
        if not after:
            break
    assert (seen, page.count) == (made[::-1], 5)
    for wrong in ("x", "-1", "9" * 30, "٣"):
        with pytest.raises(NotFound):
            catalog.products_of_cooperative(tifawin.pk, after=wrong)


def test_the_sheet_shows_what_the_public_does_not(tifawin, now):
    product = a_product(tifawin.pk)
    off = a_variant(product, content_amount=500)
    catalog.edit_variant(variant=off, by=None, now=now, active=False)
    with pytest.raises(catalog.NotReady) as refused:  # what is on sale goes on saying what it must
        catalog.edit_product(product=product, by=None, now=now, compositions={})
    assert [m.field for m in refused.value.missing] == ["compositions"]
    sheet = catalog.workshop_product(product)
    assert (sheet.status, sheet.verbs, sheet.desk_verbs) == ("published", ["withdraw"], ["withdraw"])
    assert sheet.missing == []
    assert all(duty.met for duty in sheet.duties)
    assert [v.active for v in sheet.page.variants] == [True, False]
    assert len(catalog.product_page(product.slug).variants) == 1


def test_the_desk_sees_the_longest_waiting_first(tifawin, stranger, now):
    late, early = a_draft(tifawin.pk), a_draft(stranger.pk)
    for product, wait in ((late, 5), (early, 1)):
        a_variant(product)
        catalog.submit_product(product=product, by=None, now=now + timedelta(hours=wait))
    waiting = catalog.products_waiting()
    assert [(w.id, w.cooperative_id, w.submitted_at) for w in waiting] == [
        (early.pk, stranger.pk, now + timedelta(hours=1)),
        (late.pk, tifawin.pk, now + timedelta(hours=5)),
    ]
    assert catalog.count_products_waiting() == 2


def test_what_a_basket_needs(tifawin):
    product = a_product(tifawin.pk)
    variant = only_variant(product)
    sale = catalog.variants_for_sale([variant.pk, 0])
    assert list(sale) == [variant.pk]
    line = sale[variant.pk]
    assert (line.product_id, line.cooperative_id, line.slug) == (product.pk, tifawin.pk, product.slug)
    assert (line.price_centimes, line.available, line.sellable, line.weight_grams) == (95_00, 10, True, 400)
    assert (line.vat_class, line.made_to_order, line.perishable, line.lead_days) == ("normal", False, False, 0)
