"""A roster, its work, its rule, and money to share, made through the actions. Invented people."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import transaction

from tests.conftest import NOW
from tests.make.ordering import a_basket, on_its_way, only_part, place
from twiza.bank.api import TransferPaid
from twiza.cashbook.api import record_sale
from twiza.cooperatives.api import Cooperative
from twiza.delivery import api as delivery
from twiza.members import api as members
from twiza.ordering import api as ordering
from twiza.people.api import Person
from twiza.plumbing.api import announce, deliver
from twiza.settlement import api as settlement

NAMES = ("فاطمة أيت علي", "زهرة بوزيد", "Khadija Amrani", "رقية أوبلا", "Aïcha Ouhmad", "يزة أيت حمو")
MINUTES = b"%PDF-1.7 minutes of the assembly"
_serial = count(1)


def a_roster(cooperative: Cooperative, names: Any = NAMES, *, by: Person, **fields: Any) -> list[members.Member]:
    """Members of 1 January 2026, numbered from 1, without phones; one share of 100 dirhams each, paid."""
    chosen = {"joined_on": date(2026, 1, 1), "shares": 1, "capital_centimes": 100_00} | fields
    lines = [(at, members.MemberLine(name=name, **chosen)) for at, name in enumerate(names, 1)]
    return members.enrol_members(cooperative=cooperative, lines=lines, by=by, now=NOW)


def some_hours(
    member: members.Member, hours: float, *, day: date, by: Person | None = None, now: datetime = NOW
) -> members.WorkRecord:
    """Hours at the press."""
    line = members.WorkLine(member_id=member.pk, kind="hours", measure=int(hours * 60), what="عصر")
    return written(member, line, day, by, now)


def some_goods(
    member: members.Member, grams: int, *, day: date, by: Person | None = None, now: datetime = NOW, **fields: Any
) -> members.WorkRecord:
    """Argan nuts brought in, by weight."""
    chosen = {"what": "لوز الأركان", "unit": "g", "received_by": "زهرة"} | fields
    line = members.WorkLine(member_id=member.pk, kind="quantity", measure=grams, **chosen)
    return written(member, line, day, by, now)


def a_sale_of_hers(
    member: members.Member, centimes: int, *, day: date, by: Person | None = None, now: datetime = NOW
) -> members.WorkRecord:
    """A rug that she wove and that was sold."""
    line = members.WorkLine(member_id=member.pk, kind="operation", measure=1, what="زربية", value_centimes=centimes)
    return written(member, line, day, by, now)


def written(
    member: members.Member, line: members.WorkLine, day: date, by: Person | None, now: datetime
) -> members.WorkRecord:
    cooperative = Cooperative.objects.get(pk=member.cooperative_id)
    return members.record_work(cooperative=cooperative, day=day, lines=[line], by=by, now=now)[0]  # type: ignore[arg-type]


def a_rule(
    cooperative: Cooperative, kind: str = "hours", *, by: Person, kept: int = 1_000, now: datetime = NOW, **fields: Any
) -> members.SharingRule:
    """Adopted on 2 January 2026 and in force since; a tenth stays with the cooperative."""
    chosen: dict[str, Any] = {
        "weights": None,
        "adopted_on": date(2026, 1, 2),
        "starts_on": date(2026, 1, 2),
        "minutes": MINUTES,
        "minutes_name": "pv.pdf",
    } | fields
    return members.adopt_rule(
        cooperative=cooperative, kind=kind, cooperative_basis_points=kept, by=by, now=now, **chosen
    )


def sold_at_souk(cooperative: Cooperative, centimes: int, *, by: Person, now: datetime = NOW, **fields: Any) -> Any:
    """An article outside the catalogue, paid in cash today."""
    chosen = {"article": "صابون بلدي", "quantity": 1, "where": "souk", "paid_by": "cash"} | fields
    return record_sale(
        cooperative_id=cooperative.pk, price_centimes=centimes, by=by, now=now, key=f"s{next(_serial)}", **chosen
    )


def own_sales_shared(
    cooperative: Cooperative, centimes: int, *, by: Person, now: datetime = NOW, **fields: Any
) -> members.Distribution:
    """Sold at the souk and shared over November's work so far."""
    sold_at_souk(cooperative, centimes, by=by, now=now)
    chosen = {"starts_on": date(2026, 11, 1), "ends_on": date(2026, 11, 23), "key": f"k{next(_serial)}"} | fields
    return members.share_own_sales(cooperative=cooperative, amount_centimes=centimes, by=by, now=now, **chosen)


def a_received_part(variant_id: int, manager: Person, *, quantity: int = 1, now: datetime = NOW) -> Any:
    """Ordered, delivered by the carrier against the buyer's code, paid in cash."""
    part = only_part(place(a_basket({variant_id: quantity}, now=now), now=now))
    on_its_way(part, manager, now=now)
    deliver(now)
    code = delivery.delivery_code(delivery.shipment_by_reference(part.number))
    ordering.deliver_part(part=part, code=code, actor=manager, now=now)
    deliver(now)
    return part


def delivered(now: datetime) -> None:
    """Every fact, and those that its reactions announce."""
    while deliver(now):
        pass


def paid_payouts(desk: Person, second: Person, *, on: date, now: datetime) -> list[int]:
    """Everything received is let go, a run is prepared, approved, released by another, and paid by the bank."""
    delivered(now)
    settlement.release_parts(now=now)
    run = settlement.prepare_payouts(on=on, now=now)
    settlement.approve_run(run_id=run.pk, by=desk, now=now)
    settlement.release_run(run_id=run.pk, by=second, now=now)
    cards = settlement.payouts_of_run(run.pk).items
    with transaction.atomic():
        for card in cards:
            announce(TransferPaid(reference=card.reference))
    delivered(now)
    return [card.payout_id for card in cards]
