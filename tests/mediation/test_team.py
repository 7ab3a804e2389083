"""The association's own team; who is let in to what, and who is not; what it shows, and forgets."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.complaints import a_complaint
from tests.make.mediation import (
    DANGER,
    a_case,
    a_mandate,
    a_proposal,
    adviser_token,
    an_association,
    hear_mediation,
    join_association,
)
from tests.make.people import make_person
from tests.make.settlement import a_received_part
from tests.web.everything import everything
from twiza.kernel.refusals import NotFound
from twiza.mediation import api as mediation
from twiza.mediation.jobs import cases_agree, heads_agree, tell_of_recalls
from twiza.mediation.models import Adviser, Alert, Case, Recalled
from twiza.mediation.terms import refusals
from twiza.people.api import grant_role
from twiza.plumbing.models import Letter


def test_who_is_let_in_and_who_is_not(complaint, association, youssef, nadia, fatima, brahim):
    """Another association's adviser, the desk, the cooperative, a stranger: nothing exists, nothing changes."""
    other_head = make_person(name="Other")
    other = an_association(head=other_head)
    case = a_case(complaint, association)
    reader = make_person(name="Reader")
    join_association(association, reader, "reader", by=youssef)
    assert mediation.association_of_adviser(youssef, association.slug, roles=mediation.WORKING) == association
    assert mediation.association_of_adviser(reader, association.slug) == association
    before = everything()
    for person in (other_head, nadia, fatima, brahim):
        with pytest.raises(NotFound):
            mediation.association_of_adviser(person, association.slug)
        with pytest.raises(NotFound):
            mediation.invite_adviser(association=association, contact="x@y.example", role="reader", by=person, now=NOW)
    with pytest.raises(NotFound):
        mediation.association_of_adviser(reader, association.slug, roles=mediation.WORKING)
    with pytest.raises(NotFound):
        mediation.case_file(other, case.number, adviser=other_head, now=NOW)
    for person in (youssef, fatima, brahim):
        with pytest.raises(NotFound):
            mediation.cases_for_desk(person)
        with pytest.raises(NotFound):
            mediation.association_for_desk(person, association.slug)
    assert everything() == before
    (row,) = mediation.cases_for_desk(nadia).items
    assert not hasattr(row, "buyer_name")
    grant_role(youssef, "desk")
    with pytest.raises(NotFound):
        mediation.association_of_adviser(youssef, association.slug)


def test_the_team_keeps_itself(association, youssef, fatima, tifawin, nadia):
    khadija = make_person(name="Khadija", email="khadija@example.org")
    invitation = mediation.invite_adviser(
        association=association, contact="Khadija@example.org", role="adviser", by=youssef, now=NOW
    )
    token = adviser_token(invitation)
    assert mediation.invitation_to(khadija, token, now=NOW).slug == association.slug
    for person, refusal in ((make_person(), refusals.NotInvited), (khadija, refusals.InvitationOver)):
        late = NOW + timedelta(days=20)
        with pytest.raises(refusal):
            mediation.accept_invitation(token=token, person=person, now=late)
    mediation.accept_invitation(token=token, person=khadija, now=NOW)
    with pytest.raises(refusals.InvitationUsed):
        mediation.accept_invitation(token=token, person=khadija, now=NOW)
    selling = mediation.invite_adviser(
        association=association, contact=fatima.phone, role="reader", by=youssef, now=NOW
    )
    with pytest.raises(refusals.DealsWithTheMarket):
        mediation.accept_invitation(token=adviser_token(selling), person=fatima, now=NOW)
    with pytest.raises(NotFound):
        mediation.invite_adviser(association=association, contact="y@example.org", role="head", by=nadia, now=NOW)
    with pytest.raises(refusals.LastHead):
        mediation.leave_association(association=association, person=youssef, now=NOW)
    hers = Adviser.objects.get(person=khadija)
    mediation.change_role(association=association, adviser_id=hers.pk, role="head", by=youssef, now=NOW)
    mediation.leave_association(association=association, person=youssef, now=NOW)
    assert [(card.name, card.role) for card in mediation.team_of(association)] == [("Khadija", "head")]
    assert heads_agree(NOW) == []


def test_a_case_changes_hands(complaint, association, youssef):
    case = a_case(complaint, association)
    khadija = make_person(name="Khadija")
    join_association(association, khadija, "adviser", by=youssef)
    mediation.take_case(case=case, by=youssef, now=NOW)
    with pytest.raises(refusals.NotYourCase):
        mediation.put_back_case(case=case, by=khadija, now=NOW)
    with pytest.raises(refusals.UnknownAdviser):
        mediation.hand_over_case(case=case, to_person_id=make_person().pk, by=youssef, now=NOW)
    mediation.hand_over_case(case=case, to_person_id=khadija.pk, by=youssef, now=NOW)
    mediation.write_note(case=case, text="Attendre la facture.", by=khadija, now=NOW)
    file = mediation.case_file(association, case.number, adviser=youssef, now=NOW)
    assert (file.case.adviser_name, file.case.notes[0].text) == ("Khadija", "Attendre la facture.")
    party = mediation.party_case(mediation.case_of_complaint(complaint, case.number), for_buyer=True, now=NOW)
    assert not hasattr(party, "notes")
    counts = mediation.case_counts(association, adviser_id=khadija.pk, now=NOW)
    assert (counts["mine"], counts["in_hand"], counts["new"], counts["late"]) == (1, 1, 0, 0)
    mediation.remove_adviser(
        association=association, adviser_id=Adviser.objects.get(person=khadija).pk, by=youssef, now=NOW
    )
    case.refresh_from_db()
    assert (case.status, case.adviser) == ("new", None)


def test_lists_cost_the_same_for_one_and_many(seller, association, youssef, nadia, django_assert_num_queries):
    def cost() -> dict[str, int]:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        found = {}
        for name, look in (
            ("queue", lambda: mediation.cases_of(association, group="new", now=NOW)),
            ("closed", lambda: mediation.cases_of(association, group="all", now=NOW)),
            ("counts", lambda: mediation.case_counts(association, adviser_id=youssef.pk, now=NOW)),
            ("seller", lambda: mediation.cases_of_cooperative(seller.cooperative.pk)),
            ("desk", lambda: mediation.cases_for_desk(nadia)),
            ("figures", lambda: mediation.figures_of(association, starts_on=NOW.date(), ends_on=NOW.date(), now=NOW)),
            ("team", lambda: mediation.team_of(association)),
        ):
            with CaptureQueriesContext(connection) as spent:
                look()
            found[name] = len(spent)
        return found

    a_case(a_complaint(a_received_part(seller)), association)
    one = cost()
    template = Case.objects.get()
    for n in range(300):
        template.pk, template.number = None, f"CM-{n:07d}"
        template.complaint_id = template.part_id = template.cooperative_id = None
        template.seller_name, template.consent_id = "x", None
        template.mandate = template.mandate or a_mandate(association, by=youssef)
        template.save(force_insert=True)
    assert (cost(), max(one.values()) <= 12) == (one, True)
    assert len(mediation.cases_of(association, group="new", now=NOW).items) == 30


def test_cases_that_repeat_raise_one_alert(seller, association, youssef):
    for _ in range(4):
        a_case(a_complaint(a_received_part(seller)), association)
    hear_mediation()
    (alert,) = mediation.alerts_of(association).items
    assert (alert.kind, alert.cases, alert.days) == ("product", 3, 30)
    assert Letter.objects.filter(kind="alert_raised").count() == 1
    with pytest.raises(NotFound):
        mediation.acknowledge_alert(association=an_association(), alert_id=alert.alert_id, note="", by=youssef, now=NOW)
    mediation.acknowledge_alert(association=association, alert_id=alert.alert_id, note="Vu", by=youssef, now=NOW)
    assert (mediation.alerts_of(association).items, Alert.objects.get().acknowledged_by) == ((), youssef)
    assert cases_agree(NOW) == []


def test_a_batch_is_called_back(part, seller, association, youssef, fatima, nadia, today):
    product = seller.variants[0].product
    assert mediation.reach_of(product.pk, None, today, today) == (1, 1)
    assert mediation.reach_of(product.pk, None, today - timedelta(days=9), today - timedelta(days=1)) == (0, 0)
    wanted = {"association": association, "product_id": product.pk, "sold_from": today, "sold_until": today}
    wanted |= {"key": "k", "by": youssef, "now": NOW, **DANGER}
    recall = mediation.propose_recall(**wanted)
    assert mediation.propose_recall(**wanted) == recall
    with pytest.raises(NotFound):
        mediation.recall_page(recall.number)
    with pytest.raises(NotFound):
        mediation.recall_for_desk(youssef, recall.number)
    with pytest.raises(refusals.NoteMissing):
        mediation.decide_recall(recall=recall, role="cooperative", accept=False, by=fatima, now=NOW)
    assert tell_of_recalls.function(now=NOW) == 0 if hasattr(tell_of_recalls, "function") else True
    mediation.decide_recall(recall=recall, role="cooperative", accept=True, by=fatima, now=NOW)
    assert mediation.tell_buyers(recall_id=recall.pk, now=NOW) == 1
    assert mediation.tell_buyers(recall_id=recall.pk, now=NOW) == 0
    (letter,) = Letter.objects.filter(kind="recall_told")
    assert part.order.number in letter.text
    view = mediation.recall_page(recall.number)
    assert (view.status, view.buyers, view.told) == ("told", 1, 1)
    assert Recalled.objects.get().order_id == part.order_id


def test_what_is_kept_of_a_person_and_how_it_is_forgotten(part, association, youssef, salma):
    mandate = a_mandate(association, by=youssef, order_number=part.order.number)
    line = mediation.order_of_mandate(mandate, adviser=youssef, now=NOW).parts[0].lines[0].line_id
    case = mediation.open_case_by_mandate(
        mandate=mandate,
        origin="counter",
        part_number=part.number,
        line_ids=[line],
        problem="broken",
        wish="refund",
        text="مكسورة",
        key="k",
        by=youssef,
        now=NOW,
    )
    a_proposal(case, by=youssef)
    sections = {section.code: section for section in mediation.personal_data(person=salma)}
    assert sections["mediation_mandates"].records[0]["number"] == mandate.number
    assert sections["mediation_cases"].records[0]["text"] == "مكسورة"
    assert len(sections["mediation_openings"].records) == 1
    mediation.forget_person(person=salma, now=NOW)
    case.refresh_from_db()
    mandate.refresh_from_db()
    assert (case.status, case.consumer_name, case.facts, mandate.phone) == ("closed", "", "", "")
    mediation.forget_person(person=youssef, now=NOW)
    assert not Adviser.objects.exists()
