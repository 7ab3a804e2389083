from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.kernel.numbers import public_number
from twiza.kernel.periods import day_of
from twiza.ledger.api import post
from twiza.plumbing.api import announce
from twiza.settlement.actions.send_refund import send_refund
from twiza.settlement.facts import RefundDecided
from twiza.settlement.models import Refund, RefundItem, SettledLine, SettledPart
from twiza.settlement.states import Status
from twiza.settlement.terms import BorneBy, TooMuch, TooMuchDelivery, UnknownLine, Way, account, named, said

PREFIX = "TR"


@dataclass(frozen=True, slots=True)
class _Share:
    """What one line gives back, and what of commission and VAT follows it."""

    line: SettledLine
    centimes: int
    commission: int
    vat: int


@transaction.atomic
def give_back(
    *,
    settled: SettledPart,
    items: Mapping[int, int],
    delivery_centimes: int = 0,
    reason: str,
    now: datetime,
    way: str = Way.AS_PAID,
    borne_by: str = BorneBy.COOPERATIVE,
    payee: Any = None,
    note: str = "",
    key: str | None = None,
    by: Any = None,
) -> Refund | None:
    """Book a refund of a claimed part's money (`items`: order line → centimes) and send it; None if it is nothing.

    Commission and VAT follow what the cooperative bears, cumulatively: rounded on the sum given back so far, so that
    a line given back whole gives them back to the centime, in however many steps. Refuses more than what is left.
    """
    shares = [_share(line, centimes, borne_by) for line, centimes in _lines(settled, items)]
    left = settled.delivery_centimes - settled.delivery_refunded_centimes
    if not 0 <= delivery_centimes <= left:
        raise TooMuchDelivery(rest=said(left))
    goods = sum(share.centimes for share in shares)
    amount = goods + delivery_centimes
    if not amount:
        return None
    taken = settled.status in (Status.HELD, Status.RELEASED)
    refund = Refund.objects.create(
        settled=settled,
        number=public_number(PREFIX),
        key=key,
        reason=reason,
        note=note.strip()[:300],
        way=way,
        borne_by=borne_by,
        amount_centimes=amount,
        goods_centimes=goods,
        delivery_centimes=delivery_centimes,
        commission_back_centimes=sum(s.commission for s in shares) if taken else 0,
        commission_vat_back_centimes=sum(s.vat for s in shares) if taken else 0,
        payee_name=payee.name if payee else "",
        rib=payee.rib if payee else "",
        decided_at=now,
        decided_by=by,
    )
    RefundItem.objects.bulk_create(
        RefundItem(
            refund=refund,
            settled_line=share.line,
            centimes=share.centimes,
            commission_back_centimes=share.commission if taken else 0,
            commission_vat_back_centimes=share.vat if taken else 0,
        )
        for share in shares
    )
    _write(settled, refund, shares)
    _post(settled, refund, now)
    announce(RefundDecided(refund_id=refund.pk))
    send_refund(refund=refund, by=by, now=now)
    return refund


def _lines(settled: SettledPart, items: Mapping[int, int]) -> list[tuple[SettledLine, int]]:
    wanted = {line_id: centimes for line_id, centimes in items.items() if centimes}
    lines = {line.line_id: line for line in settled.lines.select_related("line") if line.line_id in wanted}
    if set(lines) != set(wanted):
        raise UnknownLine()
    for line_id, line in lines.items():
        rest = line.paid_centimes - line.refunded_centimes
        if not 0 <= wanted[line_id] <= rest:
            raise TooMuch(rest=said(rest), name=named(line.line.names))
    return [(line, wanted[line_id]) for line_id, line in lines.items()]


def _share(line: SettledLine, centimes: int, borne_by: str) -> _Share:
    if borne_by == BorneBy.PLATFORM:
        return _Share(line, centimes, 0, 0)
    so_far = line.refunded_centimes - line.goodwill_centimes + centimes
    commission = _part_of(line.commission_centimes, so_far, line.paid_centimes) - line.commission_back_centimes
    vat = _part_of(line.commission_vat_centimes, so_far, line.paid_centimes) - line.commission_vat_back_centimes
    return _Share(line, centimes, commission, vat)


def _part_of(whole: int, part: int, of: int) -> int:
    """`whole` × `part` / `of`, rounded half up; the whole where part is all of it."""
    return (2 * whole * part + of) // (2 * of)


def _write(settled: SettledPart, refund: Refund, shares: list[_Share]) -> None:
    goodwill = refund.borne_by == BorneBy.PLATFORM
    for share in shares:
        line = share.line
        line.refunded_centimes += share.centimes
        line.goodwill_centimes += share.centimes if goodwill else 0
        line.commission_back_centimes += share.commission
        line.commission_vat_back_centimes += share.vat
        line.save()
    settled.refunded_centimes += refund.amount_centimes
    settled.delivery_refunded_centimes += refund.delivery_centimes
    settled.goodwill_centimes += refund.amount_centimes if goodwill else 0
    settled.commission_centimes -= refund.commission_back_centimes
    settled.commission_vat_centimes -= refund.commission_vat_back_centimes
    settled.net_centimes -= _from_cooperative(refund)
    settled.save()


def _from_cooperative(refund: Refund) -> int:
    if refund.borne_by == BorneBy.PLATFORM:
        return 0
    return refund.amount_centimes - refund.commission_back_centimes - refund.commission_vat_back_centimes


def _post(settled: SettledPart, refund: Refund, now: datetime) -> None:
    places = {Status.OPEN: "open", Status.HELD: "held", Status.RELEASED: "payable"}
    lines = {
        account(settled.cooperative_id, places[Status(settled.status)]): _from_cooperative(refund),
        "platform:commission": refund.commission_back_centimes,
        "vat:collected": refund.commission_vat_back_centimes,
        "platform:goodwill": refund.amount_centimes if refund.borne_by == BorneBy.PLATFORM else 0,
        "buyer:refunds": -refund.amount_centimes,
    }
    post(
        reference=refund.reference,
        lines=lines,
        day=day_of(now),
        cause=f"settlement.refund:{refund.pk}",
        now=now,
    )
