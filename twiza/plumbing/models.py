from django.db import models
from django.db.models import Q


class FactRow(models.Model):
    """A fact as announced, in the transaction of what it tells."""

    kind = models.CharField(max_length=80)
    fields = models.JSONField()
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ("id",)


class Delivery(models.Model):
    """One fact on its way to one reaction: done once, tried until done. No `next_at`: as soon as possible."""

    fact = models.ForeignKey(FactRow, models.CASCADE, related_name="deliveries")
    reaction = models.CharField(max_length=160)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fact", "reaction"], name="one_delivery_per_reaction")]
        indexes = [
            models.Index(fields=["next_at"], condition=Q(done_at=None, given_up_at=None), name="delivery_waiting")
        ]


class AuditRow(models.Model):
    """Who did what to which row, and what it was before. Append-only."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.CharField(max_length=120, blank=True)
    role = models.CharField(max_length=40, blank=True)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]


class Letter(models.Model):
    """One message to one person: a row first, sent by the worker. No `next_at`: as soon as possible."""

    class Channel(models.TextChoices):
        EMAIL = "email"
        SMS = "sms"

    reference = models.CharField(max_length=160, unique=True)
    kind = models.CharField(max_length=60)
    channel = models.CharField(max_length=8, choices=Channel)
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=3)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    html = models.TextField(blank=True)
    attachments = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    withheld_at = models.DateTimeField(null=True)  # its reader had stopped letters of this kind
    error = models.TextField(blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [models.CheckConstraint(condition=Q(channel__in=["email", "sms"]), name="letter_channel_known")]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=Q(sent_at=None, given_up_at=None, withheld_at=None),
                name="letter_waiting",
            ),
            models.Index(fields=["to"], name="letter_to"),
        ]


class StoredFile(models.Model):
    """A file kept under its content's SHA-256: the same bytes are kept once, whatever they are called."""

    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    private = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sha256", "name", "private"], name="one_row_per_named_file")]


class Image(models.Model):
    """A picture as taken in: metadata stripped, and made in up to three widths as AVIF and WebP.

    `sha256` is of the bytes as uploaded; `width` and `height` are of the largest copy kept.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    widths = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)


class JobRun(models.Model):
    """What Django's tasks lack: how often a job was tried, by which worker, and when to try again."""

    class Status(models.TextChoices):
        WAITING = "waiting"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"

    task_id = models.CharField(max_length=64, blank=True, db_index=True)
    name = models.CharField(max_length=160, db_index=True)
    arguments = models.JSONField(default=dict)
    key = models.CharField(max_length=160, unique=True, null=True)
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=80, blank=True)
    progress = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(null=True)
    error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "running", "done", "failed"]), name="job_status_known"
            )
        ]
        indexes = [models.Index(fields=["status", "id"], name="job_by_status")]


class CalendarEntry(models.Model):
    """A job of the calendar: when it last fired and when it is due next. Compare-and-set on `due_at` is the lock."""

    name = models.CharField(max_length=160, unique=True)
    rule = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)


class Heartbeat(models.Model):
    """When each worker was last seen alive."""

    worker = models.CharField(max_length=80, unique=True)
    at = models.DateTimeField()


class RateCount(models.Model):
    """How often a key was used in one window of time."""

    key = models.CharField(max_length=160)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "window"], name="one_count_per_window")]
