"""Whatever is booked in whatever order: the books balance, and closing a period changes no balance."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from twiza.ledger import jobs
from twiza.ledger.api import (
    AlreadyClosed,
    AlreadyReversed,
    Draft,
    ReferenceReused,
    balances,
    close_period,
    post,
    post_many,
    posting,
    reverse,
    statement,
    trial_balance,
)

ACCOUNTS = ("bank:main", "payments:in", "cooperative:1:held", "cooperative:2:held", "member:88:payable", "rounding")
FIRST = date(2026, 9, 1)
DAYS = st.integers(0, 80).map(lambda n: FIRST + timedelta(days=n))
LINES = st.lists(st.tuples(st.sampled_from(ACCOUNTS), st.integers(-(10**12), 10**12)), min_size=1, max_size=5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), st.integers(0, 6), LINES, DAYS),
        st.tuples(st.just("many"), st.lists(st.tuples(st.integers(0, 6), LINES), max_size=4), DAYS),
        st.tuples(st.just("reverse"), st.integers(0, 6), st.integers(0, 6), DAYS),
        st.tuples(st.just("close"), DAYS),
    ),
    min_size=1,
    max_size=14,
)


def balanced(lines):
    """Random lines and what makes them sum to zero."""
    made = Counter()
    for name, centimes in lines:
        made[name] += centimes
    made["vat:collected"] -= sum(made.values())
    return {name: centimes for name, centimes in made.items() if centimes}


class Rollback(Exception):
    pass


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS, asked=st.lists(DAYS, min_size=1, max_size=4))
def test_any_history(steps, asked):
    try:
        with transaction.atomic():
            live(steps, asked)
            raise Rollback
    except Rollback:
        pass


def live(steps, asked):
    booked = {}  # reference → (lines, the day it is booked on): a second, simple set of books
    closed, reversed_ = date.min, set()

    def expect(reference, lines, day):
        if lines:
            booked.setdefault(reference, (lines, max(day, closed + timedelta(days=1))))

    for step in steps:
        if step[0] == "post":
            _, number, lines, day = step
            reference, lines = f"r:{number}", balanced(lines)
            stands = booked.get(reference)
            if stands and lines and stands[0] != lines:
                with pytest.raises(ReferenceReused):
                    post(reference=reference, lines=lines, day=day, cause="test:1", now=NOW)
            else:
                new = post(reference=reference, lines=lines, day=day, cause="test:1", now=NOW)
                assert new is (stands is None and bool(lines))
                expect(reference, lines, day)
        elif step[0] == "many":
            _, some, day = step
            drafts = {f"m:{number}": balanced(lines) for number, lines in some}
            drafts = {r: lines for r, lines in drafts.items() if r not in booked or booked[r][0] == lines}
            new = post_many(
                [Draft(reference=r, lines=lines, day=day, cause="test:2") for r, lines in drafts.items()], now=NOW
            )
            assert new == {r for r, lines in drafts.items() if lines and r not in booked}
            for reference, lines in drafts.items():
                expect(reference, lines, day)
        elif step[0] == "reverse":
            _, number, again, day = step
            old, reference = f"r:{number}", f"back:{number}:{again}"
            if old not in booked:
                continue
            if any(o == old and r != reference for o, r in reversed_):
                with pytest.raises(AlreadyReversed):
                    reverse(reference=reference, of=old, day=day, cause="test:3", now=NOW)
            else:
                reverse(reference=reference, of=old, day=day, cause="test:3", now=NOW)
                reversed_.add((old, reference))
                expect(reference, {name: -centimes for name, centimes in booked[old][0].items()}, day)
                assert posting(old).reversed_by == reference
        else:
            until = step[1]
            before = trial_balance()
            past = {day: trial_balance(on=day).rows for day in asked}
            if until <= closed:
                with pytest.raises(AlreadyClosed):
                    close_period(until=until, by="desk", now=NOW)
            else:
                close_period(until=until, by="desk", now=NOW)
                closed = until
            assert trial_balance().rows == before.rows
            assert {day: trial_balance(on=day).rows for day in asked} == past

        found = trial_balance()
        assert found.difference == 0

    for day in (*asked, None):
        added = Counter()
        for lines, on in booked.values():
            if day is None or on <= day:
                added.update(lines)
        found = trial_balance(on=day)
        assert found.difference == 0
        assert {row.account: row.balance for row in found.rows} == {n: c for n, c in added.items() if c}
        assert balances(ACCOUNTS, on=day) == {name: added[name] for name in ACCOUNTS}
        for name in ACCOUNTS[:2]:
            pages, after = [], None
            while True:
                page = statement(name, until=day, after=after, page_size=2)
                pages += page.rows
                assert page.closing == (page.rows[-1].balance if page.rows else page.opening)
                after = page.next
                if after is None:
                    break
            assert page.closing == added[name]
            assert [row.day for row in pages] == sorted(row.day for row in pages)
    for check in (jobs.trial_balance_is_zero, jobs.postings_sum_to_zero, jobs.closed_balances_agree):
        assert check(NOW) == []
