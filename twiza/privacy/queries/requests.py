"""Requests, as their person and the desk read them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from twiza.kernel.refusals import NotFound
from twiza.people import api as people
from twiza.privacy.models import DataRequest, RetentionRun
from twiza.privacy.states import Kind, Status
from twiza.privacy.terms.words import KIND_WORDS, STATUS_WORDS

OPEN = (Status.ASKED, Status.UNDER_WAY)


@dataclass(frozen=True, slots=True)
class RequestView:
    """`is_late` once the ten full days are over and nothing was done."""

    id: int
    number: str
    kind: str
    kind_words: Any
    status: str
    status_words: Any
    text: str
    answer: str
    asked_at: datetime
    due_at: datetime
    ended_at: datetime | None
    is_open: bool
    is_late: bool
    by_hand: bool
    rule_id: str
    subject: str
    by_guest: bool


@dataclass(frozen=True, slots=True)
class RequestPage:
    items: Sequence[RequestView]
    next: int | None


def _view(row: DataRequest, now: datetime) -> RequestView:
    is_open = row.status in OPEN
    return RequestView(
        row.pk,
        row.number,
        row.kind,
        KIND_WORDS[row.kind],
        row.status,
        STATUS_WORDS[row.status],
        row.text,
        row.answer,
        row.asked_at,
        row.due_at,
        row.ended_at,
        is_open,
        is_open and now > row.due_at,
        is_open and row.kind in (Kind.RECTIFY, Kind.OPPOSE),
        row.rule_id,
        row.subject,
        row.person_id is None,
    )


def requests_of_person(person: people.Person, *, now: datetime, most: int = 20) -> list[RequestView]:
    """Her own, the newest first."""
    return [_view(row, now) for row in DataRequest.objects.filter(person_id=person.pk)[:most]]


def requests_for_desk(*, open_only: bool, now: datetime, after: int | None = None, page_size: int = 50) -> RequestPage:
    """The desk's list: the open ones by due day, else all, the newest first."""
    rows: QuerySet[DataRequest] = DataRequest.objects.all()
    if open_only:
        rows = rows.filter(status__in=OPEN)
    if after:
        rows = rows.filter(pk__lt=after)
    found = list(rows[: page_size + 1])
    shown = found[:page_size]
    return RequestPage([_view(row, now) for row in shown], shown[-1].pk if len(found) > page_size else None)


def request_of_person(person: people.Person, number: str) -> DataRequest:
    """NotFound for another's."""
    return _found(DataRequest.objects.filter(number=number, person_id=person.pk))


def request_of_guest(phone: str, number: str) -> DataRequest:
    """Of the guest who proved this phone; NotFound for another's."""
    return _found(DataRequest.objects.filter(number=number, person=None, contact=phone).exclude(contact=""))


def request_for_desk(number: str) -> DataRequest:
    return _found(DataRequest.objects.filter(number=number))


def view_of(row: DataRequest, *, now: datetime) -> RequestView:
    return _view(row, now)


def open_counts(now: datetime) -> tuple[int, int]:
    """How many requests are open, and how many of them are late."""
    rows = DataRequest.objects.filter(status__in=OPEN)
    return rows.count(), rows.filter(due_at__lt=now).count()


def _found(rows: QuerySet[DataRequest]) -> DataRequest:
    row = rows.first()
    if row is None:
        raise NotFound()
    return row


def retention_runs(*, most: int = 10) -> list[RetentionRun]:
    """The last nights, the newest first."""
    return list(RetentionRun.objects.all()[:most])
