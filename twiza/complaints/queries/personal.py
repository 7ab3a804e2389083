"""What complaints keep about a person, by her account or by the phone she ordered with."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from twiza.complaints.models import Complaint, Report
from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import WORDS
from twiza.ordering.api import order_traces

OWN = {
    "problem": _("Problem"),
    "wish": _("Wish"),
    "outcome": _("How it ended"),
    "files": _("Files given"),
    "grade_notes": _("What you said of the answers"),
    "contact": _("Where to write"),
}


def personal_data(*, person: Any = None, phone: str = "") -> list[PersonalSection]:
    """Her complaints, and the reports that she signed."""
    parts = [part_id for trace in order_traces(person=person, phone=phone) for part_id in trace.part_ids]
    rows = Complaint.objects.filter(part__in=parts).order_by("pk").prefetch_related("answers", "evidence")
    complaints = [
        {
            "number": complaint.number,
            "at": complaint.opened_at.isoformat(),
            "problem": complaint.problem,
            "wish": complaint.wish,
            "text": complaint.text,
            "status": complaint.status,
            "outcome": complaint.outcome,
            "files": [row.kind for row in complaint.evidence.all() if row.role == "buyer"],
            "grade_notes": [answer.grade_note for answer in complaint.answers.all() if answer.grade_note],
        }
        for complaint in rows
    ]
    signed = Report.objects.filter(person=person.pk) if person is not None else Report.objects.none()
    if phone:
        signed |= Report.objects.filter(channel="sms", contact=phone)
    reports = [
        {"number": r.number, "at": r.filed_at.isoformat(), "problem": r.problem, "text": r.text, "contact": r.contact}
        for r in signed.order_by("pk")
    ]
    kept = _("Its kind, days, amounts and outcome stay without your words and files; an open complaint stays whole.")
    told = _("What was reported stays without your name and contact.")
    return [
        PersonalSection(
            code="complaints.complaints", title=_("Your complaints"), records=complaints, words=WORDS | OWN, kept=kept
        ),
        PersonalSection(
            code="complaints.reports", title=_("What you reported"), records=reports, words=WORDS | OWN, kept=told
        ),
    ]
