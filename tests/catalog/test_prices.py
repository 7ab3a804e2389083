from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.make.catalog import a_draft, a_product, a_variant, only_variant
from twiza.catalog import api as catalog
from twiza.catalog.models import PricePeriod
from twiza.kernel.refusals import NotFound

pytestmark = pytest.mark.django_db


def periods(variant):
    return list(PricePeriod.objects.filter(variant=variant).values_list("price_centimes", "from_at", "until_at"))


def test_a_new_price_closes_the_old_and_the_same_changes_nothing(tifawin, now):
    product = a_product(tifawin.pk)
    variant = only_variant(product)
    day1, day2 = now + timedelta(days=1), now + timedelta(days=2)
    catalog.set_price(variant=variant, price_centimes=80_00, by=None, now=day1)
    catalog.set_price(variant=variant, price_centimes=80_00, by=None, now=day2)
    assert periods(variant) == [(95_00, now, day1), (80_00, day1, None)]
    assert variant.price_centimes == 80_00
    product.refresh_from_db()
    assert product.lowest_price_centimes == 80_00


@pytest.mark.parametrize("price", [0, -5, 100_000_001, True])
def test_an_absurd_price_changes_nothing(tifawin, now, price):
    variant = only_variant(a_product(tifawin.pk))
    with pytest.raises(catalog.AbsurdPrice) as refused:
        catalog.set_price(variant=variant, price_centimes=price, by=None, now=now)
    assert refused.value.field == "price"
    assert periods(variant) == [(95_00, now, None)]


def test_there_is_one_current_price(tifawin, now):
    variant = only_variant(a_product(tifawin.pk))
    with pytest.raises(IntegrityError), transaction.atomic():
        PricePeriod.objects.create(variant=variant, price_centimes=1, from_at=now)


def test_the_list_shows_the_lowest_of_the_active_ones(tifawin, now):
    product = a_product(tifawin.pk)
    small = only_variant(product)
    large = a_variant(product, price_centimes=180_00, content_amount=500)
    assert (product.lowest_price_centimes, product.cheapest_id, product.variant_count) == (95_00, small.pk, 2)
    catalog.set_price(variant=small, price_centimes=200_00, by=None, now=now)
    product.refresh_from_db()
    assert (product.lowest_price_centimes, product.cheapest_id) == (180_00, large.pk)


def test_history_tells_what_was_shown_and_nothing_else(tifawin, now):
    product = a_draft(tifawin.pk, now=now)
    variant = a_variant(product, price_centimes=1_00, now=now)  # a slip of the finger, never shown
    catalog.set_price(variant=variant, price_centimes=95_00, by=None, now=now + timedelta(hours=1))
    assert catalog.price_history(variant.pk) == []
    shown = now + timedelta(hours=2)
    catalog.submit_product(product=product, by=None, now=shown)
    catalog.publish_product(product=product, by=None, now=shown)
    changed = now + timedelta(days=10)
    catalog.set_price(variant=variant, price_centimes=85_00, by=None, now=changed)
    assert catalog.price_history(variant.pk) == [
        catalog.PricePoint(95_00, shown, changed),
        catalog.PricePoint(85_00, changed, None),
    ]
    with pytest.raises(NotFound):
        catalog.price_history(0)


def test_the_lowest_price_of_the_thirty_days_before(tifawin, now):
    variant = only_variant(a_product(tifawin.pk))

    def set_on(day, price):
        catalog.set_price(variant=variant, price_centimes=price, by=None, now=now + timedelta(days=day))

    set_on(10, 70_00)
    set_on(20, 120_00)
    set_on(25, 60_00)

    def lowest(day):
        return catalog.lowest_price_before(variant.pk, moment=now + timedelta(days=day))

    assert lowest(0) is None  # nothing was shown before
    assert [lowest(day) for day in (5, 15, 25, 26)] == [95_00, 70_00, 70_00, 60_00]
    set_on(30, 150_00)
    assert [lowest(day) for day in (40, 60, 61)] == [60_00, 150_00, 150_00]
