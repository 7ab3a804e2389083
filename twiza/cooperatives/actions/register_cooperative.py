from __future__ import annotations

from datetime import datetime
from typing import Unpack

from django.db import IntegrityError, transaction

from twiza.cooperatives.actions.fields import checked, take
from twiza.cooperatives.models import Cooperative, TeamMember, TeamRole
from twiza.cooperatives.terms import CooperativeFields, FieldMissing, NameMissing
from twiza.kernel.periods import day_of
from twiza.kernel.text import slugify
from twiza.people.api import Person
from twiza.plumbing.api import record


def _free_slug(base: str) -> str:
    taken = set(Cooperative.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(s for n in range(2, 10_000) if (s := f"{base}-{n}") not in taken)


@transaction.atomic
def register_cooperative(
    *, by: Person, now: datetime, is_sample: bool = False, **fields: Unpack[CooperativeFields]
) -> Cooperative:
    """A draft with `by` as its manager.

    Names, commune and phone must be there; whatever else is given is checked, and may come later by
    `edit_cooperative`. Refuses what the checks of `terms` refuse, and a commune or a phone that is none.
    """
    if not fields.get("names"):
        raise NameMissing()
    for needed in ("commune", "phone"):
        if not fields.get(needed):
            raise FieldMissing(needed)
    columns = checked(fields)
    cooperative = Cooperative(is_sample=is_sample)
    take(cooperative, columns, on=day_of(now))
    names = cooperative.names
    base = slugify(names.get("fr") or names.get("en") or names["ar"], longest=70)
    for _attempt in range(5):
        cooperative.slug = _free_slug(base)
        try:
            with transaction.atomic():
                cooperative.save(force_insert=True)
            break
        except IntegrityError:  # somebody took the same slug meanwhile
            cooperative.pk = None
    TeamMember.objects.create(cooperative=cooperative, person=by, role=TeamRole.MANAGER)
    record("register", cooperative, actor=by, role="manager", after={"slug": cooperative.slug, "names": names})
    return cooperative
