from django.db import models


class Entry(models.Model):
    """One thing that can be found: `kind:key`, and its words in all languages, folded, each preceded by a space."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    names = models.TextField()
    words = models.TextField()
    weight = models.PositiveIntegerField(default=0)
    indexed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_per_thing")]
