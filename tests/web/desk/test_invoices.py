"""The desk opens any paper; a stranger, a manager and an adviser none."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.make.invoicing import an_invoice
from tests.make.ordering import a_carrier
from tests.make.settlement import a_received_part, a_settled_seller
from tests.web.rooms import Row, walk_desk_room
from twiza.invoicing.actions.keep_papers import keep_papers
from twiza.invoicing.api import invoices_of_reference
from twiza.settlement.api import invoice_reference
from twiza.web.desk.invoices.urls import patterns


def test_the_room_is_the_desks(tifawin, nadia, brahim, fatima, youssef, now):
    paper = an_invoice(tifawin.pk)
    keep_papers(invoice_id=paper.pk, now=now)
    rows = {"invoice-file": Row((f"{paper.number}-fr.pdf",), queries=8, size=60_000)}
    walk_desk_room(patterns, rows, desk=nadia, others=[brahim, fatima, youssef])


@pytest.mark.parametrize(
    "name", ["F1-2026-00001-en.pdf", "F9-2026-00001.xml", "F1-2026-00001", "x.pdf", "F1-2026-1.xml"]
)
def test_there_is_nothing_else(tifawin, nadia, name):
    an_invoice(tifawin.pk)
    client = Client()
    client.force_login(nadia)
    assert client.get(reverse("desk:invoice-file", args=(name,))).status_code == 404


def test_the_orders_page_leads_to_it(db, fatima, nadia):
    a_carrier()
    part = a_received_part(a_settled_seller(fatima))
    (paper,) = invoices_of_reference(invoice_reference(part.number))
    client = Client()
    client.force_login(nadia)
    page = client.get(reverse("desk:order", args=(part.order.number,))).content.decode()
    for file in (f"{paper.number}-ar.pdf", f"{paper.number}-fr.pdf", f"{paper.number}.xml"):
        address = reverse("desk:invoice-file", args=(file,))
        assert address in page
        assert client.get(address).status_code == 200
