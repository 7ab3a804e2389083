from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from twiza.cooperatives.api import Cooperative
from twiza.kernel.periods import day_of
from twiza.kernel.states import MoveRefused
from twiza.ledger.api import post
from twiza.members.models import MemberPayment, Part
from twiza.members.terms.refusals import DayInFuture, NothingToPay, UnknownWay
from twiza.members.terms.words import Way
from twiza.people.api import Person


@transaction.atomic
def pay_members(
    *, cooperative: Cooperative, member_ids: Iterable[int] | None, way: str, day: date, by: Person, now: datetime
) -> list[MemberPayment]:
    """Mark as paid what these members (None: all) have coming, less the advances they had; one payment each.

    A part is paid once: two who press at the same time pay once, the second finds nothing left. Refuses a day to
    come, and where nobody has anything coming.
    """
    if way not in Way.values:
        raise UnknownWay()
    if day > day_of(now):
        raise DayInFuture()
    cooperative.lock()
    open_parts = Part.objects.filter(member__cooperative=cooperative, payment=None)
    advances = MemberPayment.objects.filter(member__cooperative=cooperative, is_advance=True, settled_by=None)
    if member_ids is not None:
        chosen = set(member_ids)
        open_parts, advances = open_parts.filter(member__in=chosen), advances.filter(member__in=chosen)
    due: dict[int, list[Part]] = defaultdict(list)
    for part in open_parts.order_by("member__number", "pk"):
        due[part.member_id].append(part)
    had: dict[int, list[MemberPayment]] = defaultdict(list)
    for advance in advances:
        had[advance.member_id].append(advance)
    made = []
    for member_id, parts in due.items():
        centimes = sum(part.centimes for part in parts) - sum(advance.centimes for advance in had[member_id])
        if centimes < 0 or not (centimes or had[member_id]):
            continue
        payment = MemberPayment.objects.create(member_id=member_id, centimes=centimes, way=way, day=day, by=by, at=now)
        paid = Part.objects.filter(pk__in=[p.pk for p in parts], payment=None).update(payment=payment)
        settled = MemberPayment.objects.filter(pk__in=[a.pk for a in had[member_id]], settled_by=None)
        if paid != len(parts) or settled.update(settled_by=payment) != len(had[member_id]):
            raise MoveRefused()
        book(payment, cooperative.pk, now=now)
        made.append(payment)
    if not made:
        raise NothingToPay()
    return made


def book(payment: MemberPayment, cooperative_id: int, *, now: datetime) -> None:
    """What the member has, the cooperative has no longer."""
    post(
        reference=f"member-payment:{payment.pk}",
        lines={
            f"member:{payment.member_id}:payable": payment.centimes,
            f"cooperative:{cooperative_id}:received": -payment.centimes,
        },
        day=payment.day,
        cause=f"members.memberpayment:{payment.pk}",
        now=now,
    )
