from django.db import models
from django.db.models import F, Q

from twiza.bank.states import BatchStatus, Status


class Statement(models.Model):
    """One file of one account, as read. Balances are None where the file did not say them.

    `missing_centimes`: by how much it opens off what we knew of the account: a statement between is missing.
    """

    account = models.CharField(max_length=20)
    kind = models.CharField(max_length=8, choices=[("csv", "csv"), ("camt053", "camt053")])
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()
    opening_centimes = models.BigIntegerField(null=True)
    closing_centimes = models.BigIntegerField(null=True)
    missing_centimes = models.BigIntegerField(default=0)
    entries_new = models.PositiveIntegerField()
    entries_known = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "sha256"], name="statement_read_once")]


class Entry(models.Model):
    """One line of our account: positive came in. `purpose` says what it is, once somebody knows.

    `hint` names a transfer of ours that the text speaks of, where the amount is another.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="entries")
    account = models.CharField(max_length=20)
    day = models.DateField()
    value_day = models.DateField(null=True)
    centimes = models.BigIntegerField()
    text = models.CharField(max_length=500, blank=True)
    counterparty = models.CharField(max_length=140, blank=True)
    counterparty_account = models.CharField(max_length=40, blank=True)
    reference = models.CharField(max_length=140, blank=True)
    bank_reference = models.CharField(max_length=60, blank=True)
    fingerprint = models.CharField(max_length=64)
    hint = models.CharField(max_length=40, blank=True)
    purpose = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=300, blank=True)
    explained_at = models.DateTimeField(null=True)
    explained_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "fingerprint"], name="bank_entry_once"),
            models.CheckConstraint(condition=~Q(centimes=0), name="bank_entry_not_zero"),
            models.CheckConstraint(
                condition=Q(purpose="", explained_at=None) | (~Q(purpose="") & Q(explained_at__isnull=False)),
                name="bank_entry_explained",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "day"], name="bank_entry_day"),
            models.Index(fields=["id"], condition=Q(purpose=""), name="bank_entry_unexplained"),
        ]


class Batch(models.Model):
    """Transfers that go to the bank in one file: composed by one person, released by another."""

    number = models.CharField(max_length=20, unique=True)
    account = models.CharField(max_length=20)
    status = models.CharField(max_length=10, choices=BatchStatus, default=BatchStatus.COMPOSED)
    composed_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    composed_at = models.DateTimeField()
    released_by = models.ForeignKey("people.Person", models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=BatchStatus.values), name="batch_status_known"),
            models.CheckConstraint(
                condition=Q(released_by=None) | ~Q(released_by=F("composed_by")), name="batch_takes_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["composed", "dropped"], released_by=None, released_at=None)
                | Q(status__in=["released", "sent"], released_by__isnull=False, released_at__isnull=False),
                name="batch_released_by_somebody",
            ),
        ]


class Transfer(models.Model):
    """Money that leaves one of our accounts. `key` is the reference as it survives the bank's systems."""

    reference = models.CharField(max_length=35, unique=True)
    key = models.CharField(max_length=35, unique=True)
    kind = models.CharField(max_length=8, choices=[("payout", "payout"), ("refund", "refund")])
    amount_centimes = models.BigIntegerField()
    payee_name = models.CharField(max_length=140)
    rib = models.CharField(max_length=40)  # 24 digits, or what was typed while it is parked
    subject = models.CharField(max_length=140, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    reason = models.CharField(max_length=300, blank=True)
    batch = models.ForeignKey(Batch, models.PROTECT, null=True, related_name="transfers")
    queued_at = models.DateTimeField()
    queued_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    paid_entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="pays")
    returned_entry = models.OneToOneField(Entry, models.PROTECT, null=True, related_name="gives_back")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="transfer_status_known"),
            models.CheckConstraint(condition=Q(amount_centimes__gt=0), name="transfer_above_zero"),
            # Nothing leaves but in a batch of two persons, and nothing is paid but by an entry of our account.
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "parked", "failed"]) | Q(batch__isnull=False),
                name="transfer_leaves_in_a_batch",
            ),
            models.CheckConstraint(
                condition=(Q(status="paid") & Q(paid_entry__isnull=False) & Q(returned_entry=None))
                | (Q(status="returned") & Q(paid_entry__isnull=False) & Q(returned_entry__isnull=False))
                | (~Q(status__in=["paid", "returned"]) & Q(paid_entry=None) & Q(returned_entry=None)),
                name="transfer_paid_by_an_entry",
            ),
        ]
        indexes = [models.Index(fields=["status", "id"], name="transfer_by_status")]
