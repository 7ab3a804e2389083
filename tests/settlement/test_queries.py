"""What screens and reports are told: right, and with a fixed number of queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.make.settlement import RELEASE, a_received_part, a_released_run, line_ids
from twiza.kernel.refusals import NotFound
from twiza.settlement import api as settlement

pytestmark = pytest.mark.django_db


def queries(ask) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        ask()
    return len(seen)


def give_back(part, centimes, by):
    settlement.decide_refund(
        part_id=part.pk, items={line_ids(part)[0]: centimes}, reason="defect", way="cash", by=by, now=NOW
    )


def test_what_the_books_say_of_a_products_price(tifawin, dairy, nadia):
    oil, amlou = tifawin.variants
    part = a_received_part(tifawin, {oil.pk: 2, amlou.pk: 1})
    give_back(part, 60_00, nadia)
    (found,) = settlement.price_from_books([oil.product_id, dairy.variants[0].product_id]).values()
    # 240 less 60; commission 12 less a quarter; 45 of delivery shared by what was paid: 240 of 320.
    assert found == settlement.SoldProduct(
        product_id=oil.product_id,
        pieces=2,
        sold_centimes=180_00,
        delivery_centimes=45_00 * 240 // 320,
        commission_centimes=9_00,
        commission_vat_centimes=1_80,
        cooperative_net_centimes=169_20,
    )
    assert settlement.price_from_books([oil.product_id], since=RELEASE.date()) == {}


def test_lists_cost_the_same_with_one_row_and_with_three(tifawin, dairy, nadia, omar):
    order_parts = [a_received_part(tifawin)]
    give_back(order_parts[0], 1_00, nadia)
    settlement.hold_part(part_number=order_parts[0].number, reason="x", reference="c:0", now=NOW, by=nadia)
    coop, order = tifawin.cooperative.pk, order_parts[0].order
    asks = [
        lambda: settlement.parts_money_of_cooperative(coop),
        lambda: settlement.parts_money([part.pk for part in order_parts]),
        lambda: settlement.refunds(),
        lambda: settlement.holds(),
        lambda: settlement.order_money(order),
    ]
    before = [queries(ask) for ask in asks]
    for n in (1, 2):
        order_parts.append(a_received_part(tifawin))
        give_back(order_parts[-1], 1_00, nadia)
        settlement.hold_part(part_number=order_parts[-1].number, reason="x", reference=f"c:{n}", now=NOW, by=nadia)
    assert [queries(ask) for ask in asks] == before
    assert settlement.refunds(page_size=2).next is not None
    page = settlement.refunds(page_size=2, after=settlement.refunds(page_size=2).next)
    assert (len(page.items), page.count, page.next) == (1, 3, None)
    assert len(settlement.parts_money_of_cooperative(coop, page_size=2).items) == 2


def test_runs_and_payouts_as_cards(tifawin, dairy, nadia, omar):
    a_received_part(tifawin)
    run = a_released_run(nadia, omar)
    asks = [settlement.runs, lambda: settlement.payouts_of_run(run.pk), settlement.payouts_in_trouble]
    before = [queries(ask) for ask in asks]
    assert before == [2, 2, 1]
    card = settlement.run_view(run.pk)
    assert (card.payouts, card.amount, card.transfer, card.approved_by, card.released_by, card.verbs) == (
        1,
        112_80,
        112_80,
        str(nadia),
        str(omar),
        (),
    )
    for ask in (settlement.run_view, settlement.payout_card, settlement.payout_money, settlement.refund_card):
        with pytest.raises(NotFound):
            ask(999_999)
    assert settlement.part_money(999_999) is None
