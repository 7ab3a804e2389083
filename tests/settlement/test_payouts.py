"""Payouts: on a calendar, by two persons, once, less the cash that is held already."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.conftest import NOW
from tests.make.settlement import (
    RELEASE,
    a_received_part,
    a_released_run,
    bank_pays,
    bank_returns,
    books,
    buyer_gets,
    differences,
    hear_all,
    line_ids,
)
from twiza.bank.api import Transfer, fail_transfer
from twiza.cooperatives.api import Cooperative
from twiza.kernel.periods import day_of, end_of_full_period
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.law.api import rule
from twiza.settlement import api as settlement
from twiza.settlement.jobs import last_payout_day, prepare_payout_run

pytestmark = pytest.mark.django_db


def test_two_persons_one_transfer_and_the_cooperative_has_it(tifawin, nadia, omar):
    part = a_received_part(tifawin)
    coop = tifawin.cooperative.pk
    settlement.release_parts(now=RELEASE)
    run = settlement.prepare_payouts(on=day_of(RELEASE), now=RELEASE)
    assert settlement.prepare_payouts(on=day_of(RELEASE), now=RELEASE) == run
    (payout,) = run.payouts.all()
    assert (payout.amount_centimes, payout.offset_centimes, payout.transfer_centimes) == (112_80, 0, 112_80)
    with pytest.raises(MoveRefused):
        settlement.release_run(run_id=run.pk, by=omar, now=RELEASE)
    settlement.approve_run(run_id=run.pk, by=nadia, now=RELEASE)
    with pytest.raises(settlement.SamePerson):
        settlement.release_run(run_id=run.pk, by=nadia, now=RELEASE)
    assert settlement.balance_of(coop).payable == 112_80
    settlement.release_run(run_id=run.pk, by=omar, now=RELEASE)
    with pytest.raises(MoveRefused):
        settlement.release_run(run_id=run.pk, by=omar, now=RELEASE)
    assert settlement.balance_of(coop) == settlement.CooperativeBalance(0, 0, 0, 0, in_transit=112_80)
    assert books()["transfers:in_transit"] == -112_80
    bank_pays(payout)
    hear_all(RELEASE)
    assert settlement.payout_card(payout.pk).status == "paid"
    found = books()
    assert (found["bank:main"], found.get("transfers:in_transit")) == (-112_80, None)
    assert found[f"cooperative:{coop}:received"] == 112_80
    made_of = settlement.payout_money(payout.pk)
    assert (made_of.goods, made_of.delivery, made_of.commission, made_of.commission_vat, made_of.carrier) == (
        120_00,
        35_00,
        6_00,
        1_20,
        35_00,
    )
    assert (made_of.amount, made_of.carried, made_of.part_ids) == (112_80, 0, (part.pk,))
    assert [(line.names["fr"], line.quantity, line.centimes) for line in made_of.sold] == [("Huile d’argan", 1, 120_00)]
    assert differences(RELEASE) == []


def test_the_database_wants_two_persons(tifawin, nadia):
    run = settlement.prepare_payouts(on=day_of(NOW), now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        settlement.PayoutRun.objects.filter(pk=run.pk).update(status="released", approved_by=nadia, released_by=nadia)


def test_nothing_due_is_an_empty_run(tifawin):
    run = settlement.prepare_payouts(on=day_of(NOW), now=NOW)
    assert (run.status, settlement.run_view(run.pk).payouts) == ("empty", 0)


def test_it_came_back_and_the_next_run_pays_it_again(tifawin, nadia, omar):
    a_received_part(tifawin)
    coop = tifawin.cooperative.pk
    (payout,) = a_released_run(nadia, omar).payouts.all()
    bank_pays(payout)
    hear_all(RELEASE)
    bank_returns(payout)
    hear_all(RELEASE)
    card = settlement.payout_card(payout.pk)
    assert card.status == "returned"
    assert settlement.balance_of(coop).payable == 112_80
    assert f"cooperative:{coop}:received" not in books()
    assert differences(RELEASE) == []
    (again,) = a_released_run(nadia, omar, now=RELEASE + timedelta(days=8)).payouts.all()
    assert again.amount_centimes == 112_80
    assert settlement.payout_money(again.pk).carried == 0
    assert differences(RELEASE) == []


def test_the_bank_refused_it(tifawin, nadia, omar):
    a_received_part(tifawin)
    (payout,) = a_released_run(nadia, omar).payouts.all()
    fail_transfer(reference=payout.reference, reason="Compte inconnu", by=nadia, now=RELEASE)
    hear_all(RELEASE)
    card = settlement.payout_card(payout.pk)
    assert (card.status, card.failure) == ("failed", "Compte inconnu")
    assert settlement.balance_of(tifawin.cooperative.pk).payable == 112_80
    assert [c.payout_id for c in settlement.payouts_in_trouble()] == [payout.pk]


def test_a_wrong_account_is_put_aside_and_the_others_go_on(tifawin, dairy, nadia, omar):
    a_received_part(tifawin)
    a_received_part(dairy)
    Cooperative.objects.filter(pk=tifawin.cooperative.pk).update(rib="9" * 24)
    run = a_released_run(nadia, omar)
    aside, gone = run.payouts.order_by("cooperative")
    assert (aside.status, aside.problem, gone.status) == ("parked", "wrong_rib", "released")
    assert str(settlement.payout_card(aside.pk).problem_words)
    assert settlement.balance_of(tifawin.cooperative.pk).payable == 112_80
    assert (settlement.run_view(run.pk).payouts, settlement.run_view(run.pk).parked) == (1, 1)
    Cooperative.objects.filter(pk=tifawin.cooperative.pk).update(rib="")
    (again,) = a_released_run(nadia, omar, now=RELEASE + timedelta(days=8)).payouts.all()
    assert (again.cooperative_id, again.problem) == (tifawin.cooperative.pk, "no_rib")
    assert differences(RELEASE) == []


def test_refunds_meanwhile_put_it_aside(tifawin, nadia, omar):
    part = a_received_part(tifawin)
    settlement.release_parts(now=RELEASE)
    run = settlement.prepare_payouts(on=day_of(RELEASE), now=RELEASE)
    settlement.approve_run(run_id=run.pk, by=nadia, now=RELEASE)
    settlement.decide_refund(
        part_id=part.pk, items={line_ids(part)[0]: 50_00}, reason="defect", way="cash", by=nadia, now=RELEASE
    )
    settlement.release_run(run_id=run.pk, by=omar, now=RELEASE)
    (payout,) = run.payouts.all()
    assert (payout.status, payout.problem) == ("parked", "balance_changed")
    assert Transfer.objects.count() == 0
    assert differences(RELEASE) == []


def test_a_refund_after_the_payout_is_carried_over(tifawin, nadia, omar):
    part = a_received_part(tifawin)
    (payout,) = a_released_run(nadia, omar).payouts.all()
    bank_pays(payout)
    hear_all(RELEASE)
    refund = settlement.decide_refund(
        part_id=part.pk, items={line_ids(part)[0]: 120_00}, reason="defect", way="cash", by=nadia, now=RELEASE
    )
    coop = tifawin.cooperative.pk
    assert settlement.balance_of(coop).payable == -112_80
    later = RELEASE + timedelta(days=8)
    assert settlement.prepare_payouts(on=day_of(later), now=later).status == "empty"
    buyer_gets(refund, by=nadia)  # the cooperative itself gave the cash back, so that they are even
    hear_all(RELEASE)
    assert settlement.balance_of(coop).cash == -120_00
    latest = later + timedelta(days=8)
    (made,) = settlement.prepare_payouts(on=day_of(latest), now=latest).payouts.all()
    assert (made.amount_centimes, made.offset_centimes, made.transfer_centimes) == (0, -7_20, 7_20)
    assert differences(RELEASE) == []


def test_cash_in_its_hands_is_set_off(tifawin, nadia, omar):
    """What the cooperative collected at the door itself is a part of what it is paid."""
    from tests.make.settlement import an_order, parts_of, receive
    from twiza.delivery.api import enter_tariff, save_carrier

    save_carrier(code="own", names={"ar": "التعاونية", "fr": "La coopérative"}, adapter="own")
    enter_tariff(
        carrier_code="own",
        method="hand",
        zone="country",
        max_grams=30_000,
        fee_centimes=15_00,
        cash_fee_centimes=0,
        cash_ceiling_centimes=None,
        days_min=1,
        days_max=2,
        valid_from=date(2026, 1, 1),
    )
    coop = tifawin.cooperative.pk
    Cooperative.objects.filter(pk=coop).update(hand_delivery=True)
    order = an_order({tifawin.variants[0].pk: 1}, choices={coop: "own.hand"})
    (part,) = parts_of(order)
    receive(part, tifawin)
    hear_all()
    # It brought the goods itself: the 15 dirhams of delivery are its own.
    assert books() == {
        f"cooperative:{coop}:cash": 135_00,
        f"cooperative:{coop}:held": -(135_00 - 7_20),
        "platform:commission": -6_00,
        "vat:collected": -1_20,
    }
    (payout,) = a_released_run(nadia, omar).payouts.all()
    assert (payout.amount_centimes, payout.offset_centimes, payout.transfer_centimes) == (127_80, 127_80, 0)
    payout.refresh_from_db()
    assert payout.status == "paid"
    assert books()[f"cooperative:{coop}:cash"] == 7_20  # our commission, in its drawer
    assert books()[f"cooperative:{coop}:received"] == 127_80
    assert differences(RELEASE) == []


def test_a_dispute_keeps_the_money(tifawin, dairy, nadia, omar):
    part, other = a_received_part(tifawin), a_received_part(dairy)
    asked = {"part_number": part.number, "reason": "Bouteille cassée", "now": NOW, "by": nadia}
    hold = settlement.hold_part(reference="complaint:1", **asked)
    assert settlement.hold_part(reference="complaint:1", **asked) == hold
    with pytest.raises(settlement.HoldReused):
        settlement.hold_part(reference="complaint:1", **(asked | {"part_number": other.number}))
    with pytest.raises(NotFound):
        settlement.hold_part(reference="complaint:2", **(asked | {"part_number": "TC-NOBODY"}))
    assert settlement.release_parts(now=RELEASE) == 1
    assert settlement.balance_of(tifawin.cooperative.pk).held == 112_80
    assert [card.centimes for card in settlement.part_money(part.pk).holds] == [112_80]
    settlement.lift_hold(reference="complaint:1", now=RELEASE, by=nadia)
    settlement.lift_hold(reference="complaint:1", now=RELEASE, by=nadia)
    with pytest.raises(settlement.UnknownHold):
        settlement.lift_hold(reference="complaint:9", now=RELEASE, by=nadia)
    assert settlement.release_parts(now=RELEASE) == 1


def test_a_dispute_after_release_takes_the_money_back_and_stops_a_payout_that_has_not_left(tifawin, nadia, omar):
    part = a_received_part(tifawin)
    coop = tifawin.cooperative.pk
    settlement.release_parts(now=RELEASE)
    run = settlement.prepare_payouts(on=day_of(RELEASE), now=RELEASE)
    settlement.approve_run(run_id=run.pk, by=nadia, now=RELEASE)
    settlement.hold_part(part_number=part.number, reason="Cassé", reference="complaint:3", now=RELEASE, by=nadia)
    assert settlement.balance_of(coop) == settlement.CooperativeBalance(open=0, held=112_80, payable=0, cash=0)
    settlement.release_run(run_id=run.pk, by=omar, now=RELEASE)
    assert settlement.payout_card(run.payouts.get().pk).problem == "held"
    assert differences(RELEASE) == []
    settlement.lift_hold(reference="complaint:3", now=RELEASE, by=nadia)
    assert settlement.release_parts(now=RELEASE) == 1
    assert settlement.balance_of(coop).payable == 112_80


def test_a_stranger_gets_no_payout_of_another_cooperative(tifawin, dairy, nadia, omar):
    a_received_part(tifawin)
    (payout,) = a_released_run(nadia, omar).payouts.all()
    with pytest.raises(NotFound):
        settlement.payout_card(payout.pk, cooperative_id=dairy.cooperative.pk)
    assert settlement.payouts_of_cooperative(dairy.cooperative.pk).items == ()
    assert settlement.payouts_of_cooperative(tifawin.cooperative.pk).count == 1


def test_the_calendar(tifawin):
    assert last_payout_day(date(2026, 11, 23)) == date(2026, 11, 16)
    assert last_payout_day(date(2026, 12, 1)) == date(2026, 12, 1)
    assert prepare_payout_run(now=NOW + timedelta(days=6)) == ""  # the 29th: the 16th is too long ago
    late = NOW + timedelta(days=10)  # 3 December: nobody was there on the 1st
    assert prepare_payout_run(now=late) == "2026-12-01"
    assert prepare_payout_run(now=late + timedelta(days=1)) == ""
    assert settlement.runs().count == 1


def test_nothing_is_paid_out_while_a_buyer_may_still_withdraw():
    for offset in range(400):
        day = date(2026, 1, 1) + timedelta(days=offset)
        held = day + timedelta(days=rule("house.payout_after_days", on=day).value)
        assert end_of_full_period(day, rule("consumer.withdrawal_days", on=day).value) < held


@pytest.mark.parametrize("ends", ["failed", "returned"])
def test_a_dispute_while_a_payout_is_on_its_way_keeps_what_comes_back(tifawin, nadia, omar, ends):
    part = a_received_part(tifawin)
    coop = tifawin.cooperative.pk
    (payout,) = a_released_run(nadia, omar).payouts.all()
    settlement.hold_part(part_number=part.number, reason="Cassé", reference="complaint:4", now=RELEASE, by=nadia)
    if ends == "failed":
        fail_transfer(reference=payout.reference, reason="Compte inconnu", by=nadia, now=RELEASE)
    else:
        bank_pays(payout)
        hear_all(RELEASE)
        bank_returns(payout)
    hear_all(RELEASE)
    assert settlement.payout_card(payout.pk).status == ends
    assert settlement.balance_of(coop) == settlement.CooperativeBalance(open=0, held=112_80, payable=0, cash=0)
    later = RELEASE + timedelta(days=8)
    assert settlement.release_parts(now=later) == 0
    assert settlement.prepare_payouts(on=day_of(later), now=later).status == "empty"
    settlement.lift_hold(reference="complaint:4", now=later, by=nadia)
    assert settlement.release_parts(now=later) == 1
    assert settlement.balance_of(coop).payable == 112_80
    assert differences(later) == []
