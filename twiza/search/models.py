from django.db import models
from django.db.models import Q

from twiza.search.states import WordStatus


class Entry(models.Model):
    """One thing that can be found, and all that the replicas are fed from.

    `texts` are lists of texts by field (see `terms.ranking.FIELDS`); `name_words` and `words` hold their folded words,
    each between spaces, for the plain query that answers where a replica can't. `categories` and `designations` are
    codes between spaces. `seller` is whoever's exposure it counts for. `lift` is in thousandths.

    `digest` is of what `index_many` wrote, so that a row that did not change is not touched; "" is a row of an older
    form. `revision` is None from a change until the keeper numbers it. A thing that is gone stays as a gravestone.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=60)
    names = models.JSONField(default=dict)
    texts = models.JSONField(default=dict)
    name_words = models.TextField(default="")
    words = models.TextField(default="")
    categories = models.CharField(max_length=400, default="")
    designations = models.CharField(max_length=400, default="")
    region = models.CharField(max_length=20, default="")
    province = models.CharField(max_length=20, default="")
    commune = models.CharField(max_length=20, default="")
    cooperative = models.CharField(max_length=60, default="")
    seller = models.CharField(max_length=60, default="")
    price_centimes = models.BigIntegerField(null=True)
    in_stock = models.BooleanField(default=True)
    fresh_at = models.DateTimeField(null=True)
    sold = models.PositiveIntegerField(default=0)
    stars_sum = models.PositiveIntegerField(default=0)
    reviews = models.PositiveIntegerField(default=0)
    lift = models.PositiveSmallIntegerField(default=0)
    digest = models.CharField(max_length=32, default="")
    gone = models.BooleanField(default=False)
    revision = models.BigIntegerField(null=True)
    indexed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_entry_per_thing"),
            models.CheckConstraint(condition=Q(stars_sum__lte=models.F("reviews") * 5), name="five_stars_at_most"),
        ]
        indexes = [
            models.Index(fields=["revision"], name="entry_by_revision"),
            models.Index(fields=["id"], condition=Q(revision=None), name="entry_unnumbered"),
            models.Index(fields=["kind", "-fresh_at", "-id"], name="entry_new"),
            models.Index(fields=["seller"], name="entry_of_seller"),
        ]


class Counter(models.Model):
    """The last revision given, in one row that is the lock of numbering. Gravestones up to `swept` are gone: a replica
    that is not further must begin anew. `dictionary` goes up with each word accepted or refused."""

    name = models.CharField(max_length=20, primary_key=True)
    revision = models.BigIntegerField(default=0)
    swept = models.BigIntegerField(default=0)
    dictionary = models.BigIntegerField(default=0)


class Unfound(models.Model):
    """What was asked for and not found: a day's count of a text in a language, and nobody's name."""

    text = models.CharField(max_length=60)
    language = models.CharField(max_length=3)
    day = models.DateField()
    times = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "language", "day"], name="one_count_a_day")]
        indexes = [models.Index(fields=["day"], name="unfound_day")]


class ProposedWord(models.Model):
    """A word proposed for a concept of the dictionary, and what was decided; who did is in the audit."""

    word = models.CharField(max_length=60)
    language = models.CharField(max_length=6)
    concept = models.CharField(max_length=60)
    status = models.CharField(max_length=8, choices=WordStatus, default=WordStatus.PROPOSED)
    note = models.CharField(max_length=300, blank=True)
    proposed_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "concept"], name="one_row_a_word_and_concept"),
            models.CheckConstraint(condition=Q(status__in=WordStatus.values), name="search_word_status_known"),
            models.CheckConstraint(
                condition=Q(status="proposed", decided_at=None)
                | Q(status__in=["accepted", "refused"], decided_at__isnull=False),
                name="decided_word_says_when",
            ),
        ]


class Exposure(models.Model):
    """How often products of a seller were shown in results, by month."""

    seller = models.CharField(max_length=60)
    month = models.DateField()
    shown = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seller", "month"], name="one_exposure_a_month")]


class Replica(models.Model):
    """How far a machine's replica is, and what was last wrong with it: `fault` is "" since it was repaired."""

    machine = models.CharField(max_length=80, unique=True)
    revision = models.BigIntegerField(default=0)
    fault = models.CharField(max_length=300, blank=True)
    faulted_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
