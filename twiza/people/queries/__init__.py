"""What may be asked of people."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from django.db.models.functions import Coalesce

from twiza.geography import api as geography
from twiza.kernel.refusals import NotFound
from twiza.people.models import Address, Grant, Person
from twiza.people.terms import (
    AddressCard,
    CommuneMissing,
    NameMissing,
    PersonCard,
    PinOutside,
    PostalAddress,
    QuarterMissing,
    normalise_phone,
)


def person_by_contact(*, phone: str | None = None, email: str | None = None) -> Person | None:
    """Who has this phone number (E.164) or this e-mail address; a phone goes first where both are given."""
    if phone and (found := Person.objects.filter(phone=phone).first()):
        return found
    return Person.objects.filter(email=email.lower()).first() if email else None


def person_cards(ids: Iterable[int]) -> dict[int, PersonCard]:
    """Cards by id, in one query; who does not exist is left out."""
    return {
        p.pk: PersonCard(p.pk, p.name, p.phone, p.email, p.language, p.is_sample)
        for p in Person.objects.filter(pk__in=list(ids))
    }


def person_card(person_id: int) -> PersonCard:
    """NotFound where there is no such person."""
    found = person_cards([person_id])
    if not found:
        raise NotFound(person_id)
    return found[person_id]


def has_role(person: Person, role: str) -> bool:
    """Whether this person holds the role now. Somebody not signed in, or shut out, holds none."""
    return bool(person.pk and person.is_active) and Grant.objects.filter(person_id=person.pk, role=role).exists()


def people_with_role(role: str) -> list[Person]:
    """Those who hold the role now, the longest first."""
    return list(Person.objects.filter(grants__role=role, is_active=True).order_by("pk"))


def contact_of(person: Person) -> tuple[Literal["sms", "email"], str]:
    """How and where this person is written to: as they prefer, else the way there is."""
    if person.phone and (person.contact_by == "sms" or not person.email):
        return "sms", person.phone
    return "email", person.email or ""


def addresses_of(person: Person) -> list[AddressCard]:
    """This person's address book, the default first, then the newest."""
    rows = list(Address.objects.filter(person_id=person.pk).order_by("-is_default", "-pk"))
    communes = geography.commune_cards(row.commune_id for row in rows)
    return [
        AddressCard(
            id=row.pk,
            postal=PostalAddress(
                recipient=row.recipient,
                phone=row.phone,
                commune_code=row.commune_id,
                quarter=row.quarter,
                landmark=row.landmark,
                latitude=row.latitude,
                longitude=row.longitude,
            ),
            commune_names=dict(communes[row.commune_id].names),
            province_names=dict(communes[row.commune_id].province_names),
            is_default=row.is_default,
        )
        for row in rows
    ]


def check_postal_address(
    *,
    recipient: str,
    phone: str,
    commune_code: str,
    quarter: str,
    landmark: str = "",
    latitude: float | None = None,
    longitude: float | None = None,
) -> PostalAddress:
    """What was typed, as an address that a parcel can be sent to.

    Refuses NameMissing, NotAPhone, CommuneMissing, UnknownCommune, QuarterMissing; PinOutside for half a pin, and for
    one that does not lie in Morocco.
    """
    recipient, quarter, landmark = " ".join(recipient.split()), " ".join(quarter.split()), " ".join(landmark.split())
    if not recipient:
        raise NameMissing()
    phone = normalise_phone(phone)
    if not commune_code:
        raise CommuneMissing()
    code = geography.commune(commune_code).code
    if not quarter:
        raise QuarterMissing()
    if (latitude is None) != (longitude is None):
        raise PinOutside()
    if latitude is not None and longitude is not None and not (20 <= latitude <= 37 and -18 <= longitude <= 0):
        raise PinOutside()
    return PostalAddress(recipient[:120], phone, code, quarter[:120], landmark[:200], latitude, longitude)


def idle_people(*, before: datetime, most: int = 200) -> list[Person]:
    """Accounts that nobody entered since a moment, the longest idle first; none with a role, none of the sample."""
    last = Coalesce("last_login", "joined_at")
    rows = Person.objects.filter(forgotten_at=None, is_sample=False, is_superuser=False, grants=None)
    return list(rows.annotate(seen=last).filter(seen__lt=before).order_by("seen")[:most])
