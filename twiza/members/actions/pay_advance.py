from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from twiza.kernel.periods import day_of
from twiza.members.actions.pay_members import book
from twiza.members.models import Member, MemberPayment
from twiza.members.terms.refusals import DayInFuture, UnknownWay, WrongAmount
from twiza.members.terms.words import MOST, Way
from twiza.people.api import Person
from twiza.plumbing.api import record


def pay_advance(
    *, member: Member, centimes: int, way: str, day: date, key: str, by: Person, now: datetime, note: str = ""
) -> MemberPayment:
    """Money given to a member before her part is known; her next payment is less by it. Once for each `key`."""
    if way not in Way.values:
        raise UnknownWay()
    if not 0 < centimes <= MOST:
        raise WrongAmount("amount")
    if day > day_of(now):
        raise DayInFuture()
    try:
        with transaction.atomic():
            payment = MemberPayment.objects.create(
                member=member,
                is_advance=True,
                centimes=centimes,
                way=way,
                day=day,
                note=" ".join(note.split())[:200],
                key=f"{member.pk}:{key}"[:80],
                by=by,
                at=now,
            )
            book(payment, member.cooperative_id, now=now)
            record("advance", member, actor=by, after={"centimes": centimes})
    except IntegrityError:
        return MemberPayment.objects.get(key=f"{member.pk}:{key}"[:80])
    return payment
