"""The rule book as data: kinds, versions, what is kept out of it, and the files that are written from the code."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tools import rule_uses
from twiza.kernel.periods import end_of_full_period, same_day_years_later
from twiza.law import api as law
from twiza.law.book import EXAMPLES, USES

DAYS = st.dates(date(2020, 1, 1), date(2039, 1, 1))


def test_each_rule_is_law_guidance_or_a_promise():
    assert {sheet.kind for sheet in law.sheets().values()} == {law.LAW, law.GUIDANCE, law.HOUSE}
    for name, sheet in law.sheets().items():
        assert sheet.area in law.AREAS
        assert (sheet.kind == law.HOUSE) == name.startswith("house.")
        if sheet.kind == law.LAW:
            assert sheet.confidence == "H", name
        assert [v.since for v in sheet.versions] == sorted({v.since for v in sheet.versions}), name


def test_what_was_not_verified_has_no_value():
    for name in ("consumer.legal_interest", "trade.moving_holidays"):
        assert law.history(name) == ()
        assert name not in law.book()
        with pytest.raises(law.UnknownRule):
            law.rule(name, on=date(2026, 11, 23))
    with pytest.raises(law.UnknownRule):
        law.sheet("consumer.fourteen_days")  # a draft bill is no law


def test_the_numbers_are_those_that_were_read():
    on = date(2026, 11, 23)
    read = {
        "consumer.withdrawal_days": 7,
        "consumer.withdrawal_days_unconfirmed": 30,
        "consumer.refund_days": 15,
        "consumer.unavailable_refund_days": 15,
        "consumer.execution_days": 30,
        "consumer.late_days": 7,
        "consumer.rescission_days": 5,
        "consumer.late_refund_days": 7,
        "consumer.defect_notice_days": 7,
        "consumer.written_delivery_date_above": 300_000,
        "privacy.rectify_days": 10,
    }
    assert {name: law.rule(name, on=on).value for name in read} == read
    assert len(law.rule("consumer.information_duties", on=on).value) == 8


@settings(max_examples=30, deadline=None)
@given(start=DAYS, days=st.integers(0, 60))
def test_a_full_period_counts_neither_its_first_nor_its_last_day(start, days):
    end = end_of_full_period(start, days, holidays=law.holidays())
    assert end - start >= timedelta(days=days + 1)
    assert end.weekday() < 5
    assert end not in law.holidays()
    between = (start + timedelta(days=n) for n in range(days + 1, (end - start).days))
    assert all(day.weekday() >= 5 or day in law.holidays() for day in between)


@settings(max_examples=30, deadline=None)
@given(start=DAYS, shift=st.integers(0, 20))
def test_a_right_never_ends_before_a_debt_of_as_many_days_is_due(start, shift):
    right = law.withdrawal(start, confirmed_on=None)
    assert right.until >= law.withdrawal(start, confirmed_on=start).until
    for duty in (
        law.refund_after_withdrawal(start),
        law.refund_of_unavailable(start),
        law.personal_data_request(start),
    ):
        assert start < duty.due_on <= duty.late_after
        assert duty.late_days(duty.late_after) == 0
        assert duty.late_days(duty.late_after + timedelta(days=shift)) == shift
    window = law.rescission(start)
    assert start + timedelta(days=7) < window.opens_on <= window.until
    assert law.defect_action(start).until > same_day_years_later(start, 1)


def test_interest_counts_days_and_has_no_amount_without_a_rate():
    assert law.legal_interest(100_000, late_after=date(2026, 12, 8), until=date(2026, 12, 8)) == law.Interest(
        days=0, centimes=0
    )
    unknown = law.legal_interest(100_000, late_after=date(2026, 12, 8), until=date(2026, 12, 18))
    assert unknown == law.Interest(days=10, centimes=None)


def test_the_book_is_searched_in_any_language():
    assert "consumer.withdrawal_days" in {s.id for s in law.find("التراجع")}
    assert "consumer.withdrawal_days" in {s.id for s in law.find("RETRACTER sept")}
    assert law.find("zzzz") == []
    assert len(law.find("")) == len(law.sheets())


def test_what_is_written_from_the_code_is_fresh():
    told = "run `python -m tools.docs`"
    assert USES.read_text("utf-8") == rule_uses.as_toml(rule_uses.uses()), told
    assert EXAMPLES.read_text("utf-8") == rule_uses.as_toml(rule_uses.examples()), told
    assert {"ordering", "web/shop"} <= set(law.where_used("consumer.withdrawal_days"))
    assert law.examples("consumer.withdrawal_days")
