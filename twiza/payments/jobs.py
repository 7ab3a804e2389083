"""Payments' place in the calendar, and what `twiza check` asks of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from twiza.ledger.api import balance
from twiza.payments.actions.expire_payments import expire_payments
from twiza.payments.actions.send_refund import send_refund
from twiza.payments.models import Callback, CardBatch, Payment, Receipt, Repayment
from twiza.payments.states import ReceiptStatus, RepaymentStatus, Status
from twiza.payments.terms import PARKED, STRIPE, Verdict, Way
from twiza.plumbing.api import checked, every

KEEP_NOISE = timedelta(days=90)
LONG_DUE = timedelta(days=7)


@every("2 minutes", atomic=False)
def expire(now: datetime) -> int:
    """Close payments whose time is over; what they were for is given up by whoever reacts."""
    return expire_payments(now=now)


@every("1 minute", atomic=False)
def send_refunds(now: datetime) -> int:
    """Ask Stripe for the refunds that are due, and again for those it has not answered."""
    waiting = Repayment.objects.filter(
        route=STRIPE, status__in=[RepaymentStatus.DUE, RepaymentStatus.UNDER_WAY], external_id=""
    )
    return sum(send_refund(repayment=row, now=now) for row in waiting.select_related("receipt").order_by("pk")[:50])


@every("04:10")
def forget_noise(now: datetime) -> int:
    """Callbacks that nobody vouched for go after three months; the genuine ones stay."""
    noise = Callback.objects.filter(verdict__in=[Verdict.BAD_HASH, Verdict.UNREADABLE], at__lt=now - KEEP_NOISE)
    return noise.delete()[0]


def _sum(rows: QuerySet[Any], column: str) -> int:
    return rows.aggregate(sum=Sum(column))["sum"] or 0


@checked("parked money agrees with the books")
def parked_money(now: datetime) -> list[str]:
    """What the desk has yet to decide is what stands on `payments:parked`."""
    ours = _sum(Receipt.objects.filter(status=ReceiptStatus.PARKED), "centimes")
    booked = -balance(PARKED)
    return [] if ours == booked else [f"{ours} centimes are parked, {booked} stand on {PARKED}."]


@checked("captured cards agree with the books")
def clearing(now: datetime) -> list[str]:
    """Cards captured, less what acquirers paid us and kept, less refunds, is what stands on each clearing account."""
    found = []
    cards = Receipt.objects.exclude(adapter=Way.TRANSFER)
    for account in cards.order_by().values_list("account", flat=True).distinct():
        came = _sum(cards.filter(account=account), "centimes")
        back = _sum(Repayment.objects.filter(account=account, status=RepaymentStatus.PAID), "amount_centimes")
        batches = CardBatch.objects.filter(code=account.split(":")[1])
        paid = _sum(batches, "centimes") + _sum(batches, "fees_centimes")
        if came - back - paid != (booked := balance(account)):
            found.append(f"{came - back - paid} centimes of cards are open, {booked} stand on {account}.")
    return found


@checked("every payment settled was paid")
def settled_payments(now: datetime) -> list[str]:
    """The money applied to or placed on a settled payment is at least its amount; to any other payment, none."""
    came = Receipt.objects.filter(payment=OuterRef("pk"), status__in=[ReceiptStatus.APPLIED, ReceiptStatus.PLACED])
    sums = came.order_by().values("payment").annotate(sum=Sum("centimes")).values("sum")
    rows = Payment.objects.annotate(came=Coalesce(Subquery(sums), 0))
    short = rows.filter(status=Status.SETTLED, came__lt=F("amount_centimes"))
    none = rows.exclude(status=Status.SETTLED).filter(came__gt=0)
    return [f"Payment {row.number} is {row.status}, but {row.came} centimes came for it." for row in (short | none)]


@checked("money received has standing")
def money_come(now: datetime) -> list[str]:
    """Nothing is left between coming and being applied or parked."""
    left = Receipt.objects.filter(status=ReceiptStatus.COME).order_by("pk")
    return [f"Receipt {row.pk} of {row.centimes} centimes was neither applied nor parked." for row in left]


@checked("repayments are not forgotten")
def repayments_due(now: datetime) -> list[str]:
    """Money that waits a week for somebody to send it, to release its transfer, or for the acquirer's word."""
    late = Repayment.objects.exclude(status=RepaymentStatus.PAID).filter(asked_at__lt=now - LONG_DUE).order_by("pk")
    return [f"Repayment {row.number} of {row.amount_centimes} centimes is {row.status} for a week." for row in late]
