"""Cases in the workshop: proposals answered by a manager, promises kept, recalls decided; the team's own alone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.make.complaints import a_complaint
from tests.make.cooperatives import join_team
from tests.make.mediation import DANGER, a_case, a_proposal, an_association
from tests.make.ordering import a_carrier
from tests.make.payments import ALL_WAYS
from tests.make.settlement import a_received_part, a_settled_seller
from tests.web.rooms import Row, walk_own_number_of_another, walk_workshop_room
from twiza.kernel.periods import day_of
from twiza.mediation import api as mediation
from twiza.mediation.models import Proposal, Recall, Term
from twiza.web.workshop.cases.urls import patterns

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(settings, fatima, zahra, youssef, nadia) -> Any:
    """Before Youssef's association: an apology is proposed. A recall of the same oil waits too."""
    settings.TWIZA_PAYMENTS = ALL_WAYS
    a_carrier()
    moment = timezone.now()
    seller = a_settled_seller(fatima)
    join_team(seller.cooperative, zahra, "treasurer", by=fatima)
    complaint = a_complaint(a_received_part(seller, now=moment - timedelta(hours=2)), now=moment)
    association = an_association(head=youssef, desk=nadia)
    case = a_case(complaint, association, now=moment)
    apology = mediation.TermLine(kind="explanation", by_day=day_of(moment) + timedelta(days=3), text="Dire pourquoi")
    a_proposal(case, apology, by=youssef, now=moment)
    mediation.propose_recall(
        association=association,
        product_id=seller.variants[0].product_id,
        sold_from=day_of(moment) - timedelta(days=1),
        sold_until=day_of(moment),
        key="k",
        by=youssef,
        now=moment,
        **DANGER,
    )
    case.slug = seller.cooperative.slug
    return case


def rows_of(case: Any) -> dict[str, Row]:
    yes = {"answer": "yes", "note": "x"}
    return {
        "cases": Row(queries=14, size=30_000),
        "case": Row([case.number], queries=26, size=40_000),
        "case-answer": Row([case.number, Proposal.objects.get().pk], button=True, post=yes),
        "case-done": Row([case.number, Term.objects.get().pk], button=True, post=yes),
        "case-messages": Row([case.number], queries=26, size=40_000, post={"thread": "1", "text": "x", "key": "k"}),
        "case-file": Row([case.number, 1, 0], queries=20, post=yes),
        "case-recall": Row([Recall.objects.get().number], queries=16, size=30_000, post=yes),
    }


def test_the_room_is_the_teams(case, atlas, fatima, zahra, brahim, hassan, nadia, youssef) -> None:
    rows = rows_of(case)
    del rows["case-file"]  # a file that nobody sent is nobody's
    kept = [pattern for pattern in patterns if pattern.name in rows]
    walk_workshop_room(kept, rows, slug=case.slug, insider=fatima, others=[zahra, brahim, hassan, nadia, youssef])
    walk_own_number_of_another(kept, rows, slug=atlas.slug, manager=hassan)
    mine = Client()
    mine.force_login(fatima)
    assert mine.get(f"/fr/workshop/{case.slug}/cases/{case.number}/messages/1/0/").status_code == 404


def test_answered_done_and_a_batch_called_back(case, fatima) -> None:
    client, here = Client(), f"/fr/workshop/{case.slug}/cases/{case.number}/"
    client.force_login(fatima)
    assert "Dire pourquoi" in client.get(here).content.decode()
    proposal, term = Proposal.objects.get(), Term.objects.get()
    assert client.post(f"{here}proposals/{proposal.pk}/", {}).status_code == 422
    assert client.post(f"{here}promises/{term.pk}/", {"note": "x"}).status_code == 404
    assert client.post(f"{here}proposals/{proposal.pk}/", {"answer": "yes"}).status_code == 302
    proposal.refresh_from_db()
    assert (proposal.cooperative_answer, proposal.cooperative_by) == ("yes", fatima)
    mediation.answer_proposal(proposal=proposal, party="buyer", accept=True, by=None, now=timezone.now())
    assert client.post(f"{here}promises/{term.pk}/", {"note": " "}).status_code == 422
    assert client.post(f"{here}promises/{term.pk}/", {"note": "Le carton est tombé."}).status_code == 302
    term.refresh_from_db()
    assert term.done_note == "Le carton est tombé."
    recall = Recall.objects.get()
    page = f"/fr/workshop/{case.slug}/recalls/{recall.number}/"
    assert client.post(page, {"answer": "no"}).status_code == 422
    assert client.post(page, {"answer": "yes"}).status_code == 302
    recall.refresh_from_db()
    assert (recall.status, recall.decided_as) == ("confirmed", "cooperative")
    assert mediation.tell_buyers(recall_id=recall.pk, now=timezone.now()) == 1
    assert mediation.tell_buyers(recall_id=recall.pk, now=timezone.now()) == 0
