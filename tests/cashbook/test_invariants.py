"""Whatever a cooperative records, pays and takes back: stock and books say the same as its sales."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.cashbook import a_sale
from twiza.cashbook import jobs
from twiza.cashbook.api import StockShort, mark_paid, sale_of_cooperative, sales_of, total_of, undo_sale
from twiza.catalog.queries import agreement
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import balance, trial_balance

STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("sell"),
            st.integers(0, 5),
            st.integers(1, 7),
            st.integers(1, 10**7),
            st.sampled_from(["cash", "transfer", "later"]),
        ),
        st.tuples(st.just("pay"), st.integers(0, 5)),
        st.tuples(st.just("undo"), st.integers(0, 5)),
    ),
    max_size=12,
)


class Rollback(Exception):
    pass


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_history(tifawin, oil, steps):
    try:
        with transaction.atomic():
            live(tifawin.pk, oil, steps)
            raise Rollback
    except Rollback:
        oil.refresh_from_db()


def live(cooperative_id, oil, steps):
    sales = {}
    for step in steps:
        if step[0] == "sell":
            _, key, quantity, price, paid_by = step
            try:
                sale = a_sale(
                    cooperative_id,
                    oil,
                    key=f"key-{key}",
                    quantity=quantity,
                    price_centimes=price,
                    paid_by=paid_by,
                )
            except StockShort:
                assert key not in sales
                oil.refresh_from_db()
                assert quantity > oil.on_hand
            else:
                assert sales.setdefault(key, sale.pk) == sale.pk
        elif step[1] in sales:
            sale = sale_of_cooperative(cooperative_id, sales[step[1]])
            try:
                if step[0] == "pay":
                    mark_paid(sale=sale, paid_by="cash", by=None, now=NOW)
                else:
                    undo_sale(sale=sale, reason="a mistake", by=None, now=NOW)
            except MoveRefused:
                assert sale.status == "undone"
        assert trial_balance().difference == 0
    cards = sales_of(cooperative_id).items
    oil.refresh_from_db()
    assert oil.on_hand == 10 - sum(line.quantity for card in cards if card.status != "undone" for line in card.lines)
    assert balance(f"cooperative:{cooperative_id}:received") == total_of(cooperative_id).paid
    assert jobs.sales_are_booked(NOW) == []
    assert agreement.moves_agree(NOW) == []
