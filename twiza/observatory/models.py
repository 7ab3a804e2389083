from django.db import models


class Release(models.Model):
    """The figures of one quarter, as they were published: made once, from what had happened by then, never again.

    `tables` holds only what secrecy lets through: the counts behind it are not kept here.
    """

    quarter = models.CharField(max_length=7, unique=True)  # 2026-Q3
    first_day = models.DateField()
    last_day = models.DateField()
    made_at = models.DateTimeField()
    least_cell = models.PositiveSmallIntegerField()  # house.figures_least_cell on that day
    total = models.PositiveIntegerField(null=True)  # none where all of it is under the least cell
    tables = models.JSONField()

    class Meta:
        ordering = ("-first_day",)
        constraints = [
            models.CheckConstraint(condition=models.Q(last_day__gt=models.F("first_day")), name="release_runs_forward"),
            models.CheckConstraint(
                condition=models.Q(total=None) | models.Q(total__gte=models.F("least_cell")) | models.Q(total=0),
                name="release_total_not_small",
            ),
        ]
