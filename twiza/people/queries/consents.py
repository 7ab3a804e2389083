"""How people stand to the purposes: the last word counts, of the person or of the contact itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from django.db.models import Q
from django.utils.crypto import salted_hmac

from twiza.kernel.refusals import NotFound
from twiza.people.models import Consent, Person, StopLink, contact_hashes
from twiza.people.queries import person_by_contact
from twiza.people.terms import normalise_email, normalise_phone
from twiza.people.terms.purposes import ConsentView, Purpose, purpose, purposes


def kind_of(contact: str) -> Literal["email", "phone"]:
    return "email" if "@" in contact else "phone"


def contacts_of(*, person: Person | None, contact: str = "") -> list[str]:
    """Where a word is written down: the contact as given, else every contact of the person."""
    if contact:
        return [normalise_email(contact) if kind_of(contact) == "email" else normalise_phone(contact)]
    return [one for one in (person.phone, person.email) if one] if person else []


def last_word(code: str, *, person: Person | None = None, hashes: Sequence[str] = ()) -> Consent | None:
    """The newest row of this purpose for the person or one of the hashes; None where nothing was ever said."""
    who = Q(contact_hash__in=hashes) if hashes else Q(pk__in=[])
    if person is not None:
        who |= Q(person_id=person.pk)
    return Consent.objects.filter(who, purpose=code).order_by("-id").first()


def stands(wanted: Purpose, *, person: Person | None = None, contact: str = "") -> bool | None:
    """True or False by the last word, None where she said none."""
    contacts = contacts_of(person=person, contact=contact)
    if contact and person is None:
        person = person_by_contact(**{kind_of(contacts[0]): contacts[0]})
    word = last_word(wanted.code, person=person, hashes=[h for one in contacts for h in contact_hashes(one)])
    return None if word is None else word.given


def has_consent(*, purpose_code: str, person: Person | None = None, contact: str = "") -> bool:
    """Whether data may be used for this purpose now: what needs consent, once given and not taken back; what may be
    stopped, unless it was; what is necessary, always. Refuses UnknownPurpose, NotAPhone, NotAnEmail.
    """
    wanted = purpose(purpose_code)
    if not wanted.stoppable:
        return True
    said = stands(wanted, person=person, contact=contact)
    return bool(said) if wanted.by_consent else said is not False


def consents_of(person: Person) -> list[ConsentView]:
    """Every purpose and how this person stands to it, in one query."""
    hashes = [h for one in contacts_of(person=person) for h in contact_hashes(one)]
    return _views(Consent.objects.filter(Q(person_id=person.pk) | Q(contact_hash__in=hashes)))


def consents_of_contact(contact: str) -> list[ConsentView]:
    """The same of a guest's phone or e-mail address."""
    (one,) = contacts_of(person=None, contact=contact)
    return _views(Consent.objects.filter(contact_hash__in=contact_hashes(one)))


def _views(rows: object) -> list[ConsentView]:
    last: dict[str, Consent] = {}
    for row in rows.order_by("id"):  # type: ignore[attr-defined]
        last[row.purpose] = row
    return [_view(one, last.get(one.code)) for one in purposes()]


def _view(wanted: Purpose, word: Consent | None) -> ConsentView:
    if not wanted.stoppable:
        return ConsentView(wanted, True, None, "", "", "")
    if word is None:
        return ConsentView(wanted, not wanted.by_consent, None, "", "", "")
    return ConsentView(wanted, word.given, word.at, word.how, word.where, word.version)


def stop_link(token: str) -> StopLink:
    """NotFound for a link we never made."""
    found = StopLink.objects.filter(token=token).first()
    if found is None:
        raise NotFound(token)
    return found


def stop_token(*, code: str, contact: str, now: datetime) -> str:
    """The short token of letters of this purpose to this contact, made once: an HMAC that nobody can guess."""
    digest = contact_hashes(contact)[0]
    known = StopLink.objects.filter(purpose=code, contact_hash__in=contact_hashes(contact)).first()
    if known is not None:
        return known.token
    token = salted_hmac("twiza.people.stop", f"{code}\0{digest}", algorithm="sha256").hexdigest()[:16]
    StopLink.objects.bulk_create(
        [StopLink(token=token, purpose=code, contact=contact, contact_hash=digest, made_at=now)], ignore_conflicts=True
    )
    return token
