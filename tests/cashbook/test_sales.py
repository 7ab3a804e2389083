"""What a cooperative sells by itself: written once, from the same stock, in the same books, and taken back whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import NOW
from tests.make.cashbook import a_sale
from twiza.cashbook import jobs
from twiza.cashbook.api import (
    AbsurdDay,
    AbsurdPrice,
    AbsurdQuantity,
    BuyerMissing,
    Item,
    NothingSold,
    NotPaid,
    ReasonMissing,
    Sale,
    StockShort,
    day_total,
    give_receipt,
    mark_paid,
    most_sold,
    record_ticket,
    sale_card,
    sale_of_cooperative,
    sales_of,
    sold_by_product,
    total_of,
    undo_sale,
)
from twiza.catalog.models import StockMove
from twiza.catalog.queries import agreement
from twiza.invoicing.api import invoices_of_reference
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import balances_like, posting, postings_of, trial_balance
from twiza.plumbing.models import FactRow

TODAY = date(2026, 11, 23)
pytestmark = pytest.mark.django_db


def shelf(variant):
    variant.refresh_from_db()
    return variant.on_hand


def told():
    return list(FactRow.objects.filter(kind__startswith="Sale").order_by("pk").values_list("kind", flat=True))


def test_a_sale_leaves_the_stock_and_is_booked(tifawin, oil, zahra):
    sale = a_sale(tifawin.pk, oil, by=zahra)
    assert shelf(oil) == 8
    move = StockMove.objects.get(reference=sale.reference)
    assert (move.change, move.reason) == (-2, "sold")
    owner = f"cooperative:{tifawin.pk}"
    assert balances_like(owner) == {f"{owner}:received": 240_00, f"{owner}:to_share": -240_00}
    booked = posting(f"sale:{sale.pk}")
    assert (booked.day, booked.cause) == (TODAY, f"cashbook.sale:{sale.pk}")
    card = sale_card(sale)
    assert (card.status, card.total_centimes, card.paid_on, card.recorded_by) == ("paid", 240_00, TODAY, zahra.name)
    assert [(line.quantity, line.names["fr"]) for line in card.lines] == [(2, "Huile d’argan")]
    assert told() == ["SaleRecorded"]
    assert agreement.moves_agree(NOW) == []


def test_the_second_tap_finds_the_first_ones_sale(tifawin, oil):
    first = a_sale(tifawin.pk, oil, key="same")
    assert a_sale(tifawin.pk, oil, key="same", quantity=5) == first
    assert shelf(oil) == 8
    assert Sale.objects.count() == 1
    assert told() == ["SaleRecorded"]


def test_several_things_are_one_ticket(tifawin, oil):
    sale = record_ticket(
        cooperative_id=tifawin.pk,
        items=[
            Item(variant_id=oil.pk, quantity=1, price_centimes=120_00),
            Item(variant_id=oil.pk, quantity=2, price_centimes=100_00),
            Item(article="  صابون   بلدي ", quantity=3, price_centimes=10_00),
        ],
        where="fair",
        paid_by="transfer",
        key="ticket",
        by=None,
        now=NOW,
    )
    assert sale.total_centimes == 350_00
    assert shelf(oil) == 7
    assert [line.names for line in sale.lines.all()][2] == {"ar": "صابون بلدي"}
    assert len(postings_of(f"cashbook.sale:{sale.pk}")) == 1


def test_short_stock_is_refused_until_somebody_counts(tifawin, oil, fatima):
    with pytest.raises(StockShort) as refused:
        a_sale(tifawin.pk, oil, quantity=11)
    assert refused.value.blanks == {"available": 10}
    assert (shelf(oil), Sale.objects.count(), trial_balance().rows) == (10, 0, ())
    a_sale(tifawin.pk, oil, quantity=11, counted=14, by=fatima)
    assert shelf(oil) == 3
    assert agreement.moves_agree(NOW) == []


def test_what_is_made_to_order_touches_no_stock(atlas, rug):
    sale = a_sale(atlas.pk, rug, quantity=1)
    assert not StockMove.objects.filter(reference=sale.reference).exists()
    assert shelf(rug) == rug.on_hand
    undo_sale(sale=sale, reason="came back", by=None, now=NOW)
    assert not StockMove.objects.filter(reference=sale.reference).exists()


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"article": "  "}, NothingSold),
        ({"quantity": 0}, AbsurdQuantity),
        ({"quantity": 10_001}, AbsurdQuantity),
        ({"price_centimes": 0}, AbsurdPrice),
        ({"price_centimes": 10**15}, AbsurdPrice),
        ({"sold_on": TODAY + timedelta(days=1)}, AbsurdDay),
        ({"sold_on": TODAY - timedelta(days=367)}, AbsurdDay),
    ],
)
def test_nonsense_is_refused_and_nothing_is_written(tifawin, fields, refusal):
    with pytest.raises(refusal):
        a_sale(tifawin.pk, **fields)
    assert (Sale.objects.count(), trial_balance().rows, told()) == (0, (), [])


def test_anothers_goods_and_sales_do_not_exist(tifawin, atlas, oil):
    with pytest.raises(NotFound):
        a_sale(atlas.pk, oil)
    assert (shelf(oil), Sale.objects.count()) == (10, 0)
    sale = a_sale(tifawin.pk, oil)
    with pytest.raises(NotFound):
        sale_of_cooperative(atlas.pk, sale.pk)
    assert sale_of_cooperative(tifawin.pk, sale.pk) == sale


def test_what_is_owed_is_in_the_books_once_it_is_paid(tifawin, oil, fatima):
    sale = a_sale(tifawin.pk, oil, paid_by="later", buyer="Hôtel des Palmiers", sold_on=TODAY - timedelta(days=3))
    assert trial_balance().rows == ()
    assert (shelf(oil), day_total(tifawin.pk, TODAY - timedelta(days=3)).owed) == (8, 240_00)
    mark_paid(sale=sale, paid_by="transfer", by=fatima, now=NOW)
    mark_paid(sale=sale, paid_by="cash", by=fatima, now=NOW)  # a second tap
    assert (sale.status, sale.paid_on, sale.paid_by) == ("paid", TODAY, "transfer")
    assert posting(sale.reference).day == TODAY
    assert total_of(tifawin.pk).transfer == 240_00


def test_a_sale_taken_back_leaves_nothing_behind(tifawin, oil, fatima):
    sale = a_sale(tifawin.pk, oil)
    with pytest.raises(ReasonMissing):
        undo_sale(sale=sale, reason=" ", by=fatima, now=NOW)
    undo_sale(sale=sale, reason="typed twice", by=fatima, now=NOW)
    undo_sale(sale=sale, reason="typed twice", by=fatima, now=NOW)
    assert (shelf(oil), trial_balance().rows, told()) == (10, (), ["SaleRecorded", "SaleUndone"])
    assert posting(f"sale:{sale.pk}:undone").reverses == f"sale:{sale.pk}"
    assert (sale.status, sale.undone_why) == ("undone", "typed twice")
    with pytest.raises(MoveRefused):
        mark_paid(sale=sale, paid_by="cash", by=fatima, now=NOW)
    owed = a_sale(tifawin.pk, oil, paid_by="later")
    undo_sale(sale=owed, reason="she changed her mind", by=fatima, now=NOW)
    assert (shelf(oil), postings_of(f"cashbook.sale:{owed.pk}")) == (10, [])
    assert day_total(tifawin.pk, TODAY).sales == 0


def test_a_receipt_on_request_and_its_credit_note(tifawin, oil, fatima):
    sale = a_sale(tifawin.pk, oil, paid_by="later")
    with pytest.raises(NotPaid):
        give_receipt(sale=sale, buyer="Salma", language="fr", now=NOW)
    mark_paid(sale=sale, paid_by="cash", by=fatima, now=NOW)
    with pytest.raises(BuyerMissing):
        give_receipt(sale=sale, buyer=" ", language="fr", now=NOW)
    receipt = give_receipt(sale=sale, buyer="Salma Bennani", language="fr", now=NOW)
    assert give_receipt(sale=sale, buyer="Somebody else", language="ar", now=NOW) == receipt
    assert (receipt.kind, receipt.number) == ("receipt", f"R{tifawin.pk}-2026-00001")
    undo_sale(sale=sale, reason="she brought it back", by=fatima, now=NOW)
    assert [(card.kind, card.total_centimes) for card in invoices_of_reference(f"{sale.reference}:receipt")] == [
        ("receipt", 240_00),
        ("credit_note", 240_00),
    ]
    assert next(card.number for card in sale_card(sale).papers) == receipt.number


def test_sales_are_listed_and_summed(tifawin, atlas, oil, django_assert_num_queries):
    yesterday = TODAY - timedelta(days=1)
    a_sale(atlas.pk)
    old = a_sale(tifawin.pk, oil, sold_on=yesterday)
    for _ in range(3):
        a_sale(tifawin.pk, oil, quantity=1, paid_by="transfer")
    last = a_sale(tifawin.pk, quantity=1)
    with django_assert_num_queries(2):
        page = sales_of(tifawin.pk, page_size=3)
    assert next(card.id for card in page.items) == last.pk
    rest = sales_of(tifawin.pk, page_size=3, after=page.next)
    assert [card.id for card in rest.items][-1] == old.pk
    assert rest.next is None
    assert [card.id for card in sales_of(tifawin.pk, until=yesterday).items] == [old.pk]
    total = day_total(tifawin.pk, TODAY)
    assert (total.cash, total.transfer, total.paid, total.sales) == (15_00, 360_00, 375_00, 4)
    assert most_sold(tifawin.pk, since=yesterday) == {oil.pk: 5}
    assert [(sold.quantity, sold.total_centimes) for sold in sold_by_product(tifawin.pk)] == [(5, 600_00), (1, 15_00)]
    assert [sold.quantity for sold in sold_by_product(tifawin.pk, since=TODAY)] == [3, 1]
    assert sold_by_product(tifawin.pk, until=yesterday - timedelta(days=1)) == []


def test_the_check_finds_a_sale_that_is_not_in_the_books(tifawin, oil):
    sale = a_sale(tifawin.pk, oil)
    assert jobs.sales_are_booked(NOW) == []
    Sale.objects.filter(pk=sale.pk).update(total_centimes=250_00)
    assert jobs.sales_are_booked(NOW) == [
        f"Sale {sale.pk} should stand in the books with 25000 centimes, and stands with 24000."
    ]
