from django.db import models
from django.db.models import F, Q

from twiza.reviews.states import ClusterStatus, ReviewStatus
from twiza.reviews.terms import ClusterKind, RemovalReason

PHOTOS = (1, 2, 3)


class Review(models.Model):
    """What somebody says of one line she bought and received. There is no reward, hence no column for one.

    `signed` is the first name shown, or "" where she wished none or was forgotten: then "a buyer" says it.
    `network` and `device` are short keyed hashes, kept as long as `house.review_traces_days` says, for clusters alone.
    """

    line = models.OneToOneField("ordering.OrderLine", models.PROTECT, related_name="+")
    product = models.ForeignKey("catalog.Product", models.PROTECT, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    signed = models.CharField(max_length=40, blank=True)
    stars = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=2000, blank=True)
    language = models.CharField(max_length=3)
    status = models.CharField(max_length=8, choices=ReviewStatus, default=ReviewStatus.SHOWN)
    reason = models.CharField(max_length=14, blank=True, choices=RemovalReason)
    removed_at = models.DateTimeField(null=True)
    network = models.CharField(max_length=16, blank=True)
    device = models.CharField(max_length=16, blank=True)
    written_at = models.DateTimeField(db_index=True)
    edited_at = models.DateTimeField(null=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stars__gte=1, stars__lte=5), name="one_to_five_stars"),
            models.CheckConstraint(condition=Q(status__in=ReviewStatus.values), name="review_status_known"),
            models.CheckConstraint(
                condition=Q(status="shown", reason="", removed_at=None)
                | Q(status="removed", reason__in=RemovalReason.values, removed_at__isnull=False),
                name="removed_review_says_why_and_when",
            ),
        ]
        indexes = [
            models.Index(fields=["product", "-id"], name="review_of_product"),
            models.Index(fields=["product", "stars", "-id"], name="review_by_stars"),
            models.Index(fields=["cooperative", "-id"], name="review_of_cooperative"),
        ]


class ReviewPhoto(models.Model):
    """One of up to three pictures that came with it."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="photos")
    image = models.ForeignKey("plumbing.Image", models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("place",)
        constraints = [
            models.UniqueConstraint(fields=["review", "place"], name="one_photo_a_place"),
            models.CheckConstraint(condition=Q(place__in=PHOTOS), name="three_photos_of_a_review"),
        ]


class Answer(models.Model):
    """The cooperative's one answer. `first_text` is what stood there before its one change, for all to read."""

    review = models.OneToOneField(Review, models.CASCADE, related_name="answer")
    text = models.CharField(max_length=1000)
    language = models.CharField(max_length=3)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField()
    first_text = models.CharField(max_length=1000, blank=True)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(edited_at=None, first_text="") | Q(edited_at__isnull=False) & ~Q(first_text=""),
                name="changed_answer_keeps_its_first_text",
            )
        ]


class Summary(models.Model):
    """How many reviews of a product are shown, by stars: fed by the actions, so that lists need one row of it."""

    product = models.OneToOneField("catalog.Product", models.CASCADE, primary_key=True, related_name="+")
    count = models.PositiveIntegerField(default=0)
    sum = models.PositiveIntegerField(default=0)
    removed = models.PositiveIntegerField(default=0)
    one = models.PositiveIntegerField(default=0)
    two = models.PositiveIntegerField(default=0)
    three = models.PositiveIntegerField(default=0)
    four = models.PositiveIntegerField(default=0)
    five = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(count=F("one") + F("two") + F("three") + F("four") + F("five")),
                name="summary_count_is_its_stars",
            ),
            models.CheckConstraint(
                condition=Q(sum=F("one") + F("two") * 2 + F("three") * 3 + F("four") * 4 + F("five") * 5),
                name="summary_sum_is_its_stars",
            ),
        ]


class Cluster(models.Model):
    """Reviews that look made together. The desk looks; nothing is hidden by it."""

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ClusterKind)
    stars = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=8, choices=ClusterStatus, default=ClusterStatus.OPEN)
    found_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ClusterStatus.values), name="review_cluster_status_known"),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="review_cluster_by_status")]


class ClusterReview(models.Model):
    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="members")
    review = models.ForeignKey(Review, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=ClusterKind)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["review", "kind"], name="one_cluster_a_review_and_kind")]
