"""What mediation keeps of a person: what she allowed, her cases, who read her files, and her place in a team."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twiza.kernel.personal import PersonalSection
from twiza.mediation.models import Adviser, Case, Consent, FileOpening, Mandate
from twiza.people.api import Person


def of_person(person: Person) -> Q:
    """Cases of hers: by her account, or by a mandate given with her phone."""
    mine = Q(person=person) | Q(part__order__person=person)
    return mine | Q(mandate__phone=person.phone) if person.phone else mine


def of_guest(parts: Collection[str], phone: str) -> Q:
    """Cases about these parts, or by a mandate given with this phone."""
    return Q(part__number__in=list(parts)) | Q(mandate__phone=phone) if phone else Q(part__number__in=list(parts))


def personal_data(
    *, person: Person | None = None, parts: Collection[str] = (), phone: str = ""
) -> list[PersonalSection]:
    """Her consents, mandates, cases, the openings of her files, and the teams she is in.

    By her account, or a guest's by the numbers of her parts and the phone that she proved.
    """
    if person is not None:
        phone = person.phone or ""
        of_cases, given = of_person(person), Q(person=person) | Q(complaint__part__order__person=person)
    else:
        of_cases, given = of_guest(parts, phone), Q(complaint__part__number__in=list(parts))
    cases = list(Case.objects.filter(of_cases).select_related("association").distinct())
    consents = Consent.objects.filter(given)
    mandates = Mandate.objects.filter(phone=phone) if phone else Mandate.objects.none()
    openings = FileOpening.objects.filter(Q(case__in=cases) | Q(mandate__in=mandates)).select_related("association")
    teams = Adviser.objects.filter(person=person, person__isnull=False).select_related("association")
    kept = _("Kept without your name while the money of the order must be accounted for.")
    return [
        _section(
            "mediation_consents",
            _("What you allowed consumer associations"),
            [
                {"association": row.association.slug, "kind": row.kind, "given_at": _at(row.given_at)}
                | {"withdrawn_at": _at(row.withdrawn_at), "words": row.words}
                for row in consents.select_related("association")
            ],
            _("Kept without your name as a proof of who was let in."),
        ),
        _section(
            "mediation_mandates",
            _("Mandates you gave"),
            [
                {"number": row.number, "association": row.association.slug, "name": row.name, "phone": row.phone}
                | {"way": row.way, "given_on": str(row.given_on), "expires_on": str(row.expires_on)}
                for row in mandates.select_related("association")
            ],
        ),
        _section(
            "mediation_cases",
            _("Your cases before consumer associations"),
            [
                {"number": row.number, "association": row.association.slug, "problem": row.problem}
                | {"text": row.facts, "status": row.status, "outcome": row.outcome, "opened_at": _at(row.opened_at)}
                for row in cases
            ],
            kept,
        ),
        _section(
            "mediation_openings",
            _("Who opened your files"),
            [
                {"association": row.association.slug, "name": row.adviser_name, "why": row.why, "at": _at(row.at)}
                for row in openings
            ],
        ),
        _section(
            "mediation_teams",
            _("Your place in the team of an association"),
            [{"association": row.association.slug, "role": row.role, "at": _at(row.joined_at)} for row in teams],
        ),
    ]


WORDS = {
    "association": _("Association"),
    "kind": _("Kind"),
    "given_at": _("Given"),
    "given_on": _("Given"),
    "withdrawn_at": _("Withdrawn"),
    "words": _("In these words"),
    "number": _("Number"),
    "name": _("Name"),
    "phone": _("Phone"),
    "way": _("How it was given"),
    "expires_on": _("Ends"),
    "problem": _("Problem"),
    "text": _("Text"),
    "status": _("State"),
    "outcome": _("Outcome"),
    "opened_at": _("Opened"),
    "why": _("Why"),
    "at": _("When"),
    "role": _("Role"),
}


def _section(code: str, title: Any, records: list[dict[str, Any]], kept: Any = "") -> PersonalSection:
    keys = {key for record in records for key in record}
    words = {key: WORDS[key] for key in WORDS if key in keys}
    return PersonalSection(code=code, title=title, records=records, words=words, kept=kept)


def _at(moment: Any) -> str:
    return moment.isoformat() if moment else ""
