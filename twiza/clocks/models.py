"""Clocks, and what the machine's own counter said of its wall clock. Nothing here names a person."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from twiza.clocks.terms import HOWS


class Clock(models.Model):
    """Something is owed until `due_at`. It has no status: its moments say where it is.

    `next_at` is when the worker must do something next (a reminder, or firing); None once it fired or was stopped.
    `reminders` are the moments still to come, `steps` how many were sent. How late the *worker* was stands between
    `due_at` and `fired_at`; how late whoever owes it was, between `due_at` and `ended_at`.
    """

    reference = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, db_index=True)
    due_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    reminders = models.JSONField(default=list)
    steps = models.PositiveSmallIntegerField(default=0)
    rule_id = models.CharField(max_length=80, blank=True)
    rule_since = models.DateField(null=True)
    started_at = models.DateTimeField()
    fired_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    how = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("due_at", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, how="") | Q(ended_at__isnull=False, how__in=HOWS),
                name="clock_ended_somehow",
            ),
            models.CheckConstraint(
                condition=Q(next_at=None) & (Q(ended_at__isnull=False) | Q(fired_at__isnull=False))
                | Q(next_at__isnull=False, next_at__lte=F("due_at"), ended_at=None, fired_at=None),
                name="clock_waits_or_is_over",
            ),
            models.CheckConstraint(
                condition=Q(fired_at=None) | Q(fired_at__gte=F("due_at")), name="clock_never_fires_early"
            ),
        ]
        indexes = [
            models.Index(fields=["next_at", "id"], condition=Q(next_at__isnull=False), name="clock_waiting"),
            models.Index(fields=["due_at", "id"], condition=Q(ended_at=None), name="clock_open"),
            models.Index(fields=["kind", "due_at"], condition=Q(ended_at=None), name="clock_open_of_kind"),
        ]


class Machine(models.Model):
    """What one start of one machine told us: wall clock less the counter that nobody can set, as last believed.

    While `leapt_at` (in seconds of that counter) stands, the wall clock leapt and nothing fires until the leap lasted.
    """

    boot = models.CharField(max_length=64, unique=True)
    offset_seconds = models.FloatField()
    looked_at = models.DateTimeField()
    looked_seconds = models.FloatField()
    leapt_at = models.FloatField(null=True)
    leap_seconds = models.FloatField(default=0)

    class Meta:
        ordering = ("-looked_at",)
