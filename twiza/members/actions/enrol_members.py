from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from twiza.cooperatives.api import Cooperative
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.members.actions.roster_lines import MOST_SHARES, MemberLine, columns_of
from twiza.members.models import Member
from twiza.members.terms.refusals import NumberTaken, RowRefused, WrongAmount
from twiza.people.api import Person
from twiza.plumbing.api import record


@transaction.atomic
def enrol_members(
    *, cooperative: Cooperative, lines: Sequence[tuple[int, MemberLine]], by: Person, now: datetime
) -> list[Member]:
    """Write these members into the roster, all or none; each line comes with its number on the sheet or form.

    Refuses the first line that can't be (RowRefused, with `line` and the field's own refusal as its cause), and a
    member's number that another has.
    """
    cooperative.lock()
    taken = set(Member.objects.filter(cooperative=cooperative).values_list("number", flat=True))
    after = max(taken, default=0)
    rows = []
    for at, line in lines:
        try:
            number = line.number if line.number is not None else after + 1
            if not 0 < number <= MOST_SHARES:
                raise WrongAmount("number")
            if number in taken:
                raise NumberTaken(number=number)
            rows.append(Member(cooperative=cooperative, number=number, **columns_of(line, today=day_of(now))))
        except Refusal as refusal:
            raise RowRefused(line=at, why=str(refusal)) from refusal
        taken.add(number)
        after = max(after, number)
    try:
        with transaction.atomic():
            made = Member.objects.bulk_create(rows)
    except IntegrityError:
        raise NumberTaken(number="?") from None
    for member in made:
        record("enrol", member, actor=by, after={"number": member.number, "names": member.names})
    return made
