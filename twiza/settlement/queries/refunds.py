"""Refunds as cards."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q, QuerySet

from twiza.kernel.refusals import NotFound
from twiza.ordering.api import Page
from twiza.settlement.models import Refund
from twiza.settlement.queries.views import RefundCard, RefundItemCard
from twiza.settlement.states import DESK, REFUND
from twiza.settlement.terms import REFUND_WORDS, BorneBy, RefundReason, Way


def refunds(
    *,
    statuses: Sequence[str] = (),
    cooperative_id: int | None = None,
    text: str = "",
    after: int | None = None,
    page_size: int = 30,
) -> Page:
    """RefundCards, the newest first; `text` is part of a refund's, a part's or an order's number."""
    rows = Refund.objects.order_by("-pk")
    if statuses:
        rows = rows.filter(status__in=statuses)
    if cooperative_id is not None:
        rows = rows.filter(settled__cooperative=cooperative_id)
    if text := text.strip():
        rows = rows.filter(
            Q(number__icontains=text)
            | Q(settled__part__number__icontains=text)
            | Q(settled__part__order__number__icontains=text)
        )
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    cards = list(refund_cards(rows[: page_size + 1]))
    return Page(tuple(cards[:page_size]), count, cards[page_size - 1].refund_id if len(cards) > page_size else None)


def refund_counts() -> dict[str, int]:
    """How many refunds stand in each state."""
    return dict(Refund.objects.order_by().values_list("status").annotate(n=Count("pk")))


def refund_card(refund_id: int) -> RefundCard:
    """One refund; NotFound for an unknown one."""
    for card in refund_cards(Refund.objects.filter(pk=refund_id)):
        return card
    raise NotFound()


def refunds_of_part(part_id: int) -> list[RefundCard]:
    return refund_cards(Refund.objects.filter(settled__part=part_id))


def refund_cards(rows: QuerySet[Refund]) -> list[RefundCard]:
    """Two queries."""
    rows = rows.select_related("settled__part__order", "settled__cooperative", "decided_by")
    return [_card(refund) for refund in rows.prefetch_related("items__settled_line__line")]


def _card(refund: Refund) -> RefundCard:
    settled = refund.settled
    return RefundCard(
        refund_id=refund.pk,
        number=refund.number,
        part_number=settled.part.number,
        part_id=settled.part_id,
        order_number=settled.part.order.number,
        buyer_name=settled.part.order.name,
        cooperative_id=settled.cooperative_id,
        cooperative_names=settled.cooperative.names,
        reason=refund.reason,
        reason_words=RefundReason(refund.reason).label,
        note=refund.note,
        way=refund.way,
        way_words=Way(refund.way).label,
        borne_by=refund.borne_by,
        borne_by_words=BorneBy(refund.borne_by).label,
        amount=refund.amount_centimes,
        goods=refund.goods_centimes,
        delivery=refund.delivery_centimes,
        commission_back=refund.commission_back_centimes,
        commission_vat_back=refund.commission_vat_back_centimes,
        payee_name=refund.payee_name,
        status=refund.status,
        status_words=REFUND_WORDS[refund.status],
        failure=refund.failure,
        reference=refund.reference,
        decided_at=refund.decided_at,
        decided_by=str(refund.decided_by or ""),
        paid_at=refund.paid_at,
        items=tuple(
            RefundItemCard(item.settled_line.line_id, item.settled_line.line.names, item.centimes)
            for item in refund.items.all()
        ),
        verbs=tuple(REFUND.open_to(refund.status, DESK)),
    )
