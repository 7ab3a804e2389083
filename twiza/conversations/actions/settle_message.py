from __future__ import annotations

from datetime import datetime
from typing import Literal

from django.db import transaction

from twiza.conversations.access import message_for_desk
from twiza.conversations.facts import MessageRemoved
from twiza.conversations.models import Message
from twiza.conversations.states import DESK, MESSAGE
from twiza.conversations.terms import RemovalReason
from twiza.people.api import Person
from twiza.plumbing.api import announce


@transaction.atomic
def settle_flag(*, message_id: int, how: Literal["allow", "mask"], by: Person, now: datetime) -> Message:
    """The desk looked at what was flagged: everybody may read it (`allow`), or those pieces stay masked (`mask`).

    It may change its mind. NotFound for who is not of the desk, and for messages of an association's case; MoveRefused
    for a message that was never flagged, is settled this way already, or was removed.
    """
    row = message_for_desk(by, message_id)
    MESSAGE.apply(row, how, by=DESK, actor=by, settled_at=now, settled_by=by)
    return row


@transaction.atomic
def remove_message(*, message_id: int, reason: str, by: Person, now: datetime) -> Message:
    """Take a message away for everybody but the desk; its place, its writer and the typed reason stay to be read.

    NotFound as above, ValueError for a reason that is none of `RemovalReason`, MoveRefused where it is removed.
    """
    row = message_for_desk(by, message_id)
    removed_for = RemovalReason(reason)
    MESSAGE.apply(row, "remove", by=DESK, actor=by, settled_at=now, settled_by=by, removed_for=removed_for.value)
    announce(MessageRemoved(message_id=row.pk, subject=row.thread.subject))
    return row
