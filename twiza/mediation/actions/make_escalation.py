from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.mediation.adapters.escalation import escalation_pdf as typeset_file
from twiza.mediation.models import Case, EscalationFile
from twiza.mediation.queries.files import file_of, given_to
from twiza.mediation.terms.refusals import FileNotAllowed, RecipientMissing
from twiza.people.api import Person
from twiza.plumbing.api import record, store_file


def escalation_pdf(*, case: Case, to: str, to_name: str, language: str, by: Person, now: datetime) -> EscalationFile:
    """Make the file of a case for a court or an authority, and keep it as it was then.

    Only where the consumer let it go there: a consent for that, or a mandate that says so (FileNotAllowed). Refuses no
    recipient. Not in a transaction: it is set for a second.
    """
    if to not in given_to(case, now=now):
        raise FileNotAllowed()
    if not to_name.strip():
        raise RecipientMissing()
    to_name, language = " ".join(to_name.split())[:200], "fr" if language == "fr" else "ar"
    pdf = typeset_file(case, file_of(case, now=now), to=to, to_name=to_name, language=language, now=now)
    with transaction.atomic():
        stored = store_file(pdf, name=f"{case.number}-{to}-{now:%Y%m%d%H%M}.pdf", media_type="application/pdf")
        paper = EscalationFile.objects.create(
            case=case, to=to, to_name=to_name, language=language, file=stored, by=by, at=now
        )
        record("make_file", case, actor=by, role="adviser", after={"to": to})
    return paper
