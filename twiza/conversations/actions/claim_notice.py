from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from twiza.conversations.actions.mark_read import side_of
from twiza.conversations.facts import MessageSent
from twiza.conversations.models import Message, Side
from twiza.conversations.states import Status
from twiza.conversations.terms import LETTER_EACH
from twiza.plumbing.api import announce


@dataclass(frozen=True, slots=True)
class Notice:
    """One letter to one side: who wrote, and the reference for `queue_letter` (add the recipient's id to it).

    It carries no word of the message: a letter says that one waits, and where.
    """

    subject: str
    to_role: str
    from_role: str
    author_name: str
    reference: str


@transaction.atomic
def claim_notice(*, message_id: int, to_role: str, now: datetime) -> Notice | None:
    """Whether this side is to be written to about a message, in a reaction to MessageSent: the notice, or None.

    None for its own message, one that it read or was told of, one that was removed, and within an hour of the last
    letter about this thread; then the job `tell_owed` brings the fact again once it is over, if that is still unread.
    """
    row = Message.objects.select_related("thread").filter(pk=message_id).first()
    if row is None or row.role == to_role or row.status == Status.REMOVED:
        return None
    side = side_of(row.thread, to_role)
    if side.read_id >= row.pk or side.told_id >= row.pk:
        return None
    mine = Side.objects.filter(pk=side.pk, told_id=side.told_id)
    if not mine.filter(Q(told_at=None) | Q(told_at__lte=now - LETTER_EACH)).update(
        told_id=row.pk, told_at=now, owed_id=0
    ):
        Side.objects.filter(pk=side.pk, owed_id__lt=row.pk).update(owed_id=row.pk)
        return None
    return Notice(row.thread.subject, to_role, row.role, row.author_name, f"message:{row.pk}:{to_role}")


@transaction.atomic
def bring_again(*, now: datetime, most: int = 200) -> int:
    """Sides whose hour is over and that still have not read: their newest message is announced again."""
    over = Side.objects.filter(owed_id__gt=0, told_at__lte=now - LETTER_EACH).filter(owed_id__gt=F("read_id"))
    done = 0
    for side in over.select_related("thread").order_by("told_at", "pk")[:most]:
        if Side.objects.filter(pk=side.pk, owed_id=side.owed_id).update(owed_id=0):
            announce(MessageSent(message_id=side.owed_id, subject=side.thread.subject))
            done += 1
    return done
