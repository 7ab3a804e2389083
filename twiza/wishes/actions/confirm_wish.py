from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.people.api import Proof, give_consent
from twiza.wishes.models import Wish

PURPOSE, SENTENCE = "wishes", "2026-11"


@transaction.atomic
def confirm_wish(*, wish: Wish, now: datetime) -> bool:
    """The link was opened and the button pressed: from now on it is looked for. False where it was confirmed before."""
    return agree(wish, how="link", now=now)


def agree(wish: Wish, *, how: str, now: datetime) -> bool:
    """Write the consent of the contact, once."""
    if not Wish.objects.filter(pk=wish.pk, confirmed_at=None).update(confirmed_at=now):
        return False
    proof = Proof(how=how, where="wish", language=wish.language, version=SENTENCE)
    person = {"person": wish.person} if wish.person else {"contact": wish.contact}
    give_consent(purpose_code=PURPOSE, proof=proof, now=now, **person)
    return True
