from typing import Any

from django.db import models


class Entry(models.Model):
    """One thing that can be found: `kind:key`, its names by language as they are shown, and its folded words.

    `names` and `words` hold each word preceded and followed by one space, so that " tok" is a beginning.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    titles = models.JSONField(default=dict)
    names = models.TextField()
    words = models.TextField()
    weight = models.PositiveIntegerField(default=0)
    indexed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_per_thing")]


class WordField(models.CharField):
    """A folded word."""


@WordField.register_lookup
class Begins(models.Lookup):
    """`begins`: a prefix that both databases look up in their index; the word must be folded, so without wildcards."""

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, params = self.process_lhs(compiler, connection)
        if connection.vendor == "sqlite":
            # SQLite's LIKE ignores case and hence the index; its BINARY collation is the order of code points.
            return f"({left} >= %s AND {left} < %s)", (*params, self.rhs, *params, f"{self.rhs}\U0010ffff")
        return f"{left} LIKE %s", (*params, f"{self.rhs}%")


class Word(models.Model):
    """One word of one entry."""

    token = WordField(max_length=40)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "token"], name="one_row_per_word")]
        indexes = [
            models.Index(
                fields=["token", "entry"], name="word_beginnings", opclasses=["varchar_pattern_ops", "int8_ops"]
            )
        ]
