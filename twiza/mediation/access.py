"""Who may lay hands on which association, case, proposal, recall. A stranger is told that it does not exist.

A file opens by a consent that stands or by a mandate in force, never by a role of the platform.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from twiza.complaints.api import Complaint
from twiza.cooperatives.api import cooperatives_of
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.law.api import rule
from twiza.mediation.models import (
    Adviser,
    Association,
    Case,
    Consent,
    EscalationFile,
    Invitation,
    Mandate,
    Proposal,
    Publication,
    Recall,
    Term,
    token_digest,
)
from twiza.mediation.states import RecallStatus
from twiza.mediation.terms.refusals import InvitationOver, InvitationUsed, NotInvited
from twiza.ordering.api import Order
from twiza.people.api import Person, Role, has_role


def association_of_adviser(person: Any, slug: str, *, roles: Collection[str] | None = None) -> Association:
    """The association of this slug, if `person` is in its team (in one of `roles`). NotFound for everybody else.

    Who works for the platform, or sells on it, is let in nowhere, even if the team still names her.
    """
    if not isinstance(person, Person) or not person.is_active:
        raise NotFound()
    rows = Adviser.objects.filter(person=person, association__slug=slug).select_related("association")
    if roles is not None:
        rows = rows.filter(role__in=[str(role) for role in roles])
    if (found := rows.first()) is None or deals_with_market(person):
        raise NotFound()
    return found.association


def deals_with_market(person: Person) -> bool:
    """31-08 art. 153: whoever sells, and by the house's promise whoever works for the platform."""
    return has_role(person, Role.DESK) or bool(cooperatives_of(person))


def association_for_desk(person: Any, slug: str) -> Association:
    """Its entry in the register: the desk keeps that, and nothing of its files."""
    if not isinstance(person, Person) or not has_role(person, Role.DESK):
        raise NotFound()
    return _one(Association.objects.filter(slug=slug))


def open_association(slug: str) -> Association:
    """One that takes new cases."""
    return _one(Association.objects.filter(slug=slug, closed_at=None))


def adviser_of(association: Association, adviser_id: int) -> Adviser:
    return _one(Adviser.objects.filter(association=association, pk=adviser_id).select_related("person"))


def invitation_of(association: Association, invitation_id: int) -> Invitation:
    return _one(Invitation.objects.filter(association=association, pk=invitation_id))


def invited(person: Person, token: str, *, now: datetime) -> Invitation:
    """The open invitation of this token, sent to a contact of `person`: a forwarded link opens nothing.

    Refuses NotInvited, InvitationUsed, InvitationOver.
    """
    rows = Invitation.objects.filter(token=token_digest(token)).select_related("association", "invited_by")
    found = rows.first()
    if found is None or found.contact not in {person.phone, (person.email or "").casefold()}:
        raise NotInvited()
    if found.accepted_at:
        raise InvitationUsed()
    if found.withdrawn_at or found.expires_at <= now:
        raise InvitationOver()
    return found


def readable(now: datetime) -> Q:
    """Cases whose file an association may read: consent or mandate stands, and it was not closed long ago."""
    day = day_of(now)
    kept = now - timedelta(days=rule("house.case_file_days", on=day).value)
    by_consent = Q(consent__withdrawn_at=None, consent__isnull=False)
    by_mandate = Q(mandate__isnull=False, mandate__revoked_at=None, mandate__expires_on__gte=day)
    return (by_consent | by_mandate) & (Q(closed_at=None) | Q(closed_at__gt=kept))


def case_of_association(association: Association, number: str, *, now: datetime) -> Case:
    """A case of this association whose file it may read now. NotFound once consent or mandate ended."""
    rows = Case.objects.filter(readable(now), association=association, number=number)
    return _one(rows.select_related("consent", "mandate", "complaint", "part__order", "cooperative", "association"))


def case_of_cooperative(cooperative_id: int, number: str) -> Case:
    """A case about something that this cooperative sold."""
    return _one(_cases().filter(cooperative=cooperative_id, number=number))


def case_of_complaint(complaint: Complaint, number: str) -> Case:
    """A case of a complaint that its consumer was let in to."""
    return _one(_cases().filter(complaint=complaint, number=number))


def case_of_order(order: Order, number: str) -> Case:
    """A case about an order that its buyer was let in to."""
    return _one(_cases().filter(part__order=order, number=number))


def consent_of(complaint: Complaint, consent_id: int) -> Consent:
    rows = Consent.objects.filter(complaint=complaint, pk=consent_id, withdrawn_at=None)
    return _one(rows.select_related("association", "complaint"))


def mandate_of_association(association: Association, number: str, *, now: datetime) -> Mandate:
    """A mandate in force."""
    rows = Mandate.objects.filter(association=association, revoked_at=None, expires_on__gte=day_of(now))
    return _one(rows.filter(number=number).select_related("association", "order", "scan"))


def mandate_of_complaint(complaint: Complaint, number: str) -> Mandate:
    """The mandate that somebody gave, for herself to revoke."""
    return _one(Mandate.objects.filter(cases__complaint=complaint, number=number, revoked_at=None).distinct())


def proposal_of_case(case: Case, proposal_id: int) -> Proposal:
    return _one(Proposal.objects.filter(case=case, pk=proposal_id).select_related("case"))


def term_of_case(case: Case, term_id: int) -> Term:
    """A thing that was agreed."""
    rows = Term.objects.filter(proposal__case=case, proposal__agreement__isnull=False, pk=term_id)
    return _one(rows.select_related("proposal__case", "proposal__agreement"))


def paper_of_case(case: Case, paper_id: int) -> EscalationFile:
    return _one(EscalationFile.objects.filter(case=case, pk=paper_id).select_related("file"))


def recall_of_association(association: Association, number: str) -> Recall:
    return _one(_recalls().filter(association=association, number=number))


def recall_of_cooperative(cooperative_id: int, number: str) -> Recall:
    return _one(_recalls().filter(cooperative=cooperative_id, number=number))


def recall_for_desk(person: Any, number: str) -> Recall:
    if not isinstance(person, Person) or not has_role(person, Role.DESK):
        raise NotFound()
    return _one(_recalls().filter(number=number))


def recall_of_everybody(number: str) -> Recall:
    """One that was confirmed: its page is public."""
    return _one(_recalls().filter(number=number, status__in=[RecallStatus.CONFIRMED, RecallStatus.TOLD]))


def publication_of_association(association: Association, publication_id: int) -> Publication:
    return _one(Publication.objects.filter(association=association, pk=publication_id).select_related("association"))


def _cases() -> QuerySet[Case]:
    return Case.objects.select_related("complaint", "part__order", "cooperative", "association", "consent", "mandate")


def _recalls() -> QuerySet[Recall]:
    return Recall.objects.select_related("association", "cooperative", "product", "variant")


def _one(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise NotFound()
    return found
