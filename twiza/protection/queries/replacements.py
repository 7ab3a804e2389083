"""Replacements as pages show them: two queries a list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from twiza.kernel.periods import day_of
from twiza.ordering.api import CooperativeOrder, Order, Page
from twiza.protection.models import Replacement
from twiza.protection.queries.views import ItemView, ReplacementView
from twiza.protection.queries.withdrawals import paged
from twiza.protection.states import BUYER, COOPERATIVE, REPLACEMENT, ReplacementStatus
from twiza.protection.terms.words import REPLACEMENT_WORDS

OPEN = [ReplacementStatus.PROMISED, ReplacementStatus.SENT]


def replacement_view(replacement: Replacement, *, now: datetime) -> ReplacementView:
    return _views(Replacement.objects.filter(pk=replacement.pk), now)[0]


def replacement_by_key(key: str) -> Replacement | None:
    """What was promised under the key of whoever promised it."""
    return Replacement.objects.select_related("part__order").filter(key=key).first()


def replacements_by_key(keys: Iterable[str], now: datetime) -> dict[str, ReplacementView]:
    return {view.key: view for view in _views(Replacement.objects.filter(key__in=list(keys)), now)}


def replacements_of_part(part: CooperativeOrder, *, now: datetime) -> list[ReplacementView]:
    return _views(Replacement.objects.filter(part=part), now)


def replacements_of_order(order: Order, *, now: datetime) -> list[ReplacementView]:
    return _views(Replacement.objects.filter(part__order=order), now)


def replacements_of_cooperative(
    cooperative_id: int, *, group: str = "", now: datetime, after: int | None = None, page_size: int = 30
) -> Page:
    """`group` is open, done, or "" for all; the newest first."""
    rows = Replacement.objects.filter(cooperative=cooperative_id)
    if group == "open":
        rows = rows.filter(status__in=OPEN)
    elif group == "done":
        rows = rows.exclude(status__in=OPEN)
    return paged(rows, lambda found: _views(found, now), after, page_size)


def _views(rows: QuerySet[Replacement], now: datetime) -> list[ReplacementView]:
    found = rows.order_by("-pk").select_related("part__order", "cooperative").prefetch_related("items__line")
    return [_view(row, now) for row in found]


def _view(row: Replacement, now: datetime) -> ReplacementView:
    over = row.status == ReplacementStatus.CANCELLED
    late = 0 if over else (day_of(row.received_at or now) - row.promised_on).days
    return ReplacementView(
        replacement_id=row.pk,
        number=row.number,
        reference=row.reference,
        key=row.key,
        part_id=row.part_id,
        part_number=row.part.number,
        order_number=row.part.order.number,
        cooperative_id=row.cooperative_id,
        cooperative_names=row.cooperative.names,
        buyer_name=row.part.order.name,
        status=row.status,
        status_words=REPLACEMENT_WORDS[row.status],
        reason=row.reason,
        items=tuple(
            ItemView(item.line_id, item.line.names, item.quantity, item.quantity * item.line.price_centimes)
            for item in row.items.all()
        ),
        promised_on=row.promised_on,
        days_late=max(late, 0),
        tracking=row.tracking,
        ordered_at=row.ordered_at,
        sent_at=row.sent_at,
        received_at=row.received_at,
        buyer_verbs=tuple(REPLACEMENT.open_to(row.status, BUYER)),
        cooperative_verbs=tuple(REPLACEMENT.open_to(row.status, COOPERATIVE)),
    )
