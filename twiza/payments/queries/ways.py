"""Which ways to pay are offered: those named by the settings and whose own settings are there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from twiza.bank import api as bank
from twiza.payments.terms import CASH, LABELS, SAYS, NothingToPay
from twiza.payments.terms import Way as Code

SIMULATOR = "simulator"


@dataclass(frozen=True, slots=True)
class Way:
    """`refusal` says why this way can't be taken for this amount; None where it can."""

    code: str
    label: Any
    says: Any
    prepaid: bool
    refusal: Any | None = None


def is_on(code: str) -> bool:
    """Whether this way is offered: it is listed, and what it needs is there."""
    return code in settings.TWIZA_PAYMENTS["ways"] and is_set(code)


def is_set(code: str) -> bool:
    """Whether this way has what it needs. One that is no longer offered still hears and gives back what it took."""
    card, stripe = settings.TWIZA_PAYMENTS["card"], settings.TWIZA_PAYMENTS["stripe"]
    if code == Code.TRANSFER:
        return bool(bank.accounts())
    if code == Code.CARD:
        whole = card["gate"] and card["client_id"] and card["store_key"]
        return bool(whole and (card["gate"] != SIMULATOR or settings.DEV))
    if code == Code.CARD_ABROAD:
        return bool(stripe["secret_key"] and stripe["webhook_secret"])
    return code == CASH


def ways(*, amount_centimes: int) -> list[Way]:
    """The ways that are on, cash first; a prepaid one refuses an amount of nothing."""
    return [
        Way(
            code=code,
            label=LABELS[code],
            says=SAYS[code],
            prepaid=code != CASH,
            refusal=NothingToPay.sentence if code != CASH and amount_centimes <= 0 else None,
        )
        for code in (CASH, *Code.values)
        if is_on(code)
    ]
