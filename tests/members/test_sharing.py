"""What reached the cooperative is split by its rule to the centime, once, and booked."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.members import (
    MINUTES,
    a_rule,
    a_sale_of_hers,
    own_sales_shared,
    sold_at_souk,
    some_goods,
    some_hours,
)
from tests.members.conftest import book, parts_of
from twiza.kernel.refusals import Refusal
from twiza.members import api as members
from twiza.members.jobs import accounts_agree, parts_sum
from twiza.members.models import Distribution, WorkRecord
from twiza.members.queries.splitting import split
from twiza.members.terms.refusals import (
    DayInFuture,
    MinutesMissing,
    MinutesUnreadable,
    NothingToAdjust,
    NotThatMuch,
    RuleOfThatDay,
    StartsBeforeAdoption,
    WeightsNotWhole,
    WrongShare,
)

DAY = date(2026, 11, 20)


def agrees() -> bool:
    return parts_sum(NOW) == [] and accounts_agree(NOW) == []


def test_by_hours_to_the_centime_with_the_cooperatives_tenth(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "hours", by=fatima)
    for member, hours in zip(roster, (8, 8, 8), strict=False):
        some_hours(member, hours, day=DAY)
    shared = own_sales_shared(tifawin, 1000_01, by=fatima)
    assert parts_of(shared) == {1: 300_01, 2: 300_00, 3: 300_00}
    assert shared.cooperative_centimes == 100_00
    assert book(tifawin, roster) == {
        "to_share": 0, "share": 100_00, "received": -1000_01, 1: 300_01, 2: 300_00, 3: 300_00,
    }  # fmt: skip
    assert agrees()


def test_by_quantity(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "quantity", by=fatima, kept=0)
    some_goods(roster[0], 30_000, day=DAY)
    some_goods(roster[1], 10_000, day=DAY)
    assert parts_of(own_sales_shared(tifawin, 400_00, by=fatima)) == {1: 300_00, 2: 100_00}
    assert agrees()


def test_by_operation(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "operation", by=fatima, kept=0)
    a_sale_of_hers(roster[4], 900_00, day=DAY)
    a_sale_of_hers(roster[5], 100_00, day=DAY)
    assert parts_of(own_sales_shared(tifawin, 500_00, by=fatima)) == {5: 450_00, 6: 50_00}
    assert agrees()


def test_equal_parts_are_for_who_was_a_member_in_the_period(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "equal", by=fatima, kept=0)
    gone, late = roster[0], roster[1]
    for member, dates in ((gone, {"left_on": date(2026, 10, 31)}), (late, {"joined_on": date(2026, 11, 24)})):
        line = members.MemberLine(name=member.names.get("ar", "x"), **dates)
        members.edit_member(member=member, line=line, by=fatima, now=NOW)
    assert parts_of(own_sales_shared(tifawin, 100_00, by=fatima)) == {3: 25_00, 4: 25_00, 5: 25_00, 6: 25_00}


def test_a_mixed_rule_gives_each_measure_its_pot(tifawin, roster, fatima) -> None:
    weights = {"hours": 5_000, "quantity": 3_000, "equal": 2_000}
    a_rule(tifawin, "mixed", by=fatima, kept=0, weights=weights)
    some_hours(roster[0], 10, day=DAY)
    some_goods(roster[1], 500, day=DAY)
    shared = own_sales_shared(tifawin, 600_00, by=fatima)
    assert parts_of(shared) == {1: 320_00, 2: 200_00, 3: 20_00, 4: 20_00, 5: 20_00, 6: 20_00}
    assert [(row.measure, row.pot_centimes) for row in members.distribution_view(shared).basis] == [
        ("hours", 300_00), ("quantity", 180_00), ("equal", 120_00),
    ]  # fmt: skip


def test_the_rule_in_force_on_the_last_day_of_work_counts(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "equal", by=fatima, kept=0)
    a_rule(tifawin, "hours", by=fatima, kept=0, adopted_on=date(2026, 11, 16), starts_on=date(2026, 11, 16))
    some_hours(roster[2], 4, day=date(2026, 11, 5))
    early = own_sales_shared(tifawin, 60_00, by=fatima, ends_on=date(2026, 11, 15))
    assert set(parts_of(early).values()) == {10_00}
    assert parts_of(own_sales_shared(tifawin, 60_00, by=fatima)) == {3: 60_00}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"kind": "mixed", "weights": {"hours": 5_000, "equal": 4_000}}, WeightsNotWhole),
        ({"kind": "mixed", "weights": {}}, WeightsNotWhole),
        ({"kind": "mixed", "weights": {"hours": 15_000, "equal": -5_000}}, WeightsNotWhole),
        ({"kind": "mixed", "weights": None}, WeightsNotWhole),
        ({"kind": "seniority"}, WeightsNotWhole),
        ({"kept": 10_001}, WrongShare),
        ({"kept": -1}, WrongShare),
        ({"minutes": b""}, MinutesMissing),
        ({"minutes": b"MZ program"}, MinutesUnreadable),
        ({"adopted_on": date(2026, 11, 24), "starts_on": date(2026, 11, 24)}, DayInFuture),
        ({"starts_on": date(2026, 1, 1)}, StartsBeforeAdoption),
    ],
)
def test_a_rule_that_can_not_be_is_refused(change, refusal, tifawin, fatima) -> None:
    with pytest.raises(refusal):
        a_rule(tifawin, **({"by": fatima} | change))
    assert members.rules_of(tifawin.pk) == []


def test_one_rule_starts_on_a_day_and_its_minutes_are_kept(tifawin, fatima) -> None:
    from twiza.plumbing.api import open_file

    rule = a_rule(tifawin, by=fatima)
    assert open_file(rule.minutes_id) == MINUTES
    with pytest.raises(RuleOfThatDay):
        a_rule(tifawin, "equal", by=fatima)


def test_nothing_to_go_by_is_refused_until_the_treasurer_chooses(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "mixed", by=fatima, kept=0, weights={"hours": 6_000, "equal": 4_000})
    for choice in ("as_rule", "hours"):
        with pytest.raises(members.CantShare) as refused:
            own_sales_shared(tifawin, 60_00, by=fatima, fallback=choice)
        assert refused.value.reason == "no_hours"
    assert not Distribution.objects.exists()
    rest = own_sales_shared(tifawin, 60_00, by=fatima, fallback="rest")
    assert set(parts_of(rest).values()) == {10_00}
    assert (rest.fallback, rest.weights) == ("rest", {"equal": 4_000})


def test_goods_in_several_units_are_not_added_up(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "quantity", by=fatima)
    some_goods(roster[0], 1_000, day=DAY)
    some_goods(roster[1], 1_000, day=DAY, unit="ml", what="زيت")
    with pytest.raises(members.CantShare) as refused:
        own_sales_shared(tifawin, 60_00, by=fatima)
    assert refused.value.reason == "several_units"


def test_not_more_than_the_books_have_and_once_for_a_form(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "equal", by=fatima)
    sold_at_souk(tifawin, 50_00, by=fatima)
    days = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 23)}
    chosen = days | {"cooperative": tifawin, "by": fatima, "now": NOW, "key": "form-1"}
    with pytest.raises(NotThatMuch):
        members.share_own_sales(amount_centimes=50_01, **chosen)
    first = members.share_own_sales(amount_centimes=50_00, **chosen)
    assert members.share_own_sales(amount_centimes=50_00, **chosen) == first
    assert members.own_to_share(tifawin.pk) == 0
    assert agrees()


def test_a_corrected_line_is_shared_as_a_difference(tifawin, roster, fatima) -> None:
    a_rule(tifawin, "hours", by=fatima, kept=0)
    wrong = some_hours(roster[0], 6, day=DAY)
    some_hours(roster[1], 2, day=DAY)
    shared = own_sales_shared(tifawin, 800_00, by=fatima)
    assert parts_of(shared) == {1: 600_00, 2: 200_00}
    with pytest.raises(NothingToAdjust):
        members.adjust_distribution(distribution=shared, by=fatima, now=NOW)
    later = NOW + timedelta(hours=1)
    right = members.correct_work(work=wrong, measure=120, reason="كتبت خطأ", by=fatima, now=later)
    assert WorkRecord.objects.filter(corrects=wrong, measure=-360).exists()
    assert members.distributions_of(tifawin.pk).items[0].is_stale
    assert [d.centimes for d in members.distribution_view(shared).differences] == [-200_00, 200_00]
    adjusted = members.adjust_distribution(distribution=shared, by=fatima, now=later)
    assert parts_of(adjusted) == {1: -200_00, 2: 200_00}
    assert parts_of(shared) == {1: 600_00, 2: 200_00}
    assert book(tifawin, roster)[1] == book(tifawin, roster)[2] == 400_00
    assert not members.distributions_of(tifawin.pk).items[1].is_stale
    assert agrees()
    with pytest.raises(Refusal):
        members.correct_work(work=wrong, measure=60, reason="again", by=fatima, now=later)
    members.correct_work(work=right, measure=0, reason="لم تحضر", by=fatima, now=later + timedelta(hours=1))
    last = members.adjust_distribution(distribution=shared, by=fatima, now=later + timedelta(hours=2))
    assert parts_of(last) == {1: -400_00, 2: 400_00}
    assert agrees()


# Sharing itself, without a database.
MEASURES = st.dictionaries(st.integers(1, 30), st.integers(0, 10**7), min_size=1, max_size=20).filter(
    lambda measure: sum(measure.values()) > 0
)
WEIGHTS = st.lists(st.integers(0, 10_000), min_size=3, max_size=3).map(
    lambda cuts: [b - a for a, b in zip([0, *sorted(cuts)], [*sorted(cuts), 10_000], strict=True)]
)


@given(
    amount=st.integers(1, 10**10),
    kept=st.integers(0, 10_000),
    weights=WEIGHTS,
    measures=st.lists(MEASURES, min_size=4, max_size=4),
    shuffle=st.randoms(use_true_random=False),
)
@settings(max_examples=60, deadline=None)
def test_parts_sum_to_the_whole_whatever_the_rule_and_the_order(amount, kept, weights, measures, shuffle) -> None:
    names = ("hours", "quantity", "operation", "equal")
    given = {n: w for n, w in zip(names, weights, strict=True) if w}
    by = dict(zip(names, measures, strict=True))
    cut = split(amount, kept_basis_points=kept, weights=given, measures=by)
    assert cut.cooperative + sum(cut.parts.values()) == amount
    assert sum(cut.pots.values()) == amount - cut.cooperative
    assert min([cut.cooperative, *cut.parts.values()]) >= 0
    assert all(sum(cut.of_pot[measure].values()) == pot for measure, pot in cut.pots.items())
    mixed = {}
    for name, measure in by.items():
        rows = list(measure.items())
        shuffle.shuffle(rows)
        mixed[name] = dict(rows)
    again = split(amount, kept_basis_points=kept, weights=given, measures=mixed)
    assert again.cooperative + sum(again.parts.values()) == amount
    assert all(abs(again.parts[m] - centimes) <= len(given) for m, centimes in cut.parts.items())


@given(
    amounts=st.lists(st.integers(1, 10**8), min_size=1, max_size=3),
    hours=st.lists(st.integers(0, 24), min_size=6, max_size=6).filter(any),
    grams=st.lists(st.integers(0, 10**6), min_size=6, max_size=6).filter(any),
    weights=WEIGHTS,
    kept=st.integers(0, 10_000),
    corrected=st.integers(0, 24),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_leaves_the_books_right(
    amounts, hours, grams, weights, kept, corrected, tifawin, roster, fatima
) -> None:
    from django.db import transaction

    with transaction.atomic():
        names = ("hours", "quantity", "operation", "equal")
        weights = dict(zip(names, weights, strict=True))
        weights["equal"] += weights.pop("operation")
        a_rule(tifawin, "mixed", by=fatima, kept=kept, weights=weights)
        lines = [some_hours(m, h, day=DAY) for m, h in zip(roster, hours, strict=True) if h]
        for member, gram in zip(roster, grams, strict=True):
            if gram:
                some_goods(member, gram, day=DAY)
        shared = [own_sales_shared(tifawin, amount, by=fatima) for amount in amounts]
        assert agrees()
        for distribution, amount in zip(shared, amounts, strict=True):
            assert sum(parts_of(distribution).values()) + distribution.cooperative_centimes == amount
            assert min(parts_of(distribution).values(), default=0) >= 0
        try:
            members.pay_members(
                cooperative=tifawin, member_ids=None, way="cash", day=date(2026, 11, 23), by=fatima, now=NOW
            )
            members.correct_work(work=lines[0], measure=corrected * 60, reason="x", by=fatima, now=NOW)
            members.adjust_distribution(distribution=shared[0], by=fatima, now=NOW)
        except Refusal:
            pass
        assert agrees()
        transaction.set_rollback(True)
