"""A cooperative's papers are its team's; what they say of taxes is its manager's to write."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.make.cooperatives import join_team
from tests.make.invoicing import a_credit_note, a_line, an_invoice
from tests.make.ordering import a_carrier
from tests.make.people import make_person
from tests.make.settlement import a_received_part, a_settled_seller
from tests.web.rooms import Row, walk_own_number_of_another, walk_workshop_room
from twiza.invoicing.actions.keep_papers import keep_papers
from twiza.invoicing.api import invoices_of_reference, tax_identity
from twiza.settlement.api import invoice_reference
from twiza.web.workshop.invoices.urls import patterns

TAXES = {"tax_number": "40123456", "business_tax_number": "45012345", "exempt_since": "2026-01-01"}


@pytest.fixture
def paper(tifawin, now):
    paper = an_invoice(tifawin.pk)
    keep_papers(invoice_id=paper.pk, now=now)
    return paper


def rows(paper) -> dict[str, Row]:
    return {
        "invoices": Row(queries=9, size=20_000),
        "invoice-taxes": Row(button=True, post=TAXES),
        "invoice-file": Row((f"{paper.number}-fr.pdf",), queries=7, size=80_000),
    }


def test_the_room_is_the_teams(tifawin, paper, fatima, brahim, hassan, nadia):
    walk_workshop_room(patterns, rows(paper), slug=tifawin.slug, insider=fatima, others=[brahim, hassan, nadia])


def test_another_cooperatives_papers_do_not_exist(atlas, paper, hassan):
    walk_own_number_of_another(patterns, rows(paper), slug=atlas.slug, manager=hassan)


def test_a_preparer_opens_a_parts_invoice_but_not_the_list(tifawin, paper, zahra):
    client = Client()
    client.force_login(zahra)
    assert client.get(reverse("workshop:invoice-file", args=(tifawin.slug, f"{paper.number}.xml"))).status_code == 200
    assert client.get(reverse("workshop:invoices", args=(tifawin.slug,))).status_code == 404
    assert client.post(reverse("workshop:invoice-taxes", args=(tifawin.slug,)), TAXES).status_code == 404
    assert tax_identity(tifawin.pk) is None


def test_the_manager_writes_the_tax_numbers(tifawin, fatima):
    client = Client()
    client.force_login(fatima)
    address = reverse("workshop:invoices", args=(tifawin.slug,))
    wrong = client.post(f"{address}taxes/", TAXES | {"tax_number": "IF-40 <b>"})
    assert wrong.status_code == 422
    assert "45012345" in wrong.content.decode()
    assert tax_identity(tifawin.pk) is None
    assert client.post(f"{address}taxes/", TAXES).status_code == 302
    known = tax_identity(tifawin.pk)
    assert (known.tax_number, known.business_tax_number, known.exempt_since) == (
        "40123456",
        "45012345",
        date(2026, 1, 1),
    )


def test_the_treasurer_sees_the_list_and_it_costs_the_same_with_more_rows(tifawin, paper, fatima):
    treasurer = make_person(name="مينة", phone="+212668000001")
    join_team(tifawin, treasurer, "treasurer", by=fatima)
    client = Client()
    client.force_login(treasurer)
    address = reverse("workshop:invoices", args=(tifawin.slug,))

    def cost() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as spent:
            assert client.get(address).status_code == 200
        return len(spent)

    one = cost()
    a_credit_note(an_invoice(tifawin.pk, a_line(120_00, 2)), a_line(120_00))
    assert cost() == one
    page = client.get(address).content.decode()
    assert paper.number in page
    assert "taxes/" not in page
    empty = client.get(address, {"show": "received", "after": "x"})
    assert empty.status_code == 200


def test_the_parts_page_leads_to_it(db, fatima):
    a_carrier()
    seller = a_settled_seller(fatima)
    part = a_received_part(seller)
    (paper,) = invoices_of_reference(invoice_reference(part.number))
    client = Client()
    client.force_login(fatima)
    slug = seller.cooperative.slug
    page = client.get(reverse("workshop:part", args=(slug, part.number))).content.decode()
    address = reverse("workshop:invoice-file", args=(slug, f"{paper.number}-ar.pdf"))
    assert address in page
    assert client.get(address)["Content-Type"] == "application/pdf"
