"""What people keeps about one person."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from twiza.geography import api as geography
from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS
from twiza.people.models import Address, Consent, Grant, Person, contact_hashes
from twiza.people.queries.consents import contacts_of
from twiza.people.terms.purposes import purpose


def personal_data(*, person: Person) -> list[PersonalSection]:
    """Account, addresses, roles, and every word on consents."""
    account = {
        "name": person.name,
        "phone": person.phone,
        "email": person.email,
        "language": person.language,
        "joined_at": person.joined_at.isoformat(),
    }
    rows = list(Address.objects.filter(person_id=person.pk).order_by("pk"))
    communes = geography.commune_cards(row.commune_id for row in rows)
    addresses = [
        {
            "recipient": row.recipient,
            "phone": row.phone,
            "commune": dict(communes[row.commune_id].names),
            "quarter": row.quarter,
            "landmark": row.landmark,
            "point": None if row.latitude is None else f"{row.latitude}, {row.longitude}",
        }
        for row in rows
    ]
    roles = [{"role": row.role, "at": row.granted_at.isoformat()} for row in Grant.objects.filter(person_id=person.pk)]
    hashes = [h for one in contacts_of(person=person) for h in contact_hashes(one)]
    said = Consent.objects.filter(Q(person_id=person.pk) | Q(contact_hash__in=hashes))
    return [
        PersonalSection(code="people.account", title=_("Your account"), records=[account], words=WORDS),
        PersonalSection(code="people.addresses", title=_("Your addresses"), records=addresses, words=WORDS),
        PersonalSection(code="people.roles", title=_("Your roles"), records=roles, words=WORDS),
        _words_said(said.order_by("pk")),
    ]


def personal_data_of_contact(contact: str) -> list[PersonalSection]:
    """The words on consents of a guest's phone or e-mail address."""
    return [_words_said(Consent.objects.filter(contact_hash__in=contact_hashes(contact)).order_by("pk"))]


def _words_said(rows: object) -> PersonalSection:
    records = [
        {
            "purpose": dict(purpose(row.purpose).names),
            "given": row.given,
            "at": row.at.isoformat(),
            "how": row.how,
            "where": row.where,
            "version": row.version,
            "language": row.language,
        }
        for row in rows  # type: ignore[attr-defined]
    ]
    return PersonalSection(
        code="people.consents",
        title=_("What you agreed to, and took back"),
        records=records,
        words=WORDS,
        kept=_("A trace without your name or number stays, so that nobody writes to you again."),
    )
