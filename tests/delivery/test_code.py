"""The code at the door: six digits, five tries, one use."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests.make.delivery import a_parcel_out
from twiza.delivery.api import (
    CodeLocked,
    CodeUsed,
    WrongCode,
    deliver_with_code,
    delivery_code,
    shipment_card,
    shipments_for_desk,
    unlock_code,
)
from twiza.plumbing.api import audit_of

pytestmark = pytest.mark.usefixtures("carriers")


def wrong(parcel) -> str:
    return f"{(int(delivery_code(parcel)) + 1) % 1_000_000:06d}"


def test_six_digits_always_the_same_and_each_parcel_its_own(tifawin):
    parcels = [a_parcel_out(tifawin) for _ in range(20)]
    codes = [delivery_code(p) for p in parcels]
    assert all(len(c) == 6 and c.isascii() and c.isdigit() for c in codes)
    assert codes == [delivery_code(p) for p in parcels]
    assert len(set(codes)) > 15


def test_typed_in_arabic_digits_with_a_space(tifawin, now):
    parcel = a_parcel_out(tifawin)
    typed = delivery_code(parcel).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    deliver_with_code(shipment=parcel, code=f" {typed[:3]} {typed[3:]} ", now=now)
    assert shipment_card(parcel.reference).status == "delivered"


def test_a_second_use_is_refused_clearly(tifawin, now):
    parcel = a_parcel_out(tifawin)
    code = delivery_code(parcel)
    deliver_with_code(shipment=parcel, code=code, now=now)
    with pytest.raises(CodeUsed):
        deliver_with_code(shipment=parcel, code=code, now=now)
    card = shipment_card(parcel.reference)
    assert [e.verb for e in card.events].count("deliver") == 1
    assert card.cash.status == "collected"


def test_five_wrong_ones_lock_it_and_the_desk_unlocks(tifawin, nadia, now):
    parcel = a_parcel_out(tifawin)
    for left in (4, 3, 2, 1):
        with pytest.raises(WrongCode) as refused:
            deliver_with_code(shipment=parcel, code=wrong(parcel), now=now)
        assert refused.value.blanks == {"left": left}
    with pytest.raises(CodeLocked):
        deliver_with_code(shipment=parcel, code="", now=now)
    with pytest.raises(CodeLocked):  # even the right one
        deliver_with_code(shipment=parcel, code=delivery_code(parcel), now=now)
    card = shipment_card(parcel.reference)
    assert (card.status, card.code_locked, card.cash.status) == ("handed_over", True, "to_collect")
    assert [c.reference for c in shipments_for_desk(locked_only=True)] == [parcel.reference]
    unlock_code(shipment=parcel, by=nadia, now=now)
    deliver_with_code(shipment=parcel, code=delivery_code(parcel), now=now)
    assert shipment_card(parcel.reference).status == "delivered"
    verbs = [row.verb for row in audit_of(parcel)]
    assert (verbs.count("wrong_code"), verbs.count("unlock_code")) == (5, 1)


def test_another_parcels_code_is_wrong(tifawin, now):
    one, other = a_parcel_out(tifawin), a_parcel_out(tifawin)
    if delivery_code(one) != delivery_code(other):
        with pytest.raises(WrongCode):
            deliver_with_code(shipment=one, code=delivery_code(other), now=now)


def test_a_new_secret_changes_the_code_and_the_former_one_still_opens(tifawin, now, settings):
    parcel = a_parcel_out(tifawin)
    former, old = delivery_code(parcel), settings.SECRET_KEY
    settings.SECRET_KEY = "another"
    if former != delivery_code(parcel):
        with pytest.raises(WrongCode):
            deliver_with_code(shipment=parcel, code=former, now=now)
    settings.SECRET_KEY_FALLBACKS = [old]
    deliver_with_code(shipment=parcel, code=former, now=now)
    assert shipment_card(parcel.reference).status == "delivered"


@pytest.mark.django_db(transaction=True)
def test_a_wrong_try_inside_a_transaction_fails_loudly(tifawin, now):
    parcel = a_parcel_out(tifawin)
    with pytest.raises(RuntimeError), transaction.atomic():
        deliver_with_code(shipment=parcel, code=wrong(parcel), now=now)
