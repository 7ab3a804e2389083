"""What the desk reads of letters, jobs, facts and the audit trail: frozen rows, newest first, page by page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from django.db.models import Model, QuerySet

from twiza.plumbing.heartbeat import beats, is_alive
from twiza.plumbing.models import AuditRow, CalendarEntry, Delivery, JobRun, Letter, StoredFile

Row = TypeVar("Row", bound=Model)
Card = TypeVar("Card")


@dataclass(frozen=True, slots=True)
class Page(Generic[Card]):
    """Some rows, and the `after` that gives the next page (None on the last)."""

    items: list[Card]
    next: int | None


@dataclass(frozen=True, slots=True)
class LetterCard:
    id: int
    reference: str
    kind: str
    channel: str
    to: str
    language: str
    subject: str
    text: str
    html: str
    attachments: list[int]
    created_at: datetime
    sent_at: datetime | None
    next_at: datetime | None
    given_up_at: datetime | None
    attempts: int
    error: str
    state: Literal["waiting", "sent", "failed", "withheld"]


@dataclass(frozen=True, slots=True)
class JobCard:
    id: int
    name: str
    arguments: dict[str, Any]
    key: str | None
    status: Literal["waiting", "running", "done", "failed"]
    attempts: int
    progress: int
    total: int
    result: Any
    error: str
    created_at: datetime
    next_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryCard:
    """A fact that has not yet reached one of those who react to it."""

    id: int
    fact: str
    fields: dict[str, Any]
    reaction: str
    announced_at: datetime
    attempts: int
    next_at: datetime | None
    given_up_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class AuditCard:
    id: int
    at: datetime
    actor: str
    role: str
    verb: str
    subject_kind: str
    subject_id: str
    before: dict[str, Any]
    after: dict[str, Any]
    note: str


@dataclass(frozen=True, slots=True)
class CalendarCard:
    """A job of the calendar: its rhythm, when it last fired (None: never) and when it is due."""

    name: str
    rule: str
    last_at: datetime | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class WorkerCard:
    name: str
    seen_at: datetime
    alive: bool


@dataclass(frozen=True, slots=True)
class FileCard:
    id: int
    name: str
    media_type: str
    size: int
    private: bool


@dataclass(frozen=True, slots=True)
class Backlog:
    """How much waits, and since when; `given_up` waits for a person."""

    waiting: int
    given_up: int
    oldest_at: datetime | None


def _page(rows: QuerySet[Row], card: Callable[[Row], Card], after: int | None, page_size: int) -> Page[Card]:
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: page_size + 1])
    return Page([card(row) for row in found[:page_size]], found[page_size - 1].pk if len(found) > page_size else None)


def list_letters(
    *,
    state: Literal["waiting", "sent", "failed", "withheld"] | None = None,
    kind: str | None = None,
    to: str | None = None,
    after: int | None = None,
    page_size: int = 50,
) -> Page[LetterCard]:
    """Letters, newest first; `to` is the exact address or number."""
    rows = Letter.objects.all()
    if state == "sent":
        rows = rows.filter(sent_at__isnull=False)
    elif state == "failed":
        rows = rows.filter(sent_at=None, given_up_at__isnull=False)
    elif state == "withheld":
        rows = rows.filter(withheld_at__isnull=False)
    elif state == "waiting":
        rows = rows.filter(sent_at=None, given_up_at=None, withheld_at=None)
    if kind:
        rows = rows.filter(kind=kind)
    if to:
        rows = rows.filter(to=to)
    return _page(rows, _letter, after, page_size)


def _letter(row: Letter) -> LetterCard:
    return LetterCard(
        row.pk,
        row.reference,
        row.kind,
        row.channel,
        row.to,
        row.language,
        row.subject,
        row.text,
        row.html,
        list(row.attachments),
        row.created_at,
        row.sent_at,
        row.next_at,
        row.given_up_at,
        row.attempts,
        row.error,
        _state(row),
    )


def _state(row: Letter) -> Literal["waiting", "sent", "failed", "withheld"]:
    if row.sent_at:
        return "sent"
    if row.withheld_at:
        return "withheld"
    return "failed" if row.given_up_at else "waiting"


def list_jobs(
    *, status: str | None = None, name: str | None = None, after: int | None = None, page_size: int = 50
) -> Page[JobCard]:
    """Background jobs, newest first; `status` is waiting, running, done or failed."""
    rows = JobRun.objects.all()
    if status:
        rows = rows.filter(status=status)
    if name:
        rows = rows.filter(name=name)
    return _page(rows, _job, after, page_size)


def job_card(run_id: int) -> JobCard | None:
    """One job as it stands now, for a page that shows its progress."""
    row = JobRun.objects.filter(pk=run_id).first()
    return _job(row) if row else None


def _job(row: JobRun) -> JobCard:
    return JobCard(
        row.pk,
        row.name,
        row.arguments,
        row.key,
        row.status,  # type: ignore[arg-type]
        row.attempts,
        row.progress,
        row.total,
        row.result,
        row.error,
        row.created_at,
        row.next_at,
        row.started_at,
        row.ended_at,
    )


def list_deliveries(
    *, given_up: bool | None = None, after: int | None = None, page_size: int = 50
) -> Page[DeliveryCard]:
    """Facts that have not reached a reaction yet, newest first."""
    rows = Delivery.objects.filter(done_at=None).select_related("fact")
    if given_up is not None:
        rows = rows.filter(given_up_at__isnull=not given_up)
    return _page(rows, _delivery, after, page_size)


def _delivery(row: Delivery) -> DeliveryCard:
    fact = row.fact
    return DeliveryCard(
        row.pk, fact.kind, fact.fields, row.reaction, fact.at, row.attempts, row.next_at, row.given_up_at, row.error
    )


def facts_backlog() -> Backlog:
    """Facts that wait for a reaction."""
    rows = Delivery.objects.filter(done_at=None)
    waiting = rows.filter(given_up_at=None)
    oldest = waiting.order_by("fact_id").values_list("fact__at", flat=True).first()
    return Backlog(waiting.count(), rows.exclude(given_up_at=None).count(), oldest)


def letters_backlog() -> Backlog:
    """Letters that wait to be sent."""
    rows = Letter.objects.filter(sent_at=None, withheld_at=None)
    waiting = rows.filter(given_up_at=None)
    oldest = waiting.order_by("pk").values_list("created_at", flat=True).first()
    return Backlog(waiting.count(), rows.exclude(given_up_at=None).count(), oldest)


def list_audit(
    *,
    actor: str | None = None,
    verb: str | None = None,
    subject_kind: str | None = None,
    subject_id: str | None = None,
    after: int | None = None,
    page_size: int = 50,
) -> Page[AuditCard]:
    """The audit trail, newest first; each condition is an exact match."""
    conditions = {"actor": actor, "verb": verb, "subject_kind": subject_kind, "subject_id": subject_id}
    rows = AuditRow.objects.filter(**{name: value for name, value in conditions.items() if value})
    return _page(rows, _audit, after, page_size)


def audit_of(subject: Model, *, most: int = 200) -> list[AuditCard]:
    """What was done to one row, oldest first."""
    rows = AuditRow.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
    return [_audit(row) for row in reversed(rows.order_by("-pk")[:most])]


def _audit(row: AuditRow) -> AuditCard:
    return AuditCard(
        row.pk,
        row.at,
        row.actor,
        row.role,
        row.verb,
        row.subject_kind,
        row.subject_id,
        row.before,
        row.after,
        row.note,
    )


def list_calendar() -> list[CalendarCard]:
    """The jobs that come back, the next one first."""
    rows = CalendarEntry.objects.order_by("due_at", "name")
    return [CalendarCard(row.name, row.rule, row.last_at, row.due_at) for row in rows]


def list_workers(now: datetime) -> list[WorkerCard]:
    """Workers that were seen and did not sign off, the last seen first."""
    seen = sorted(beats().items(), key=lambda beat: beat[1], reverse=True)
    return [WorkerCard(name, at, is_alive(name, now, at)) for name, at in seen]


def letter_card(letter_id: int) -> LetterCard | None:
    """One letter, whole."""
    row = Letter.objects.filter(pk=letter_id).first()
    return _letter(row) if row else None


def file_card(stored_id: int) -> FileCard | None:
    """Name, type and size of a stored file."""
    row = StoredFile.objects.filter(pk=stored_id).first()
    return FileCard(row.pk, row.name, row.media_type, row.size, row.private) if row else None
