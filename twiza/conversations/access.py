"""Which messages the desk may see: what was said under an order or a complaint, never in an association's case.

Who of a cooperative or which buyer may open a thread is known by the context that owns its subject.
"""

from __future__ import annotations

from django.db.models import QuerySet

from twiza.conversations.models import Message
from twiza.kernel.refusals import NotFound
from twiza.people.api import Person, has_role


def seen_by_desk() -> QuerySet[Message]:
    return Message.objects.exclude(thread__subject__startswith="case:").select_related("thread")


def message_for_desk(person: Person, message_id: int) -> Message:
    """One message, for a person of the desk; NotFound for anybody else."""
    row = seen_by_desk().filter(pk=message_id).first() if has_role(person, "desk") else None
    if row is None:
        raise NotFound(message_id)
    return row
