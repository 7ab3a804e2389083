"""Whatever rules come later, a past sale is computed as it was; and nobody is ever taken more than the cap or all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.cooperatives import make_cooperative
from twiza.commission import api as commission
from twiza.commission.api import RuleCard, Sold
from twiza.commission.queries.taken import explained
from twiza.commission.terms import MOST_BASIS_POINTS, TRAITS
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal

TODAY = day_of(NOW)
PATHS = ["", "food/", "food/honey/", "food/oils/", "craft/"]
WHERE = ["food/honey/thyme-honey/", "food/oils/", "craft/weaving/"]
conditions = st.tuples(st.sampled_from([None, 0, 1]), st.sampled_from(PATHS), st.sampled_from(["", *TRAITS]))
rates = st.tuples(st.integers(0, MOST_BASIS_POINTS), st.none() | st.integers(1, 500_00))


@st.composite
def histories(draw):
    """Days of work at the desk: rules entered, ended, withdrawn, and sales in between."""
    deed = st.one_of(
        st.tuples(st.just("enter"), conditions, rates, st.integers(1, 3)),
        st.tuples(st.just("end"), st.integers(0, 9), st.integers(0, 3)),
        st.tuples(st.just("withdraw"), st.integers(0, 9)),
        st.tuples(st.just("sell"), st.integers(0, 1), st.sampled_from(WHERE), st.integers(0, 20_000_00)),
        st.tuples(st.just("sleep"), st.integers(1, 3)),
    )
    return draw(st.lists(deed, min_size=3, max_size=14))


@pytest.fixture
def houses(nadia):
    old = NOW - timedelta(days=400)
    village = make_cooperative(desk=nadia, now=old, commune="Smimou", members=20, women_members=15)
    return [village, make_cooperative(desk=nadia, now=NOW - timedelta(days=175), commune="Essaouira")]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=histories())
def test_every_past_sale_is_computed_again_as_it_was(houses, nadia, deeds):
    with transaction.atomic():
        _live(houses, nadia, deeds)
        transaction.set_rollback(True)


def _live(houses, nadia, deeds):
    now, entered, sold = NOW, [], []
    for verb, *what in deeds:
        today = day_of(now)
        try:
            if verb == "enter":
                (whose, path, trait), (rate, cap), ahead = what
                rule = commission.enter_rule(
                    cooperative_id=None if whose is None else houses[whose].pk,
                    category_path=path,
                    trait=trait,
                    basis_points=rate,
                    cap_centimes=cap,
                    since=today + timedelta(days=ahead),
                    by=nadia,
                    now=now,
                )
                entered.append(rule.pk)
            elif verb == "end" and entered:
                until = today + timedelta(days=what[1])
                commission.end_rule(rule_id=entered[what[0] % len(entered)], until=until, by=nadia, now=now)
            elif verb == "withdraw" and entered:
                commission.withdraw_rule(rule_id=entered[what[0] % len(entered)], by=nadia, now=now)
            elif verb == "sell":
                line = Sold(houses[what[0]].pk, what[1], what[2])
                sold.append((today, line, commission.commission_of([line], on=today)[0]))
            elif verb == "sleep":
                now += timedelta(days=what[0])
        except (Refusal, NotFound):
            continue
    for day, line, frozen in sold:
        again = commission.recompute(
            on=day,
            category_path=line.category_path,
            cooperative_id=line.cooperative_id,
            traits=frozen.traits,
            total_centimes=line.total_centimes,
        )
        assert again == frozen
        assert 0 <= frozen.centimes <= line.total_centimes
        assert frozen.cap_centimes is None or frozen.centimes <= frozen.cap_centimes
        assert frozen.with_vat_centimes <= line.total_centimes
        assert frozen.rule_id is not None


cards = st.builds(
    RuleCard,
    id=st.integers(1, 10_000),
    cooperative_id=st.sampled_from([None, 1, 2]),
    cooperative_names=st.just({}),
    category_path=st.sampled_from(PATHS),
    trait=st.sampled_from(["", *TRAITS]),
    basis_points=st.integers(0, MOST_BASIS_POINTS),
    cap_centimes=st.none() | st.integers(1, 500_00),
    since=st.just(TODAY),
    until=st.none(),
    note=st.just(""),
)
traits = st.lists(st.sampled_from(TRAITS), unique=True).map(lambda has: tuple(t for t in TRAITS if t in has))


@settings(max_examples=150, deadline=None)
@given(
    known=st.lists(cards, max_size=12, unique_by=lambda r: (r.cooperative_id, r.category_path, r.trait)),
    has=traits,
    path=st.sampled_from(WHERE),
    total=st.integers(0, 20_000_00),
    seed=st.randoms(use_true_random=False),
)
def test_the_most_specific_wins_in_whatever_order_the_rules_come(known, has, path, total, seed):
    line = Sold(1, path, total)
    said = explained(line, has, known, on=TODAY)
    shuffled = list(known)
    seed.shuffle(shuffled)
    assert explained(line, has, shuffled, on=TODAY) == said
    meeting = [
        r for r in known if r.cooperative_id in (None, 1) and path.startswith(r.category_path) and r.trait in ("", *has)
    ]
    if not meeting:
        assert (said.rule, said.commission.centimes) == (None, 0)
        return
    assert {said.rule.id, *(r.id for r in said.others)} == {r.id for r in meeting}
    assert said.rule.specificity == max(r.specificity for r in meeting)
    rivals = [r for r in meeting if r.specificity == said.rule.specificity]
    assert said.commission.centimes == min(r.takes(total) for r in rivals)
    assert said.commission.with_vat_centimes <= total
