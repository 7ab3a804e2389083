from __future__ import annotations

from datetime import datetime

from django.db import transaction

from twiza.conversations.models import Message, Side, Thread
from twiza.conversations.terms import Role


@transaction.atomic
def mark_read(*, subject: str, role: str, now: datetime) -> None:
    """This side has seen what stands in the thread; no letter is owed to it for that. Nothing new writes nothing."""
    newest = Message.objects.filter(thread__subject=subject).order_by("-pk").values_list("thread_id", "pk").first()
    if newest is None:
        return
    thread_id, pk = newest
    if Side.objects.filter(thread_id=thread_id, role=role, read_id__gte=pk).exists():
        return
    side_of(Thread(pk=thread_id), role)
    Side.objects.filter(thread_id=thread_id, role=role, read_id__lt=pk).update(read_id=pk, read_at=now, owed_id=0)


def side_of(thread: Thread, role: str) -> Side:
    side, _fresh = Side.objects.get_or_create(thread_id=thread.pk, role=Role(role).value)
    return side
