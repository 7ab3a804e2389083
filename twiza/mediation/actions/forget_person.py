from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation.actions.revoke_mandate import revoke_mandate
from twiza.mediation.actions.team_heads import leave_cases
from twiza.mediation.actions.withdraw_consent import withdraw_consent
from twiza.mediation.models import Adviser, Case, Consent, FileOpening, Mandate, Note, Proposal
from twiza.mediation.queries.personal import of_person
from twiza.people.api import Person


@transaction.atomic
def forget_person(*, person: Person, now: datetime) -> None:
    """Consents and mandates end, her cases close; names, words and account numbers are taken out of what stays.

    What stays says that there was a case about an order, and how it ended. In a team she is no more; what she wrote
    as an adviser stays the association's, without her name.
    """
    cases = list(Case.objects.filter(of_person(person)).distinct())
    for consent in Consent.objects.filter(person=person, withdrawn_at=None):
        withdraw_consent(consent=consent, by=person, now=now)
    for consent in Consent.objects.filter(pk__in=[case.consent_id for case in cases], withdrawn_at=None):
        withdraw_consent(consent=consent, by=person, now=now)
    mandates = Mandate.objects.filter(phone=person.phone) if person.phone else Mandate.objects.none()
    for mandate in mandates:
        revoke_mandate(mandate=mandate, by=person, now=now)
    ids = [case.pk for case in cases]
    Case.objects.filter(pk__in=ids).update(consumer_name="", facts="", person=None)
    Proposal.objects.filter(case__in=ids).update(buyer_note="", payee_name="", rib="")
    Consent.objects.filter(person=person).update(person=None)
    mandates.update(name="", phone="", witness="")
    for adviser in Adviser.objects.filter(person=person).select_related("person"):
        leave_cases(adviser)
        adviser.delete()
    FileOpening.objects.filter(adviser=person).update(adviser_name="", adviser=None)
    Note.objects.filter(author=person).update(author_name="", author=None)
