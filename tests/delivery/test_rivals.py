"""The same code typed twice at the same moment is one delivery."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from tests.make.delivery import a_parcel_out
from twiza.cooperatives.api import LastManager, change_role, leave_team
from twiza.cooperatives.models import TeamMember
from twiza.delivery.api import (
    CodeLocked,
    CodeUsed,
    WrongCode,
    deliver_with_code,
    delivery_code,
    remit_cash,
    shipment_by_reference,
    shipment_card,
)
from twiza.kernel.refusals import Refusal
from twiza.plumbing.models import FactRow

RIVALS = 6
real_threads = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="threads of one SQLite test share a connection, and its writers stand in line by BEGIN IMMEDIATE",
)


def together(acts):
    """What each of these got, or the refusal it met, when all began at the same moment."""
    start = Barrier(len(acts))

    def one(act):
        try:
            start.wait(10)
            return act()
        except Refusal as refused:
            return type(refused)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


@pytest.mark.usefixtures("carriers")
def test_two_who_read_the_parcel_before_either_typed(tifawin, now):
    parcel = a_parcel_out(tifawin)
    one, other = shipment_by_reference(parcel.reference), shipment_by_reference(parcel.reference)
    deliver_with_code(shipment=one, code=delivery_code(one), now=now)
    with pytest.raises(CodeUsed):
        deliver_with_code(shipment=other, code=delivery_code(other), now=now)
    assert FactRow.objects.filter(kind="CashCollected").count() == 1


@real_threads
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("transactional_db", "carriers")
def test_at_the_same_moment_one_delivery(tifawin, now):
    for _ in range(5):
        parcel = a_parcel_out(tifawin)
        code, reference = delivery_code(parcel), parcel.reference

        def enter(reference=reference, code=code):
            return deliver_with_code(shipment=shipment_by_reference(reference), code=code, now=now).status

        assert sorted(map(str, together([enter] * RIVALS))) == sorted(["delivered", *[str(CodeUsed)] * (RIVALS - 1)])
        card = shipment_card(reference)
        assert ([e.verb for e in card.events].count("deliver"), card.cash.status) == (1, "collected")
        assert FactRow.objects.filter(kind="CashCollected", fields__reference=reference).count() == 1

        def remit(reference=reference):
            return remit_cash(references=[reference], remittance="R-1", now=now)

        assert sorted(together([remit] * RIVALS)) == [0] * (RIVALS - 1) + [180_00]


@real_threads
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("transactional_db", "carriers")
def test_wrong_codes_at_the_same_moment_are_five_tries(tifawin, now):
    reference = a_parcel_out(tifawin).reference

    def guess():
        return deliver_with_code(shipment=shipment_by_reference(reference), code="no", now=now)

    met = together([guess] * 9)
    assert (met.count(WrongCode), met.count(CodeLocked)) == (4, 5)


@real_threads
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("transactional_db", "carriers")
def test_two_managers_do_not_both_leave(tifawin, fatima, zahra, now):
    member = TeamMember.objects.get(person=zahra)
    change_role(cooperative=tifawin, member_id=member.pk, role="manager", by=fatima, now=now)

    def leave(person):
        return lambda: leave_team(cooperative=type(tifawin).objects.get(pk=tifawin.pk), person=person, now=now)

    met = together([leave(fatima), leave(zahra)])
    assert met.count(LastManager) == 1
    assert TeamMember.objects.filter(cooperative=tifawin, role="manager").count() == 1
