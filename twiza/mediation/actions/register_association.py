from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from twiza.geography.api import commune as commune_card
from twiza.kernel.periods import day_of
from twiza.kernel.text import slugify
from twiza.mediation.actions.invite_adviser import invite_adviser
from twiza.mediation.models import Association
from twiza.mediation.terms.refusals import DayToCome, NamesMissing, PermitMissing, SeatMissing
from twiza.mediation.terms.words import HEAD
from twiza.people.api import Person, normalise_email, normalise_phone
from twiza.plumbing.api import record

SPOKEN = ("ar", "zgh", "fr", "en")


@transaction.atomic
def register_association(
    *,
    names: Mapping[str, str],
    about: Mapping[str, str],
    seat: str,
    commune: str,
    phone: str,
    email: str,
    languages: Sequence[str] = ("ar",),
    head_contact: str,
    founded_on: date | None = None,
    public_utility_since: date | None = None,
    may_sue_until: date | None = None,
    permit_number: str = "",
    by: Person,
    now: datetime,
    is_sample: bool = False,
) -> Association:
    """The desk enters an association and invites who will head its team; from then on the team keeps itself.

    Refuses a name that is not in Arabic and French, a seat, commune, phone or e-mail that is none, and an
    authorisation to sue without its number (31-08 art. 157), and a past day that is still to come.
    """
    columns = checked(names=names, about=about, seat=seat, commune=commune, phone=phone, email=email)
    check_standing(
        founded_on=founded_on,
        public_utility_since=public_utility_since,
        may_sue_until=may_sue_until,
        permit_number=permit_number,
        today=day_of(now),
    )
    association = Association.objects.create(
        slug=_free_slug(columns["names"]),
        languages=[code for code in SPOKEN if code in languages],
        founded_on=founded_on,
        public_utility_since=public_utility_since,
        may_sue_until=may_sue_until,
        permit_number=permit_number.strip()[:60],
        registered_at=now,
        registered_by=by,
        is_sample=is_sample,
        **columns,
    )
    record("register", association, actor=by, role="desk", after={"slug": association.slug})
    invite_adviser(association=association, contact=head_contact, role=HEAD, by=by, now=now)
    return association


def checked(
    *, names: Mapping[str, str], about: Mapping[str, str], seat: str, commune: str, phone: str, email: str
) -> dict[str, Any]:
    """What was typed as columns; refuses what is missing."""
    named = texts(names, 120)
    if not (named.get("ar") and named.get("fr")):
        raise NamesMissing()
    if not seat.strip():
        raise SeatMissing()
    return {
        "names": named,
        "about": texts(about, 3000),
        "seat": " ".join(seat.split())[:200],
        "commune_id": commune_card(commune).code,
        "phone": normalise_phone(phone),
        "email": normalise_email(email),
    }


def check_standing(
    *,
    founded_on: date | None,
    public_utility_since: date | None,
    may_sue_until: date | None,
    permit_number: str,
    today: date,
) -> None:
    """Refuses PermitMissing, and DayToCome for what is said to have happened."""
    if founded_on and founded_on > today:
        raise DayToCome("founded_on")
    if public_utility_since and public_utility_since > today:
        raise DayToCome("public_utility_since")
    if may_sue_until and not permit_number.strip():
        raise PermitMissing()


def texts(typed: Mapping[str, str], most: int) -> dict[str, str]:
    """By language, what was really written."""
    return {code: text.strip()[:most] for code, text in typed.items() if code in SPOKEN and text and text.strip()}


def _free_slug(names: Mapping[str, str]) -> str:
    base = slugify(names.get("fr") or names["ar"], longest=70)
    taken = set(Association.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(s for n in range(2, 10_000) if (s := f"{base}-{n}") not in taken)
