from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from twiza.delivery.api import shipment_card
from twiza.kernel.periods import day_of
from twiza.ledger.api import post
from twiza.ordering.api import CooperativeOrder, LineStatus, OrderLine, parts_paid_by
from twiza.settlement.actions.square_part import square_part
from twiza.settlement.models import SettledLine, SettledPart
from twiza.settlement.terms import account

CASH = "cash"


class MoneyDoesNotFit(Exception):
    """Another amount than the parts cost: a defect of whoever announced it, which the desk sees as a stuck fact."""


@transaction.atomic
def receive_payment(*, reference: str, centimes: int, now: datetime) -> None:
    """A payment is there: give it to the parts it is for, as they were ordered. Idempotent.

    A reference that is no order's is somebody else's. What was declined or cancelled meanwhile goes back at once.
    """
    parts = list(parts_paid_by(reference))
    if not parts:
        return
    if sum(part.ordered_centimes for part in parts) != centimes:
        raise MoneyDoesNotFit(f"{reference}: {centimes} paid, {[part.ordered_centimes for part in parts]} ordered")
    shares: dict[str, int] = {"payments:in": centimes}
    for part in parts:
        place = account(part.cooperative_id, "open")
        shares[place] = shares.get(place, 0) - part.ordered_centimes
    post(
        reference=f"payment:{reference}",
        lines=shares,
        day=day_of(now),
        cause=f"ordering.order:{parts[0].order_id}",
        now=now,
    )
    for part in parts:
        lines = list(OrderLine.objects.filter(part=part))
        _write(part, lines, paid=part.ordered_centimes, payment_reference=reference, now=now)
        square_part(part_id=part.pk, now=now)


@transaction.atomic
def receive_cash(*, part_number: str, centimes: int, now: datetime) -> None:
    """Cash was collected at the door: it is with the carrier, or with the cooperative that brought it. Idempotent.

    A parcel that is no part's is somebody else's.
    """
    part = CooperativeOrder.objects.filter(number=part_number).first()
    parcel = shipment_card(part_number)
    if part is None or parcel is None or parcel.cash is None:
        return
    lines = list(OrderLine.objects.filter(part=part).exclude(status=LineStatus.DECLINED))
    if part.total_centimes != centimes:
        raise MoneyDoesNotFit(f"{part_number}: {centimes} collected, {part.total_centimes} due")
    carried = parcel.cash.holder == "carrier"
    holder = f"courier:{parcel.carrier_code}:cash" if carried else account(part.cooperative_id, "cash")
    when = parcel.cash.collected_at or now
    post(
        reference=f"cash:{part_number}",
        lines={holder: centimes, account(part.cooperative_id, "open"): -centimes},
        day=day_of(when),
        cause=f"ordering.cooperativeorder:{part.pk}",
        now=now,
    )
    _write(part, lines, paid=centimes, cash_account=holder, now=when)
    square_part(part_id=part.pk, now=now)


def _write(
    part: CooperativeOrder,
    lines: Sequence[OrderLine],
    *,
    paid: int,
    now: datetime,
    payment_reference: str = "",
    cash_account: str = "",
) -> None:
    """What was paid for the part and each of its lines, once."""
    goods = sum(line.total_centimes for line in lines)
    try:
        with transaction.atomic():
            settled = SettledPart.objects.create(
                part=part,
                cooperative_id=part.cooperative_id,
                way=part.payment,
                payment_reference=payment_reference,
                cash_account=cash_account,
                paid_centimes=paid,
                goods_centimes=goods,
                delivery_centimes=paid - goods,
                net_centimes=paid,
                paid_at=now,
                is_sample=part.order.is_sample,
            )
            SettledLine.objects.bulk_create(
                SettledLine(
                    settled=settled,
                    line=line,
                    product_id_sold=line.product_id_sold,
                    paid_centimes=line.total_centimes,
                    commission_centimes=line.commission_centimes,
                    commission_vat_centimes=line.commission_vat_centimes,
                )
                for line in lines
            )
    except IntegrityError:
        if not SettledPart.objects.filter(part=part).exists():
            raise
