from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from twiza.kernel.numbers import digits_code
from twiza.people.messages import code_by_sms
from twiza.people.models import PhoneCode
from twiza.people.terms import NotAMobile, TooManyCodes, normalise_phone, takes_messages
from twiza.plumbing.api import within_rate

VALID = timedelta(minutes=10)
MOST, WINDOW = 3, timedelta(minutes=15)  # codes to one phone, whatever they are for


def send_phone_code(*, phone: str, purpose: str, language: str, now: datetime, words: str = "") -> None:
    """Send a code of six digits by SMS, good for ten minutes, five tries, one use, and this purpose alone.

    An earlier code of the same purpose is no longer good. Refuses NotAPhone, NotAMobile; TooManyCodes after three in a
    quarter of an hour. `purpose` says what the code opens, and should name the object: "order TW-4K7Q2MX".
    `words`, with {code} in it, is sent instead of the usual sentence: for a code that she is to read out to somebody.
    """
    phone = normalise_phone(phone)
    if not takes_messages(phone):
        raise NotAMobile()
    if not within_rate(f"phone-code/{phone}", most=MOST, seconds=int(WINDOW.total_seconds()), now=now):
        raise TooManyCodes()
    code = digits_code()
    with transaction.atomic():
        PhoneCode.objects.filter(phone=phone, purpose=purpose).delete()
        PhoneCode.objects.create(
            phone=phone,
            purpose=purpose,
            hash=PhoneCode.hash_of(phone, purpose, code),
            sent_at=now,
            expires_at=now + VALID,
        )
        code_by_sms(to=phone, language=language, code=code, words=words)
