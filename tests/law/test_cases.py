"""The cases of `cases/*.toml`, which a jurist can read and add to: facts, a question, the answer the law gives.

`ask` names the question; the answer is that of the functions the platform itself decides by.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from twiza.law import api as law

CASES = {
    path.stem: tomllib.loads(path.read_text("utf-8"))["case"] for path in Path(__file__).parent.glob("cases/*.toml")
}
ALL = [pytest.param(case, id=f"{name}-{n}") for name, cases in sorted(CASES.items()) for n, case in enumerate(cases, 1)]

Facts = Mapping[str, Any]


def _right(right: law.Right) -> dict[str, Any]:
    return {"opens": right.opens_on, "until": right.until, "rule": right.rule_id}


def _duty(duty: law.Duty) -> dict[str, Any]:
    return {"due": duty.due_on, "late_after": duty.late_after, "rule": duty.rule_id}


def withdrawal(f: Facts) -> dict[str, Any]:
    return _right(law.withdrawal(f["received"], confirmed_on=f.get("confirmed")))


def two_deliveries(f: Facts) -> dict[str, Any]:
    one, two = (law.withdrawal(f[name], confirmed_on=f["first"]) for name in ("first", "second"))
    return {"until_first": one.until, "until_second": two.until, "rule": two.rule_id}


def refund(f: Facts) -> dict[str, Any]:
    return _duty(law.refund_after_withdrawal(f["withdrawn"]))


def refund_late(f: Facts) -> dict[str, Any]:
    duty = law.refund_after_withdrawal(f["withdrawn"])
    return {"late_days": duty.late_days(f["refunded"]), "rule": duty.rule_id}


def unavailable(f: Facts) -> dict[str, Any]:
    return _duty(law.refund_of_unavailable(f["paid"]))


def rescission(f: Facts) -> dict[str, Any]:
    return _right(law.rescission(f["promised"]))


def may_rescind(f: Facts) -> dict[str, Any]:
    right = law.rescission(f["promised"])
    return {"yes": right.open_on(f["asked"]), "rule": right.rule_id}


def late_refund(f: Facts) -> dict[str, Any]:
    return _duty(law.refund_of_late(f["rescinded"]))


def interest(f: Facts) -> dict[str, Any]:
    duty = law.refund_of_late(f["rescinded"])
    owed = law.legal_interest(f["amount_dirhams"] * 100, late_after=duty.late_after, until=f["refunded"])
    return {"days": owed.days, "amount_known": owed.centimes is not None, "rule": duty.rule_id}


def execution(f: Facts) -> dict[str, Any]:
    return _duty(law.execution(f["acknowledged"], agreed_on=f.get("agreed")))


def defect_notice(f: Facts) -> dict[str, Any]:
    return _right(law.defect_notice(f["received"], found_on=f.get("found")))


def defect_action(f: Facts) -> dict[str, Any]:
    return _right(law.defect_action(f["received"]))


def rectification(f: Facts) -> dict[str, Any]:
    return _duty(law.personal_data_request(f["asked"]))


def exception(f: Facts) -> dict[str, Any]:
    why = law.withdrawal_exception(
        personalised=f["personalised"],
        perishable=f["perishable"],
        not_returnable=f["not_returnable"],
        on=f["ordered"],
    )
    return {"may_withdraw": not why, "why_not": why, "rule": "consumer.withdrawal_exceptions"}


def written_date(f: Facts) -> dict[str, Any]:
    yes = law.needs_written_date(f["price_centimes"], immediate=f["immediate"], on=f["on"])
    return {"yes": yes, "rule": "consumer.written_delivery_date_above"}


def kind(f: Facts) -> dict[str, Any]:
    return {"kind": law.sheet(f["asked"]).kind, "rule": f["asked"]}


def no_value(f: Facts) -> dict[str, Any]:
    try:
        law.rule(f["asked"], on=f["on"])
    except law.UnknownRule:
        return {"known": False, "rule": f["asked"]}
    return {"known": True, "rule": f["asked"]}


@pytest.mark.parametrize("case", ALL)
def test_case(case: dict[str, Any]) -> None:
    answer = globals()[case["ask"]](case["facts"])
    expected = case["expected"]
    assert {name: answer[name] for name in expected} == expected, case["fr"]


def test_there_are_enough_of_them_and_each_can_be_read():
    assert sum(map(len, CASES.values())) >= 120
    assert min(map(len, CASES.values())) >= 5
    assert Counter(case["fr"] for cases in CASES.values() for case in cases).most_common(1)[0][1] == 1
    for cases in CASES.values():
        for case in cases:
            assert case["fr"], case
            assert case["ar"], case
            assert case["expected"]["rule"] in law.sheets()


def test_an_end_is_never_before_the_day_that_the_plain_count_gives():
    for cases in CASES.values():
        for case in cases:
            if case["ask"] == "withdrawal":
                days = law.rule(case["expected"]["rule"], on=date(2026, 11, 23)).value
                assert (case["expected"]["until"] - case["facts"]["received"]).days >= days + 1
