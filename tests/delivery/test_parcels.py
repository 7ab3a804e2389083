"""The life of a parcel, with its timeline and its cash."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import PIL.Image
import pytest

from tests.make.delivery import a_parcel, a_parcel_out, an_address
from twiza.delivery.api import (
    AlreadyRemitted,
    AttemptStillDue,
    HeldByCooperative,
    NoMoreAttempts,
    NotCollected,
    NotForPickup,
    ProofMissing,
    RemittanceMissing,
    TrackingMissing,
    UnknownCarrier,
    UnknownPickupPoint,
    UnknownReason,
    arrive_at_point,
    bring_back,
    cancel_shipment,
    cash_of_cooperative,
    cash_waiting,
    deliver_with_code,
    delivery_code,
    hand_over,
    overdue,
    record_delivery,
    record_failed_attempt,
    record_refusal,
    remit_cash,
    set_out,
    shipment_by_number,
    shipment_by_reference,
    shipment_card,
    shipment_cards,
    shipment_for_desk,
    shipment_of_cooperative,
    shipments_for_desk,
    shipments_of_cooperative,
)
from twiza.delivery.models import Shipment
from twiza.kernel.refusals import NotFound
from twiza.kernel.states import MoveRefused
from twiza.plumbing.api import audit_of, take_in_image
from twiza.plumbing.models import FactRow

HOUR = timedelta(hours=1)
pytestmark = pytest.mark.usefixtures("carriers")


def facts(reference: str) -> list[str]:
    return [f.kind for f in FactRow.objects.order_by("pk") if f.fields.get("reference") == reference]


def steps(parcel: Shipment) -> list[tuple[str, str]]:
    return [(e.verb, e.reason) for e in shipment_card(parcel.reference).events]


def test_a_parcel_delivered_with_its_code_is_cash_collected(tifawin, zahra, now):
    parcel = a_parcel(tifawin)
    card = shipment_card(parcel.reference)
    assert (card.status, card.cash.status, card.cash.due_centimes, card.cash.settled) == (
        "ready",
        "to_collect",
        180_00,
        False,
    )
    hand_over(shipment=parcel, now=now, by=zahra, tracking=" JB  77 ")
    set_out(shipment=parcel, now=now + HOUR)
    deliver_with_code(shipment=parcel, code=delivery_code(parcel), now=now + 2 * HOUR, by=zahra)

    card = shipment_card(parcel.reference)
    assert (card.status, card.tracking, card.delivered_at) == ("delivered", "JB 77", now + 2 * HOUR)
    assert [(e.verb, e.at) for e in card.events] == [
        ("create", now),
        ("hand_over", now),
        ("set_out", now + HOUR),
        ("deliver", now + 2 * HOUR),
    ]
    cash = card.cash
    assert (cash.status, cash.holder, cash.collected_at, cash.settled) == (
        "collected",
        "carrier",
        now + 2 * HOUR,
        False,
    )
    assert facts(parcel.reference) == ["ParcelHandedOver", "ParcelDelivered", "CashCollected"]
    assert [row.verb for row in audit_of(parcel)] == ["hand_over", "set_out", "deliver"]


def test_the_same_reference_is_one_parcel(tifawin, now):
    first = a_parcel(tifawin, reference="TW-ONE")
    assert a_parcel(tifawin, reference="TW-ONE", cash=99_00).pk == first.pk
    assert shipment_card("TW-ONE").cash.due_centimes == 180_00
    assert steps(first) == [("create", "")]


def test_nothing_to_collect(tifawin, now):
    parcel = a_parcel_out(tifawin, cash=0)
    deliver_with_code(shipment=parcel, code=delivery_code(parcel), now=now)
    assert shipment_card(parcel.reference).cash is None
    assert facts(parcel.reference) == ["ParcelHandedOver", "ParcelDelivered"]


def test_carriers_and_points_must_fit(tifawin):
    for refusal, fields in (
        (UnknownCarrier, {"carrier": "nobody"}),
        (UnknownCarrier, {"method": "pigeon"}),
        (UnknownPickupPoint, {"method": "pickup"}),
        (UnknownPickupPoint, {"method": "pickup", "carrier": "barq", "pickup_point_code": "jbal-essaouira"}),
        (UnknownPickupPoint, {"pickup_point_code": "jbal-essaouira"}),
    ):
        with pytest.raises(refusal):
            a_parcel(tifawin, **fields)
    assert not Shipment.objects.exists()


def test_a_carrier_by_hand_needs_its_number(tifawin, now):
    parcel = a_parcel(tifawin)
    with pytest.raises(TrackingMissing):
        hand_over(shipment=parcel, now=now, tracking="  ")
    assert shipment_card(parcel.reference).status == "ready"
    own = hand_over(shipment=a_parcel(tifawin, method="hand", carrier="own"), now=now)
    assert own.tracking == own.number


def test_two_attempts_then_back(tifawin, now):
    parcel = a_parcel_out(tifawin)
    with pytest.raises(UnknownReason):
        record_failed_attempt(shipment=parcel, reason="raining", now=now)
    record_failed_attempt(shipment=parcel, reason="absent", now=now + HOUR, note="باب مغلق")
    with pytest.raises(AttemptStillDue):
        bring_back(shipment=parcel, now=now + HOUR)
    set_out(shipment=parcel, now=now + 2 * HOUR)
    record_failed_attempt(shipment=parcel, reason="no_answer", now=now + 3 * HOUR)
    with pytest.raises(NoMoreAttempts) as refused:
        set_out(shipment=parcel, now=now + 4 * HOUR)
    assert str(refused.value) == "Delivery was tried 2 times: the parcel now goes back to the cooperative."
    bring_back(shipment=parcel, now=now + 5 * HOUR)
    card = shipment_card(parcel.reference)
    assert (card.status, card.attempts, card.reason, card.cash.status) == ("returned", 2, "no_answer", "not_due")
    assert steps(parcel)[2:] == [
        ("fail", "absent"),
        ("set_out", ""),
        ("fail", "no_answer"),
        ("bring_back", "attempts_used"),
    ]
    assert card.events[2].note == "باب مغلق"
    assert facts(parcel.reference)[1:] == ["AttemptFailed", "AttemptFailed", "ParcelReturned"]


def test_the_buyer_may_give_up_and_may_still_take_it_after_the_last_attempt(tifawin, now):
    parcel = a_parcel_out(tifawin)
    record_failed_attempt(shipment=parcel, reason="absent", now=now)
    with pytest.raises(UnknownReason):
        bring_back(shipment=parcel, now=now, reason="absent")
    bring_back(shipment=parcel, now=now, reason="buyer_gave_up")
    assert steps(parcel)[-1] == ("bring_back", "buyer_gave_up")

    other = a_parcel_out(tifawin)
    for _ in range(2):
        record_failed_attempt(shipment=other, reason="absent", now=now)
        if other.attempts < 2:
            set_out(shipment=other, now=now)
    deliver_with_code(shipment=other, code=delivery_code(other), now=now)
    assert shipment_card(other.reference).status == "delivered"


def test_refused_at_the_door(tifawin, now):
    parcel = a_parcel_out(tifawin)
    with pytest.raises(UnknownReason):
        record_refusal(shipment=parcel, reason="absent", now=now)
    record_refusal(shipment=parcel, reason="damaged", now=now)
    card = shipment_card(parcel.reference)
    assert (card.status, card.reason, card.cash.status) == ("refused", "damaged", "not_due")
    with pytest.raises(MoveRefused):
        deliver_with_code(shipment=parcel, code=delivery_code(parcel), now=now)
    bring_back(shipment=parcel, now=now)
    card = shipment_card(parcel.reference)
    assert (card.status, card.reason) == ("returned", "damaged")
    assert facts(parcel.reference) == ["ParcelHandedOver", "ParcelRefused", "ParcelReturned"]


def test_fetched_at_a_point_or_not(tifawin, now):
    def at_point() -> Shipment:
        parcel = a_parcel_out(tifawin, method="pickup", pickup_point_code="jbal-essaouira")
        return arrive_at_point(shipment=parcel, now=now)

    with pytest.raises(NotForPickup):
        arrive_at_point(shipment=a_parcel_out(tifawin), now=now)
    fetched, forgotten = at_point(), at_point()
    deliver_with_code(shipment=fetched, code=delivery_code(fetched), now=now)
    bring_back(shipment=forgotten, now=now)
    assert steps(forgotten)[-1] == ("bring_back", "not_collected")
    card = shipment_card(fetched.reference)
    assert (card.pickup_names["fr"], card.cash.holder) == ("Épicerie Bab Doukkala", "carrier")
    assert facts(fetched.reference)[1] == "ParcelAtPoint"


def test_cancelled_only_before_it_left(tifawin, salma, now):
    parcel = a_parcel(tifawin)
    cancel_shipment(shipment=parcel, now=now, role="buyer", by=salma)
    card = shipment_card(parcel.reference)
    assert (card.status, card.cash.status) == ("cancelled", "not_due")
    out = a_parcel_out(tifawin)
    with pytest.raises(MoveRefused):
        cancel_shipment(shipment=out, now=now, role="desk")
    assert shipment_card(out.reference).cash.status == "to_collect"


def test_without_the_code_a_photo_must_show_it(tifawin, now):
    parcel = a_parcel_out(tifawin)
    with pytest.raises(ProofMissing):
        record_delivery(shipment=parcel, now=now)
    data = BytesIO()
    PIL.Image.new("RGB", (60, 40), "white").save(data, "PNG")
    record_delivery(shipment=parcel, now=now, proof=take_in_image(data.getvalue()), note="عند الجارة")
    card = shipment_card(parcel.reference)
    assert (card.status, card.cash.status, card.events[-1].note) == ("delivered", "collected", "عند الجارة")
    assert (card.events[-1].proof.width, card.events[-1].proof.height) == (60, 40)


def test_nothing_is_delivered_before_it_left(tifawin, now):
    parcel = a_parcel(tifawin)
    with pytest.raises(MoveRefused):
        deliver_with_code(shipment=parcel, code=delivery_code(parcel), now=now)
    card = shipment_card(parcel.reference)
    assert (card.status, card.cash.status) == ("ready", "to_collect")


def test_cash_goes_from_the_carrier_to_the_cooperative_once(tifawin, atlas, fatima, now):
    def delivered(**fields) -> str:
        parcel = a_parcel_out(tifawin, **fields)
        deliver_with_code(shipment=parcel, code=delivery_code(parcel), now=now)
        return parcel.reference

    one, two, by_hand = delivered(), delivered(cash=20_00), delivered(method="hand", carrier="own", cash=7_00)
    waiting = a_parcel_out(tifawin, cash=1_00).reference
    assert [c.reference for c in cash_waiting(tifawin.pk)] == [one, two]
    totals = cash_of_cooperative(tifawin.pk)
    assert (totals.to_collect, totals.with_carrier, totals.with_cooperative, totals.remitted) == (1_00, 200_00, 7_00, 0)
    assert (totals.parcels_to_collect, totals.parcels_with_carrier) == (1, 2)
    assert shipment_card(by_hand).cash.settled

    def remit(*references: str, slip: str = "R-1", **more) -> int:
        return remit_cash(references=references, remittance=slip, now=now, by=fatima, **more)

    for refused, asked, more in (
        (RemittanceMissing, [one], {"slip": " "}),
        (NotCollected, [one, waiting], {}),
        (HeldByCooperative, [one, by_hand], {}),
        (NotFound, [one, "TW-NONE"], {}),
        (NotFound, [], {}),
        (NotFound, [one], {"cooperative_id": atlas.pk}),
    ):
        with pytest.raises(refused):
            remit(*asked, **more)
    assert cash_of_cooperative(tifawin.pk) == totals

    assert remit(one, cooperative_id=tifawin.pk) == 180_00
    assert remit(one) == 0
    assert remit(one, two) == 20_00
    with pytest.raises(AlreadyRemitted) as refused:
        remit(one, slip="R-2")
    assert str(refused.value) == f"The cash of {one} was already received, with slip R-1."
    totals = cash_of_cooperative(tifawin.pk)
    assert (totals.to_collect, totals.with_carrier, totals.with_cooperative, totals.remitted) == (1_00, 0, 7_00, 200_00)
    assert facts(one).count("CashRemitted") == 1
    assert cash_of_cooperative(atlas.pk).remitted == 0


def test_the_gate(tifawin, atlas, nadia, salma):
    parcel = a_parcel(tifawin)
    assert shipment_by_reference(parcel.reference) == parcel
    assert shipment_of_cooperative(tifawin.pk, parcel.reference) == parcel
    assert shipment_for_desk(nadia, parcel.reference) == parcel
    assert shipment_by_number(parcel.number.lower().replace("-", " ")) == parcel
    for stranger in (
        lambda: shipment_of_cooperative(atlas.pk, parcel.reference),
        lambda: shipment_for_desk(salma, parcel.reference),
        lambda: shipment_by_reference("TW-NONE"),
        lambda: shipment_by_number("TP-2222222"),
        lambda: shipment_by_number(""),
    ):
        with pytest.raises(NotFound):
            stranger()


def test_lists_and_what_they_cost(tifawin, atlas, now, django_assert_num_queries):
    first = a_parcel(tifawin, promised_on=date(2026, 11, 22))
    second = a_parcel_out(tifawin, promised_on=date(2026, 11, 20))
    done = a_parcel_out(tifawin, promised_on=date(2026, 11, 1))
    deliver_with_code(shipment=done, code=delivery_code(done), now=now)
    other = a_parcel(atlas, promised_on=date(2026, 11, 23), address=an_address(phone="+212600000001"))
    today = date(2026, 11, 23)
    assert [c.reference for c in overdue(on=today)] == [second.reference, first.reference]
    assert [c.reference for c in overdue(on=today + timedelta(days=1))][-1] == other.reference
    assert overdue(on=today, cooperative_id=atlas.pk) == []
    found = [c.reference for c in shipments_of_cooperative(tifawin.pk, statuses=["ready", "handed_over"])]
    assert found == [second.reference, first.reference]
    assert [c.reference for c in shipments_for_desk(text="0000001")] == [other.reference]
    assert [c.reference for c in shipments_for_desk(text=first.number)] == [first.reference]
    with django_assert_num_queries(2):
        shipment_cards([first.reference])
    with django_assert_num_queries(2):
        cards = shipment_cards([first.reference, second.reference, done.reference, "TW-NONE"])
    assert len(cards) == 3
    assert cards[first.reference].verbs("cooperative") == ["hand_over", "cancel"]
    assert cards[done.reference].verbs("cooperative") == []
