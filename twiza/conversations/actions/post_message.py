from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction

from twiza.conversations import terms
from twiza.conversations.facts import MessageFlagged, MessageSent
from twiza.conversations.models import Attachment, Flag, Message, Thread
from twiza.conversations.states import MESSAGE, SYSTEM
from twiza.conversations.terms import FileKind, Role
from twiza.conversations.terms.outside import find_outside
from twiza.people.api import Person
from twiza.plumbing.api import announce, file_card

UNWANTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
SCANNED = (Role.BUYER, Role.COOPERATIVE)  # an adviser may give the number of her association


@transaction.atomic
def post_message(
    *,
    subject: str,
    role: str,
    author: Person | None,
    author_name: str,
    text: str = "",
    photos: Sequence[int] = (),
    voice: int | None = None,
    key: str,
    now: datetime,
) -> Message:
    """Say something in the thread of a subject, which begins with its first message. Who may is the caller's to know.

    `photos` and `voice` are ids that `take_in_photo` and `take_in_voice` gave. The same `key` again is the same
    message. Phone numbers, addresses, links, other messengers and requests to pay outside the market are flagged in
    what buyers and cooperatives write, and masked for the other side until the desk looked; not in `case:` threads,
    which the desk may not read. Refuses: NothingSaid, TooLong, TooManyPhotos, UnknownFile, TooManyMessages (12 in ten
    minutes, 30 in a day without an answer, 60 in an hour by one person), ThreadClosed.
    """
    text = UNWANTED.sub("", text.replace("\r\n", "\n")).strip()
    thread, _fresh = Thread.objects.get_or_create(subject=subject, defaults={"opened_at": now})
    if (known := thread.messages.filter(key=key).first()) is not None:
        return known
    _check(text, photos, voice)
    if thread.closed_at is not None:
        raise terms.ThreadClosed()
    if role != Role.SYSTEM:
        _count(thread, role, author, now)
    row = Message(
        thread=thread, key=key, role=role, author=author, author_name=author_name[:120], text=text, sent_at=now
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return thread.messages.get(key=key)
    _attach(row, photos, voice)
    announce(MessageSent(message_id=row.pk, subject=subject))
    _flag(row, subject)
    return row


def _check(text: str, photos: Sequence[int], voice: int | None) -> None:
    if not text and not photos and voice is None:
        raise terms.NothingSaid()
    if len(text) > terms.MOST_TEXT:
        raise terms.TooLong(most=terms.MOST_TEXT)
    if len(photos) > terms.MOST_PHOTOS:
        raise terms.TooManyPhotos(most=terms.MOST_PHOTOS)


def _count(thread: Thread, role: str, author: Person | None, now: datetime) -> None:
    """Rows are counted, not tries: whoever is refused may go on once the time is over."""
    of_side = thread.messages.filter(role=role)
    if of_side.filter(sent_at__gt=now - terms.BURST_TIME).count() >= terms.BURST:
        raise terms.TooManyMessages()
    answered = thread.messages.exclude(role__in=[role, Role.SYSTEM]).order_by("-pk").values_list("pk", flat=True)[:1]
    alone = of_side.filter(sent_at__gt=now - terms.UNANSWERED_TIME, pk__gt=next(iter(answered), 0))
    if alone.count() >= terms.UNANSWERED:
        raise terms.TooManyMessages()
    if author is not None and author.pk:
        lately = Message.objects.filter(author=author, sent_at__gt=now - terms.OF_AUTHOR_TIME)
        if lately.count() >= terms.OF_AUTHOR:
            raise terms.TooManyMessages()


def _attach(row: Message, photos: Sequence[int], voice: int | None) -> None:
    files: list[tuple[str, int]] = [(FileKind.PHOTO.value, pk) for pk in photos]
    files += [(FileKind.VOICE.value, voice)] if voice is not None else []
    for kind, pk in files:
        card = file_card(pk)
        if card is None or not card.private or not card.media_type.startswith(_family(kind)):
            raise terms.UnknownFile()
    made = [Attachment(message=row, n=n, kind=kind, file_id=pk) for n, (kind, pk) in enumerate(files, 1)]
    Attachment.objects.bulk_create(made)


def _family(kind: str) -> str:
    return "image/" if kind == FileKind.PHOTO else "audio/"


def _flag(row: Message, subject: str) -> None:
    if row.role not in SCANNED or subject.startswith("case:") or not row.text:
        return
    found = find_outside(row.text, own_host=urlsplit(settings.SITE_URL).hostname or "")
    if not found:
        return
    Flag.objects.bulk_create(Flag(message=row, kind=f.kind, start=f.start, end=f.end) for f in found)
    MESSAGE.apply(row, "flag", by=SYSTEM)
    announce(MessageFlagged(message_id=row.pk, subject=subject))
