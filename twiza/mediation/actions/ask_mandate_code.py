from __future__ import annotations

from datetime import datetime

from twiza.mediation.messages import mandate_code_words
from twiza.mediation.models import Association
from twiza.mediation.terms.refusals import NoMobile, TooManyMandates
from twiza.mediation.terms.words import MOST_MANDATES_A_DAY
from twiza.people.api import NotAMobile, Person, normalise_phone, send_phone_code
from twiza.plumbing.api import within_rate


def ask_mandate_code(*, association: Association, phone: str, language: str, by: Person, now: datetime) -> None:
    """Send to the phone of somebody who gives a mandate the code that she reads out, with words that say for what.

    It says nothing about any order: whether there is one is only told once the code was read out. Refuses NoMobile,
    NotAPhone, TooManyCodes, TooManyMandates. Not inside a transaction: tries must count.
    """
    known = normalise_phone(phone)
    if not within_rate(f"mandate-code-by/{by.pk}", most=MOST_MANDATES_A_DAY, seconds=86_400, now=now):
        raise TooManyMandates()
    words = mandate_code_words(association, language)
    try:
        send_phone_code(phone=known, purpose=purpose_of(association), language=language, now=now, words=words)
    except NotAMobile:
        raise NoMobile() from None


def purpose_of(association: Association) -> str:
    return f"mandate for association {association.pk}"
