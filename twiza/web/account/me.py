"""Who is at the door."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest

from twiza.people.api import Person


def me(request: HttpRequest) -> Person:
    """The person of this session; only for views that ask to be signed in."""
    return cast(Person, request.user)
