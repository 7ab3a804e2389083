"""What is received and paid gets its invoice, what is given back its credit note, commission its monthly invoice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import NOW
from tests.make.ordering import Seller, a_carrier, only_part
from tests.make.settlement import (
    a_received_part,
    a_settled_seller,
    an_order,
    books,
    hear_all,
    line_ids,
    receive,
)
from twiza.invoicing.api import commission_papers, invoice_by_reference, invoices_of_reference
from twiza.ordering import api as ordering
from twiza.payments.api import Payee
from twiza.people.api import Person
from twiza.plumbing.api import run_checks
from twiza.settlement.actions.credit_refund import credit_refund
from twiza.settlement.actions.invoice_commission import invoice_commission
from twiza.settlement.actions.invoice_part import invoice_part
from twiza.settlement.api import decide_refund, invoice_reference

RIB = "310810101402900442310133"
NEXT = NOW + timedelta(days=10)  # 3 December


@pytest.fixture
def seller(db, fatima: Person) -> Seller:
    a_carrier()
    return a_settled_seller(
        fatima,
        {"names": {"ar": "زيت الأركان", "fr": "Huile d’argan"}, "variant": {"price_centimes": 120_00}},
        {"names": {"ar": "أملو", "fr": "Amlou"}, "category": "amlou", "variant": {"price_centimes": 80_00}},
    )


def differences() -> list[str]:
    return [line for check in run_checks(NOW) for line in check.differences]


def give_back(part, items, nadia, delivery=0, **fields):
    given = {"reason": "defect", "way": "transfer", "payee": Payee(name="Salma", rib=RIB)}
    refund = decide_refund(
        part_id=part.pk, items=items, delivery_centimes=delivery, by=nadia, now=NOW, **(given | fields)
    )
    hear_all()
    return refund


def test_an_invoice_of_what_was_received_and_paid(seller):
    part = a_received_part(seller, {v.pk: 2 for v in seller.variants})
    (card,) = invoices_of_reference(invoice_reference(part.number))
    paper = invoice_by_reference(card.reference)
    assert (paper.number, paper.kind, paper.total_centimes) == (
        f"F{seller.cooperative.pk}-2026-00001",
        "invoice",
        part.total_centimes,
    )
    assert paper.fees == [["delivery", part.delivery_centimes], ["cash_fee", 10_00]]
    assert paper.paid_by == [["cash", part.total_centimes]]
    assert paper.buyer == {
        "name": "سلمى بناني",
        "lines": ["دوار تاماسينت", "آيت أورير", "06 61 23 45 67"],
        "ice": "",
    }
    assert (paper.place, paper.order_number, paper.seller["ice"]) == (
        "آيت أورير",
        part.order.number,
        part.seller["ice"],
    )
    assert invoice_part(part_id=part.pk, now=NEXT) == paper
    assert differences() == []


def test_no_invoice_before_it_is_received_nor_of_what_was_declined(seller):
    order = an_order({v.pk: 1 for v in seller.variants})
    part = only_part(order)
    assert invoice_part(part_id=part.pk, now=NOW) is None
    ordering.decline_line(part=part, line_id=line_ids(part)[1], reason="damaged", actor=seller.manager, now=NOW)
    receive(part, seller)
    hear_all()
    paper = invoice_by_reference(invoice_reference(part.number))
    part.refresh_from_db()
    assert [line["names"]["fr"] for line in paper.lines] == ["Huile d’argan"]
    assert paper.total_centimes == part.total_centimes
    assert differences() == []


def test_refunds_are_credit_notes_to_the_last_centime(seller, nadia):
    part = a_received_part(seller, {seller.variants[0].pk: 3})
    (line,) = line_ids(part)
    paper = invoice_by_reference(invoice_reference(part.number))
    for items, delivery in (({line: 120_00}, 0), ({line: 33_33}, 12_00), ({}, 7_50), ({line: 206_67}, 0)):
        refund = give_back(part, items, nadia, delivery)
        assert credit_refund(refund_id=refund.pk, now=NEXT) == invoice_by_reference(refund.reference)
    notes = invoices_of_reference(invoice_reference(part.number))[1:]
    assert [(n.kind, n.total_centimes, n.credits_number) for n in notes] == [
        ("credit_note", 120_00, paper.number),
        ("credit_note", 45_33, paper.number),
        ("credit_note", 7_50, paper.number),
        ("credit_note", 206_67, paper.number),
    ]
    assert sum(n.vat_centimes for n in notes) == paper.vat_centimes
    assert [n.number[-1] for n in notes] == ["1", "2", "3", "4"]
    assert differences() == []


def test_what_the_platform_bears_leaves_the_sale_at_its_price(seller, nadia):
    part = a_received_part(seller)
    refund = give_back(part, {line_ids(part)[0]: 20_00}, nadia, borne_by="platform", reason="gesture")
    assert invoice_by_reference(refund.reference) is None
    assert len(invoices_of_reference(invoice_reference(part.number))) == 1
    assert differences() == []


def test_the_commission_is_invoiced_once_a_month(seller, nadia):
    cooperative = seller.cooperative.pk
    part = a_received_part(seller, {v.pk: 2 for v in seller.variants})
    a_received_part(seller)
    november, december = date(2026, 11, 1), date(2026, 12, 1)
    (paper,) = invoice_commission(cooperative_id=cooperative, month=november, now=NEXT)
    taken = books()
    assert (paper.number, paper.cooperative_id, paper.client_id) == ("FTW-2026-00001", None, cooperative)
    assert (-paper.net_centimes, -paper.vat_centimes) == (taken["platform:commission"], taken["vat:collected"])
    assert (paper.buyer["ice"], paper.paid_by) == (
        seller.cooperative.ice,
        [["deducted", paper.total_centimes]],
    )
    assert invoice_commission(cooperative_id=cooperative, month=november, now=NEXT) == []
    # Given back in December, with nothing sold: a credit note.
    give_back(part, {line_ids(part)[0]: 240_00}, nadia)
    (note,) = invoice_commission(cooperative_id=cooperative, month=december, now=NOW + timedelta(days=40))
    taken = books()
    assert (note.number, note.credits_id) == ("ATW-2027-00001", paper.pk)
    assert note.net_centimes - paper.net_centimes == taken["platform:commission"]
    assert note.vat_centimes - paper.vat_centimes == taken["vat:collected"]
    assert sum(-1 if p.kind == "credit_note" else 1 for p in commission_papers(cooperative)) == 0
    assert differences() == []
