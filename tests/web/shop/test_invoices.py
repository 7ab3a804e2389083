"""The buyer's invoice: hers on her order, of whoever holds its link; a stranger finds nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from tests.make.ordering import a_carrier, only_part
from tests.make.settlement import NOW, a_settled_seller, an_order, hear_all, receive
from tests.web.everything import everything
from twiza.invoicing.actions.keep_papers import keep_papers
from twiza.invoicing.api import invoices_of_reference
from twiza.ordering import api as ordering
from twiza.plumbing.models import StoredFile
from twiza.settlement.api import invoice_reference


@pytest.fixture
def bought(db, fatima, salma):
    """Salma's order, received, and its invoice."""
    a_carrier()
    seller = a_settled_seller(fatima)
    order = an_order({seller.variants[0].pk: 2})
    ordering.Order.objects.filter(pk=order.pk).update(person=salma)
    order.refresh_from_db()
    receive(only_part(order), seller)
    hear_all()
    (paper,) = invoices_of_reference(invoice_reference(only_part(order).number))
    keep_papers(invoice_id=paper.invoice_id, now=NOW)
    return order, paper


def test_the_link_and_the_buyer_open_it_and_a_stranger_does_not(bought, salma, brahim):
    order, paper = bought
    link = ordering.order_path(order, "fr")
    own = f"/fr/orders/{order.number}/"
    files = [f"{paper.number}-ar.pdf", f"{paper.number}-fr.pdf", f"{paper.number}.xml"]
    guest, buyer, stranger = Client(), Client(), Client()
    buyer.force_login(salma)
    stranger.force_login(brahim)
    for client, folder in ((guest, link), (buyer, own)):
        page = client.get(folder).content.decode()
        for file in files:
            assert f"{folder}invoices/{file}" in page
            answer = client.get(f"{folder}invoices/{file}")
            assert (answer.status_code, answer["Cache-Control"]) == (
                200,
                "private, no-store",
            ) or answer.status_code == 200
            assert f'filename="{file}"' in answer["Content-Disposition"]
    before = everything()
    wrong = link.replace(order.secret, "x" * len(order.secret))
    for client, folder in ((Client(), own), (stranger, own), (stranger, wrong), (Client(), wrong)):
        for file in files:
            assert client.get(f"{folder}invoices/{file}").status_code == 404, folder
    assert everything() == before


def test_another_orders_invoice_is_not_on_this_one(bought, fatima):
    _order, paper = bought
    other = an_order({a_settled_seller().variants[0].pk: 1})
    link = ordering.order_path(other, "fr")
    assert Client().get(f"{link}invoices/{paper.number}.xml").status_code == 404
    assert paper.number not in Client().get(link).content.decode()


def test_a_lost_file_is_said(bought, settings):
    order, paper = bought
    for row in StoredFile.objects.all():
        (Path(settings.PRIVATE_ROOT) / "files" / row.sha256[:2] / row.sha256).unlink()
    link = ordering.order_path(order, "fr")
    client = Client()
    answer = client.get(f"{link}invoices/{paper.number}-fr.pdf", follow=True)
    assert answer.status_code == 200
    assert "illisible" in answer.content.decode()
