"""What is taken of a sale: the house's first rules, which wins, and what may be entered."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.make.cooperatives import make_cooperative
from twiza.commission import api as commission
from twiza.commission.api import Sold
from twiza.commission.models import CommissionRule
from twiza.commission.queries.taken import explained
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import audit_of

TODAY = day_of(NOW)
TOMORROW = TODAY + timedelta(days=1)
OLD = NOW - timedelta(days=400)
HONEY = "food/honey/"


def taken(cooperative, total: int = 120_00, *, path: str = HONEY, on: date = TODAY) -> commission.Commission:
    return commission.commission_of([Sold(cooperative.pk, path, total)], on=on)[0]


@pytest.fixture
def old_city(nadia):
    """Three years on the market, in a city, of men and women: nothing but the default is for it."""
    return make_cooperative(desk=nadia, now=OLD, commune="Essaouira", members=20, women_members=4)


@pytest.fixture
def old_village(nadia):
    """Long on the market, in a rural commune, half of them women."""
    return make_cooperative(desk=nadia, now=OLD, commune="Smimou", members=20, women_members=10)


def enter(nadia, basis_points, **fields):
    return commission.enter_rule(**{"since": TOMORROW, "basis_points": basis_points, "by": nadia, "now": NOW} | fields)


def test_five_percent_and_its_vat_beside(old_city):
    got = taken(old_city)
    assert (got.basis_points, got.cap_centimes, got.centimes) == (500, 300_00, 6_00)
    assert (got.vat_basis_points, got.vat_centimes, got.with_vat_centimes) == (2000, 1_20, 7_20)
    assert got.traits == ()


def test_never_more_than_the_cap_of_a_line(old_city):
    assert taken(old_city, 6_000_00).centimes == 300_00
    assert taken(old_city, 6_000_20).centimes == 300_00
    assert taken(old_city, 5_999_80).centimes == 299_99


def test_half_a_centime_goes_up(old_city):
    assert [taken(old_city, total).centimes for total in (9, 10, 29, 30)] == [0, 1, 1, 2]


def test_a_village_of_women_pays_less(old_village):
    got = taken(old_village)
    assert (got.traits, got.centimes) == (("remote", "women_led"), 3_60)


def test_nothing_for_the_first_six_months(nadia):
    young = make_cooperative(desk=nadia, now=NOW, commune="Essaouira", members=5, women_members=0)
    assert (taken(young).traits, taken(young).centimes) == (("new",), 0)
    assert taken(young, on=date(2027, 5, 22)).centimes == 0
    assert taken(young, on=date(2027, 5, 23)).centimes == 6_00


def test_whoever_is_checked_again_is_not_new_again(old_city, nadia):
    old_city.refresh_from_db()
    assert old_city.first_verified_at == OLD


def test_lines_of_many_cooperatives_cost_as_many_queries_as_one(old_city, old_village, atlas):
    lines = [Sold(c.pk, path, 100_00) for c in (old_city, old_village, atlas) for path in (HONEY, "craft/")]
    with CaptureQueriesContext(connection) as one:
        commission.commission_of(lines[:1], on=TODAY)
    with CaptureQueriesContext(connection) as many:
        got = commission.commission_of(lines, on=TODAY)
    assert (len(one), len(many)) == (1, 2)
    assert [c.centimes for c in got] == [500, 500, 300, 300, 0, 0]
    assert commission.commission_of([], on=TODAY) == []


def test_the_most_specific_rule_wins(old_village, old_city, nadia):
    enter(nadia, 900, category_path="food/")
    enter(nadia, 800, category_path="food/", trait="remote")
    enter(nadia, 1000, category_path=HONEY)
    enter(nadia, 200, cooperative_id=old_village.pk)
    enter(nadia, 250, cooperative_id=old_village.pk, category_path="food/")

    def rate(cooperative, path):
        return taken(cooperative, path=path, on=TOMORROW).basis_points

    assert rate(old_village, "craft/weaving/") == 200
    assert rate(old_village, HONEY) == 250
    assert rate(old_city, HONEY) == 1000
    assert rate(old_city, "food/oils/") == 900
    assert rate(old_city, "foodstuff/") == 500
    assert taken(old_village).basis_points == 300


def test_of_two_traits_the_one_that_takes_less_of_this_line(old_village, nadia):
    enter(nadia, 400, trait="remote", cap_centimes=50_00)
    enter(nadia, 300, trait="women_led", cap_centimes=None)
    assert taken(old_village, 100_00, on=TOMORROW).centimes == 3_00
    assert taken(old_village, 10_000_00, on=TOMORROW).centimes == 50_00
    said = commission.explain(Sold(old_village.pk, HONEY, 100_00), on=TOMORROW)
    assert (said.rule.trait, said.because) == ("women_led", "kinder")
    assert said.sentence == "Of the rules that are as specific it takes the least."
    assert [r.trait for r in said.others] == ["remote", ""]


def test_it_says_which_rule_and_why(old_city, old_village):
    said = commission.explain(Sold(old_city.pk, HONEY, 100_00), on=TODAY)
    assert (said.rule.is_default, said.sentence) == (True, "No other rule meets this sale.")
    assert said.commission == taken(old_city, 100_00)
    # Equal rates: the order of the traits decides, so that two machines never differ.
    assert commission.explain(Sold(old_village.pk, HONEY, 100_00), on=TODAY).rule.trait == "remote"


def test_where_no_rule_is_known_nothing_is_taken(old_city):
    said = explained(Sold(old_city.pk, HONEY, 100_00), (), [], on=TODAY)
    assert (said.commission.rule_id, said.commission.centimes) == (None, 0)
    assert said.sentence == "No rule meets this sale: nothing is taken."


def test_a_version_replaces_the_one_before_from_its_day(old_city, nadia):
    enter(nadia, 700)
    assert taken(old_city).basis_points == 500
    assert taken(old_city, on=TOMORROW).basis_points == 700
    assert [r.basis_points for r in commission.rules("coming", on=TODAY)[0]] == [700]
    assert 500 in [r.basis_points for r in commission.rules("past", on=TOMORROW)[0]]
    assert [r.basis_points for r in commission.rules("in_force", on=TOMORROW)[0] if r.is_default] == [700]


def test_a_rule_that_ended_does_not_bring_back_the_one_before(old_city, nadia):
    enter(nadia, 700, category_path="food/")
    second = enter(nadia, 800, category_path="food/", since=TOMORROW + timedelta(days=7))
    later = NOW + timedelta(days=20)
    commission.end_rule(rule_id=second.pk, until=day_of(later), by=nadia, now=later)
    assert taken(old_city, on=day_of(later)).basis_points == 800
    assert taken(old_city, on=day_of(later) + timedelta(days=1)).basis_points == 500


def test_what_may_not_be_entered(old_city, nadia):
    for wrong, fields in [
        (commission.NotAhead, {"since": TODAY}),
        (commission.RateTooHigh, {"basis_points": 3001}),
        (commission.RateTooHigh, {"basis_points": -1}),
        (commission.CapTooLow, {"cap_centimes": 0}),
        (commission.UnknownTrait, {"trait": "nice"}),
        (commission.UnknownCooperative, {"cooperative_id": 999_999}),
        (commission.WrongCategory, {"category_path": "food"}),
    ]:
        with pytest.raises(wrong):
            enter(nadia, **{"basis_points": 400} | fields)
    enter(nadia, 400)
    with pytest.raises(commission.SameDay):
        enter(nadia, 450)
    enter(nadia, 450, cooperative_id=old_city.pk)
    with pytest.raises(commission.SameDay):
        enter(nadia, 460, cooperative_id=old_city.pk)
    assert CommissionRule.objects.count() == 4 + 2


def test_a_coming_rule_is_withdrawn_a_running_one_ended(old_city, nadia):
    coming = enter(nadia, 700, category_path="food/")
    assert audit_of(coming)[0].verb == "enter_rule"
    commission.withdraw_rule(rule_id=coming.pk, by=nadia, now=NOW)
    assert commission.rules("coming", on=TODAY) == ([], None)
    with pytest.raises(NotFound):
        commission.rule_card(coming.pk)
    again = enter(nadia, 600, category_path="food/")
    tomorrow = NOW + timedelta(days=1)
    with pytest.raises(commission.HasBegun):
        commission.withdraw_rule(rule_id=again.pk, by=nadia, now=tomorrow)
    with pytest.raises(commission.EndsBeforeToday):
        commission.end_rule(rule_id=again.pk, until=TODAY, by=nadia, now=tomorrow)
    commission.end_rule(rule_id=again.pk, until=TOMORROW, by=nadia, now=tomorrow)
    with pytest.raises(commission.HasEnded):
        commission.end_rule(rule_id=again.pk, until=TOMORROW, by=nadia, now=tomorrow)
    assert taken(old_city, on=TOMORROW).basis_points == 600
    default = next(r for r in commission.rules("in_force", on=TODAY)[0] if r.is_default)
    with pytest.raises(commission.DefaultStays):
        commission.end_rule(rule_id=default.id, until=TOMORROW, by=nadia, now=NOW)


def test_the_database_itself_keeps_what_a_rule_says(nadia):
    rule = enter(nadia, 700, category_path="food/")
    row = CommissionRule.objects.filter(pk=rule.pk)
    for columns in ({"basis_points": 100}, {"since": TODAY}, {"cap_centimes": 1}, {"trait": "new"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            row.update(**columns)
    commission.withdraw_rule(rule_id=rule.pk, by=nadia, now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        row.update(withdrawn_on=None)


def test_lists_come_in_pages(nadia):
    for day in range(3):
        enter(nadia, 100 + day, category_path="food/", since=TOMORROW + timedelta(days=day))
    first, after = commission.rules("coming", on=TODAY, page_size=2)
    rest, end = commission.rules("coming", on=TODAY, page_size=2, after=after)
    assert ([r.basis_points for r in first], [r.basis_points for r in rest], end) == ([102, 101], [100], None)


def test_the_first_rules_are_loaded_once(nadia, db):
    enter(nadia, 700)
    assert commission.load_commission_rules() == 5
