from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from twiza.complaints.models import Answer, Complaint, Evidence, Report, ReportEvidence
from twiza.complaints.states import ReportStatus, Status
from twiza.conversations.api import forget_buyer
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.ordering.api import order_traces
from twiza.plumbing.api import drop_file

BATCH = 500


@transaction.atomic
def forget_person(*, person: Any = None, phone: str = "", now: datetime) -> None:
    """Take her words and files out of what is closed, and her contact out of every report.

    What is open stays whole until it is closed: it is her own case. Kind, amounts, days and outcome stay, naming
    nobody. Idempotent.
    """
    parts = [part_id for trace in order_traces(person=person, phone=phone) for part_id in trace.part_ids]
    _empty(Complaint.objects.filter(part__in=parts, status=Status.CLOSED), now)
    if person is not None:
        Complaint.objects.filter(person=person.pk, status=Status.CLOSED).update(person=None)
        Report.objects.filter(person=person.pk).update(person=None, channel="", contact="")
    if phone:
        Report.objects.filter(channel="sms", contact=phone).update(channel="", contact="")


@transaction.atomic
def prune_complaints(*, now: datetime) -> int:
    """Files `house.complaint_evidence_days` after closing; a reporter's contact and files `house.report_keep_days`
    after settling; the words of those whose order was forgotten. Gives how many rows it emptied.
    """
    today = day_of(now)
    long_ago = now - timedelta(days=rule("house.complaint_evidence_days", on=today).value)
    files = list(Evidence.objects.filter(complaint__closed_at__lt=long_ago)[:BATCH])
    _drop(files)
    gone = Complaint.objects.filter(status=Status.CLOSED, part__order__phone="").exclude(text="")
    emptied = _empty(gone, now)
    told = now - timedelta(days=rule("house.report_keep_days", on=today).value)
    settled = Report.objects.filter(status=ReportStatus.SETTLED, settled_at__lt=told)
    _drop(list(ReportEvidence.objects.filter(report__in=settled)[:BATCH]))
    reports = settled.exclude(channel="", person=None).update(person=None, channel="", contact="")
    return len(files) + emptied + reports


def _empty(rows: QuerySet[Complaint], now: datetime) -> int:
    ids = list(rows.values_list("pk", flat=True)[:BATCH])
    _drop(list(Evidence.objects.filter(complaint__in=ids)))
    Answer.objects.filter(complaint__in=ids).update(grade_note="")
    numbers = Complaint.objects.filter(pk__in=ids).values_list("number", flat=True)
    forget_buyer(subjects=[f"complaint:{number}" for number in numbers], now=now)
    return Complaint.objects.filter(pk__in=ids).update(text="", outcome_note="", person=None)


def _drop(rows: list[Any]) -> None:
    """The rows, and each file that no other piece of evidence is."""
    for row in rows:
        file_id = row.file_id
        row.delete()
        used = Evidence.objects.filter(file=file_id).exists() or ReportEvidence.objects.filter(file=file_id).exists()
        if not used:
            with suppress(ProtectedError), transaction.atomic():  # the same picture stands in a message
                drop_file(file_id)
