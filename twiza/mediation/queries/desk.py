"""What the desk keeps of associations: the register, whether a team has its head, recalls. Nothing of a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from twiza.kernel.refusals import NotFound
from twiza.mediation.models import Adviser, Association, Invitation, Recall
from twiza.mediation.queries.associations import association_cards, invitation_cards
from twiza.mediation.queries.public import recall_view
from twiza.mediation.queries.views import DeskAssociation, HeadView
from twiza.mediation.states import RecallStatus
from twiza.mediation.terms.words import HEAD
from twiza.ordering.api import Page
from twiza.people.api import Person, Role, has_role


def associations_for_desk(person: Any, *, now: datetime, after: int | None = None, page_size: int = 30) -> Page:
    """All of the register as DeskAssociations, the last entered first; NotFound for anybody but the desk."""
    _desk(person)
    heads = Adviser.objects.filter(association=OuterRef("pk"), role=HEAD)
    waiting = _invitations().filter(association=OuterRef("pk"))
    rows = Association.objects.select_related("commune").order_by("-pk")
    count = rows.count()
    rows = rows.annotate(
        has_head=Exists(heads),
        is_invited=Exists(waiting.filter(expires_at__gt=now)),
        was_invited=Exists(waiting),
    )
    found: list[Any] = list((rows.filter(pk__lt=after) if after is not None else rows)[: page_size + 1])
    more, found = len(found) > page_size, found[:page_size]
    cards = association_cards(found)
    items = tuple(DeskAssociation(card, _state(row)) for card, row in zip(cards, found, strict=True))
    return Page(items, count, found[-1].pk if more else None)


def head_view(association: Association, *, now: datetime) -> HeadView:
    """Since when a team has a head, or the invitations that wait for one. A team with a head invites by itself."""
    joined = Adviser.objects.filter(association=association, role=HEAD).order_by("pk")
    since = joined.values_list("joined_at", flat=True).first()
    if since:
        return HeadView(since, ())
    rows = _invitations().filter(association=association).select_related("invited_by")
    return HeadView(None, tuple(invitation_cards(rows, now=now)))


def recalls_for_desk(person: Any, *, waiting: bool = False, after: int | None = None, page_size: int = 30) -> Page:
    """RecallViews, the newest first; only those that nobody has decided with `waiting`. NotFound but for the desk."""
    _desk(person)
    rows = _waiting() if waiting else Recall.objects.all()
    count = rows.count()
    rows = rows.select_related("association", "cooperative", "product", "variant", "proposed_by").order_by("-pk")
    found = list((rows.filter(pk__lt=after) if after is not None else rows)[: page_size + 1])
    more, found = len(found) > page_size, found[:page_size]
    return Page(tuple(recall_view(row) for row in found), count, found[-1].pk if more else None)


def count_recalls_waiting() -> int:
    """Recalls that neither their cooperative nor the desk has decided."""
    return _waiting().count()


def _waiting() -> QuerySet[Recall]:
    return Recall.objects.filter(status=RecallStatus.PROPOSED)


def _invitations() -> QuerySet[Invitation]:
    return Invitation.objects.filter(role=HEAD, accepted_at=None, withdrawn_at=None)


def _state(row: Any) -> str:
    if row.has_head:
        return "here"
    if row.is_invited:
        return "invited"
    return "over" if row.was_invited else "none"


def _desk(person: Any) -> None:
    if not isinstance(person, Person) or not has_role(person, Role.DESK):
        raise NotFound()
