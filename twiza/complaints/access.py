"""Whose complaint it is: the only ways to get one. A stranger gets NotFound."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from twiza.complaints.models import Complaint, Report
from twiza.complaints.terms.refusals import TooManyComplaints
from twiza.kernel.numbers import normalise_number
from twiza.kernel.refusals import NotFound
from twiza.people.api import Role, has_role
from twiza.plumbing.api import within_rate


def _rows() -> QuerySet[Complaint]:
    return Complaint.objects.select_related("part__order")


def complaint_of_order(order: Any, number: str) -> Complaint:
    """One of an order that the caller was already let in to."""
    return _found(_rows().filter(part__order=order, number=number).first())


def complaint_of_cooperative(cooperative_id: int, number: str) -> Complaint:
    """One about a cooperative whose team the caller was already let in to."""
    return _found(_rows().filter(cooperative_id=cooperative_id, number=number).first())


def complaint_for_desk(person: Any, number: str) -> Complaint:
    """Any, for the desk alone."""
    if not has_role(person, Role.DESK):
        raise NotFound()
    return complaint_for_case(number)


def complaint_for_case(number: str) -> Complaint:
    """Any, for mediation, which lets in by consent or mandate."""
    return _found(_rows().filter(number=number).first())


def report_for_desk(person: Any, number: str) -> Report:
    if not has_role(person, Role.DESK):
        raise NotFound()
    return _found(Report.objects.filter(number=number).first())


def report_by_number(number: str, *, client: str, now: datetime) -> Report:
    """By its receipt, as typed. `client` (the visitor's address) may try twenty times in ten minutes.

    Not inside a transaction: tries must count.
    """
    if not within_rate(f"report-look-up:{client}", most=20, seconds=600, now=now):
        raise TooManyComplaints()
    return _found(Report.objects.filter(number=normalise_number(number) or "").first())


def _found(row: Any) -> Any:
    if row is None:
        raise NotFound()
    return row
