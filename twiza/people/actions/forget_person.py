from __future__ import annotations

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db import transaction

from twiza.people.actions.give_consent import write_word
from twiza.people.models import Address, Consent, Grant, Person, PhoneCode, StopLink, contact_hashes
from twiza.people.queries.consents import contacts_of, stands
from twiza.people.terms.purposes import Proof, purposes

ERASURE = Proof(how="account", where="erasure", language="ar")


@transaction.atomic
def forget_person(*, person: Person, now: datetime) -> None:
    """Empty the account: the row stays for those that point at it, without name or contact; nobody signs in with it.

    Addresses, codes, second factors, roles and sessions are deleted; everything that may be stopped is stopped.
    Idempotent. Whether she may be forgotten now is privacy's to say.
    """
    for contact in contacts_of(person=person):
        _forget(contact, person, now)
    Consent.objects.filter(person_id=person.pk).update(contact="", person=None)
    Address.objects.filter(person_id=person.pk).delete()
    Grant.objects.filter(person_id=person.pk).delete()
    EmailAddress.objects.filter(user_id=person.pk).delete()
    Authenticator.objects.filter(user_id=person.pk).delete()
    for session in Session.objects.filter(expire_date__gt=now).iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    person.name, person.phone, person.email = "", None, None
    person.phone_verified = person.is_active = person.is_superuser = False
    person.forgotten_at = person.forgotten_at or now
    person.set_unusable_password()
    person.save()


@transaction.atomic
def forget_contact(*, contact: str, now: datetime) -> None:
    """The same for a guest's phone or e-mail address. Idempotent."""
    (one,) = contacts_of(person=None, contact=contact)
    _forget(one, None, now)


def _forget(contact: str, person: Person | None, now: datetime) -> None:
    for wanted in purposes():
        if wanted.stoppable and stands(wanted, person=person, contact=contact) is not False:
            write_word(wanted.code, given=False, person=person, contact=contact, proof=ERASURE, by=None, now=now)
    hashes = contact_hashes(contact)
    Consent.objects.filter(contact_hash__in=hashes).update(contact="", person=None)
    StopLink.objects.filter(contact_hash__in=hashes).update(contact="")
    PhoneCode.objects.filter(phone=contact).delete()
