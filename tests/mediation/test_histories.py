"""Whatever the parties answer, in whatever order: no more money than was paid, no hold when it has ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.mediation import a_case, a_proposal, a_refund_of, hear_mediation
from tests.make.settlement import buyer_gets, buyer_gets_nothing, differences
from twiza.clocks.api import tick_clocks
from twiza.kernel.refusals import NotFound, Refusal
from twiza.mediation import api as mediation
from twiza.mediation.models import Agreement, Case, Proposal, Term
from twiza.settlement.api import holds_of_part, part_money, refunds_of_part

STEPS = st.one_of(
    st.tuples(st.just("propose"), st.integers(1, 130_00), st.booleans()),
    st.tuples(st.just("answer"), st.sampled_from(["buyer", "cooperative"]), st.sampled_from([True, True, True, False])),
    st.tuples(st.sampled_from(["take_back", "wait", "hear", "paid", "unpaid", "deny", "keep"])),
)


class Undone(Exception):
    """The end of one history: the database is as it was."""


YES = (("answer", "cooperative", True), ("answer", "buyer", True), ("hear",))
BROKEN_AND_AGAIN = [
    *(("propose", 60_00, True), *YES, ("paid",), ("wait",)),  # the money is hers, the repair was never done
    *(("propose", 60_00, False), ("propose", 30_00, False), *YES, ("paid",)),
]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(steps=BROKEN_AND_AGAIN)
@given(steps=st.lists(STEPS, min_size=4, max_size=14))
def test_no_history_gives_more_than_was_paid_or_leaves_a_hold(complaint, association, youssef, fatima, part, steps):
    with pytest.raises(Undone), transaction.atomic():  # noqa: PT012
        case, now = a_case(complaint, association), NOW
        paid = sum(line.rest for line in part_money(part.pk).lines) + part_money(part.pk).delivery_rest
        for n, (step, *more) in enumerate(steps):
            now += timedelta(days=3) if step == "wait" else timedelta(minutes=1)
            try:
                with transaction.atomic():
                    _do(step, more, case, youssef, fatima, now, n)
            except (Refusal, NotFound):
                pass  # refused: nothing happened
            given_back = sum(row.amount for row in refunds_of_part(part.pk) if row.status != "failed")
            assert 0 <= given_back <= paid, (steps, n)
        hear_mediation(now)
        _no_hold_afterwards(part, case, youssef, now)
        assert differences(now) == []
        if steps is BROKEN_AND_AGAIN:
            assert sorted(row.amount for row in refunds_of_part(part.pk)) == [30_00, 60_00]
            assert (case.status, case.outcome) == ("closed", "agreed")
        raise Undone


def _do(step: str, more: list[Any], case: Case, adviser: Any, manager: Any, now: Any, n: int) -> None:
    last = Proposal.objects.filter(case=case).order_by("-pk").first()
    terms_so_far = Term.objects.filter(proposal__case=case).select_related("refund", "proposal__case").order_by("-pk")
    term = terms_so_far.first()
    refund = next((row.refund for row in terms_so_far if row.refund and row.refund.status == "decided"), None)
    if step == "propose":
        centimes, repair = more
        terms = [a_refund_of(case, centimes, days=2, now=now)]
        if repair:
            by_day = terms[0].by_day
            terms.append(mediation.TermLine(kind="repair", by_day=by_day, text="Changer le bouchon."))
        a_proposal(case, *terms, by=adviser, now=now)
    elif step == "wait":
        tick_clocks(now=now)
        hear_mediation(now)
    elif step == "hear":
        hear_mediation(now)
    elif last and step == "answer":
        party, accept = more
        mediation.answer_proposal(proposal=last, party=party, accept=accept, by=None, now=now)
    elif last and step == "take_back":
        mediation.take_back_proposal(proposal=last, by=adviser, now=now)
    elif refund and step == "paid":
        buyer_gets(refund, by=manager, now=now)
        hear_mediation(now)
    elif refund and step == "unpaid":
        buyer_gets_nothing(refund, now=now)
        hear_mediation(now)
    elif term and step == "keep":
        mediation.keep_promise(term=mediation.term_of_case(case, term.pk), note="Fait.", by=None, now=now)
    elif term and step == "deny":
        mediation.judge_promise(term=mediation.term_of_case(case, term.pk), kept=False, note="Non.", by=None, now=now)


def _no_hold_afterwards(part: Any, case: Case, adviser: Any, now: Any) -> None:
    """The complaint's hold stands until its case ends: by what was agreed and done, or closed by the adviser."""
    case.refresh_from_db()
    if Agreement.objects.filter(proposal__case=case, status="running").exists():
        assert case.status == "agreed"
        return
    if case.status != "closed":
        if case.status == "new":
            mediation.take_case(case=case, by=adviser, now=now)
        mediation.close_case(case=case, outcome="refused", note="Fin.", by=adviser, now=now)
        hear_mediation(now)
        case.refresh_from_db()
    assert case.status == "closed"
    assert [row.lifted_at for row in holds_of_part(part.pk) if row.lifted_at is None] == []
