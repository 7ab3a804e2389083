import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from twiza.kernel.numbers import public_number
from twiza.payments.models import Payment
from twiza.payments.queries.ways import is_on
from twiza.payments.terms import NUMBER_PREFIX, AmountDiffers, NothingToPay, Way, WayIsOff


@dataclass(frozen=True, slots=True)
class Payer:
    name: str
    phone: str
    email: str
    language: str


@transaction.atomic
def open_payment(
    *, reference: str, amount_centimes: int, way: str, payer: Payer, back_path: str, expires_at: datetime, now: datetime
) -> Payment:
    """Ask for an amount to be paid before `expires_at`; the same `reference` gives the payment that is there.

    For prepaid ways. Refuses a way that is off (WayIsOff), nothing to pay, and a reference that stands with another
    amount or way (AmountDiffers). `back_path` is where the buyer is led afterwards.
    """
    if amount_centimes <= 0:
        raise NothingToPay()
    if found := Payment.objects.filter(reference=reference).first():
        if (found.amount_centimes, found.way) != (amount_centimes, way):
            raise AmountDiffers()
        return found
    if way not in Way.values or not is_on(way):
        raise WayIsOff()
    return Payment.objects.create(
        reference=reference,
        number=public_number(NUMBER_PREFIX),
        secret=secrets.token_urlsafe(24),
        amount_centimes=amount_centimes,
        way=way,
        payer_name=payer.name[:120],
        payer_phone=payer.phone,
        payer_email=payer.email,
        language=payer.language,
        back_path=back_path,
        created_at=now,
        expires_at=expires_at,
    )
