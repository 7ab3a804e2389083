from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from twiza.kernel.text import fold
from twiza.people.api import Person, contact_of, normalise_email, normalise_phone
from twiza.plumbing.api import within_rate
from twiza.wishes.actions.confirm_wish import agree
from twiza.wishes.messages import confirm_wish
from twiza.wishes.models import Wish
from twiza.wishes.terms import LONGEST, MOST_A_DAY, MOST_OPEN, NothingWished, TooManyWishes

DAY = 86_400


def ask_wish(*, words: str, language: str, now: datetime, contact: str = "", person: Person | None = None) -> Wish:
    """Remember what somebody looked for.

    A person's own contact counts at once; a typed one confirms by a letter's link: nobody asks for letters to another.

    The same words for the same contact are one wish. Refuses NothingWished, NotAPhone, NotAnEmail, TooManyWishes.
    """
    words = " ".join(words.split())[:LONGEST]
    folded = fold(words)[:LONGEST]
    if not folded:
        raise NothingWished()
    if person is not None:
        contact = contact_of(person)[1]
    to = normalise_email(contact) if "@" in contact else normalise_phone(contact)
    if not within_rate(f"wish/{to}", most=MOST_A_DAY, seconds=DAY, now=now):
        raise TooManyWishes()
    with transaction.atomic():
        there = Wish.objects.filter(contact=to)
        if there.count() >= MOST_OPEN:
            raise TooManyWishes()
        fields = {"words": words, "language": language, "person": person, "asked_at": now}
        wish, made = Wish.objects.get_or_create(
            contact=to, folded=folded, defaults=fields | {"secret": secrets.token_urlsafe(24)}
        )
        if person is not None and wish.confirmed_at is None:
            agree(wish, how="box", now=now)
        elif wish.confirmed_at is None:
            confirm_wish(wish, again=not made, now=now)
    return wish
