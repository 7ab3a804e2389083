from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from tests.catalog.conftest import cooperative
from tests.conftest import NOW
from tests.make.catalog import a_draft, a_product, a_variant, only_variant
from twiza.catalog import api as catalog
from twiza.catalog.models import Hold, Product, StockMove, Variant
from twiza.catalog.queries import agreement
from twiza.plumbing.models import FactRow

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=30)


def hold(reference, quantities, now=NOW, expires_at=SOON):
    catalog.hold_stock(reference=reference, quantities=quantities, expires_at=expires_at, now=now)


def counters(variant):
    variant.refresh_from_db()
    return variant.on_hand, variant.held


def moves(variant):
    return list(StockMove.objects.filter(variant=variant).order_by("id").values_list("change", "reason", "reference"))


@pytest.fixture
def honey(tifawin) -> Variant:
    """Ten on the shelf."""
    return only_variant(a_product(tifawin.pk))


@pytest.fixture
def saffron(tifawin) -> Variant:
    """Three on the shelf."""
    product = a_product(tifawin.pk, names={"fr": "Safran"}, category="saffron", variant={"on_hand": 3, "sku": "SAF"})
    return only_variant(product)


def test_held_then_taken_then_put_back(honey):
    hold("cart-1", {honey.pk: 4})
    assert counters(honey) == (10, 4)
    assert catalog.variants_for_sale([honey.pk])[honey.pk].available == 6
    catalog.take_hold(reference="cart-1", now=NOW)
    assert counters(honey) == (6, 0)
    catalog.put_back(reference="TW-1", quantities={honey.pk: 4}, reason="cancelled", now=NOW)
    assert counters(honey) == (10, 0)
    assert moves(honey) == [(10, "counted", ""), (-4, "sold", "cart-1"), (4, "cancelled", "TW-1")]


def test_every_step_may_come_twice(honey):
    for _ in range(2):
        hold("cart-1", {honey.pk: 4})
    assert counters(honey) == (10, 4)
    for _ in range(2):
        catalog.take_hold(reference="cart-1", now=NOW)
    hold("cart-1", {honey.pk: 4})  # the form sent again after the order
    assert catalog.release_hold(reference="cart-1") == 0  # too late: it is sold
    assert counters(honey) == (6, 0)
    for reason in ("declined", "cancelled"):
        catalog.put_back(reference="TW-1", quantities={honey.pk: 4}, reason=reason, now=NOW)
    assert counters(honey) == (10, 0)
    with pytest.raises(catalog.HoldTaken):
        hold("cart-1", {honey.pk: 5})


def test_all_or_nothing(honey, saffron):
    with pytest.raises(catalog.OutOfStock) as refused:
        hold("cart-1", {honey.pk: 2, saffron.pk: 4})
    assert (refused.value.variant_id, refused.value.available) == (saffron.pk, 3)
    assert (counters(honey), counters(saffron)) == ((10, 0), (3, 0))
    assert not Hold.objects.exists()


def test_holding_again_holds_what_is_asked_now(honey, saffron):
    hold("cart-1", {honey.pk: 2, saffron.pk: 3})
    hold("cart-1", {honey.pk: 5})
    assert (counters(honey), counters(saffron)) == ((10, 5), (3, 0))
    with pytest.raises(catalog.OutOfStock) as refused:
        hold("cart-1", {honey.pk: 11})
    assert refused.value.available == 10  # its own five included
    assert counters(honey) == (10, 5)
    later = SOON + timedelta(minutes=30)
    hold("cart-1", {honey.pk: 5}, expires_at=later)
    assert Hold.objects.get(variant=honey).expires_at == later


def test_what_ran_out_is_let_go_and_can_be_held_again(honey):
    hold("cart-1", {honey.pk: 4})
    hold("cart-2", {honey.pk: 1}, expires_at=SOON + timedelta(minutes=5))
    assert catalog.expire_holds(SOON - timedelta(seconds=1)) == 0
    assert catalog.expire_holds(SOON) == 1
    assert counters(honey) == (10, 1)
    with pytest.raises(catalog.HoldGone):
        catalog.take_hold(reference="cart-1", now=SOON)
    hold("cart-1", {honey.pk: 2}, now=SOON, expires_at=SOON + timedelta(minutes=30))
    catalog.take_hold(reference="cart-1", now=SOON)
    assert counters(honey) == (8, 1)
    with pytest.raises(catalog.HoldGone):
        catalog.take_hold(reference="cart-3", now=SOON)


def test_the_last_one_takes_the_product_off_the_list_and_back(saffron):
    def listed():
        return Product.objects.get(pk=saffron.product_id).in_stock

    facts = FactRow.objects.count()
    hold("cart-1", {saffron.pk: 2})
    assert FactRow.objects.count() == facts  # nothing that a list shows has changed
    assert listed()
    hold("cart-2", {saffron.pk: 1})
    assert not listed()
    assert FactRow.objects.latest("id").fields == {"product_ids": [saffron.product_id]}
    catalog.release_hold(reference="cart-2")
    assert listed()


def test_what_is_made_to_order_needs_no_stock(tifawin, now):
    rug = a_product(
        tifawin.pk,
        names={"fr": "Tapis"},
        category="carpets",
        made_to_order=True,
        lead_days=20,
        variant={"on_hand": 0, "content_unit": "piece", "content_amount": 1},
    )
    variant = only_variant(rug)
    assert rug.in_stock
    assert catalog.variants_for_sale([variant.pk])[variant.pk].available == 50
    with pytest.raises(catalog.OutOfStock) as refused:
        hold("cart-1", {variant.pk: 51})
    assert refused.value.available == 50
    hold("cart-1", {variant.pk: 7})
    # It goes over to stock while it is held: what took nothing gives nothing back.
    catalog.edit_product(product=rug, by=None, now=now, made_to_order=False)
    catalog.release_hold(reference="cart-1")
    assert counters(variant) == (0, 0)
    catalog.edit_product(product=rug, by=None, now=now, made_to_order=True, lead_days=20)
    hold("cart-2", {variant.pk: 7})
    catalog.take_hold(reference="cart-2", now=now)
    catalog.put_back(reference="TW-2", quantities={variant.pk: 7}, reason="declined", now=now)
    assert counters(variant) == (0, 0)
    assert moves(variant) == []


def test_what_is_not_for_sale_can_not_be_held(tifawin, honey, now):
    product = Product.objects.get(pk=honey.product_id)
    draft = a_variant(a_draft(tifawin.pk))
    dated = a_variant(product, content_amount=500, best_before=date(2026, 12, 1))
    catalog.withdraw_product(product=product, by=None, now=now)
    for pk in (draft.pk, honey.pk, 999_999):
        with pytest.raises(catalog.NotForSale) as refused:
            hold("cart-1", {pk: 1})
        assert refused.value.variant_id == pk
    catalog.show_product_again(product=product, by=None, now=now)
    hold("cart-1", {dated.pk: 1}, now=now + timedelta(days=8))
    with pytest.raises(catalog.NotForSale):  # the day after, even before the nightly job
        hold("cart-2", {dated.pk: 1}, now=now + timedelta(days=9))


def test_a_count_keeps_what_is_promised(honey, now):
    hold("cart-1", {honey.pk: 4})
    with pytest.raises(catalog.CountBelowHeld) as refused:
        catalog.count_stock(variant=honey, on_hand=3, by=None, now=now)
    assert "4" in str(refused.value)
    catalog.count_stock(variant=honey, on_hand=4, by=None, now=now, lost=True)
    catalog.count_stock(variant=honey, on_hand=4, by=None, now=now)
    assert counters(honey) == (4, 4)
    assert moves(honey) == [(10, "counted", ""), (-6, "lost", "")]
    assert not Product.objects.get(pk=honey.product_id).in_stock
    for absurd in (-1, 1_000_001, True):
        with pytest.raises(catalog.AbsurdStock):
            catalog.count_stock(variant=honey, on_hand=absurd, by=None, now=now)


@pytest.mark.parametrize("quantities", [{}, {1: 0}, {1: -3}])
def test_nonsense_is_a_mistake_of_the_caller(honey, quantities):
    with pytest.raises(ValueError):
        hold("cart-1", quantities)


class Shelves(RuleBasedStateMachine):
    """Any order of holding, taking, releasing, running out, putting back and counting keeps the books."""

    references = st.sampled_from(["a", "b", "c", "d"])

    def __init__(self):
        super().__init__()
        self.clock = NOW
        Hold.objects.all().delete()
        StockMove.objects.all().delete()
        Variant.objects.all().delete()
        product = Product.objects.get()
        self.variants = [a_variant(product, on_hand=n, sku=f"S{n}", content_amount=100 * n) for n in (1, 3, 8)]
        self.sold = dict.fromkeys((v.pk for v in self.variants), 0)
        self.back = dict.fromkeys(self.sold, 0)
        self.counted = {v.pk: v.on_hand for v in self.variants}
        self.returns = 0

    @rule(reference=references, amounts=st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any))
    def hold(self, reference, amounts):
        wanted = {v.pk: n for v, n in zip(self.variants, amounts, strict=True) if n}
        before = {v.pk: counters(v) for v in self.variants}
        mine = dict(Hold.objects.filter(reference=reference, status="held").values_list("variant", "quantity"))
        fits = all(before[pk][0] - before[pk][1] + mine.get(pk, 0) >= n for pk, n in wanted.items())
        try:
            hold(reference, wanted, now=self.clock, expires_at=self.clock + timedelta(minutes=30))
        except catalog.OutOfStock:
            assert not fits
            assert {v.pk: counters(v) for v in self.variants} == before
        except catalog.HoldTaken:
            assert Hold.objects.filter(reference=reference, status="taken").exists()
        else:
            held = Hold.objects.filter(reference=reference).exclude(status="released")
            assert dict(held.values_list("variant", "quantity")) == wanted

    @rule(reference=references)
    def take(self, reference):
        held = dict(Hold.objects.filter(reference=reference, status="held").values_list("variant", "quantity"))
        try:
            catalog.take_hold(reference=reference, now=self.clock)
        except catalog.HoldGone:
            assert not Hold.objects.filter(reference=reference).exclude(status="released").exists()
        else:
            for pk, n in held.items():
                self.sold[pk] += n

    @rule(reference=references)
    def release(self, reference):
        catalog.release_hold(reference=reference)
        assert not Hold.objects.filter(reference=reference, status="held").exists()

    @rule(minutes=st.integers(1, 40))
    def wait(self, minutes):
        self.clock += timedelta(minutes=minutes)
        catalog.expire_holds(self.clock)
        assert not Hold.objects.filter(status="held", expires_at__lte=self.clock).exists()

    @rule(index=st.integers(0, 2), n=st.integers(1, 3), again=st.booleans())
    def put_back(self, index, n, again):
        pk = self.variants[index].pk
        n = min(n, self.sold[pk] - self.back[pk])
        if n:
            self.returns += 1
            for _ in range(1 + again):
                catalog.put_back(
                    reference=f"return-{self.returns}", quantities={pk: n}, reason="returned", now=self.clock
                )
            self.back[pk] += n

    @rule(index=st.integers(0, 2), on_hand=st.integers(0, 9))
    def count(self, index, on_hand):
        variant = self.variants[index]
        before, held = counters(variant)
        try:
            catalog.count_stock(variant=variant, on_hand=on_hand, by=None, now=self.clock)
        except catalog.CountBelowHeld:
            assert on_hand < held
        else:
            self.counted[variant.pk] += on_hand - before

    @invariant()
    def books_agree(self):
        for variant in self.variants:
            on_hand, held = counters(variant)
            assert 0 <= held <= on_hand
            assert on_hand == self.counted[variant.pk] - self.sold[variant.pk] + self.back[variant.pk]
        checks = (agreement.moves_agree, agreement.holds_agree, agreement.prices_agree, agreement.lists_agree)
        assert [difference for check in checks for difference in check(self.clock)] == []


class TestShelves(TestCase):
    def test_any_order_of_events(self):
        made = cooperative(3, {"fr": "Coopérative Tiwizi"}, "Amizmiz")
        a_product(made.pk)
        run_state_machine_as_test(
            Shelves, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, database=None)
        )
