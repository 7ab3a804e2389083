"""The checks find what was broken behind the actions' back. Here alone rows are bent by hand."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.catalog import a_product, only_variant
from twiza.catalog import api as catalog
from twiza.catalog.models import PricePeriod, Product, StockMove, Variant
from twiza.plumbing.api import run_checks

pytestmark = pytest.mark.django_db
OURS = (
    "stock moves sum to what is on hand",
    "open holds sum to what is held",
    "each variant has one current price, and it is the one shown",
    "what lists show of a product is what its variants say",
    "no hold outlives its time",
)


def differences(now=NOW):
    return {check.name: check.differences for check in run_checks(now) if check.name in OURS}


@pytest.fixture
def variant(tifawin):
    variant = only_variant(a_product(tifawin.pk))
    catalog.hold_stock(reference="cart-1", quantities={variant.pk: 4}, expires_at=NOW + timedelta(minutes=30), now=NOW)
    return variant


def test_all_agrees_after_actions_alone(variant):
    assert differences() == {name: [] for name in OURS}


@pytest.mark.parametrize(
    ("bend", "found"),
    [
        (lambda v: Variant.objects.update(on_hand=12), OURS[0]),
        (lambda v: StockMove.objects.all().delete(), OURS[0]),
        (lambda v: Variant.objects.update(held=3), OURS[1]),
        (lambda v: Variant.objects.update(price_centimes=1), OURS[2]),
        (lambda v: PricePeriod.objects.update(until_at=NOW), OURS[2]),
        (lambda v: Product.objects.update(in_stock=False), OURS[3]),
        (lambda v: Product.objects.update(lowest_price_centimes=1), OURS[3]),
    ],
)
def test_each_check_finds_its_difference(variant, bend, found):
    bend(variant)
    assert len(differences()[found]) == 1


def test_a_hold_that_nobody_let_go(variant):
    assert differences(NOW + timedelta(minutes=44))[OURS[4]] == []
    assert len(differences(NOW + timedelta(minutes=46))[OURS[4]]) == 1
