from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from twiza.complaints.api import Complaint, escalate
from twiza.complaints.api import Status as ComplaintStatus
from twiza.kernel.text import pick
from twiza.mediation.actions.open_case import open_case
from twiza.mediation.models import Association, Case, Consent
from twiza.mediation.states import CaseStatus
from twiza.mediation.terms.refusals import AssociationClosed, CaseOpen, ComplaintOver, FileNotAllowed
from twiza.mediation.terms.words import ConsentKind, Origin
from twiza.plumbing.api import record


@transaction.atomic
def give_consent(
    *, complaint: Complaint, association: Association, kind: str = ConsentKind.FILE, by: Any, now: datetime
) -> Consent:
    """The consumer lets this association read the file of her complaint and mediate: its case opens with it.

    `kind` "court" or "authority": she lets it give the file there, while it has the case (FileNotAllowed else). Given
    already, it stays as it is. Refuses a complaint that is closed or that another association has (ComplaintOver,
    CaseOpen), and an association that takes no cases (AssociationClosed).
    """
    kind = ConsentKind(kind)
    standing = Consent.objects.filter(complaint=complaint, association=association, kind=kind, withdrawn_at=None)
    if (known := standing.first()) is not None:
        return known
    cases = Case.objects.filter(complaint=complaint).exclude(status=CaseStatus.CLOSED)
    if kind != ConsentKind.FILE:
        if not Case.objects.filter(complaint=complaint, association=association).exists():
            raise FileNotAllowed()
    elif complaint.status == ComplaintStatus.CLOSED:
        raise ComplaintOver()
    elif cases.exists():
        raise CaseOpen()
    elif association.closed_at is not None:
        raise AssociationClosed()
    try:
        with transaction.atomic():
            consent = Consent.objects.create(
                association=association,
                complaint=complaint,
                kind=kind,
                person=by,
                words=consent_words(association, kind, complaint.part.order.language),
                given_at=now,
            )
            if kind == ConsentKind.FILE:
                escalate(complaint=complaint, to="association", consent=True, by=by, now=now)
                open_case(association=association, origin=Origin.COMPLAINT, consent=consent, by=by, now=now)
    except IntegrityError:  # the other click, or another association at the same moment
        if (known := standing.first()) is not None:
            return known
        raise CaseOpen() from None
    record("give_consent", consent, actor=by, role="buyer", after={"kind": str(kind), "association": association.slug})
    return consent


def consent_words(association: Association, kind: str, language: str) -> str:
    """What the consumer reads when she ticks the box; kept as the proof."""
    with override(language):
        words = {
            ConsentKind.FILE: _(
                "I let %(association)s read the file of this complaint (the order, messages, evidence and payments of "
                "this parcel) and propose a solution. I see who opens it, and may end this at any time."
            ),
            ConsentKind.COURT: _("I let %(association)s give the file of this case to the court."),
            ConsentKind.AUTHORITY: _("I let %(association)s give the file of this case to the authority in charge."),
        }
        return words[ConsentKind(kind)] % {"association": pick(association.names, language)}
