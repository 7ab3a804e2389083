"""The books: postings of lines over named accounts, in whole centimes; debit positive, credit negative.

What must stay true is in the database, as triggers of `migrations/0002_append_only.py`: a posting is written after its
lines and only if they sum to zero on its own day, in no closed period; no line joins a posting that is there; nothing
is changed or deleted.
"""

import uuid

from django.db import models
from django.db.models import F, Q


class Account(models.Model):
    """`name` is a path of the chart of accounts (`terms.CHART`): "cooperative:12:payable"."""

    name = models.CharField(max_length=80, unique=True)

    class Meta:
        ordering = ("name",)


class Posting(models.Model):
    """One thing that happened to money. `cause` names the business row: "settlement.refund:17".

    `day` is the day it is booked on; `happened_on` is earlier where that day's period was closed already.
    A correction is a posting of its own that names in `reverses` the one it takes back.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    reference = models.CharField(max_length=100, unique=True)
    day = models.DateField(db_index=True)
    happened_on = models.DateField()
    cause = models.CharField(max_length=80, db_index=True)
    memo = models.CharField(max_length=200, blank=True)
    posted_at = models.DateTimeField()
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(day__gte=F("happened_on")), name="posting_booked_later")]


class Line(models.Model):
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="lines")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    day = models.DateField()  # its posting's, so that a balance at a day reads one index
    centimes = models.BigIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = [models.CheckConstraint(condition=~Q(centimes=0), name="ledger_line_not_zero")]
        # Everything a balance or a page of a statement reads of a line, in the order in which it is read.
        indexes = [models.Index(fields=["account", "day", "id", "centimes"], name="ledger_line_balance")]


class Closing(models.Model):
    """A period closed up to and including `until`: nothing is booked on its days any more."""

    until = models.DateField(unique=True)
    by = models.CharField(max_length=80)
    at = models.DateTimeField()


class ClosedBalance(models.Model):
    """The balance of an account at the end of a closed period: later balances start from it. Zeros are left out."""

    closing = models.ForeignKey(Closing, models.CASCADE, related_name="balances")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    centimes = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["closing", "account"], name="one_closed_balance")]
