from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from twiza.people.models import Person
from twiza.people.queries import person_by_contact
from twiza.people.terms import ContactTaken, NoContact, UnknownLanguage, normalise_email, normalise_phone


@transaction.atomic
def register_person(
    *,
    phone: str | None = None,
    email: str | None = None,
    name: str = "",
    language: str = "ar",
    is_sample: bool = False,
) -> Person:
    """Make a person whose contacts count as proved: by an invitation that was followed, or because it is a sample.

    Screens where anybody may sign up don't come here: allauth asks for the code first.
    Refuses NoContact, NotAPhone, NotAnEmail, UnknownLanguage, ContactTaken.
    """
    if not phone and not email:
        raise NoContact()
    phone = normalise_phone(phone) if phone else None
    email = normalise_email(email) if email else None
    if language not in dict(settings.LANGUAGES):
        raise UnknownLanguage()
    for given in ({"phone": phone}, {"email": email}):
        if any(given.values()) and person_by_contact(**given):
            raise ContactTaken(field=next(iter(given)))
    person = Person(
        phone=phone,
        phone_verified=bool(phone),
        email=email,
        name=" ".join(name.split())[:120],
        language=language,
        contact_by="sms" if phone else "email",
        is_sample=is_sample,
    )
    person.set_unusable_password()
    person.save()
    if email:
        EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person
