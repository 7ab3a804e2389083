"""Whatever is done to a complaint, in whatever order: what must never be false never is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.complaints import a_complaint, an_answer
from tests.make.settlement import a_received_part, a_settled_seller, differences, line_ids
from twiza.clocks.api import clocks_of
from twiza.complaints import api as complaints
from twiza.complaints.jobs import holds_agree
from twiza.complaints.queries.money import money_of
from twiza.kernel.refusals import Refusal
from twiza.payments.api import Payee

DAY = NOW.date()
HERS = Payee(name="سلمى بناني", rib="011519000001205000534921")


def answer(kind, **more):
    return lambda c, now: an_answer(c, now=now, kind=kind, **({"text": "x", "promised_on": None} | more))


def part_refund(c, now):
    return an_answer(c, now=now, kind="refund", items={line_ids(c.part)[0]: 30_00})


VERBS = {
    "refund all": answer("refund"),
    "refund by hand": answer("refund", way="cash"),
    "refund some": part_refund,
    "explain": answer("explain"),
    "repair": answer("repair", promised_on=DAY + timedelta(days=3)),
    "replace": answer("replace", promised_on=DAY + timedelta(days=3)),
    "account": lambda c, now: complaints.give_account(complaint=c, payee=HERS, now=now),
    "done": lambda c, now: complaints.carry_out(complaint=c, by=None, now=now),
    "solved": lambda c, now: complaints.grade_answer(complaint=c, grade="solved", by=None, now=now),
    "partly": lambda c, now: complaints.grade_answer(complaint=c, grade="partly", by=None, now=now),
    "not": lambda c, now: complaints.grade_answer(complaint=c, grade="not", by=None, now=now),
    "desk": lambda c, now: complaints.escalate(complaint=c, by=None, now=now),
    "take back": lambda c, now: complaints.take_back(complaint=c, by=None, now=now),
    "close": lambda c, now: complaints.close_complaint(complaint=c, outcome="unfounded", by=None, now=now),
    "reopen": lambda c, now: complaints.reopen_complaint(complaint=c, by=None, now=now),
    "another": lambda c, now: a_complaint(c.part, now=now, problem="wrong", line_ids=line_ids(c.part)[:1]),
}


@pytest.fixture
def paid(fatima):
    """One paid in cash, one by card: two goods each."""
    seller = a_settled_seller(fatima, {}, {})
    goods = {variant.pk: 1 for variant in seller.variants}
    return [a_received_part(seller, goods, way=way) for way in ("cash", "card")]


def check(part, now) -> None:
    assert holds_agree(now) == []
    money = money_of(complaints.Complaint.objects.filter(part=part)[0])
    assert all(0 <= line.rest <= line.paid for line in money.lines)
    for complaint in complaints.Complaint.objects.filter(part=part):
        if complaint.status == "closed":
            assert (complaint.hold_reference, complaint.lines.filter(is_open=True).count()) == ("", 0)
            states = {clock.state for clock in clocks_of([complaint.subject], now=now).get(complaint.subject, [])}
            assert states <= {"met", "cancelled"}
        view = complaints.complaint_view(complaint, now=now)
        assert ("give_account" in view.buyer_verbs) <= (complaint.status != "closed")


@given(way=st.sampled_from([0, 1]), verbs=st.lists(st.sampled_from(sorted(VERBS)), min_size=6, max_size=12))
@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_ended_complaint_holds_nothing_and_no_refund_is_above_what_was_paid(paid, way, verbs):
    with transaction.atomic():
        complaint = a_complaint(paid[way])
        for n, verb in enumerate(verbs):
            now = NOW + timedelta(minutes=n)
            complaint.refresh_from_db()
            try:
                with transaction.atomic():
                    VERBS[verb](complaint, now)
            except Refusal:
                pass
        check(paid[way], NOW + timedelta(hours=1))
        assert differences() == []
        transaction.set_rollback(True)


def test_money_that_waits_for_an_account_goes_there_after_it_went_up(paid):
    complaint = a_complaint(paid[0])
    an_answer(complaint, kind="refund", text="")
    complaints.escalate(complaint=complaint, by=None, now=NOW)
    assert "give_account" in complaints.complaint_view(complaint, now=NOW).buyer_verbs
    complaints.give_account(complaint=complaint, payee=HERS, now=NOW)
    assert (complaint.status, complaint.level) == ("answered", "desk")
    complaints.take_back(complaint=complaint, by=None, now=NOW)
    check(paid[0], NOW)
