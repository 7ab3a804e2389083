from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from twiza.kernel.text import western_digits
from twiza.people.models import PhoneCode
from twiza.people.terms import WrongCode, normalise_phone

MOST_TRIES = 5


def check_phone_code(*, phone: str, purpose: str, code: str, now: datetime) -> None:
    """Use up the code that was sent to this phone for this purpose.

    Refuses NotAPhone, and WrongCode alike for a wrong, an old, a used one, none at all, and the sixth try.
    Never inside another transaction: one that is rolled back would forget the try.
    """
    phone = normalise_phone(phone)
    typed = "".join(sign for sign in western_digits(code) if sign.isdecimal())
    with transaction.atomic(durable=True):
        good = PhoneCode.objects.filter(phone=phone, purpose=purpose, used_at=None, expires_at__gt=now)
        # Count the try first, by a conditional update: of many guesses at once, five are looked at.
        tried = good.filter(tries__lt=MOST_TRIES).update(tries=F("tries") + 1)
        sent = good.first() if tried else None
        right = sent is not None and constant_time_compare(sent.hash, PhoneCode.hash_of(phone, purpose, typed))
        used = right and sent is not None and good.filter(pk=sent.pk).update(used_at=now) == 1
    if not used:
        raise WrongCode()
