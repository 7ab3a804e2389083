"""The second factor of those who hold a role of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.http import HttpRequest

from twiza.people.models import Grant, Person


def needs_second_factor(person: Person, session: Mapping[str, Any], *, holds_role: bool = False) -> bool:
    """Whether this session must still show a second factor before it may act in a role of the platform.

    `holds_role`: the caller knows that she holds one that is no grant of ours (an association's adviser). Never for
    somebody without a role, nor where TWIZA_REQUIRE_2FA is off (development and the sample).
    """
    if not settings.TWIZA_REQUIRE_2FA or has_shown_second_factor(session):
        return False
    return holds_role or Grant.objects.filter(person_id=person.pk).exists()


def has_shown_second_factor(session: Mapping[str, Any]) -> bool:
    """Whether a second factor was shown in this session."""
    return any(method.get("method") == "mfa" for method in session.get(AUTHENTICATION_METHODS_SESSION_KEY) or ())


def second_factor_shown(request: HttpRequest, person: Person) -> None:
    """Remember that a code was shown just now: who switches the second factor on has proved to hold it."""
    # allauth remembers it at sign-in only, and offers no public way to say it here.
    record_authentication(request, person, method="mfa", type="totp", reauthenticated=True)
