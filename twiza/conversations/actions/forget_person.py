from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from twiza.conversations.models import Attachment, Message
from twiza.conversations.queries.personal import KEPT
from twiza.conversations.terms import FileKind, Role
from twiza.people.api import Person
from twiza.plumbing.api import drop_file

BLANK = "•"


@transaction.atomic
def forget_person(*, person: Person, now: datetime) -> None:
    """Her messages on orders are erased with their files; their place stays. What she wrote in a complaint or a case
    stays as evidence, without her name, her voice, and the numbers and addresses in it. Again: nothing is left to do.
    """
    _forget(Message.objects.filter(author=person), now)


@transaction.atomic
def forget_buyer(*, subjects: Iterable[str], now: datetime) -> None:
    """The same for what was said as the buyer in these threads: who came by the link alone has no account."""
    _forget(Message.objects.filter(thread__subject__in=list(subjects), role=Role.BUYER, erased_at=None), now)


def _forget(rows: QuerySet[Message], now: datetime) -> None:
    for row in rows.select_related("thread").prefetch_related("flags", "files"):
        evidence = row.thread.subject.startswith(KEPT)
        _drop([file for file in row.files.all() if not evidence or file.kind == FileKind.VOICE])
        text = _without_flags(row) if evidence else ""
        row.flags.all().delete()
        Message.objects.filter(pk=row.pk).update(text=text, author=None, author_name="", erased_at=now)


def _without_flags(row: Message) -> str:
    text = row.text
    for flag in row.flags.all():
        text = text[: flag.start] + BLANK * (flag.end - flag.start) + text[flag.end :]
    return text


def _drop(files: list[Attachment]) -> None:
    for file in files:
        file.delete()
        try:
            with transaction.atomic():
                drop_file(file.file_id)
        except ProtectedError:  # the same bytes stand in another message, or another context points at them
            continue
