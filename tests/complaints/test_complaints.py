"""A complaint from its opening to its end, through the front door."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tests.make.complaints import a_complaint, an_answer, hear_complaints
from tests.make.settlement import a_received_part, a_settled_seller, an_order, hear_all, line_ids, parts_of
from tests.web.everything import everything
from twiza.clocks.api import tick_clocks
from twiza.complaints import api as complaints
from twiza.complaints.jobs import holds_agree
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.payments.api import Payee
from twiza.people.api import Role, people_with_role
from twiza.plumbing.models import Letter
from twiza.settlement import api as settlement

LATER = NOW + timedelta(days=1)


@pytest.fixture
def part(db, fatima, nadia):
    """Delivered, paid by card: two goods."""
    seller = a_settled_seller(fatima, {}, {})
    first, second = seller.variants
    return a_received_part(seller, {first.pk: 2, second.pk: 1}, way="card")


def kept(part) -> list[str]:
    return [hold.reference for hold in settlement.holds_of_part(part.pk) if hold.lifted_at is None]


def view(complaint, now=NOW):
    complaint.refresh_from_db()
    return complaints.complaint_view(complaint, now=now)


def test_it_is_opened_answered_with_money_and_closed(part, fatima):
    complaint = a_complaint(part, key="form-1")
    assert a_complaint(part, key="form-1") == complaint
    seen = view(complaint)
    assert (seen.status, seen.level, seen.holds, kept(part)) == ("open", "cooperative", True, [complaint.subject])
    assert [clock.kind for clock in seen.clocks] == ["complaints.answer"]
    assert {letter.kind for letter in Letter.objects.filter(kind__startswith="complaint")} == {
        "complaint_opened",
        "complaint_team_opened",
    }
    (line,) = seen.lines
    with pytest.raises(settlement.TooMuch):
        an_answer(complaint, kind="refund", items={line.line_id: line.rest + 1}, by=fatima)
    answer = an_answer(complaint, kind="refund", text="", items=None, key="a-1", by=fatima)
    assert an_answer(complaint, kind="refund", text="", items=None, key="a-1", by=fatima) == answer
    refund = answer.refund
    assert (refund.amount_centimes, refund.reason, refund.way) == (line.paid, "defect", "as_paid")
    seen = view(complaint)
    assert (seen.status, seen.in_time, seen.answer.state) == ("answered", True, "done")
    assert seen.buyer_verbs == ("add_evidence", "grade", "escalate_desk", "escalate_association", "take_back")
    complaints.grade_answer(complaint=complaint, grade="solved", by=None, now=LATER)
    seen = view(complaint, LATER)
    assert (seen.status, seen.outcome, kept(part), seen.buyer_verbs) == ("closed", "solved", [], ("reopen",))
    assert all(clock.state in ("met", "cancelled") for clock in seen.clocks)
    with pytest.raises(complaints.NothingToGrade):
        complaints.grade_answer(complaint=complaint, grade="not", by=None, now=LATER)
    with pytest.raises(MoveRefused):
        an_answer(complaint, by=fatima)
    complaints.reopen_complaint(complaint=complaint, by=None, now=LATER)
    assert kept(part) == [f"{complaint.subject}:1"]
    assert holds_agree(LATER) == []
    with pytest.raises(settlement.TooMuch):  # nothing is left of that line
        an_answer(complaint, kind="refund", items={line.line_id: 1}, by=fatima)
    complaints.take_back(complaint=complaint, by=None, now=LATER)
    with pytest.raises(complaints.ReopenTooLate):
        complaints.reopen_complaint(complaint=complaint, by=None, now=LATER + timedelta(days=31))
    figures = complaints.complaint_figures(since=NOW.date(), until=NOW.date(), now=LATER)
    assert [(f.problem, f.outcome, f.in_time, f.refunded) for f in figures] == [
        ("broken", "taken_back", True, refund.amount_centimes)
    ]


def test_what_does_not_fit_is_refused(part, monkeypatch):
    first, second = line_ids(part)
    complaint = a_complaint(part, line_ids=[first])
    with pytest.raises(complaints.AlreadyOpen) as refused:
        a_complaint(part, line_ids=[first, second])
    assert refused.value.number == complaint.number
    a_complaint(part, line_ids=[second])  # another line
    a_complaint(part, line_ids=[first], problem="wrong")  # another problem
    a_complaint(part, line_ids=[], problem="not_delivered", wish="deliver")
    with pytest.raises(complaints.AlreadyOpen):
        a_complaint(part, line_ids=[], problem="not_delivered", wish="refund")
    for wrong, refusal in (
        ({"problem": "late", "wish": "deliver"}, complaints.NotThisProblem),
        ({"problem": "nonsense"}, complaints.UnknownProblem),
        ({"problem": "spoiled", "wish": "deliver"}, complaints.UnknownWish),
        ({"problem": "spoiled", "line_ids": []}, complaints.LinesMissing),
        ({"problem": "spoiled", "line_ids": [first, 999_999]}, complaints.LinesMissing),
        ({"problem": "spoiled", "text": "ا" * 3001}, complaints.TextTooLong),
        ({"problem": "spoiled", "evidence": [(n, "photo") for n in range(9)]}, complaints.TooManyFiles),
    ):
        with pytest.raises(refusal):
            a_complaint(part, **wrong)
    before = complaints.complaint_counts(now=NOW)
    rude = {"line_ids": [], "problem": "rude", "wish": "explain", "text": "<script>alert(1)</script>"}
    opened, polite = 0, ""
    try:
        for _n in range(40):
            complaint = a_complaint(part, **rude)
            complaints.take_back(complaint=complaint, by=None, now=NOW)
            opened += 1
    except complaints.TooManyComplaints as refused:
        polite = str(refused)
    after = complaints.complaint_counts(now=NOW)
    assert (opened, after.closed - before.closed, kept(part).count(complaint.subject), bool(polite)) == (
        6,
        6,
        0,
        True,
    )


def test_silence_and_discontent_go_up_and_only_she_opens_the_door_to_an_association(part, fatima, nadia, brahim):
    complaint = a_complaint(part)
    tick_clocks(now=complaint.due_at - timedelta(days=1))
    hear_complaints(NOW)
    assert Letter.objects.filter(kind="complaint_team_reminder").count() == 1
    tick_clocks(now=complaint.due_at + timedelta(minutes=1))
    hear_complaints(NOW)
    seen = view(complaint, complaint.due_at + timedelta(minutes=2))
    assert (seen.status, seen.level, seen.escalated_for, seen.in_time) == ("escalated", "desk", "silence", False)
    assert Letter.objects.filter(kind="complaint_desk").count() == len(people_with_role(Role.DESK))
    an_answer(complaint, kind="deny", text="كانت سليمة.", by=fatima)
    complaints.grade_answer(complaint=complaint, grade="not", note="عندي الصور", by=None, now=LATER)
    assert view(complaint).status == "escalated"
    with pytest.raises(complaints.ConsentMissing):
        complaints.escalate(complaint=complaint, to="association", by=None, now=LATER)
    complaints.escalate(complaint=complaint, to="association", consent=True, by=None, now=LATER)
    seen = view(complaint)
    assert (seen.level, [clock.kind for clock in seen.clocks if clock.state == "running"]) == ("association", [])
    for stranger in (brahim, fatima):
        with pytest.raises(NotFound):
            complaints.complaint_for_desk(stranger, complaint.number)
    assert complaints.complaint_for_desk(nadia, complaint.number) == complaint
    with pytest.raises(complaints.UnknownOutcome):
        complaints.close_complaint(complaint=complaint, outcome="whatever", by=nadia, now=LATER)
    complaints.close_complaint(complaint=complaint, outcome="agreed", role="association", by=None, now=LATER)
    assert (view(complaint).outcome, kept(part)) == ("agreed", [])


def test_a_promise_is_kept_or_broken_in_sight(part, fatima):
    complaint = a_complaint(part, problem="missing", wish="deliver")
    day = NOW.date() + timedelta(days=4)
    with pytest.raises(complaints.PromiseDayMissing):
        an_answer(complaint, kind="deliver", by=fatima)
    with pytest.raises(complaints.PromiseTooFar):
        an_answer(complaint, kind="deliver", promised_on=NOW.date() + timedelta(days=22), by=fatima)
    answer = an_answer(complaint, kind="deliver", promised_on=day, by=fatima)
    with pytest.raises(complaints.NothingToGrade):
        complaints.grade_answer(complaint=complaint, grade="solved", by=None, now=LATER)
    tick_clocks(now=NOW + timedelta(days=5))
    hear_complaints(NOW)
    seen = view(complaint)
    assert (seen.status, seen.escalated_for, seen.answer.state) == ("escalated", "broken", "broken")
    complaints.carry_out(complaint=complaint, by=fatima, now=LATER)
    complaints.carry_out(complaint=complaint, by=fatima, now=LATER)
    answer.refresh_from_db()
    assert (view(complaint).status, answer.done_at, bool(answer.broken_at)) == ("answered", LATER, True)
    complaints.grade_answer(complaint=complaint, grade="partly", by=None, now=LATER)  # it had gone up already
    assert view(complaint).status == "escalated"
    an_answer(complaint, by=fatima, now=LATER)
    tick_clocks(now=LATER + timedelta(days=12))
    hear_complaints(NOW)
    assert (view(complaint).status, complaint.outcome, kept(part)) == ("closed", "no_grade", [])


def test_what_was_paid_in_cash_waits_for_her_account(db, fatima):
    seller = a_settled_seller(fatima)
    part = a_received_part(seller)
    complaint = a_complaint(part)
    answer = an_answer(complaint, kind="refund", text="", by=fatima)
    seen = view(complaint)
    assert (answer.refund, seen.status, seen.answer.state) == (None, "promised", "awaits_account")
    assert "give_account" in seen.buyer_verbs
    tick_clocks(now=NOW + timedelta(days=8))
    hear_complaints(NOW)
    assert Letter.objects.filter(kind="complaint_grade").count() == 1
    with pytest.raises(complaints.AccountMissing):
        complaints.give_account(complaint=complaint, payee=Payee(name="سلمى", rib=""), now=LATER)
    complaints.give_account(
        complaint=complaint, payee=Payee(name="سلمى بناني", rib="011519000001205000534921"), now=LATER
    )
    (refund,) = settlement.refunds_of_part(part.pk)
    assert (refund.amount, refund.way, view(complaint).status) == (answer.centimes, "transfer", "answered")
    with pytest.raises(complaints.NoAccountAsked):
        complaints.give_account(complaint=complaint, payee=Payee(name="x", rib="1"), now=LATER)
    other = a_complaint(part, problem="wrong")
    with pytest.raises((settlement.TooMuch, complaints.AmountMissing)):
        an_answer(other, kind="refund", items=None, text="", by=fatima)


def test_before_anything_is_paid_there_is_no_refund_and_a_stranger_changes_nothing(db, fatima, hassan):
    seller = a_settled_seller(fatima)
    part = parts_of(an_order({seller.variants[0].pk: 1}))[0]
    hear_all()
    with pytest.raises(complaints.NotThisProblem):
        a_complaint(part)
    complaint = a_complaint(part, problem="late", wish="deliver", line_ids=[])
    with pytest.raises(settlement.NotPaidYet):
        an_answer(complaint, kind="refund", text="", by=fatima)
    before = everything()
    with pytest.raises(NotFound):
        complaints.complaint_of_cooperative(seller.cooperative.pk + 1, complaint.number)
    other = a_settled_seller(hassan)
    order = an_order({other.variants[0].pk: 1})
    with pytest.raises(NotFound):
        complaints.complaint_of_order(order, complaint.number)
    assert before["Complaint"] == everything()["Complaint"]
    assert before["Answer"] == everything()["Answer"]


def test_an_account_is_taken_after_a_long_silence_and_never_for_an_answer_that_was_replaced(db, fatima):
    seller = a_settled_seller(fatima)
    payee = Payee(name="سلمى بناني", rib="011519000001205000534921")
    complaint, other = a_complaint(a_received_part(seller)), a_complaint(a_received_part(seller))
    for one in (complaint, other):
        an_answer(one, kind="refund", text="", by=fatima)
    tick_clocks(now=NOW + timedelta(days=12))
    hear_complaints(NOW)
    seen = view(complaint)
    assert (seen.status, "give_account" in seen.buyer_verbs) == ("escalated", True)
    complaints.give_account(complaint=complaint, payee=payee, now=LATER)
    assert view(complaint).status == "answered"
    other.refresh_from_db()
    an_answer(other, kind="replace", text="", promised_on=NOW.date() + timedelta(days=2), by=fatima)
    before = everything()
    with pytest.raises(complaints.NoAccountAsked):  # another one is on its way instead
        complaints.give_account(complaint=other, payee=payee, now=LATER)
    assert everything() == before
