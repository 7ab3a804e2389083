"""A payout that the bank paid is its members': shared once, parked where nothing says how, taken back if it returns."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.conftest import NOW
from tests.make.catalog import a_product, only_variant
from tests.make.members import a_received_part, a_roster, a_rule, paid_payouts, some_hours
from tests.make.ordering import a_carrier
from tests.members.conftest import book, parts_of
from twiza.bank.api import TransferReturned
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import balances_like
from twiza.members import api as members
from twiza.members.actions.share_payouts import share_all
from twiza.members.jobs import accounts_agree, parts_sum
from twiza.members.models import Distribution
from twiza.members.queries.money import ToShare
from twiza.members.terms.words import SourceKind
from twiza.plumbing.api import announce, deliver
from twiza.plumbing.models import Letter
from twiza.settlement import api as settlement

ON = date(2026, 12, 16)
MOMENT = NOW.replace(month=12, day=16)
DAY = date(2026, 11, 20)


@pytest.fixture
def sold(tifawin, fatima):
    """Three honeys of 95 dirhams, received and paid at the door."""
    a_carrier()
    variant = only_variant(a_product(tifawin.pk, by=fatima, now=NOW - timedelta(days=20)))
    return a_received_part(variant.pk, fatima, quantity=3)


@pytest.fixture
def ahmed(db):
    from tests.make.people import make_person

    return make_person(email="ahmed@twiza.example", name="Ahmed", role="desk")


def only() -> Distribution:
    return Distribution.objects.get()


def test_a_payout_is_shared_by_the_rule_and_its_statement_adds_up_by_hand(
    sold, tifawin, roster, fatima, nadia, ahmed
) -> None:
    a_rule(tifawin, "hours", by=fatima)
    some_hours(roster[0], 12, day=DAY)
    some_hours(roster[1], 4, day=DAY)
    (payout,) = paid_payouts(nadia, ahmed, on=ON, now=MOMENT)
    shared, money = only(), settlement.payout_money(payout)
    assert (shared.status, shared.payout_id) == ("shared", payout)
    assert (shared.starts_on, shared.ends_on) == (DAY, date(2026, 12, 15))
    assert shared.amount_centimes == money.amount > 0
    parts = parts_of(shared)
    assert sum(parts.values()) + shared.cooperative_centimes == money.amount
    assert abs(parts[1] - 3 * parts[2]) <= 3
    statement = members.statement_view(members.Statement.objects.get(member=roster[0]))
    (entry,) = statement.entries
    assert entry.sold_centimes == 285_00
    assert entry.sold_centimes - sum(row.centimes for row in entry.taken) == entry.amount_centimes
    assert entry.members_centimes == entry.amount_centimes - entry.cooperative_centimes
    assert [(r.hers, r.total, r.centimes) for r in entry.basis] == [(720, 960, entry.centimes)]
    assert statement.centimes == statement.unpaid_centimes == parts[1]
    assert sum(balances_like("").values()) == 0
    assert parts_sum(NOW) == accounts_agree(NOW) == []


def test_the_same_payout_twice_is_shared_once(sold, tifawin, roster, fatima, nadia, ahmed) -> None:
    a_rule(tifawin, "equal", by=fatima)
    (payout,) = paid_payouts(nadia, ahmed, on=ON, now=MOMENT)
    before = book(tifawin, roster)
    assert members.share_payouts([payout, payout], now=MOMENT) == []
    assert only().payout_id == payout
    assert book(tifawin, roster) == before


def test_a_rule_never_reaches_back_into_days_that_were_shared(sold, tifawin, roster, fatima, nadia, ahmed) -> None:
    a_rule(tifawin, "equal", by=fatima)
    paid_payouts(nadia, ahmed, on=ON, now=MOMENT)
    last = only().ends_on
    day = {"adopted_on": last, "starts_on": last}
    with pytest.raises(members.DaysShared, match=f"{last:%d/%m/%Y}"):
        a_rule(tifawin, "hours", by=fatima, now=MOMENT, **day)
    a_rule(tifawin, "hours", by=fatima, now=MOMENT, **(day | {"starts_on": last + timedelta(days=1)}))


def test_without_a_rule_it_waits_and_the_manager_decides(sold, tifawin, roster, fatima, nadia, ahmed) -> None:
    paid_payouts(nadia, ahmed, on=ON, now=MOMENT)
    parked = only()
    assert (parked.status, parked.reason) == ("parked", "no_rule")
    assert book(tifawin, roster)["to_share"] == parked.amount_centimes
    assert members.own_to_share(tifawin.pk) == 0
    for choice, why in (("as_rule", "no_rule"), ("hours", "no_hours")):
        with pytest.raises(members.CantShare) as refused:
            members.resolve_distribution(distribution=parked, fallback=choice, by=fatima, now=MOMENT)
        assert refused.value.reason == why
    members.resolve_distribution(distribution=parked, fallback="equal", by=fatima, now=MOMENT)
    assert sum(parts_of(parked).values()) == parked.amount_centimes
    with pytest.raises(MoveRefused):
        members.resolve_distribution(distribution=parked, fallback="equal", by=fatima, now=MOMENT)
    assert parts_sum(NOW) == accounts_agree(NOW) == []


def test_work_written_down_later_lets_the_rule_share_it(sold, tifawin, roster, fatima, nadia, ahmed) -> None:
    a_rule(tifawin, "hours", by=fatima, kept=0)
    paid_payouts(nadia, ahmed, on=ON, now=MOMENT)
    assert only().reason == "no_hours"
    some_hours(roster[3], 5, day=date(2026, 12, 3), now=MOMENT)
    members.resolve_distribution(distribution=only(), fallback="as_rule", by=fatima, now=MOMENT)
    assert parts_of(only()) == {4: only().amount_centimes}


def test_a_payout_that_came_back_is_taken_back(sold, tifawin, roster, fatima, nadia, ahmed) -> None:
    a_rule(tifawin, "equal", by=fatima)
    (payout,) = paid_payouts(nadia, ahmed, on=ON, now=MOMENT)
    for _twice in range(2):
        with transaction.atomic():
            announce(TransferReturned(reference=f"payout:{payout}", reason="compte clos"))
        deliver(MOMENT + timedelta(days=2))
        members.take_back_payout(payout_id=payout, now=MOMENT)
    assert book(tifawin, roster) == {"to_share": 0, "share": 0, "received": 0}
    back = Distribution.objects.get(kind="returned")
    assert back.amount_centimes == -Distribution.objects.get(kind="payout").amount_centimes
    assert parts_sum(NOW) == accounts_agree(NOW) == []


def test_who_has_a_phone_is_told_once_with_a_link_of_her_own(sold, tifawin, roster, fatima, nadia, ahmed) -> None:
    line = members.MemberLine(name="فاطمة أيت علي", phone="0661000001")
    members.edit_member(member=roster[0], line=line, by=fatima, now=NOW)
    a_rule(tifawin, "equal", by=fatima)
    paid_payouts(nadia, ahmed, on=ON, now=MOMENT)
    deliver(MOMENT + timedelta(minutes=1))
    members.tell_members(distribution_id=only().pk, now=MOMENT)
    letter = Letter.objects.get(kind="work_brought")
    assert (letter.to, letter.channel) == ("+212661000001", "sms")
    token = letter.text.rstrip("/").rsplit("/", 1)[1]
    assert members.member_by_link(token, client="1", now=MOMENT) == roster[0]


def test_a_run_of_many_costs_little_more_than_a_run_of_few(tifawin, atlas, roster, fatima, hassan) -> None:
    a_roster(atlas, by=hassan)
    for cooperative, by in ((tifawin, fatima), (atlas, hassan)):
        a_rule(cooperative, "equal", by=by)

    def money(serial: int, cooperative) -> ToShare:
        return ToShare(
            cooperative_id=cooperative.pk,
            kind=SourceKind.PAYOUT,
            source=f"payout:{serial}",
            payout_id=serial,
            day=ON,
            until=date(2026, 12, 15),
            centimes=1000_00,
        )

    costs = []
    for some in ([money(1, tifawin)], [money(2, tifawin), money(3, atlas), money(4, atlas), money(5, atlas)]):
        with CaptureQueriesContext(connection) as spent:
            share_all(some, now=MOMENT)
        costs.append(len(spent))
    assert costs[1] - costs[0] <= 3 * 2 + 2  # a fact and its delivery each
