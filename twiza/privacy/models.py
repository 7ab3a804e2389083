from django.db import models
from django.db.models import Q

from twiza.privacy.states import Kind, Status


class DataRequest(models.Model):
    """What somebody asked about her data: by her account, or as a guest who proved her phone by a code.

    `whom` is kept only while an erasure runs: the contacts, names and numbers that are looked for; `steps` are those
    done, so that one that was interrupted goes on where it stood. Both are emptied when it ends.
    """

    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    status = models.CharField(max_length=10, choices=Status, default=Status.ASKED)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    contact = models.CharField(max_length=254, blank=True)  # of a guest, or where the answer goes
    language = models.CharField(max_length=3)
    text = models.CharField(max_length=1000, blank=True)
    answer = models.CharField(max_length=1000, blank=True)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    code_hash = models.CharField(max_length=64, blank=True)
    code_until = models.DateTimeField(null=True)
    code_tries = models.PositiveSmallIntegerField(default=0)
    whom = models.JSONField(default=dict)
    steps = models.JSONField(default=list)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="data_request_kind_known"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="data_request_status_known"),
            models.CheckConstraint(
                condition=Q(status__in=["asked", "under_way"], ended_at=None)
                | Q(status__in=["done", "refused", "taken_back"], ended_at__isnull=False),
                name="data_request_ended_at_a_moment",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="erase", status__in=["asked", "under_way"], person__isnull=False),
                name="one_open_erasure_a_person",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "-id"], name="data_request_by_status"),
            models.Index(fields=["person", "-id"], name="data_request_of_person"),
        ]

    @property
    def subject(self) -> str:
        return f"request:{self.number}"


class RetentionRun(models.Model):
    """What one night took away, by house rule: {rule id: how many}."""

    at = models.DateTimeField()
    taken = models.JSONField(default=dict)

    class Meta:
        ordering = ("-id",)
