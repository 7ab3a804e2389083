"""Whatever is done to a parcel, in whatever order: what must never be false never is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.make.delivery import a_parcel
from twiza.delivery.api import (
    arrive_at_point,
    bring_back,
    cancel_shipment,
    cash_of_cooperative,
    deliver_with_code,
    delivery_code,
    hand_over,
    record_delivery,
    record_failed_attempt,
    record_refusal,
    remit_cash,
    set_out,
    shipment_card,
    unlock_code,
)
from twiza.delivery.jobs import cash_fits_its_parcel
from twiza.kernel.refusals import Refusal
from twiza.law.api import rule

MOST = rule("house.delivery_attempts", on=date(2026, 11, 23)).value
pytestmark = pytest.mark.usefixtures("carriers")

VERBS = {
    "hand_over": lambda p, now: hand_over(shipment=p, now=now, tracking="JB-1"),
    "cancel": lambda p, now: cancel_shipment(shipment=p, now=now, role="buyer"),
    "set_out": lambda p, now: set_out(shipment=p, now=now),
    "arrive": lambda p, now: arrive_at_point(shipment=p, now=now),
    "fail": lambda p, now: record_failed_attempt(shipment=p, reason="absent", now=now),
    "refuse": lambda p, now: record_refusal(shipment=p, reason="changed_mind", now=now),
    "bring_back": lambda p, now: bring_back(shipment=p, now=now),
    "give_up": lambda p, now: bring_back(shipment=p, now=now, reason="buyer_gave_up"),
    "right_code": lambda p, now: deliver_with_code(shipment=p, code=delivery_code(p), now=now),
    "wrong_code": lambda p, now: deliver_with_code(shipment=p, code="no", now=now),
    "report": lambda p, now: record_delivery(shipment=p, now=now, role="carrier"),
    "unlock": lambda p, now: unlock_code(shipment=p, by=None, now=now),
    "remit": lambda p, now: remit_cash(references=[p.reference], remittance="R", now=now),
}
WAYS = st.sampled_from(
    [
        {"method": "carrier", "carrier": "jbal"},
        {"method": "hand", "carrier": "own"},
        {"method": "pickup", "carrier": "jbal", "pickup_point_code": "jbal-essaouira"},
    ]
)


@given(way=WAYS, verbs=st.lists(st.sampled_from(sorted(VERBS)), max_size=14))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_cash_and_attempts_in_any_order(tifawin, way, verbs):
    parcel = a_parcel(tifawin, cash=50_00, **way)
    before, now = cash_of_cooperative(tifawin.pk), NOW
    done: list[str] = []
    for verb in verbs:
        now += timedelta(minutes=1)
        was = shipment_card(parcel.reference)
        try:
            VERBS[verb](parcel, now)
            done.append(verb)
        except Refusal:
            card = shipment_card(parcel.reference)
            assert (card.status, card.events, card.cash) == (was.status, was.events, was.cash)
        card = shipment_card(parcel.reference)
        assert card.attempts <= MOST
        assert (card.cash.status in ("collected", "remitted")) == (card.status == "delivered")
        assert (card.cash.status == "not_due") == (card.status in ("refused", "returned", "cancelled"))
        assert card.cash.settled == (
            card.cash.status == "remitted" or (card.status == "delivered" and way["method"] == "hand")
        )
        if card.cash.status == "remitted":
            assert way["method"] != "hand"
    card = shipment_card(parcel.reference)
    delivered = [e for e in card.events if e.verb == "deliver"]
    assert len(delivered) == (card.status == "delivered") == sum(v in ("right_code", "report") for v in done)
    assert cash_fits_its_parcel(now) == []
    after = cash_of_cooperative(tifawin.pk)
    moved = [
        getattr(after, place) - getattr(before, place)
        for place in ("to_collect", "with_carrier", "with_cooperative", "remitted")
    ]
    assert sum(moved) == (-50_00 if card.cash.status == "not_due" else 0)
