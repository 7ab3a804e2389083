"""The roster, and what each member has coming."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, Sum

from twiza.kernel.refusals import NotFound
from twiza.members.models import Member, MemberPayment, Part
from twiza.members.queries.views import Listing, MemberCard, MemberRow

PAGE = 50


def member_card(member: Member) -> MemberCard:
    return MemberCard(
        member.pk,
        member.number,
        member.names,
        member.phone,
        member.language,
        member.joined_on,
        member.left_on,
        member.shares,
        member.capital_centimes,
        member.person_id is not None,
    )


def cursor(after: str | None) -> int | None:
    """A keyset cursor of an address; NotFound for what is none of ours."""
    if not after:
        return None
    if not (after.isascii() and after.isdecimal()) or len(after) > 18:
        raise NotFound()
    return int(after)


def members_of(
    cooperative_id: int, *, after: str | None = None, on: date | None = None, page_size: int = PAGE
) -> Listing[MemberRow]:
    """The roster by number; `on`: only who is in on that day. Four queries."""
    rows = Member.objects.filter(cooperative=cooperative_id)
    if on:
        rows = rows.filter(joined_on__lte=on).filter(Q(left_on=None) | Q(left_on__gte=on))
    count = rows.count()
    if (last := cursor(after)) is not None:
        rows = rows.filter(number__gt=last)
    found = list(rows.order_by("number")[: page_size + 1])
    shown = found[:page_size]
    due = due_of(member.pk for member in shown)
    items = [MemberRow(member_card(member), due.get(member.pk, 0)) for member in shown]
    return Listing(items, str(shown[-1].number) if len(found) > page_size else None, count)


def due_of(members: Iterable[int]) -> dict[int, int]:
    """What members have coming: unpaid parts less open advances. Two queries."""
    ids = list(members)
    parts = Part.objects.filter(member__in=ids, payment=None).order_by().values_list("member")
    due = dict(parts.annotate(sum=Sum("centimes")))
    advances = MemberPayment.objects.filter(member__in=ids, is_advance=True, settled_by=None).order_by()
    for member, centimes in advances.values_list("member").annotate(sum=Sum("centimes")):
        due[member] = due.get(member, 0) - centimes
    return due


def members_due(cooperative_id: int) -> list[MemberRow]:
    """Who has something coming or owes something, by number; also those who left. Three queries."""
    waiting = Q(pk__in=Part.objects.filter(payment=None, member__cooperative=cooperative_id).values("member"))
    waiting |= Q(
        pk__in=MemberPayment.objects.filter(
            member__cooperative=cooperative_id, is_advance=True, settled_by=None
        ).values("member")
    )
    found = list(Member.objects.filter(waiting, cooperative=cooperative_id).order_by("number"))
    due = due_of(member.pk for member in found)
    rows = [MemberRow(member_card(member), due.get(member.pk, 0)) for member in found]
    return [row for row in rows if row.due_centimes]


def next_number(cooperative_id: int) -> int:
    last = Member.objects.filter(cooperative=cooperative_id).order_by("-number").values_list("number", flat=True)
    return (last.first() or 0) + 1


def capital_of(cooperative_id: int) -> int:
    """Paid by the members there are, in centimes."""
    rows = Member.objects.filter(cooperative=cooperative_id, left_on=None)
    return int(rows.aggregate(sum=Sum("capital_centimes"))["sum"] or 0)
