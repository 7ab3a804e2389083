"""The invented carrier, whose parcels move by themselves: each always in the same way."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from tests.make.delivery import a_parcel, a_parcel_out
from twiza.delivery.adapters.fake import luck
from twiza.delivery.api import Shipment, move_fake_parcels, set_out, shipment_card, shipment_cards
from twiza.delivery.jobs import cash_fits_its_parcel, sample_carrier_moves

pytestmark = pytest.mark.usefixtures("carriers")
MINUTE = timedelta(minutes=1)


def reference_with(first: range, second: range = range(100)) -> str:
    """A reference whose first and second attempt have such luck."""
    for n in range(100_000):
        sought = Shipment(reference=f"TW-F{n}")
        if luck(sought, 0) in first and luck(sought, 1) in second:
            return sought.reference
    raise AssertionError


def story(reference: str, now) -> list[tuple[str, str, int]]:
    return [(e.verb, e.reason, int((e.at - now) / MINUTE)) for e in shipment_card(reference).events]


def test_step_by_step_and_no_earlier(tifawin, now):
    reference = reference_with(range(16, 100))
    parcel = a_parcel_out(tifawin, carrier="barq", reference=reference)
    assert parcel.tracking == f"SAMPLE-{parcel.number[3:]}"
    assert move_fake_parcels(now + MINUTE) == 0
    assert move_fake_parcels(now + 2 * MINUTE) == 1
    assert shipment_card(reference).status == "on_its_way"
    assert move_fake_parcels(now + 4 * MINUTE) == 0
    assert move_fake_parcels(now + 5 * MINUTE) == 1
    assert move_fake_parcels(now + 500 * MINUTE) == 0
    card = shipment_card(reference)
    assert (card.status, card.cash.status, card.cash.holder) == ("delivered", "collected", "carrier")
    assert story(reference, now) == [("create", "", 0), ("hand_over", "", 0), ("set_out", "", 2), ("deliver", "", 5)]


def test_asked_late_the_timeline_reads_the_same(tifawin, now):
    reference = reference_with(range(6, 12), range(6, 12))
    a_parcel_out(tifawin, carrier="barq", reference=reference)
    assert sample_carrier_moves(now=now + 600 * MINUTE) == 5
    assert story(reference, now)[2:] == [
        ("set_out", "", 2),
        ("fail", "absent", 5),
        ("set_out", "", 10),
        ("fail", "absent", 13),
        ("bring_back", "attempts_used", 18),
    ]
    assert shipment_card(reference).cash.status == "not_due"


def test_refused_and_brought_back(tifawin, now):
    reference = reference_with(range(2))
    a_parcel_out(tifawin, carrier="barq", reference=reference)
    move_fake_parcels(now + 600 * MINUTE)
    assert story(reference, now)[2:] == [
        ("set_out", "", 2),
        ("refuse", "damaged", 5),
        ("bring_back", "was_refused", 10),
    ]


def test_most_arrive_and_nobody_elses_parcels_move(tifawin, now):
    references = [a_parcel_out(tifawin, carrier="barq", reference=f"TW-M{n}").reference for n in range(60)]
    ready = a_parcel(tifawin, carrier="barq").reference
    other = set_out(shipment=a_parcel_out(tifawin), now=now).reference
    move_fake_parcels(now + 600 * MINUTE)
    ends = Counter(card.status for card in shipment_cards(references).values())
    assert set(ends) == {"delivered", "returned"}
    assert ends["delivered"] >= 50
    assert shipment_card(ready).status == "ready"
    assert shipment_card(other).status == "on_its_way"
    assert cash_fits_its_parcel(now) == []
