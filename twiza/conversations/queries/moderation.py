"""What the desk has to look at: flagged messages, oldest first, each with the little that was said around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import Count

from twiza.conversations.access import message_for_desk, seen_by_desk
from twiza.conversations.models import Message
from twiza.conversations.queries.threads import MessageView, views
from twiza.conversations.states import DESK, MESSAGE, Status
from twiza.conversations.terms import RemovalReason
from twiza.people.api import Person
from twiza.plumbing.api import Page

AROUND = 3


@dataclass(frozen=True, slots=True)
class Looked:
    """A message as the desk sees it, whole, with what it may do now (`allow`, `mask`, `remove`)."""

    message: MessageView
    subject: str
    deeds: tuple[str, ...]
    settled_at: datetime | None
    before: tuple[MessageView, ...] = ()
    following: tuple[MessageView, ...] = ()


def flagged(
    *,
    state: Literal["flagged", "allowed", "masked", "removed"] = "flagged",
    after: int | None = None,
    page_size: int = 30,
) -> Page[Looked]:
    """Messages in a state: those that wait oldest first, those that were settled newest first. Four queries."""
    rows = seen_by_desk().filter(status=state)
    waiting = state == Status.FLAGGED
    if after is not None:
        rows = rows.filter(pk__gt=after) if waiting else rows.filter(pk__lt=after)
    found = list(rows.order_by("pk" if waiting else "-pk")[: page_size + 1])
    shown = found[:page_size]
    cards = [_looked(row, view) for row, view in zip(shown, views(shown, as_role=DESK), strict=True)]
    return Page(cards, shown[-1].pk if len(found) > page_size else None)


def _looked(row: Message, view: MessageView) -> Looked:
    deeds = tuple(MESSAGE.open_to(row.status, DESK))
    return Looked(view, row.thread.subject, deeds, row.settled_at)


def looked(person: Person, message_id: int) -> Looked:
    """One message with up to three before and after it; NotFound for who is not of the desk."""
    row = message_for_desk(person, message_id)
    near = Message.objects.filter(thread=row.thread_id)
    before = list(near.filter(pk__lt=row.pk).order_by("-pk")[:AROUND])[::-1]
    following = list(near.filter(pk__gt=row.pk).order_by("pk")[:AROUND])
    shown = views([*before, row, *following], as_role=DESK)
    at = len(before)
    card = _looked(row, shown[at])
    return Looked(card.message, card.subject, card.deeds, card.settled_at, tuple(shown[:at]), tuple(shown[at + 1 :]))


def flag_counts() -> dict[str, int]:
    """How many messages stand in each state that the desk looks at."""
    states = [Status.FLAGGED, Status.ALLOWED, Status.MASKED, Status.REMOVED]
    rows = seen_by_desk().filter(status__in=states).order_by().values_list("status").annotate(Count("pk"))
    return {state.value: 0 for state in states} | dict(rows)


def removal_reasons() -> list[tuple[str, str]]:
    return [(reason.value, str(reason.label)) for reason in RemovalReason]
