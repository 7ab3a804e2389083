"""Threads under a subject, their messages, what was flagged in them, and what each side has read."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from twiza.conversations.states import Status
from twiza.conversations.terms import FileKind, FlagKind, RemovalReason, Role


class Thread(models.Model):
    subject = models.CharField(max_length=80, unique=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)


class Message(models.Model):
    """What one side said. `key` is of the form that sent it: the same key is the same message.

    The author's name is the one she was known by then; both go when she is forgotten, the message of a dispute stays.
    """

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="messages")
    key = models.CharField(max_length=64)
    role = models.CharField(max_length=12, choices=Role)
    author = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.CLEAR)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    removed_for = models.CharField(max_length=20, choices=RemovalReason, blank=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["thread", "key"], name="one_message_a_key"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="message_status_known"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="message_role_known"),
            models.CheckConstraint(
                condition=Q(status="removed", removed_for__in=RemovalReason.values)
                | (~Q(status="removed") & Q(removed_for="")),
                name="message_removed_for_a_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["thread", "-id"], name="message_of_thread"),
            models.Index(fields=["id"], condition=Q(status="flagged"), name="message_flagged"),
            models.Index(fields=["author", "sent_at"], name="message_of_author"),
        ]


class Flag(models.Model):
    """One piece of a message's text: signs `start` to `end` (not included)."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="flags")
    kind = models.CharField(max_length=10, choices=FlagKind)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ("message_id", "start")
        constraints = [models.CheckConstraint(condition=Q(end__gt=F("start")), name="flag_is_not_empty")]


class Attachment(models.Model):
    """The n-th file of a message (from 1): a photo, made small and clean, or a voice note as it came."""

    message = models.ForeignKey(Message, models.CASCADE, related_name="files")
    n = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=FileKind)
    file = models.ForeignKey("plumbing.StoredFile", models.PROTECT, related_name="+")

    class Meta:
        ordering = ("message_id", "n")
        constraints = [models.UniqueConstraint(fields=["message", "n"], name="one_file_a_place")]


class Side(models.Model):
    """What one side of a thread has read, and when it was last written to about what it has not."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="sides")
    role = models.CharField(max_length=12, choices=Role)
    read_id = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    told_id = models.BigIntegerField(default=0)
    told_at = models.DateTimeField(null=True)
    owed_id = models.BigIntegerField(default=0)  # a message it is still to be told of, once the hour is over

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["thread", "role"], name="one_side_a_role")]
        indexes = [models.Index(fields=["told_at"], condition=Q(owed_id__gt=0), name="side_owed")]
