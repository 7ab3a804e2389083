from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q

from twiza.conversations.api import forget_buyer
from twiza.mediation.actions.revoke_mandate import revoke_mandate
from twiza.mediation.actions.team_heads import leave_cases
from twiza.mediation.actions.withdraw_consent import withdraw_consent
from twiza.mediation.models import Adviser, Case, Consent, EscalationFile, FileOpening, Mandate, Note, Proposal
from twiza.mediation.queries.personal import of_person
from twiza.people.api import Person
from twiza.plumbing.api import drop_file

NONE = Q(pk__in=[])


@transaction.atomic
def forget_person(*, person: Person, now: datetime) -> None:
    """Consents and mandates end, her cases close; names, words and account numbers are taken out of what stays.

    What stays says that there was a case about an order, and how it ended. In a team she is no more; what she wrote
    as an adviser stays the association's, without her name.
    """
    _forget(of_person(person), Q(phone=person.phone) if person.phone else NONE, by=person, now=now)
    for consent in Consent.objects.filter(person=person, withdrawn_at=None):
        withdraw_consent(consent=consent, by=person, now=now)
    Consent.objects.filter(person=person).update(person=None)
    for adviser in Adviser.objects.filter(person=person).select_related("person"):
        leave_cases(adviser)
        adviser.delete()
    FileOpening.objects.filter(adviser=person).update(adviser_name="", adviser=None)
    Note.objects.filter(author=person).update(author_name="", author=None)


@transaction.atomic
def forget_parts(*, numbers: Collection[str], phone: str = "", now: datetime) -> None:
    """The same for cases about these parts, and for mandates given with a phone: of a guest, who has no account."""
    mandates = Q(order__parts__number__in=list(numbers)) | (Q(phone=phone) if phone else NONE)
    _forget(Q(part__number__in=list(numbers)) | Q(mandate__in=Mandate.objects.filter(mandates)), mandates, now=now)


def _forget(of_cases: Q, of_mandates: Q, *, by: Any = None, now: datetime) -> None:
    cases = list(Case.objects.filter(of_cases).distinct())
    ids = [case.pk for case in cases]
    for consent in Consent.objects.filter(pk__in=[case.consent_id for case in cases], withdrawn_at=None):
        withdraw_consent(consent=consent, by=by, now=now)
    mandates = Mandate.objects.filter(pk__in=list(Mandate.objects.filter(of_mandates).values_list("pk", flat=True)))
    for mandate in mandates:
        revoke_mandate(mandate=mandate, by=by, now=now)
    forget_buyer(subjects=[case.subject for case in cases], now=now)
    Case.objects.filter(pk__in=ids).update(consumer_name="", facts="", person=None)
    Proposal.objects.filter(case__in=ids).update(buyer_note="", payee_name="", rib="")
    papers = EscalationFile.objects.filter(case__in=ids)
    files = {*papers.values_list("file", flat=True), *mandates.values_list("scan", flat=True)} - {None}
    papers.delete()
    mandates.update(name="", phone="", witness="", scan=None)
    for pk in files:
        with suppress(ProtectedError), transaction.atomic():  # the same bytes are kept with somebody else's
            drop_file(pk)
