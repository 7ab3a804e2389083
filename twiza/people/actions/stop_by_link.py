from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.people.actions.withdraw_consent import withdraw_consent
from twiza.people.facts import ConsentWithdrawn
from twiza.people.models import Consent, StopLink
from twiza.people.queries import person_by_contact
from twiza.people.queries.consents import kind_of, last_word, stop_link
from twiza.people.terms.purposes import CanNotBeStopped, Proof, purpose
from twiza.plumbing.api import announce


@transaction.atomic
def stop_by_link(*, token: str, language: str, now: datetime) -> bool:
    """Stop what the link of a letter is for, whoever holds it; False where it was stopped before.

    It works for ever, also where the contact was erased meanwhile. NotFound for a link we never made; refuses
    CanNotBeStopped.
    """
    link: StopLink = stop_link(token)
    wanted = purpose(link.purpose)
    if not wanted.stoppable:
        raise CanNotBeStopped()
    proof = Proof(how="link", where="stop", language=language)
    if link.contact:
        person = person_by_contact(**{kind_of(link.contact): link.contact})
        return withdraw_consent(
            purpose_code=wanted.code, proof=proof, now=now, person=person, contact="" if person else link.contact
        )
    word = last_word(wanted.code, hashes=[link.contact_hash])
    if word is not None and not word.given:
        return False
    row = Consent.objects.create(
        purpose=wanted.code,
        given=False,
        contact_hash=link.contact_hash,
        at=now,
        how=proof.how,
        where=proof.where,
        language=language,
    )
    announce(ConsentWithdrawn(consent_id=row.pk))
    return True
