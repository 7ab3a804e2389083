"""A thread as one side reads it: what is flagged is masked for the others, what was removed leaves its place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from twiza.conversations.models import Attachment, Flag, Message, Side, Thread
from twiza.conversations.states import Status
from twiza.conversations.terms import FileKind, FlagKind, RemovalReason, Role
from twiza.kernel.refusals import NotFound
from twiza.plumbing.api import Page, open_file

MASKING = (Status.FLAGGED, Status.MASKED)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of the text. A masked one has no text, only what kind of thing stood there."""

    text: str
    kind: str = ""
    words: Any = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class FileOfMessage:
    n: int
    kind: str
    media_type: str

    @property
    def is_photo(self) -> bool:
        return self.kind == FileKind.PHOTO


@dataclass(frozen=True, slots=True)
class MessageView:
    """`mine`: said by the side that reads. `state`: clear, flagged, allowed, masked or removed; or erased by her."""

    id: int
    role: str
    role_words: Any
    author_name: str
    mine: bool
    sent_at: datetime
    pieces: tuple[Piece, ...]
    files: tuple[FileOfMessage, ...]
    state: str
    removed_for: Any
    erased: bool
    unread: bool

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def has_masked(self) -> bool:
        return any(piece.masked for piece in self.pieces)

    @property
    def is_removed(self) -> bool:
        return self.state == Status.REMOVED


@dataclass(frozen=True, slots=True)
class ThreadState:
    messages: int
    closed: bool


def messages_of(subject: str, *, as_role: str, after: int | None = None, page_size: int = 30) -> Page[MessageView]:
    """The newest messages, oldest of them first; `after` is the `next` of the page before, and leads to earlier ones.

    Five queries, whatever their number. Who may read as this role is the caller's to know.
    """
    rows = Message.objects.filter(thread__subject=subject)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.order_by("-pk")[: page_size + 1])
    shown = found[:page_size][::-1]
    read = Side.objects.filter(thread__subject=subject, role=as_role).values_list("read_id", flat=True).first() or 0
    more = shown[0].pk if len(found) > page_size else None
    return Page(views(shown, as_role=as_role, read=read), more)


def views(rows: Sequence[Message], *, as_role: str, read: int = 2**62) -> list[MessageView]:
    ids = [row.pk for row in rows]
    flags: dict[int, list[Flag]] = {}
    for flag in Flag.objects.filter(message__in=ids).order_by("message_id", "start") if ids else ():
        flags.setdefault(flag.message_id, []).append(flag)
    files: dict[int, list[Attachment]] = {}
    for file in Attachment.objects.filter(message__in=ids).select_related("file").order_by("n") if ids else ():
        files.setdefault(file.message_id, []).append(file)
    return [_view(row, flags.get(row.pk, []), files.get(row.pk, []), as_role, read) for row in rows]


def _view(row: Message, flags: list[Flag], files: list[Attachment], as_role: str, read: int) -> MessageView:
    desk, mine = as_role == Role.DESK, row.role == as_role
    gone = row.status == Status.REMOVED and not desk
    masked = row.status in MASKING and not desk and not mine
    return MessageView(
        id=row.pk,
        role=row.role,
        role_words=Role(row.role).label,
        author_name=row.author_name,
        mine=mine,
        sent_at=row.sent_at,
        pieces=() if gone else _pieces(row.text, flags, masked),
        files=() if gone else tuple(FileOfMessage(f.n, f.kind, f.file.media_type) for f in files),
        state=row.status,
        removed_for=RemovalReason(row.removed_for).label if row.removed_for else "",
        erased=row.erased_at is not None,
        unread=not mine and row.pk > read,
    )


def _pieces(text: str, flags: list[Flag], masked: bool) -> tuple[Piece, ...]:
    pieces, at = [], 0
    for flag in flags:
        if flag.start > at:
            pieces.append(Piece(text[at : flag.start]))
        words = FlagKind(flag.kind).label
        pieces.append(Piece("" if masked else text[flag.start : flag.end], flag.kind, words, masked))
        at = flag.end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return tuple(pieces)


def thread_state(subject: str) -> ThreadState:
    row = Thread.objects.filter(subject=subject).annotate(count=Count("messages")).first()
    return ThreadState(row.count, row.closed_at is not None) if row else ThreadState(0, False)


def unread_of(subjects: Iterable[str], *, role: str) -> dict[str, int]:
    """How many messages of others each thread holds that this side has not read; each has its row. One query."""
    wanted = list(subjects)
    mark = Side.objects.filter(thread=OuterRef("thread"), role=role).values("read_id")[:1]
    rows = (
        Message.objects.filter(thread__subject__in=wanted)
        .exclude(Q(role=role) | Q(status=Status.REMOVED))
        .annotate(mark=Coalesce(Subquery(mark), Value(0)))
        .filter(pk__gt=F("mark"))
        .order_by()
        .values("thread__subject")
        .annotate(count=Count("pk"))
    )
    counts = {row["thread__subject"]: row["count"] for row in rows}
    return {subject: counts.get(subject, 0) for subject in wanted}


@dataclass(frozen=True, slots=True)
class SentFile:
    data: bytes
    media_type: str
    name: str


def file_of_message(message_id: int, n: int, as_role: str, *, subject: str) -> SentFile:
    """The n-th file of a message of this thread. NotFound where the message is another thread's, or was removed.

    `subject` is the one whose gate the reader passed: a message's id alone opens nothing.
    """
    rows = Attachment.objects.filter(message=message_id, n=n, message__thread__subject=subject)
    if as_role != Role.DESK:
        rows = rows.exclude(message__status=Status.REMOVED)
    row = rows.select_related("file").first()
    if row is None:
        raise NotFound(message_id, n)
    ending = {"image/jpeg": "jpg", "audio/mpeg": "mp3", "audio/mp4": "m4a"}.get(row.file.media_type)
    ending = ending or row.file.media_type.partition("/")[2]
    return SentFile(open_file(row.file_id), row.file.media_type, f"{row.kind}-{message_id}-{n}.{ending}")
