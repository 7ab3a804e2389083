"""Payments asked for, money that came, money given back, and every callback that was heard.

No card number and nothing else of a card is kept: buyers type it on the acquirer's page.
"""

from django.db import models
from django.db.models import F, Q

from twiza.payments.states import ReceiptStatus, RepaymentStatus, Status
from twiza.payments.terms import Standing, Way


class Payment(models.Model):
    """An amount somebody is to pay before its time is over. `reference` is its owner's, `number` is the buyer's:
    read out, written on a transfer, sent to the acquirer. `refunded_centimes` is what was promised back of it.
    """

    reference = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=12, unique=True)
    secret = models.CharField(max_length=43)
    amount_centimes = models.BigIntegerField()
    refunded_centimes = models.BigIntegerField(default=0)
    way = models.CharField(max_length=12, choices=Way)
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    payer_name = models.CharField(max_length=120)
    payer_phone = models.CharField(max_length=16, blank=True)
    payer_email = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=5)
    back_path = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="payment_status_known"),
            models.CheckConstraint(condition=Q(amount_centimes__gt=0), name="payment_above_zero"),
            models.CheckConstraint(
                condition=Q(refunded_centimes__gte=0, refunded_centimes__lte=F("amount_centimes")),
                name="payment_refunds_within_amount",
            ),
            models.CheckConstraint(
                condition=Q(status="settled") | Q(refunded_centimes=0), name="payment_refunds_only_what_came"
            ),
            models.CheckConstraint(
                condition=Q(status="settled", settled_at__isnull=False) | (~Q(status="settled") & Q(settled_at=None)),
                name="payment_settled_at_a_moment",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="payment_has_time"),
        ]
        indexes = [
            models.Index(fields=["expires_at"], condition=Q(status="open"), name="payment_open_until"),
        ]


class Receipt(models.Model):
    """Money that came, once: `adapter` and the `external_id` it gave are unique. `account` is where it lies.

    `standing` says why it was applied or parked and stays; `status` says what has become of it.
    """

    adapter = models.CharField(max_length=12)
    external_id = models.CharField(max_length=120)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="receipts")
    claimed = models.CharField(max_length=80, blank=True)  # the number that came with it, ours or not
    centimes = models.BigIntegerField()
    standing = models.CharField(max_length=12, choices=Standing, blank=True)
    status = models.CharField(max_length=10, choices=ReceiptStatus, default=ReceiptStatus.COME)
    account = models.CharField(max_length=80)
    came_on = models.DateField()
    came_at = models.DateTimeField()
    from_name = models.CharField(max_length=200, blank=True)
    from_rib = models.CharField(max_length=24, blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["adapter", "external_id"], name="receipt_once"),
            models.UniqueConstraint(fields=["payment"], condition=Q(status="applied"), name="payment_applied_once"),
            models.CheckConstraint(condition=Q(centimes__gt=0), name="receipt_above_zero"),
            models.CheckConstraint(condition=Q(status__in=ReceiptStatus.values), name="receipt_status_known"),
            models.CheckConstraint(
                condition=Q(status="come", standing="")
                | Q(status="applied", standing="applied", payment__isnull=False)
                | (Q(status__in=["parked", "placed", "given_back"]) & ~Q(standing__in=["", "applied"])),
                name="receipt_standing_fits",
            ),
            models.CheckConstraint(
                condition=(Q(status__in=["come", "applied", "parked"]) & Q(resolved_at=None))
                | (Q(status__in=["placed", "given_back"]) & Q(resolved_at__isnull=False)),
                name="receipt_resolved_at_a_moment",
            ),
            models.CheckConstraint(
                condition=~Q(status="placed") | Q(payment__isnull=False), name="receipt_placed_on_a_payment"
            ),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(status="parked"), name="receipt_parked")]


class Repayment(models.Model):
    """Money on its way back to a buyer. `tries` counts the ways it was sent: each has its own outside reference."""

    reference = models.CharField(max_length=80, unique=True)
    number = models.CharField(max_length=12, unique=True)
    payment = models.ForeignKey(Payment, models.PROTECT, null=True, related_name="repayments")
    receipt = models.ForeignKey(Receipt, models.PROTECT, null=True, related_name="+")  # through which it had come
    amount_centimes = models.BigIntegerField()
    route = models.CharField(max_length=12)  # card, stripe, transfer, cash
    account = models.CharField(max_length=80)  # credited when it is paid
    status = models.CharField(max_length=10, choices=RepaymentStatus, default=RepaymentStatus.DUE)
    payee_name = models.CharField(max_length=120, blank=True)
    payee_rib = models.CharField(max_length=24, blank=True)
    subject = models.CharField(max_length=140)
    tries = models.PositiveSmallIntegerField(default=1)
    external_id = models.CharField(max_length=120, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80, blank=True)
    paid_at = models.DateTimeField(null=True)
    paid_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_centimes__gt=0), name="repayment_above_zero"),
            models.CheckConstraint(condition=Q(status__in=RepaymentStatus.values), name="repayment_status_known"),
            models.CheckConstraint(
                condition=Q(status="paid", paid_at__isnull=False) | (~Q(status="paid") & Q(paid_at=None)),
                name="repayment_paid_at_a_moment",
            ),
        ]
        indexes = [models.Index(fields=["status", "id"], name="repayment_by_status")]

    @property
    def outside_reference(self) -> str:
        """What the bank or Stripe knows this try by; also its key, should we ask twice."""
        return self.number if self.tries == 1 else f"{self.number}-{self.tries}"

    @property
    def posting(self) -> str:
        """Its reference in the books: each try that was paid has its own."""
        return f"repayment:{self.pk}" if self.tries == 1 else f"repayment:{self.pk}:{self.tries}"


class Callback(models.Model):
    """What an acquirer told us, and what we made of it. `fields` holds named fields only, none of a card."""

    adapter = models.CharField(max_length=12)
    at = models.DateTimeField()
    claimed = models.CharField(max_length=80, blank=True)
    payment = models.ForeignKey(Payment, models.SET_NULL, null=True, related_name="callbacks")
    receipt = models.ForeignKey(Receipt, models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(max_length=16)
    reason = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=40)
    fields = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["payment", "id"], name="callbacks_of_payment")]


class CardBatch(models.Model):
    """What an acquirer paid to our bank account for many cards at once, with what it kept."""

    entry_id = models.BigIntegerField(unique=True)
    code = models.CharField(max_length=20)
    centimes = models.BigIntegerField()
    fees_centimes = models.BigIntegerField()
    on = models.DateField()
    by = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(centimes__gt=0, fees_centimes__gte=0), name="card_batch_above_zero")
        ]
