from __future__ import annotations

import hmac
from hashlib import sha256

from django.conf import settings

from twiza.delivery.models import Shipment
from twiza.delivery.terms import CODE_DIGITS
from twiza.kernel.text import western_digits


def delivery_code(shipment: Shipment) -> str:
    """Six digits that only the buyer's page may show: HMAC-SHA256 of the parcel's salt under the house's secret.

    Kept nowhere, so no table gives it away; each parcel has its own.
    """
    return _derived(shipment, settings.SECRET_KEY)


def is_code_of(shipment: Shipment, typed: str) -> bool:
    """Whether these digits are the parcel's, compared in constant time; a former secret still counts."""
    digits = "".join(western_digits(typed).split()).encode()
    secrets: list[str] = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    # A list, so that each is compared whatever the one before gave.
    return any([hmac.compare_digest(digits, _derived(shipment, secret).encode()) for secret in secrets])  # noqa: C419


def _derived(shipment: Shipment, secret: str) -> str:
    message = f"twiza.delivery.code:{shipment.reference}:{shipment.code_salt}".encode()
    number = int.from_bytes(hmac.new(secret.encode(), message, sha256).digest(), "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"
