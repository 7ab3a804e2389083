"""What ordering does by the calendar, and what must agree."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Q, Sum
from django.db.models.functions import Coalesce

from twiza.delivery.api import shipment_cards
from twiza.ordering.actions.press_for_answers import press_for_answers
from twiza.ordering.actions.prune_baskets import prune_baskets
from twiza.ordering.models import CooperativeOrder, Order
from twiza.ordering.states import CASH, LineStatus, Status
from twiza.payments.api import Payment
from twiza.plumbing.api import checked, every

STEP = 500
CANCELLED, GIVEN_UP = ("cancelled",), ("refused", "returned")  # where the parcel of a cancelled part is


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
    """Each part that was prepared has its parcel, and both are at the same point.

    The cash due is the part's total where it is paid at the door, and none where it was paid beforehand.
    """
    found = []
    parts = (
        CooperativeOrder.objects.exclude(prepared_at=None)
        .order_by("pk")
        .values_list("number", "status", "payment", "total_centimes", "handed_over_at")
    )
    rows = list(parts)
    for start in range(0, len(rows), STEP):
        step = rows[start : start + STEP]
        cards = shipment_cards([number for number, *_rest in step])
        for number, status, payment, total, handed_over in step:
            card = cards.get(number)
            if card is None:
                found.append(f"Part {number} was prepared and has no parcel.")
            elif payment != CASH and card.cash is not None:
                found.append(f"Part {number} was paid beforehand, its parcel asks for {card.cash.due_centimes}.")
            elif payment == CASH and card.cash is None:
                found.append(f"Part {number} is paid at the door, its parcel asks for no cash.")
            elif card.cash is not None and card.cash.due_centimes != total:
                found.append(f"Part {number} costs {total}, its parcel asks for {card.cash.due_centimes}.")
            elif status == Status.DELIVERED and card.status != "delivered":
                found.append(f"Part {number} is delivered, its parcel is {card.status}.")
            elif status == Status.CANCELLED and card.status not in (GIVEN_UP if handed_over else CANCELLED):
                found.append(f"Part {number} is cancelled, its parcel is {card.status}.")
    return found


@checked("no part waits for ever")
def answers_overdue(now: datetime) -> list[str]:
    """A part whose time to confirm is over by a day should have been declined."""
    late = CooperativeOrder.objects.filter(status=Status.PLACED, confirm_by__lt=now - timedelta(days=1)).order_by("pk")
    return [f"Part {part.number} waits for its cooperative since {part.confirm_by}." for part in late]


@checked("what is paid beforehand agrees with its payments")
def payments_agree(now: datetime) -> list[str]:
    """A part that waits has an open payment, and one that began has a settled one, over what its parts cost."""
    found = []
    sums = (
        CooperativeOrder.objects.exclude(payment=CASH)
        .values("order__number", "payment")
        .annotate(
            centimes=Sum("ordered_centimes"),
            waiting=Count("pk", filter=Q(status=Status.UNPAID)),
            begun=Count("pk", filter=Q(paid_at__isnull=False)),
            oldest=Min("pay_by", filter=Q(status=Status.UNPAID)),
        )
        .order_by("order__number", "payment")
    )
    rows = {f"{row['order__number']}:{row['payment']}": row for row in sums}
    known: dict[str, Payment] = {}
    for start in range(0, len(rows), STEP):
        asked = Payment.objects.filter(reference__in=list(rows)[start : start + STEP])
        known |= {payment.reference: payment for payment in asked}
    for reference, row in rows.items():
        payment = known.get(reference)
        if payment is None:
            found.append(f"Nobody asked for payment {reference}.")
            continue
        if payment.amount_centimes != row["centimes"]:
            found.append(f"Payment {reference} is {payment.amount_centimes}, its parts were {row['centimes']}.")
        if row["begun"] and payment.status != "settled":
            found.append(f"Parts of payment {reference} began, and it is {payment.status}.")
        if row["waiting"] and row["oldest"] < now - timedelta(days=1):
            found.append(f"Parts of payment {reference}, which is {payment.status}, wait since {row['oldest']}.")
    return found
