"""What else happens when somebody signs in: upper contexts hang in what they need (the basket follows its owner)."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest

from twiza.people.models import Person

Callback = Callable[[HttpRequest, Person], None]
_callbacks: list[Callback] = []


def on_sign_in(callback: Callback) -> Callback:
    """From now on call `callback(request, person)` after each sign-in, once the session is the person's own."""
    if callback not in _callbacks:
        _callbacks.append(callback)
    return callback


def signed_in(request: HttpRequest, person: Person) -> None:
    for callback in _callbacks:
        callback(request, person)
