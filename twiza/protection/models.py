"""Rights used: a withdrawal, a claim under a guarantee, a replacement, a parcel given up; and each refund's due day.

Each row keeps the rule that decided it and since when that rule holds. Money is in whole centimes.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from twiza.protection.states import ClaimStatus, ReplacementStatus, WithdrawalStatus
from twiza.protection.terms.words import ClaimKind, DutyCause, Remedy, ReturnedBy


class Withdrawal(models.Model):
    """The buyer changed her mind about a part of an order, or about some of it (law 31-08 art. 36).

    `until` was her last day; `refund_due_on` is the last day of the refund, which the goods do not wait for.
    `delivery_centimes` is what of the delivery goes back with the goods (`house.withdrawal_delivery_share`).
    """

    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=80, unique=True)  # idempotency: of the form that asked
    part = models.ForeignKey("ordering.CooperativeOrder", models.PROTECT, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=WithdrawalStatus, default=WithdrawalStatus.ASKED)
    whole = models.BooleanField()  # nothing of the part is left with her
    goods_centimes = models.BigIntegerField()
    delivery_centimes = models.BigIntegerField()
    until = models.DateField()
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    refund_due_on = models.DateField()
    returned_by = models.CharField(max_length=8, choices=ReturnedBy)
    way = models.CharField(max_length=10)
    payee_name = models.CharField(max_length=120, blank=True)
    rib = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=500, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    tracking = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    condition = models.CharField(max_length=500, blank=True)  # as the cooperative found the goods
    photos = models.JSONField(default=list)  # StoredFile ids
    disputed = models.BooleanField(default=False)  # the cooperative says they were used or damaged
    ended_at = models.DateTimeField(null=True)
    refund = models.ForeignKey("settlement.Refund", models.PROTECT, null=True, related_name="+")
    receipt = models.ForeignKey("plumbing.StoredFile", models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=WithdrawalStatus.values), name="withdrawal_status_known"),
            models.CheckConstraint(
                condition=Q(goods_centimes__gt=0, delivery_centimes__gte=0), name="withdrawal_money_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(status="received") | Q(received_at__isnull=False), name="withdrawal_received_at_a_moment"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["refunded", "taken_back"], ended_at__isnull=False)
                | (~Q(status__in=["refunded", "taken_back"]) & Q(ended_at=None, refund=None)),
                name="withdrawal_ended_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "-id"], name="withdrawal_of_cooperative"),
            models.Index(fields=["part"], name="withdrawal_of_part"),
        ]

    @property
    def reference(self) -> str:
        """Under which its hold, its refund and its clocks are filed."""
        return f"withdrawal:{self.number}"

    @property
    def total_centimes(self) -> int:
        return self.goods_centimes + self.delivery_centimes


class WithdrawnLine(models.Model):
    """So many pieces of a line. `live` while the withdrawal runs: a line is in one running withdrawal at most."""

    withdrawal = models.ForeignKey(Withdrawal, models.PROTECT, related_name="lines")
    line = models.ForeignKey("ordering.OrderLine", models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()
    centimes = models.BigIntegerField()
    live = models.BooleanField(default=True)
    counts = models.BooleanField(default=True)  # False once she took it back: these pieces are hers again

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(live=True), name="one_live_withdrawal_per_line"),
            models.UniqueConstraint(fields=["withdrawal", "line"], name="one_row_per_withdrawn_line"),
            models.CheckConstraint(condition=Q(quantity__gt=0, centimes__gt=0), name="withdrawn_line_above_zero"),
            models.CheckConstraint(condition=Q(counts=True) | Q(live=False), name="withdrawn_live_counts"),
        ]
        indexes = [models.Index(fields=["line"], condition=Q(counts=True), name="withdrawn_of_line")]


class GuaranteeClaim(models.Model):
    """A defect (law 31-08 art. 65), or what the seller's own warranty covers, of some pieces of a line."""

    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=80, unique=True)
    part = models.ForeignKey("ordering.CooperativeOrder", models.PROTECT, related_name="+")
    line = models.ForeignKey("ordering.OrderLine", models.PROTECT, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=ClaimStatus, default=ClaimStatus.ASKED)
    kind = models.CharField(max_length=8, choices=ClaimKind)
    quantity = models.PositiveIntegerField()
    defect = models.CharField(max_length=20)
    found_on = models.DateField()
    text = models.CharField(max_length=2000, blank=True)
    photos = models.JSONField(default=list)  # StoredFile ids
    remedy = models.CharField(max_length=10, choices=Remedy)  # what she wants
    way = models.CharField(max_length=10)
    payee_name = models.CharField(max_length=120, blank=True)
    rib = models.CharField(max_length=24, blank=True)
    told_in_time = models.BooleanField()  # within the days of DOC art. 553; where not, the seller may refuse for it
    until = models.DateField()
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answer_by = models.DateField()
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)  # the cooperative's words
    settled_by = models.CharField(max_length=10, choices=Remedy, blank=True)  # the remedy offered or agreed
    reduction_centimes = models.BigIntegerField(default=0)
    promised_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    refund = models.ForeignKey("settlement.Refund", models.PROTECT, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ClaimStatus.values), name="claim_status_known"),
            models.CheckConstraint(condition=Q(quantity__gt=0, reduction_centimes__gte=0), name="claim_not_negative"),
            models.CheckConstraint(
                condition=~Q(status__in=["offered", "agreed", "remedied"]) | ~Q(settled_by=""),
                name="claim_agreed_on_a_remedy",
            ),
            models.UniqueConstraint(
                fields=["line"],
                condition=~Q(status__in=["remedied", "dropped"]),
                name="one_live_claim_per_line",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "-id"], name="claim_of_cooperative"),
            models.Index(fields=["part"], name="claim_of_part"),
        ]

    @property
    def reference(self) -> str:
        return f"claim:{self.number}"


class Replacement(models.Model):
    """Goods promised instead of goods or money: followed until they are received. `key` is of whoever promised."""

    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=80, unique=True)
    part = models.ForeignKey("ordering.CooperativeOrder", models.PROTECT, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=ReplacementStatus, default=ReplacementStatus.PROMISED)
    reason = models.CharField(max_length=300)
    promised_on = models.DateField()
    tracking = models.CharField(max_length=60, blank=True)
    ordered_at = models.DateTimeField()
    ordered_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ReplacementStatus.values), name="replacement_status_known"),
            models.CheckConstraint(
                condition=~Q(status="received") | Q(received_at__isnull=False), name="replacement_received_at_a_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "-id"], name="replacement_of_cooperative"),
            models.Index(fields=["part"], name="replacement_of_part"),
        ]

    @property
    def reference(self) -> str:
        return f"replacement:{self.number}"


class ReplacementItem(models.Model):
    replacement = models.ForeignKey(Replacement, models.PROTECT, related_name="items")
    line = models.ForeignKey("ordering.OrderLine", models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["replacement", "line"], name="one_row_per_replaced_line"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="replaced_line_above_zero"),
        ]


class Rescission(models.Model):
    """The buyer gave up a part that was too late (law 31-08 art. 13, or the house's own promise): once a part."""

    part = models.OneToOneField("ordering.CooperativeOrder", models.PROTECT, related_name="+")
    promised_on = models.DateField()
    until = models.DateField(null=True)  # the last day of the law's right; None where the house keeps it open
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    rescinded_at = models.DateTimeField()
    rescinded_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")


class RefundDuty(models.Model):
    """Money owed back to a buyer by a day of the law (or of the house), until she has it.

    `reference` is of what she did (`withdrawal:…`, `lateness:…`) or of the refund (`refund:…`): there is one for each.
    """

    reference = models.CharField(max_length=80, unique=True)
    part = models.ForeignKey("ordering.CooperativeOrder", models.PROTECT, related_name="+")
    refund = models.OneToOneField("settlement.Refund", models.PROTECT, null=True, related_name="+")
    cause = models.CharField(max_length=12, choices=DutyCause)
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    started_on = models.DateField()
    due_on = models.DateField()
    late_after = models.DateField()  # late by law from the day after, whichever way its days are counted: interest
    met_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)  # nothing is owed after all: she kept the goods
    times = models.PositiveSmallIntegerField(default=1)  # how often its clock was started: money may come back

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("started_on")), name="duty_due_after_its_start"),
            models.CheckConstraint(condition=Q(met_at=None) | Q(dropped_at=None), name="duty_met_or_dropped"),
        ]
        indexes = [
            models.Index(fields=["part"], name="duty_of_part"),
            models.Index(fields=["due_on"], condition=Q(met_at=None, dropped_at=None), name="duty_open"),
        ]
