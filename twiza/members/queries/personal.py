"""What a cooperative's roster keeps about one of its members who signs in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS
from twiza.members.models import Member, Statement, WorkRecord


def personal_data(*, person: Any) -> list[PersonalSection]:
    """Her rows in rosters, her work and her statements."""
    mine = Member.objects.filter(person_id=person.pk)
    kept = _(
        "Your cooperative keeps its register of members and what it paid: ask it. The link to your account is cut."
    )
    roster = [
        {
            "number": row.number,
            "name": dict(row.names),
            "phone": row.phone,
            "joined_on": row.joined_on.isoformat(),
        }
        for row in mine.order_by("pk")
    ]
    work = [
        {"day": row.day.isoformat(), "kind": row.kind, "quantity": row.measure}
        for row in WorkRecord.objects.filter(member__in=mine).order_by("day", "pk")
    ]
    statements = [
        {"month": row.month.isoformat(), "status": row.status}
        for row in Statement.objects.filter(member__in=mine).order_by("month", "pk")
    ]
    return [
        PersonalSection(code="members.roster", title=_("Member of"), records=roster, words=WORDS, kept=kept),
        PersonalSection(code="members.work", title=_("Your work"), records=work, words=WORDS, kept=kept),
        PersonalSection(
            code="members.statements", title=_("Your statements"), records=statements, words=WORDS, kept=kept
        ),
    ]
