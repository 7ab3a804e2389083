"""A case before a consumer association, on its buyer's pages: let in, answer, judge, end; nobody else's."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.make.complaints import a_complaint
from tests.make.cooperatives import a_rib
from tests.make.mediation import a_case, a_proposal, a_refund_of, an_association, hear_mediation
from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.settlement import a_received_part, a_settled_seller
from tests.web.everything import everything
from twiza.kernel.periods import day_of
from twiza.mediation import api as mediation
from twiza.mediation.models import Case, Consent, Proposal, Term
from twiza.ordering import api as ordering
from twiza.web.shop.cases.urls import ROWS, patterns

pytestmark = pytest.mark.django_db
BUDGET = tomllib.loads((Path(__file__).parents[1] / "budget.toml").read_text("utf-8"))["shop-cases"]


@pytest.fixture
def complaint(settings, fatima, salma) -> Any:
    """Salma's, about a bottle that came broken; paid in cash."""
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    part = a_received_part(a_settled_seller(fatima), now=timezone.now() - timedelta(hours=1))
    ordering.Order.objects.filter(pk=part.order_id).update(person=salma)
    return a_complaint(part, now=timezone.now(), by=salma)


@pytest.fixture
def association(youssef, nadia) -> Any:
    return an_association(head=youssef, desk=nadia)


def link(complaint: Any, under: str = "") -> str:
    return ordering.order_path(complaint.part.order, "fr") + under


def test_a_guest_lets_an_association_in_answers_and_ends_it(complaint, association, youssef) -> None:
    guest = Client()
    page = guest.get(link(complaint, f"complaints/{complaint.number}/"))
    assert f"cases/let-in/{complaint.number}/" in page.content.decode()
    let_in = link(complaint, f"cases/let-in/{complaint.number}/")
    assert association.names["fr"] in guest.get(let_in).content.decode()
    before = everything()
    for wrong in ({}, {"association": association.slug}, {"association": "nobody", "consent": "on"}):
        assert guest.post(let_in, wrong).status_code == 422
    assert everything() == before
    answer = guest.post(let_in, {"association": association.slug, "consent": "on"})
    case = Case.objects.get()
    assert answer.headers["Location"].endswith(f"/cases/{case.number}/")
    assert Consent.objects.get().words.startswith("J") or Consent.objects.get().words
    mediation.case_file(association, case.number, adviser=youssef, why="Première lecture", now=timezone.now())
    case = mediation.case_of_association(association, case.number, now=timezone.now())
    proposal = a_proposal(case, a_refund_of(case, 50_00, now=timezone.now()), by=youssef, now=timezone.now())
    here = link(complaint, f"cases/{case.number}/")
    page = guest.get(here).content.decode()
    assert "Première lecture" in page
    assert youssef.name in page
    wrong = guest.post(f"{here}proposals/{proposal.pk}/", {"answer": "yes", "payee_name": "S", "rib": "12"})
    assert wrong.status_code == 422
    assert Proposal.objects.get().buyer_answer == ""
    said = {"answer": "yes", "payee_name": "Salma", "rib": a_rib(3)}
    assert guest.post(f"{here}proposals/{proposal.pk}/", said).status_code == 302
    assert guest.post(f"{here}proposals/{proposal.pk}/", said).status_code == 422
    assert Proposal.objects.get().rib == a_rib(3)
    assert guest.post(f"{here}consent/court/").status_code == 302
    assert guest.post(f"{here}consent/nothing/").status_code == 404
    assert guest.post(f"{here}messages/", {"thread": "1", "text": "Merci", "key": "k1"}).status_code == 302
    assert guest.post(f"{here}consent/end/").status_code == 302
    assert (Case.objects.get().outcome, Proposal.objects.get().rib) == ("withdrawn", "")
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert guest.get(here).status_code == 200


def test_she_says_that_it_was_not_done(complaint, association, youssef) -> None:
    moment = timezone.now()
    case = a_case(complaint, association, now=moment)
    apology = mediation.TermLine(kind="explanation", by_day=day_of(moment) + timedelta(days=3), text="Dire pourquoi")
    proposal = a_proposal(case, apology, by=youssef, now=moment)
    mediation.answer_proposal(proposal=proposal, party="cooperative", accept=True, by=None, now=moment)
    guest, here = Client(), link(complaint, f"cases/{case.number}/")
    guest.post(f"{here}proposals/{proposal.pk}/", {"answer": "yes"})
    hear_mediation(moment)
    term = Term.objects.get()
    assert guest.post(f"{here}promises/{term.pk}/", {"kept": "no"}).status_code == 422
    mediation.keep_promise(term=mediation.term_of_case(case, term.pk), note="Pardon", by=None, now=moment)
    assert "Pardon" in guest.get(here).content.decode()
    assert guest.post(f"{here}promises/{term.pk}/", {"kept": "no", "note": "Non"}).status_code == 302
    case.refresh_from_db()
    assert case.status == "in_hand"


def test_a_stranger_finds_no_room(complaint, association, youssef, salma, brahim, nadia, fatima) -> None:
    case = a_case(complaint, association, now=timezone.now())
    proposal = a_proposal(case, a_refund_of(case, 1_00, now=timezone.now()), by=youssef, now=timezone.now())
    order = complaint.part.order
    arguments = {
        "case_let_in": (complaint.number,),
        "case": (case.number,),
        "case_answer": (case.number, proposal.pk),
        "case_judge": (case.number, Term.objects.get().pk),
        "case_consent": (case.number, "end"),
        "case_messages": (case.number,),
        "case_message_file": (case.number, 1, 0),
    }
    assert {name for _under, _view, name in ROWS} == set(arguments)
    assert len(patterns) == 2 * len(ROWS)
    addresses = []
    for under, _view, name in ROWS:
        path = under
        for value in arguments[name]:
            path = path.replace(path[path.index("<") : path.index(">") + 1], str(value), 1)
        addresses.append((name, path))
    others = [Client() for _person in (brahim, nadia, fatima, youssef)]
    for client, person in zip(others, (brahim, nadia, fatima, youssef), strict=True):
        client.force_login(person)
    before = everything()
    for client in [Client(), *others]:
        for _name, path in addresses:
            for start in (f"/fr/orders/{order.number}/", f"/fr/orders/{order.number}/{'x' * 43}/"):
                assert client.get(start + path).status_code in (404, 405)
                assert client.post(start + path, {"answer": "yes", "consent": "on"}).status_code in (404, 405)
    assert everything() == before
    hers = Client()
    hers.force_login(salma)
    over = {}
    for name, path in addresses:
        for suffix, start in (("", f"/ar/orders/{order.number}/"), ("_by_link", link(complaint))):
            if name not in ("case_let_in", "case", "case_messages"):
                continue
            with CaptureQueriesContext(connection) as spent:
                answer = hers.get(start + path)
            row = BUDGET[name + suffix]
            if answer.status_code != 200 or len(spent) > row["queries"] or len(answer.content) > row["bytes"]:
                over[name + suffix] = (answer.status_code, len(spent), len(answer.content))
    assert not over
