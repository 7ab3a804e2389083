"""The second factor of those who hold a role of the platform."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings

from twiza.people.models import Grant, Person


def needs_second_factor(person: Person, session: Mapping[str, Any]) -> bool:
    """Whether this session must still show a second factor before it may act in a role of the platform.

    Never for somebody without a role, nor where TWIZA_REQUIRE_2FA is off (development and the sample).
    """
    if not settings.TWIZA_REQUIRE_2FA:
        return False
    shown = any(method.get("method") == "mfa" for method in session.get(AUTHENTICATION_METHODS_SESSION_KEY) or ())
    return not shown and Grant.objects.filter(person_id=person.pk).exists()
