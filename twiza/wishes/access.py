"""Whose wish it is: who holds the letter's link. Nobody else is told that it exists."""

from __future__ import annotations

from twiza.kernel.refusals import NotFound
from twiza.people.api import Person
from twiza.wishes.models import Wish


def wish_by_secret(secret: str) -> Wish:
    """Refuses NotFound."""
    wish = Wish.objects.filter(secret=secret).select_related("person").first() if secret.isascii() else None
    if wish is None:
        raise NotFound()
    return wish


def wishes_of(person: Person) -> list[Wish]:
    """The open ones of a person, the newest first."""
    return list(Wish.objects.filter(person=person.pk).order_by("-pk"))
