"""Tags that were dropped, and the counter that puts them in order (docs/decisions/0050)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

LONGEST_TAG = 100


class Drop(models.Model):
    """What is known by `tag` changed. Written without a number by whoever changed it, in his transaction; numbered
    once that is over, so that numbers become visible in their order."""

    tag = models.CharField(max_length=LONGEST_TAG)
    revision = models.BigIntegerField(null=True)
    dropped_at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ("revision", "id")
        constraints = [models.CheckConstraint(condition=~Q(tag=""), name="drop_of_something")]
        indexes = [models.Index(fields=["revision"], name="drop_in_order")]


class Counter(models.Model):
    """One row. `revision` is the last number given; drops up to `floor` were swept away and count for every tag."""

    revision = models.BigIntegerField(default=0)
    floor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="one_counter_of_drops"),
            models.CheckConstraint(
                condition=Q(floor__gte=0, floor__lte=F("revision")), name="drops_swept_were_numbered"
            ),
        ]
