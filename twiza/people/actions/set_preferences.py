from __future__ import annotations

from django.conf import settings
from django.db import transaction

from twiza.people.models import Person
from twiza.people.terms import ContactUnusable, UnknownLanguage
from twiza.plumbing.api import record


@transaction.atomic
def set_preferences(
    person: Person, *, name: str | None = None, language: str | None = None, contact_by: str | None = None
) -> Person:
    """Change a person's name, language, or the way letters reach them ("sms", "email"); None leaves as it is.

    Refuses UnknownLanguage, and ContactUnusable for a way that is not there.
    """
    if language is not None and language not in dict(settings.LANGUAGES):
        raise UnknownLanguage()
    if contact_by is not None and not {"sms": person.phone, "email": person.email}.get(contact_by):
        raise ContactUnusable()
    if name is not None and (said := " ".join(name.split())[:120]) != person.name:
        person.name = said
        record("rectify", person, actor=person, after={"changed": "name"})  # that it changed, not what it was
    person.language = language or person.language
    person.contact_by = contact_by or person.contact_by
    person.save(update_fields=["name", "language", "contact_by"])
    return person
