from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twiza.catalog.api import UnitPrice, unit_price


@pytest.mark.parametrize(
    ("price", "amount", "unit", "expected"),
    [
        (95_00, 250, "g", UnitPrice(380_00, "kg")),
        (120_00, 1000, "g", UnitPrice(120_00, "kg")),
        (120_00, 750, "ml", UnitPrice(160_00, "l")),
        (10_00, 3, "g", UnitPrice(333_333, "kg")),
        (20_00, 3, "g", UnitPrice(666_667, "kg")),
        (1, 2000, "g", UnitPrice(1, "kg")),  # half a centime goes up
        (1, 2001, "g", UnitPrice(0, "kg")),
        (90_00, 250, "cm", UnitPrice(36_00, "m")),
        (10_00, 3, "piece", UnitPrice(333, "piece")),
        (10_00, 1, "piece", None),
    ],
)
def test_price_of_one_unit_of_measure(price, amount, unit, expected):
    assert unit_price(price, amount, unit) == expected


@given(
    price=st.integers(1, 100_000_000),
    amount=st.integers(1, 100_000_000),
    unit=st.sampled_from([("g", 1000), ("ml", 1000), ("cm", 100)]),
)
def test_is_the_exact_price_rounded_half_up(price, amount, unit):
    exact = Fraction(price * unit[1], amount)
    found = unit_price(price, amount, unit[0]).centimes
    assert Fraction(-1, 2) < found - exact <= Fraction(1, 2)
