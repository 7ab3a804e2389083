"""What was paid for each part of an order and where that money is, refunds, holds and payouts. Whole centimes.

These rows say what the books say, part by part; `jobs.py` checks that both agree.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from twiza.settlement.states import PayoutStatus, RefundStatus, RunStatus, Status
from twiza.settlement.terms import BorneBy, Problem, RefundReason, Way


class SettledPart(models.Model):
    """The money of one part, made when it was paid.

    `delivery_centimes` is what the buyer paid for delivery and for paying in cash. Of `refunded_centimes`, the platform
    bore `goodwill_centimes`. `net_centimes` stands on the cooperative's account of this status; what is taken from it
    (commission, its VAT, the carrier) is taken at receipt, and given back with what is refunded later.
    """

    part = models.OneToOneField("ordering.CooperativeOrder", models.PROTECT, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    way = models.CharField(max_length=12)
    payment_reference = models.CharField(max_length=60, blank=True, db_index=True)
    cash_account = models.CharField(max_length=80, blank=True)  # who collected it
    paid_centimes = models.BigIntegerField()
    goods_centimes = models.BigIntegerField()
    delivery_centimes = models.BigIntegerField()
    refunded_centimes = models.BigIntegerField(default=0)
    delivery_refunded_centimes = models.BigIntegerField(default=0)
    goodwill_centimes = models.BigIntegerField(default=0)
    commission_centimes = models.BigIntegerField(default=0)
    commission_vat_centimes = models.BigIntegerField(default=0)
    carrier_centimes = models.BigIntegerField(default=0)
    net_centimes = models.BigIntegerField()
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    paid_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    held_until = models.DateField(null=True)
    released_at = models.DateTimeField(null=True)
    releases = models.PositiveSmallIntegerField(default=0)
    # The payout that carries it, from when that is prepared; none again where it failed.
    payout = models.ForeignKey("Payout", models.PROTECT, null=True, related_name="parts")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="part_money_status_known"),
            models.CheckConstraint(condition=Q(payout=None) | Q(status="released"), name="part_paid_out_when_released"),
            models.CheckConstraint(
                condition=Q(paid_centimes=F("goods_centimes") + F("delivery_centimes"))
                & Q(goods_centimes__gte=0, delivery_centimes__gte=0, paid_centimes__gt=0),
                name="paid_is_goods_and_delivery",
            ),
            models.CheckConstraint(
                condition=Q(
                    refunded_centimes__gte=F("delivery_refunded_centimes"),
                    refunded_centimes__lte=F("paid_centimes"),
                    delivery_refunded_centimes__gte=0,
                    delivery_refunded_centimes__lte=F("delivery_centimes"),
                    goodwill_centimes__gte=0,
                    goodwill_centimes__lte=F("refunded_centimes"),
                ),
                name="part_refunded_within_paid",
            ),
            models.CheckConstraint(
                condition=Q(
                    net_centimes=F("paid_centimes")
                    - F("refunded_centimes")
                    + F("goodwill_centimes")
                    - F("commission_centimes")
                    - F("commission_vat_centimes")
                    - F("carrier_centimes")
                ),
                name="part_net_is_what_is_left",
            ),
            models.CheckConstraint(
                condition=Q(commission_centimes__gte=0, commission_vat_centimes__gte=0, carrier_centimes__gte=0),
                name="part_taken_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["held", "released"], received_at__isnull=False, held_until__isnull=False)
                | Q(
                    status__in=["open", "closed"],
                    received_at=None,
                    held_until=None,
                    commission_centimes=0,
                    commission_vat_centimes=0,
                    carrier_centimes=0,
                ),
                name="part_taken_from_at_receipt",
            ),
            models.CheckConstraint(condition=~Q(status="closed") | Q(net_centimes=0), name="part_closed_is_empty"),
        ]
        indexes = [
            models.Index(fields=["cooperative", "status", "-id"], name="part_money_of_cooperative"),
            models.Index(fields=["held_until"], condition=Q(status="held"), name="part_money_held"),
        ]


class SettledLine(models.Model):
    """The money of one line that was paid. Commission and VAT are those frozen on the line, and what went back."""

    settled = models.ForeignKey(SettledPart, models.PROTECT, related_name="lines")
    line = models.OneToOneField("ordering.OrderLine", models.PROTECT, related_name="+")
    product_id_sold = models.BigIntegerField()
    paid_centimes = models.BigIntegerField()
    refunded_centimes = models.BigIntegerField(default=0)
    goodwill_centimes = models.BigIntegerField(default=0)
    commission_centimes = models.BigIntegerField()
    commission_back_centimes = models.BigIntegerField(default=0)
    commission_vat_centimes = models.BigIntegerField()
    commission_vat_back_centimes = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    paid_centimes__gt=0,
                    refunded_centimes__gte=0,
                    refunded_centimes__lte=F("paid_centimes"),
                    goodwill_centimes__gte=0,
                    goodwill_centimes__lte=F("refunded_centimes"),
                ),
                name="line_refunded_within_paid",
            ),
            models.CheckConstraint(
                condition=Q(
                    commission_centimes__gte=0,
                    commission_back_centimes__gte=0,
                    commission_back_centimes__lte=F("commission_centimes"),
                    commission_vat_back_centimes__gte=0,
                    commission_vat_back_centimes__lte=F("commission_vat_centimes"),
                ),
                name="line_commission_back_within",
            ),
        ]
        indexes = [models.Index(fields=["product_id_sold"], name="settled_line_of_product")]


class Hold(models.Model):
    """Why a part's money must not be paid out: a complaint, a mediation. `reference` is of whoever asked."""

    part = models.ForeignKey("ordering.CooperativeOrder", models.PROTECT, related_name="+")
    reference = models.CharField(max_length=80, unique=True)
    reason = models.CharField(max_length=300)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("id",)
        indexes = [models.Index(fields=["part"], condition=Q(lifted_at=None), name="money_hold_open")]


class Refund(models.Model):
    """Money that goes back to a buyer: of lines, of the delivery fee, or both."""

    settled = models.ForeignKey(SettledPart, models.PROTECT, related_name="refunds")
    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=80, unique=True, null=True)  # idempotency: of the form that decided it
    reason = models.CharField(max_length=20, choices=RefundReason)
    note = models.CharField(max_length=300, blank=True)
    way = models.CharField(max_length=10, choices=Way)
    borne_by = models.CharField(max_length=12, choices=BorneBy, default=BorneBy.COOPERATIVE)
    amount_centimes = models.BigIntegerField()
    goods_centimes = models.BigIntegerField()
    delivery_centimes = models.BigIntegerField()
    commission_back_centimes = models.BigIntegerField(default=0)  # 0 before receipt: none was taken yet
    commission_vat_back_centimes = models.BigIntegerField(default=0)
    payee_name = models.CharField(max_length=120, blank=True)
    rib = models.CharField(max_length=24, blank=True)
    status = models.CharField(max_length=10, choices=RefundStatus, default=RefundStatus.DECIDED)
    failure = models.CharField(max_length=300, blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    paid_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=RefundStatus.values), name="refund_status_known"),
            models.CheckConstraint(
                condition=Q(amount_centimes=F("goods_centimes") + F("delivery_centimes"))
                & Q(amount_centimes__gt=0, goods_centimes__gte=0, delivery_centimes__gte=0),
                name="refund_is_goods_and_delivery",
            ),
            models.CheckConstraint(
                condition=Q(status="paid", paid_at__isnull=False) | (~Q(status="paid") & Q(paid_at=None)),
                name="refund_paid_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="refund_by_status")]

    @property
    def reference(self) -> str:
        """Of its posting and of its repayment: there is one, however often it is sent."""
        return f"refund:{self.pk}"


class RefundItem(models.Model):
    """How much of one line goes back with this refund."""

    refund = models.ForeignKey(Refund, models.PROTECT, related_name="items")
    settled_line = models.ForeignKey(SettledLine, models.PROTECT, related_name="refund_items")
    centimes = models.BigIntegerField()
    commission_back_centimes = models.BigIntegerField(default=0)
    commission_vat_back_centimes = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["refund", "settled_line"], name="one_item_per_line_and_refund"),
            models.CheckConstraint(condition=Q(centimes__gt=0), name="refund_item_above_zero"),
        ]


class PayoutRun(models.Model):
    """One day's payouts to all cooperatives: prepared, approved by one person, released by another."""

    on = models.DateField(unique=True)
    status = models.CharField(max_length=10, choices=RunStatus, default=RunStatus.PREPARED)
    prepared_at = models.DateTimeField()
    prepared_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    released_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ("-on",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=RunStatus.values), name="run_status_known"),
            models.CheckConstraint(condition=~Q(approved_by=F("released_by")), name="run_released_by_another"),
            models.CheckConstraint(
                condition=Q(status__in=["prepared", "empty"], approved_by=None, released_by=None)
                | Q(status="approved", approved_by__isnull=False, released_by=None)
                | Q(status="released", approved_by__isnull=False, released_by__isnull=False),
                name="run_by_two_persons",
            ),
        ]


class Payout(models.Model):
    """What one cooperative is paid by a run: `amount` of what is due, less the cash it holds already (`offset`; below
    zero where it gave more cash to buyers than it held). Account and name are those of the day it was prepared.
    """

    run = models.ForeignKey(PayoutRun, models.PROTECT, related_name="payouts")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    amount_centimes = models.BigIntegerField()
    offset_centimes = models.BigIntegerField(default=0)
    transfer_centimes = models.BigIntegerField()
    payee_name = models.CharField(max_length=200, blank=True)
    rib = models.CharField(max_length=24, blank=True)
    status = models.CharField(max_length=10, choices=PayoutStatus, default=PayoutStatus.PREPARED)
    problem = models.CharField(max_length=20, choices=Problem, blank=True)
    failure = models.CharField(max_length=300, blank=True)
    released_at = models.DateTimeField(null=True)
    paid_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # failed or returned

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["run", "cooperative"], name="one_payout_per_run"),
            # A second run must not pay again what a first one has prepared and not booked yet.
            models.UniqueConstraint(
                fields=["cooperative"],
                condition=Q(status__in=["prepared", "approved"]),
                name="one_payout_under_way",
            ),
            models.CheckConstraint(condition=Q(status__in=PayoutStatus.values), name="payout_status_known"),
            models.CheckConstraint(
                condition=Q(transfer_centimes=F("amount_centimes") - F("offset_centimes"))
                & Q(amount_centimes__gte=0, transfer_centimes__gte=0)
                & (Q(amount_centimes__gt=0) | Q(transfer_centimes__gt=0)),
                name="payout_never_negative",
            ),
            models.CheckConstraint(condition=~Q(status="parked") | ~Q(problem=""), name="payout_parked_for_a_reason"),
        ]
        indexes = [models.Index(fields=["cooperative", "-id"], name="payout_of_cooperative")]

    @property
    def reference(self) -> str:
        """Of its posting and of its bank transfer."""
        return f"payout:{self.pk}"
