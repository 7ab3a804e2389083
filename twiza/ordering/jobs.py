"""What ordering does by the calendar, and what must agree."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from twiza.delivery.api import shipment_cards
from twiza.ordering.actions.press_for_answers import press_for_answers
from twiza.ordering.actions.prune_baskets import prune_baskets
from twiza.ordering.models import CooperativeOrder, Order
from twiza.ordering.states import LineStatus, Status
from twiza.plumbing.api import checked, every

STEP = 500


@every("04:10")
def forget_old_baskets(now: datetime) -> int:
    """Baskets are kept as long as `house.basket_days` says."""
    return prune_baskets(now=now)


@every("10 minutes", atomic=False)
def ask_for_answers(now: datetime) -> dict[str, int]:
    """Cooperatives that don't answer are reminded, then their part is declined."""
    reminded, declined = press_for_answers(now=now)
    return {"reminded": reminded, "declined": declined}


@checked("orders agree with their lines")
def totals_agree(now: datetime) -> list[str]:
    """An order is worth all its lines as placed; a part, its lines that were not declined."""
    found = []
    orders = Order.objects.annotate(worth=Coalesce(Sum("parts__lines__total_centimes"), 0))
    for order in orders.exclude(goods_centimes=F("worth")).order_by("pk"):
        found.append(f"Order {order.number}: goods {order.goods_centimes}, its lines {order.worth}.")
    kept = Sum("lines__total_centimes", filter=~Q(lines__status=LineStatus.DECLINED))
    parts = CooperativeOrder.objects.annotate(worth=Coalesce(kept, 0))
    for part in parts.exclude(goods_centimes=F("worth")).order_by("pk"):
        found.append(f"Part {part.number}: goods {part.goods_centimes}, its lines {part.worth}.")
    return found


@checked("parcels agree with their parts")
def cash_agrees(now: datetime) -> list[str]:
    """Each part that was prepared has its parcel, the cash due is the part's total, and both are at the same point."""
    found = []
    parts = (
        CooperativeOrder.objects.exclude(prepared_at=None)
        .order_by("pk")
        .values_list("number", "status", "total_centimes")
    )
    rows = list(parts)
    for start in range(0, len(rows), STEP):
        step = rows[start : start + STEP]
        cards = shipment_cards([number for number, _status, _total in step])
        for number, status, total in step:
            card = cards.get(number)
            if card is None or card.cash is None:
                found.append(f"Part {number} was prepared and has no parcel with cash to collect.")
            elif card.cash.due_centimes != total:
                found.append(f"Part {number} costs {total}, its parcel asks for {card.cash.due_centimes}.")
            elif status == Status.DELIVERED and card.status != "delivered":
                found.append(f"Part {number} is delivered, its parcel is {card.status}.")
            elif status == Status.CANCELLED and card.status != "cancelled":
                found.append(f"Part {number} is cancelled, its parcel is {card.status}.")
    return found


@checked("no part waits for ever")
def answers_overdue(now: datetime) -> list[str]:
    """A part whose time to confirm is over by a day should have been declined."""
    late = CooperativeOrder.objects.filter(status=Status.PLACED, confirm_by__lt=now - timedelta(days=1)).order_by("pk")
    return [f"Part {part.number} waits for its cooperative since {part.confirm_by}." for part in late]
