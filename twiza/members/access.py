"""Whose member, work, money, statement it is. A stranger is told that it does not exist."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from twiza.kernel.refusals import NotFound
from twiza.members.models import Distribution, Link, Member, SharingRule, Statement, WorkRecord, token_digest
from twiza.members.terms.refusals import TooManyLooks
from twiza.plumbing.api import within_rate


def _one(rows: QuerySet[Any], **by: Any) -> Any:
    found = rows.filter(**by).first()
    if found is None:
        raise NotFound()
    return found


def member_of_cooperative(cooperative_id: int, member_id: int) -> Member:
    return _one(Member.objects.all(), cooperative=cooperative_id, pk=member_id)


def work_of_cooperative(cooperative_id: int, record_id: int) -> WorkRecord:
    rows = WorkRecord.objects.select_related("member", "variant__product")
    return _one(rows, cooperative=cooperative_id, pk=record_id)


def rule_of_cooperative(cooperative_id: int, rule_id: int) -> SharingRule:
    rows = SharingRule.objects.select_related("minutes")
    return _one(rows, cooperative=cooperative_id, pk=rule_id)


def distribution_of_cooperative(cooperative_id: int, distribution_id: int) -> Distribution:
    rows = Distribution.objects.select_related("rule")
    return _one(rows, cooperative=cooperative_id, pk=distribution_id)


def statement_of_cooperative(cooperative_id: int, statement_id: int) -> Statement:
    """One that a team may see: any of its members'."""
    rows = Statement.objects.select_related("member__cooperative")
    return _one(rows, member__cooperative=cooperative_id, pk=statement_id)


def statement_of_members(members: list[Member], statement_id: int) -> Statement:
    """One of these members' own, whom a link or a sign-in has shown."""
    rows = Statement.objects.select_related("member__cooperative")
    return _one(rows, member__in=members, pk=statement_id)


def members_of_person(person: Any) -> list[Member]:
    """The rosters' rows of somebody who is signed in."""
    if not person.is_authenticated:
        raise NotFound()
    return list(Member.objects.filter(person_id=person.pk).select_related("cooperative").order_by("cooperative", "pk"))


def member_by_link(token: str, *, client: str, now: datetime) -> Member:
    """The member of a secret link that is neither over nor revoked; NotFound else.

    `client` (the visitor's address) may look thirty times in five minutes: then TooManyLooks. Not in a transaction.
    """
    if not within_rate(f"work-link:{client}", most=30, seconds=300, now=now):
        raise TooManyLooks()
    found = Link.objects.filter(token=token_digest(token), revoked_at=None, expires_at__gt=now)
    link = found.select_related("member__cooperative").first()
    if link is None:
        raise NotFound()
    return link.member
