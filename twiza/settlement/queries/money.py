"""Balances, and the money of parts and orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Q, Sum

from twiza.ledger.api import balances
from twiza.ordering.api import CooperativeOrder, LineStatus, Order, OrderLine, Page
from twiza.settlement.models import Hold, Payout, Refund, SettledLine, SettledPart
from twiza.settlement.queries.refunds import refund_cards
from twiza.settlement.queries.views import CooperativeBalance, HoldCard, LineMoney, OrderMoney, PartMoney
from twiza.settlement.states import PayoutStatus, RefundStatus, Status
from twiza.settlement.terms import STATUS_WORDS, account

_TAKEN = (Status.HELD, Status.RELEASED)
_PLACES = ("open", "held", "payable", "cash")


def balance_of(cooperative_id: int) -> CooperativeBalance:
    """Where the cooperative stands with the market, from the books: positive is owed to it, or (cash) held by it."""
    return balances_of([cooperative_id])[cooperative_id]


def balances_of(cooperative_ids: Iterable[int]) -> dict[int, CooperativeBalance]:
    """The same for several, in three queries."""
    ids = list(cooperative_ids)
    found = balances([account(pk, place) for pk in ids for place in _PLACES])
    going = Payout.objects.filter(cooperative__in=ids, status=PayoutStatus.RELEASED)
    transit = dict(going.values_list("cooperative").annotate(sum=Sum("transfer_centimes")))
    return {
        pk: CooperativeBalance(
            open=-found[account(pk, "open")],
            held=-found[account(pk, "held")],
            payable=-found[account(pk, "payable")],
            cash=found[account(pk, "cash")],
            in_transit=transit.get(pk, 0),
        )
        for pk in ids
    }


def part_money(part_id: int) -> PartMoney | None:
    """The money of one part; of one not paid yet, what it will be. None for an unknown part."""
    return parts_money([part_id]).get(part_id)


def parts_money(part_ids: Iterable[int]) -> dict[int, PartMoney]:
    """The same for several, in five queries."""
    ids = list(part_ids)
    parts = CooperativeOrder.objects.filter(pk__in=ids).select_related("order")
    settled = {row.part_id: row for row in SettledPart.objects.filter(part__in=ids).select_related("payout__run")}
    kept = defaultdict[int, list[OrderLine]](list)
    for line in OrderLine.objects.filter(part__in=ids):
        kept[line.part_id].append(line)
    lines = {row.line_id: row for row in SettledLine.objects.filter(line__part__in=ids)}
    holds = defaultdict[int, list[HoldCard]](list)
    for hold in _holds(Q(part__in=ids, lifted_at=None)):
        holds[hold[0]].append(hold[1])
    return {part.pk: _money(part, settled.get(part.pk), kept[part.pk], lines, holds[part.pk]) for part in parts}


def parts_money_of_cooperative(
    cooperative_id: int, *, states: Sequence[str] = (), after: int | None = None, page_size: int = 30
) -> Page:
    """PartMoney of what was paid to a cooperative, the newest first; `states` of open, held, released, closed."""
    rows = SettledPart.objects.filter(cooperative=cooperative_id).order_by("-pk")
    if states:
        rows = rows.filter(status__in=states)
    count = rows.count()
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found = list(rows.values_list("pk", "part_id")[: page_size + 1])
    shown = found[:page_size]
    money = parts_money([part_id for _pk, part_id in shown])
    return Page(
        tuple(money[part_id] for _pk, part_id in shown), count, shown[-1][0] if len(found) > page_size else None
    )


def order_money(order: Order) -> OrderMoney:
    """What the buyer paid for an order so far, and what goes or went back."""
    rows = SettledPart.objects.filter(part__order=order)
    sums = rows.aggregate(
        paid=Sum("paid_centimes", default=0),
        goods=Sum("goods_centimes", default=0),
        delivery=Sum("delivery_centimes", default=0),
        refunded=Sum("refunded_centimes", default=0),
    )
    refunds = Refund.objects.filter(settled__part__order=order)
    cards = tuple(refund_cards(refunds))
    back = sum(card.amount for card in cards if card.status != RefundStatus.PAID)
    return OrderMoney(**sums, on_its_way_back=back, refunds=cards)


def holds(*, open_only: bool = True, cooperative_id: int | None = None, most: int = 100) -> list[HoldCard]:
    """Money kept for a dispute, the newest first."""
    some = Q(lifted_at=None) if open_only else Q()
    if cooperative_id is not None:
        some &= Q(part__cooperative=cooperative_id)
    return [card for _part, card in _holds(some, most)]


def holds_of_part(part_id: int) -> list[HoldCard]:
    """Every hold there was on a part, the newest first."""
    return [card for _part, card in _holds(Q(part=part_id))]


def _holds(some: Q, most: int | None = None) -> list[tuple[int, HoldCard]]:
    found_holds = Hold.objects.filter(some).select_related("part", "opened_by", "lifted_by").order_by("-pk")
    rows = list(found_holds[:most])
    found = SettledPart.objects.filter(part__in={row.part_id for row in rows}, status__in=_TAKEN)
    kept = dict(found.values_list("part_id", "net_centimes")) if rows else {}
    return [
        (
            row.part_id,
            HoldCard(
                reference=row.reference,
                part_number=row.part.number,
                cooperative_id=row.part.cooperative_id,
                reason=row.reason,
                opened_at=row.opened_at,
                opened_by=str(row.opened_by or ""),
                lifted_at=row.lifted_at,
                lifted_by=str(row.lifted_by or ""),
                centimes=kept.get(row.part_id, 0),
            ),
        )
        for row in rows
    ]


def _money(
    part: CooperativeOrder,
    settled: SettledPart | None,
    lines: Sequence[OrderLine],
    paid: dict[int, SettledLine],
    holds: Sequence[HoldCard],
) -> PartMoney:
    own = [line for line in lines if line.pk in paid or (settled is None and line.status != LineStatus.DECLINED)]
    shown = tuple(_line(line, paid.get(line.pk)) for line in own)
    fee = part.delivery_centimes + part.cash_fee_centimes
    expected = settled is None or settled.status not in _TAKEN
    common: dict[str, Any] = {
        "part_id": part.pk,
        "number": part.number,
        "order_number": part.order.number,
        "cooperative_id": part.cooperative_id,
        "way": part.payment,
        "expected": expected,
        "holds": tuple(holds),
        "lines": shown,
    }
    taken: dict[str, Any] = {
        "commission": sum(line.commission for line in shown),
        "commission_vat": sum(line.commission_vat for line in shown),
        "carrier": 0 if part.quote["method"] == "hand" else fee,
    }
    if settled is None:
        return PartMoney(
            **common,
            **taken,
            paid=0,
            goods=part.goods_centimes,
            delivery=fee,
            refunded=0,
            delivery_refunded=0,
            goodwill=0,
            net=part.total_centimes - sum(taken.values()),
            state="",
            state_words="",
            paid_at=None,
            received_at=None,
            held_until=None,
            released_at=None,
            payout_id=None,
            payout_on=None,
        )
    if settled.status == Status.CLOSED:
        taken = dict.fromkeys(taken, 0)
    elif not expected:
        taken = {
            "commission": settled.commission_centimes,
            "commission_vat": settled.commission_vat_centimes,
            "carrier": settled.carrier_centimes,
        }
    left = settled.paid_centimes - settled.refunded_centimes + settled.goodwill_centimes
    return PartMoney(
        **common,
        **taken,
        paid=settled.paid_centimes,
        goods=settled.goods_centimes,
        delivery=settled.delivery_centimes,
        refunded=settled.refunded_centimes,
        delivery_refunded=settled.delivery_refunded_centimes,
        goodwill=settled.goodwill_centimes,
        net=left - sum(taken.values()),
        state=settled.status,
        state_words=STATUS_WORDS[settled.status],
        paid_at=settled.paid_at,
        received_at=settled.received_at,
        held_until=settled.held_until,
        released_at=settled.released_at,
        payout_id=settled.payout_id,
        payout_on=settled.payout.run.on if settled.payout else None,
    )


def _line(line: OrderLine, paid: SettledLine | None) -> LineMoney:
    return LineMoney(
        line_id=line.pk,
        names=line.names,
        quantity=line.quantity,
        paid=paid.paid_centimes if paid else 0,
        refunded=paid.refunded_centimes if paid else 0,
        rest=paid.paid_centimes - paid.refunded_centimes if paid else 0,
        commission=line.commission_centimes - (paid.commission_back_centimes if paid else 0),
        commission_vat=line.commission_vat_centimes - (paid.commission_vat_back_centimes if paid else 0),
        commission_basis_points=line.commission_basis_points,
    )
