"""From consent to money that is really given back, and every way in which it does not come to that."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.mediation import a_case, a_mandate, a_proposal, a_refund_of, both_agree, hear_mediation
from tests.make.people import make_person
from tests.make.settlement import buyer_gets, differences
from twiza.clocks.api import clocks_of, tick_clocks
from twiza.complaints.models import Complaint
from twiza.kernel.refusals import NotFound
from twiza.mediation import api as mediation
from twiza.mediation.models import Agreement, Case, FileOpening, Term
from twiza.mediation.terms import refusals
from twiza.plumbing.models import Letter
from twiza.settlement.api import holds_of_part, refunds_of_part


def test_honey_that_is_not_what_its_label_says(complaint, part, association, youssef, fatima):
    """Consent → file opened and seen → proposal → both yes → refund → case, complaint and hold end together."""
    case = a_case(complaint, association)
    assert (case.status, case.consumer_name) == ("new", part.order.name)
    assert [row.number for row in mediation.cases_of(association, group="new", now=NOW).items] == [case.number]
    file = mediation.case_file(association, case.number, adviser=youssef, why="first look", now=NOW)
    assert (file.case.number, file.complaint.number, file.part.number) == (case.number, complaint.number, part.number)
    assert file.part.delivery_code == ""
    assert {note.rule_id for note in file.law}
    mediation.case_file(association, case.number, adviser=youssef, why="first look", now=NOW)
    (opening,) = mediation.openings_of(complaint)
    assert (opening.adviser_name, opening.why) == (youssef.name, "first look")

    proposal = a_proposal(case, by=youssef)
    assert Letter.objects.filter(kind="proposal_made").count() == 2
    mediation.answer_proposal(proposal=proposal, party="cooperative", accept=True, by=fatima, now=NOW)
    with pytest.raises(refusals.AlreadyAnswered):
        mediation.answer_proposal(proposal=proposal, party="cooperative", accept=False, by=fatima, now=NOW)
    mediation.answer_proposal(proposal=proposal, party="buyer", accept=True, by=None, now=NOW)
    hear_mediation()
    hear_mediation()
    (refund,) = refunds_of_part(part.pk)
    assert (refund.amount, refund.status) == (50_00, "decided")
    case.refresh_from_db()
    assert case.status == "agreed"
    with pytest.raises(refusals.StillRunning):
        mediation.close_case(case=case, outcome="refused", note="?", by=youssef, now=NOW)

    term = Term.objects.select_related("refund").get()
    buyer_gets(term.refund, by=fatima)
    hear_mediation()
    case.refresh_from_db()
    complaint = Complaint.objects.get(pk=complaint.pk)
    assert (case.status, case.outcome) == ("closed", "agreed")
    assert (complaint.status, complaint.outcome) == ("closed", "agreed")
    assert all(hold.lifted_at for hold in holds_of_part(part.pk))
    assert Agreement.objects.get().status == "done"
    figures = mediation.figures_of(association, starts_on=NOW.date(), ends_on=NOW.date(), now=NOW)
    assert (figures.opened, figures.closed, figures.carried_out, figures.given_back_centimes) == (1, 1, 1, 50_00)
    assert [row.code for row in figures.by_outcome] == ["agreed"]
    assert differences() == []


def test_by_transfer_and_forgotten_afterwards(complaint, association, youssef):
    from tests.make.cooperatives import a_rib
    from twiza.payments.api import Payee

    proposal = a_proposal(a_case(complaint, association), by=youssef)
    both_agree(proposal, payee=Payee(name="Salma", rib=a_rib(7)))
    proposal.refresh_from_db()
    assert proposal.rib == a_rib(7)
    hear_mediation()
    refund = Term.objects.select_related("refund").get().refund
    assert (refund.way, refund.rib, refund.amount_centimes) == ("transfer", a_rib(7), 50_00)


def test_refused_lapsed_taken_back(complaint, association, youssef):
    case = a_case(complaint, association)
    first = a_proposal(case, by=youssef)
    with pytest.raises(refusals.ProposalOpen):
        a_proposal(case, by=youssef)
    mediation.answer_proposal(proposal=first, party="cooperative", accept=False, note="لا", by=None, now=NOW)
    case.refresh_from_db()
    assert (case.status, first.status) == ("in_hand", "refused")
    second = a_proposal(case, by=youssef)
    mediation.take_back_proposal(proposal=second, by=youssef, now=NOW)
    third = a_proposal(case, by=youssef)
    late = third.answer_by + timedelta(minutes=1)
    with pytest.raises(refusals.TooLate):
        mediation.answer_proposal(proposal=third, party="buyer", accept=True, by=None, now=late)
    tick_clocks(now=late)
    hear_mediation(late)
    third.refresh_from_db()
    case.refresh_from_db()
    assert (third.status, case.status) == ("lapsed", "in_hand")
    stranger = make_person(name="Other adviser")
    with pytest.raises(refusals.NotYourCase):
        mediation.close_case(case=case, outcome="refused", note="non", by=stranger, now=late)
    mediation.close_case(case=case, outcome="refused", note="La coopérative ne veut pas.", by=youssef, now=late)
    assert Complaint.objects.get(pk=complaint.pk).outcome == "not_solved"


def test_what_was_agreed_is_broken_and_the_adviser_goes_on(complaint, association, youssef, today):
    case = a_case(complaint, association)
    apology = mediation.TermLine(kind="explanation", by_day=today + timedelta(days=3), text="Dire pourquoi.")
    repair = mediation.TermLine(kind="repair", by_day=today + timedelta(days=5), text="Changer le bouchon.")
    both_agree(a_proposal(case, apology, repair, by=youssef))
    hear_mediation()
    said, done = Term.objects.order_by("pk")
    with pytest.raises(refusals.WordsMissing):
        mediation.keep_promise(term=mediation.term_of_case(case, said.pk), note="", by=None, now=NOW)
    for term in (said, done):
        mediation.keep_promise(term=mediation.term_of_case(case, term.pk), note="سقط الصندوق.", by=None, now=NOW)
    mediation.judge_promise(term=mediation.term_of_case(case, said.pk), kept=True, by=None, now=NOW)
    mediation.judge_promise(term=mediation.term_of_case(case, done.pk), kept=False, note="لا", by=None, now=NOW)
    case.refresh_from_db()
    assert (case.status, Agreement.objects.get().status) == ("in_hand", "broken")
    # Again, and this time nothing is done before its day is over.
    both_agree(a_proposal(case, repair, by=youssef))
    after = NOW + timedelta(days=7)
    tick_clocks(now=after)
    hear_mediation(after)
    case.refresh_from_db()
    assert (case.status, Agreement.objects.latest("pk").status) == ("in_hand", "broken")


def test_silence_of_the_buyer_confirms(complaint, association, youssef, today):
    case = a_case(complaint, association)
    apology = mediation.TermLine(kind="explanation", by_day=today + timedelta(days=3), text="Dire pourquoi.")
    both_agree(a_proposal(case, apology, by=youssef))
    term = mediation.term_of_case(case, Term.objects.get().pk)
    mediation.keep_promise(term=term, note="سقط الصندوق.", by=None, now=NOW)
    after = NOW + timedelta(days=4)
    tick_clocks(now=after)
    hear_mediation(after)
    case.refresh_from_db()
    assert (case.status, case.outcome) == ("closed", "agreed")


def test_another_one_is_sent(complaint, association, youssef, part, today):
    from twiza.protection import api as protection

    case = a_case(complaint, association)
    line = mediation.offerable(case).lines[0]
    again = mediation.TermLine(kind="replacement", by_day=today + timedelta(days=9), items={line.line_id: 1})
    both_agree(a_proposal(case, again, by=youssef))
    hear_mediation()
    replacement = protection.replacement_by_key(f"mediation:{Term.objects.get().pk}")
    protection.send_replacement(replacement=replacement, by=None, now=NOW)
    protection.receive_replacement(replacement=replacement, role="buyer", by=None, now=NOW)
    hear_mediation()
    assert Case.objects.get().outcome == "agreed"


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"kind": "nothing"}, refusals.UnknownTerm),
        ({"items": {}}, refusals.NothingOfLines),
        ({"centimes": 10**9}, refusals.TooMuch),
        ({"delivery_centimes": 10**9}, refusals.TooMuchDelivery),
        ({"days": 0}, refusals.DayTooFar),
        ({"days": 400}, refusals.DayTooFar),
        ({"kind": "repair"}, refusals.WordsMissing),
        ({"kind": "withdraw"}, refusals.ProductMissing),
    ],
)
def test_what_can_not_be_done_is_not_proposed(complaint, association, youssef, change, refusal):
    case = a_case(complaint, association)
    usual = a_refund_of(case, change.get("centimes", 1_00), days=change.get("days", 5))
    fields = {"kind": usual.kind, "items": dict(usual.items), "by_day": usual.by_day}
    fields |= {k: v for k, v in change.items() if k not in ("centimes", "days")}
    with pytest.raises(refusal):
        a_proposal(case, mediation.TermLine(**fields), by=youssef)


def test_consent_withdrawn_ends_access_at_once(complaint, association, youssef):
    case = a_case(complaint, association)
    proposal = a_proposal(case, by=youssef)
    consent = mediation.consent_of(complaint, case.consent_id)
    assert mediation.give_consent(complaint=complaint, association=association, by=None, now=NOW) == consent
    mediation.withdraw_consent(consent=consent, by=None, now=NOW)
    mediation.withdraw_consent(consent=consent, by=None, now=NOW)
    with pytest.raises(NotFound):
        mediation.case_file(association, case.number, adviser=youssef, now=NOW)
    with pytest.raises(NotFound):
        mediation.case_of_association(association, case.number, now=NOW)
    assert not FileOpening.objects.exists()
    proposal.refresh_from_db()
    case.refresh_from_db()
    assert (case.status, case.outcome, proposal.status) == ("closed", "withdrawn", "taken_back")
    row = mediation.cases_of(association, group="closed", now=NOW).items[0]
    assert (row.consumer_name, row.may_read) == ("", False)
    given_back = Complaint.objects.get(pk=complaint.pk)
    assert (given_back.status, given_back.level) == ("escalated", "desk")
    running = [c.kind for c in clocks_of([complaint.subject], now=NOW)[complaint.subject] if c.state == "running"]
    assert running == ["complaints.desk"]
    again = a_case(complaint, association)
    assert (again.pk != case.pk, again.status) == (True, "new")


def test_by_phone_for_somebody_who_does_not_read(part, association, youssef, today):
    """Spoken mandate on an order: her code, her complaint, her case; ended by a word of hers."""
    mandate = a_mandate(association, by=youssef, order_number=part.order.number)
    assert mandate.order_id == part.order_id
    view = mediation.order_of_mandate(mandate, adviser=youssef, why="intake", now=NOW)
    assert (view.number, view.secret) == (part.order.number, "")
    line = view.parts[0].lines[0].line_id
    wanted = {"part_number": part.number, "line_ids": [line], "problem": "broken", "wish": "refund", "text": "مكسورة"}
    opened = {"mandate": mandate, "origin": "phone", "key": "k", "by": youssef, "now": NOW}
    case = mediation.open_case_by_mandate(**opened, **wanted)
    assert mediation.open_case_by_mandate(**opened, **wanted) == case
    assert (case.complaint.channel, case.complaint.status) == ("association", "escalated")
    assert mediation.case_file(association, case.number, adviser=youssef, now=NOW).case.mandate.witness == "Khadija"
    mediation.revoke_mandate(mandate=mandate, by=youssef, now=NOW)
    with pytest.raises(NotFound):
        mediation.case_of_association(association, case.number, now=NOW)


def test_a_mandate_is_proved_or_refused(part, association, youssef, brahim, today):
    from twiza.people.api import WrongCode

    with pytest.raises(WrongCode):
        a_mandate(association, by=youssef, code="000000x")
    with pytest.raises(refusals.NoSuchOrder):
        a_mandate(association, by=youssef, phone=brahim.phone, order_number=part.order.number)
    with pytest.raises(refusals.MandateTooLong):
        a_mandate(association, by=youssef, expires_on=today + timedelta(days=181))
    with pytest.raises(refusals.WitnessMissing):
        a_mandate(association, by=youssef, witness=" ")
    with pytest.raises(refusals.ScanMissing):
        a_mandate(association, by=youssef, way="paper", phone=make_person().phone)
    with pytest.raises(refusals.ScanNotTaken):
        mediation.take_in_scan(b"#!/bin/sh", name="x.pdf")


def test_a_seller_elsewhere_and_the_file_for_the_authority(association, youssef, today):
    scan = mediation.take_in_scan(b"%PDF-1.7 signed", name="mandate.pdf")
    mandate = a_mandate(association, by=youssef, way="paper", scan=scan, code="")
    assert mandate.confirmed_at is None
    case = mediation.open_case_elsewhere(
        mandate=mandate,
        origin="counter",
        seller_name="متجر على الشبكة",
        seller_contact="@store",
        problem=mediation.problem_choices()[0][0],
        facts="دفعت ولم يصلني شيء.",
        bought_on=today,
        paid_centimes=350_00,
        by=youssef,
        now=NOW,
    )
    mediation.take_case(case=case, by=youssef, now=NOW)
    with pytest.raises(refusals.ElsewhereNoProposal):
        mediation.propose(case=case, terms=[], text="", key="k", by=youssef, now=NOW)
    wanted = {"case": case, "to_name": "المندوبية", "by": youssef, "now": NOW}
    with pytest.raises(refusals.FileNotAllowed):
        mediation.escalation_pdf(to="court", language="fr", **wanted)
    paper = mediation.escalation_pdf(to="authority", language="fr", **wanted)
    assert paper.file.size > 5_000
    mediation.close_case(case=case, outcome="authority", note="Envoyé.", by=youssef, now=NOW)


def test_the_file_for_the_court_carries_everything(complaint, association, youssef):
    case = a_case(complaint, association)
    first = a_proposal(case, by=youssef)
    mediation.answer_proposal(proposal=first, party="cooperative", accept=False, note="لا", by=None, now=NOW)
    mediation.give_consent(complaint=complaint, association=association, kind="court", by=None, now=NOW)
    case = mediation.case_of_association(association, case.number, now=NOW)
    paper = mediation.escalation_pdf(
        case=case, to="court", to_name="المحكمة الابتدائية", language="ar", by=youssef, now=NOW
    )
    assert paper.file.size > 5_000
    assert mediation.case_file(association, case.number, adviser=youssef, now=NOW).case.papers[0].to == "court"
