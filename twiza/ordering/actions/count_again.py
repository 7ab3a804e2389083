from django.db import transaction
from django.db.models import F

from twiza.delivery.api import QuoteGone, quote
from twiza.kernel.periods import day_of
from twiza.kernel.states import MoveRefused
from twiza.ordering.models import CooperativeOrder
from twiza.ordering.states import CASH, LineStatus, Status


def claim_placed(part: CooperativeOrder) -> None:
    """Let one decision at a time through, and only while the part waits for the cooperative; else MoveRefused."""
    if not CooperativeOrder.objects.filter(pk=part.pk, status=Status.PLACED).update(note=F("note")):
        raise MoveRefused()


@transaction.atomic
def count_again(*, part: CooperativeOrder) -> None:
    """Make the part's money and weight those of its lines not declined.

    A lighter parcel is quoted again by the tariff of the day of the order; the buyer never pays more than agreed.
    """
    lines = [line for line in part.lines.all() if line.status != LineStatus.DECLINED]
    goods = sum(line.total_centimes for line in lines)
    grams = sum(line.weight_grams * line.quantity for line in lines)
    cash = part.payment == CASH
    fee, cash_fee = (part.delivery_centimes, part.cash_fee_centimes) if lines else (0, 0)
    if lines:
        try:
            now_due = quote(
                part.quote["code"],
                sender_commune=part.quote["sender_commune"],
                commune=part.order.commune_id,
                grams=grams,
                goods_centimes=goods,
                cash=cash,
                on=day_of(part.order.placed_at),
                by_hand=part.quote["by_hand"],
            )
        except QuoteGone:
            now_due = None
        if now_due and (now_due.cash_allowed or not cash) and now_due.total_centimes < fee + cash_fee:
            fee, cash_fee = now_due.fee_centimes, now_due.cash_fee_centimes
    figures = {
        "goods_centimes": goods,
        "grams": grams,
        "delivery_centimes": fee,
        "cash_fee_centimes": cash_fee,
        "total_centimes": goods + fee + cash_fee,
    }
    CooperativeOrder.objects.filter(pk=part.pk).update(**figures)
    for name, value in figures.items():
        setattr(part, name, value)
