from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.members.actions.roster_lines import MemberLine, columns_of
from twiza.members.models import Link, Member
from twiza.members.terms.refusals import NumberTaken
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def edit_member(*, member: Member, line: MemberLine, by: Person, now: datetime) -> None:
    """Correct a member's row; a name is changed in its own language alone. Another phone ends her links.

    Refuses what `enrol_members` refuses.
    """
    columns = columns_of(line, today=member.joined_on)
    columns["names"] = member.names | columns["names"]
    columns["number"] = line.number or member.number
    if columns["number"] != member.number:
        others = Member.objects.filter(cooperative=member.cooperative_id, number=columns["number"])
        if others.exists():
            raise NumberTaken(number=columns["number"])
    if columns["phone"] != member.phone:
        columns["person"] = None
        Link.objects.filter(member=member, revoked_at=None).update(revoked_at=now)
    changed = {name: value for name, value in columns.items() if getattr(member, name) != value}
    before = {name: str(getattr(member, name)) for name in changed}
    for name, value in changed.items():
        setattr(member, name, value)
    if changed:
        member.save(update_fields=list(changed))
        after = {name: str(value) for name, value in changed.items()}
        record("edit", member, actor=by, before=before, after=after)
