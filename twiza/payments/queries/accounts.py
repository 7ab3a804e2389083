"""Which account of the books money lies on, and how a person is named beside it."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from twiza.payments.terms import STRIPE


def clearing_account(adapter: str) -> str:
    """Where captured cards stand until the acquirer pays us."""
    return f"card:{clearing_code(adapter)}:clearing"


def clearing_code(adapter: str) -> str:
    return STRIPE if adapter == STRIPE else str(settings.TWIZA_PAYMENTS["card"]["code"])


def clearing_codes() -> list[str]:
    return [clearing_code("card"), STRIPE]


def name_of(by: Any) -> str:
    """A person's number, or the word that stands for nobody in person."""
    return str(getattr(by, "pk", by) or "")[:80]
