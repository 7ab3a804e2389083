from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.people.facts import ConsentGiven
from twiza.people.models import Consent, Person, contact_hashes
from twiza.people.queries.consents import contacts_of
from twiza.people.terms import NoContact
from twiza.people.terms.purposes import HOW, NoConsentNeeded, Proof, ProofMissing, purpose
from twiza.plumbing.api import announce


@transaction.atomic
def give_consent(
    *,
    purpose_code: str,
    proof: Proof,
    now: datetime,
    person: Person | None = None,
    contact: str = "",
    by: Person | None = None,
) -> None:
    """Write that a person (on each of her contacts), or a contact of a guest, agrees to one purpose, with the proof.

    `by` is who typed a paper in. Refuses UnknownPurpose, NoConsentNeeded, NoContact; ProofMissing without a place and
    a version of the sentence that was really shown.
    """
    wanted = purpose(purpose_code)
    if not wanted.stoppable:
        raise NoConsentNeeded()
    if proof.how not in HOW or not proof.where or proof.version not in wanted.sentences:
        raise ProofMissing()
    write_word(wanted.code, given=True, person=person, contact=contact, proof=proof, by=by, now=now)


def write_word(
    code: str,
    *,
    given: bool,
    person: Person | None,
    contact: str,
    proof: Proof,
    by: Person | None,
    now: datetime,
) -> list[Consent]:
    """The rows of one word; refuses NoContact where there is nobody."""
    contacts = contacts_of(person=person, contact=contact)
    if not contacts:
        raise NoContact()
    rows = [
        Consent.objects.create(
            purpose=code,
            given=given,
            person=person,
            contact=one,
            contact_hash=contact_hashes(one)[0],
            at=now,
            how=proof.how,
            where=proof.where[:80],
            version=proof.version if given else "",
            language=proof.language,
            by=by,
        )
        for one in contacts
    ]
    if given:
        announce(ConsentGiven(consent_id=rows[0].pk))
    return rows
