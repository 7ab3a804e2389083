"""Parcels that are late or never come, goods that can't be had: clocks, rescission, refunds. Arts. 12–14, 39, 40."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.conftest import NOW
from tests.make.ordering import on_its_way
from tests.make.protection import at, clocks_running, hear, letters, pass_time
from tests.make.settlement import (
    a_received_part,
    an_order,
    books,
    buyer_gets,
    differences,
    hear_all,
    line_ids,
    parts_of,
    pay_by_card,
)
from twiza.catalog.api import Variant
from twiza.delivery import api as delivery
from twiza.kernel.states import MoveRefused
from twiza.ordering import api as ordering
from twiza.ordering.jobs import cash_agrees
from twiza.plumbing.models import FactRow
from twiza.protection import api as protection
from twiza.settlement import api as settlement

pytestmark = pytest.mark.django_db


def a_sent_part(seller, *, way="card"):
    order = an_order({seller.variants[0].pk: 2}, way=way, now=NOW)
    if way == "card":
        pay_by_card(order, now=NOW)
        hear_all(NOW)
    (part,) = parts_of(order)
    on_its_way(part, seller.manager, now=NOW)
    part.refresh_from_db()
    return part


def test_never_arrived(tifawin, salma, omar, monkeypatch):
    """Paid, sent, and never there: told on the day after, given up from the eighth day, back within seven."""
    stock = Variant.objects.get(pk=tifawin.variants[0].pk).on_hand
    part = a_sent_part(tifawin)
    promised = part.promised_on
    opens = promised + timedelta(days=8)
    hear(NOW, monkeypatch)
    assert clocks_running(part, now=NOW)["protection.delivery"] == ("running", promised)
    with pytest.raises(protection.NotLate):
        protection.rescind_for_lateness(part=part, by=salma, now=at(promised, 23, 59))
    pass_time(at(promised - timedelta(days=2), 8, 1), monkeypatch)
    assert len(letters("reminder_to_team")) == 1
    pass_time(at(promised, 23, 59), monkeypatch)
    assert letters("delivery_late") == []
    pass_time(at(promised + timedelta(days=1), 0, 1), monkeypatch)
    assert len(letters("delivery_late")) == 1
    assert FactRow.objects.filter(kind="DeliveryLate").count() == 1
    late = protection.rights_of_part(part, now=at(opens - timedelta(days=1))).lateness
    assert (late.days_late, late.may_rescind, late.opens_on) == (7, False, opens)
    with pytest.raises(protection.RescissionNotOpen):
        protection.rescind_for_lateness(part=part, by=salma, now=at(opens - timedelta(days=1), 23, 59))
    pass_time(at(opens, 8, 1), monkeypatch)
    assert len(letters("rescission_open")) == 1
    when = at(opens, 9)
    done = protection.rescind_for_lateness(part=part, by=salma, now=when)
    assert protection.rescind_for_lateness(part=part, by=salma, now=when) == done
    assert (done.rule_id, done.until) == ("consumer.rescission_days", late.until)
    part.refresh_from_db()
    assert (part.status, part.reason) == ("cancelled", "too_late")
    parcel = delivery.shipment_by_reference(part.number)
    assert parcel.status == "refused"
    with pytest.raises(MoveRefused):
        delivery.record_delivery(shipment=parcel, now=when, role="carrier")
    hear(when, monkeypatch)
    (duty,) = protection.duties_of_part(part, now=when)
    assert (duty.cause, duty.amount, duty.due_on) == ("late", part.total_centimes, opens + timedelta(days=7))
    assert clocks_running(part, now=when)["protection.rescission"][0] == "cancelled"
    refund = settlement.Refund.objects.get()
    buyer_gets(refund, by=omar, now=when)
    hear(when, monkeypatch)
    assert protection.duties_of_part(part, now=when)[0].paid_on == when.date()
    delivery.bring_back(shipment=parcel, reason="was_refused", now=when, role="carrier")
    ordering.follow_parcel(reference=part.number, now=when)
    ordering.follow_parcel(reference=part.number, now=when)
    assert Variant.objects.get(pk=tifawin.variants[0].pk).on_hand == stock
    assert differences(when) == []
    assert cash_agrees(when) == []


def test_after_the_law_the_house_keeps_it_open_until_it_arrives(tifawin, salma, monkeypatch):
    """Cash at the door, not even packed: nothing was paid, so nothing is owed."""
    order = an_order({tifawin.variants[0].pk: 1}, way="cash", now=NOW)
    (part,) = parts_of(order)
    stock = Variant.objects.get(pk=tifawin.variants[0].pk).on_hand
    assert protection.rights_of_part(part, now=at(date(2027, 1, 1))).lateness is None  # nobody confirmed it
    with pytest.raises(protection.NotLate):
        protection.rescind_for_lateness(part=part, by=salma, now=at(date(2027, 1, 1)))
    ordering.confirm_part(part=part, actor=tifawin.manager, now=NOW, accept_rest=True)
    part.refresh_from_db()
    hear(NOW, monkeypatch)
    late = protection.rights_of_part(part, now=at(date(2027, 1, 1))).lateness
    assert (late.by_law, late.may_rescind, late.rule_id) == (False, True, "house.rescission_stays_open")
    done = protection.rescind_for_lateness(part=part, by=salma, now=at(date(2027, 1, 1)))
    assert (done.rule_id, done.until) == ("house.rescission_stays_open", None)
    hear(at(date(2027, 1, 1)), monkeypatch)
    assert protection.duties_of_part(part, now=NOW) == []
    assert Variant.objects.get(pk=tifawin.variants[0].pk).on_hand == stock + 1
    assert books() == {}


def test_arrived_late_but_arrived(tifawin, salma, monkeypatch):
    part = a_sent_part(tifawin, way="cash")
    hear(NOW, monkeypatch)
    when = at(part.promised_on + timedelta(days=9))
    pass_time(when, monkeypatch)
    delivery.record_delivery(shipment=delivery.shipment_by_reference(part.number), now=when, role="carrier")
    ordering.follow_parcel(reference=part.number, now=when)
    hear_all(when)
    hear(when, monkeypatch)
    part.refresh_from_db()
    assert {state for state, _day in clocks_running(part, now=when).values()} == {"met"}
    with pytest.raises(protection.NotToGiveUp):
        protection.rescind_for_lateness(part=part, by=salma, now=when)
    assert protection.rights_of_part(part, now=when).may_withdraw


def test_what_can_not_be_had_is_owed_from_the_payment(tifawin, omar, monkeypatch):
    """A line declined: fifteen days after it was paid, not after the bad news."""
    order = an_order({variant.pk: 1 for variant in tifawin.variants}, way="card", now=NOW)
    pay_by_card(order, now=NOW)
    hear_all(NOW)
    (part,) = parts_of(order)
    told = NOW + timedelta(days=1)
    ordering.decline_line(part=part, line_id=line_ids(part)[0], reason="damaged", actor=tifawin.manager, now=told)
    ordering.confirm_part(part=part, actor=tifawin.manager, now=told, accept_rest=True)
    hear(told, monkeypatch)
    (duty,) = protection.duties_of_part(part, now=told)
    assert (duty.cause, duty.started_on, duty.due_on) == ("unavailable", NOW.date(), date(2026, 12, 8))
    assert duty.rule_id == "consumer.unavailable_refund_days"
    refund = settlement.Refund.objects.get()
    buyer_gets(refund, by=omar, now=told)
    hear(told, monkeypatch)
    assert protection.refund_duty(refund.pk, now=told).paid_on == told.date()
    assert differences(told) == []


def test_a_received_part_has_no_lateness(tifawin):
    part = a_received_part(tifawin)
    assert protection.rights_of_part(part, now=NOW + timedelta(days=60)).lateness is None
