"""A cooperative's members, their work, the rule by which it shares, what each received. Money is whole centimes."""

import hashlib
from base64 import urlsafe_b64encode

from django.db import models
from django.db.models import F, Q

from twiza.members.states import DistributionStatus, StatementStatus
from twiza.members.terms.words import WHOLE, Kind, Measure, SourceKind, Way


class Member(models.Model):
    """A member as the cooperative's register of members has her; never a national identity number.

    `names` is JSON by language. `person` is set when somebody signs in with her phone. `shares` and `capital_centimes`
    are what she subscribed and paid. A member who left keeps her row: her statements stay.
    """

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    names = models.JSONField()
    phone = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=3, default="ar")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, blank=True, related_name="+")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    shares = models.PositiveIntegerField(default=0)
    capital_centimes = models.BigIntegerField(default=0)

    class Meta:
        ordering = ("number", "id")
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "number"], name="one_member_per_number"),
            models.CheckConstraint(condition=Q(capital_centimes__gte=0), name="member_capital_not_negative"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="member_left_after_joining"
            ),
        ]
        indexes = [models.Index(fields=["phone"], name="member_by_phone")]


class WorkRecord(models.Model):
    """What a member did on a day: hours (minutes of an activity), goods brought in, or operations (a sale of hers).

    `measure` is minutes, base units of `unit`, or pieces. `price_centimes` is per kilogram, litre, metre or piece,
    `value_centimes` what it is worth. Nothing is edited: a counter-row of the same day with everything negative
    `corrects` another, so sums come out right.
    """

    member = models.ForeignKey(Member, models.PROTECT, related_name="work")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=Measure)
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, null=True, related_name="+")
    what = models.CharField(max_length=120, blank=True)
    measure = models.BigIntegerField()
    unit = models.CharField(max_length=6, blank=True)
    price_centimes = models.BigIntegerField(null=True)
    value_centimes = models.BigIntegerField(null=True)
    grade = models.CharField(max_length=40, blank=True)
    received_by = models.CharField(max_length=120, blank=True)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    key = models.CharField(max_length=80, null=True, unique=True)  # the row of a form that was sent twice

    class Meta:
        ordering = ("-day", "-id")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Measure.values), name="work_kind_known"),
            models.CheckConstraint(
                condition=Q(corrects=None, measure__gt=0) | Q(corrects__isnull=False, measure__lt=0),
                name="only_a_counter_row_takes_back",
            ),
        ]
        indexes = [models.Index(fields=["cooperative", "day", "kind"], name="work_of_cooperative")]


class SharingRule(models.Model):
    """How what reaches the cooperative is shared, from `starts_on` until the next version; adopted by its members.

    `cooperative_basis_points` of the whole are kept for costs and reserve; the rest is split by four weights that sum
    to 10,000 (a single kind has them all).
    """

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    hours_basis_points = models.PositiveSmallIntegerField(default=0)
    quantity_basis_points = models.PositiveSmallIntegerField(default=0)
    operation_basis_points = models.PositiveSmallIntegerField(default=0)
    equal_basis_points = models.PositiveSmallIntegerField(default=0)
    cooperative_basis_points = models.PositiveSmallIntegerField(default=0)
    adopted_on = models.DateField()
    starts_on = models.DateField()
    minutes = models.ForeignKey("plumbing.StoredFile", models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-starts_on", "-id")
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "starts_on"], name="one_sharing_rule_per_day"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="sharing_kind_known"),
            models.CheckConstraint(condition=Q(cooperative_basis_points__lte=WHOLE), name="not_more_than_all_is_kept"),
            models.CheckConstraint(
                condition=Q(
                    hours_basis_points=WHOLE
                    - F("quantity_basis_points")
                    - F("operation_basis_points")
                    - F("equal_basis_points")
                ),
                name="sharing_weights_are_whole",
            ),
        ]

    def weights(self) -> dict[str, int]:
        """Basis points by measure, only those that count."""
        found = {measure: getattr(self, f"{measure}_basis_points") for measure in Measure.values}
        return {measure: points for measure, points in (found | {"equal": self.equal_basis_points}).items() if points}


class Distribution(models.Model):
    """Money that reached the cooperative, split: `cooperative_centimes` and the parts sum to `amount_centimes`.

    `source` ("payout:12", "own:…", "adjusts:5:1") is shared once. While `parked`, nothing is split, `reason` says why.
    `weights` is what was used ({measure: basis points}), `basis` the whole of each measure in the period, `sold` the
    lines it was paid for, `taken` what was kept back of them. An adjustment's amount is 0 and its parts are
    differences; a payout that came back takes everything back.
    """

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=SourceKind)
    source = models.CharField(max_length=60, unique=True)
    payout_id = models.BigIntegerField(null=True, db_index=True)
    adjusts = models.ForeignKey("self", models.PROTECT, null=True, related_name="adjustments")
    rule = models.ForeignKey(SharingRule, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=8, choices=DistributionStatus, default=DistributionStatus.PARKED)
    reason = models.CharField(max_length=24, blank=True)
    fallback = models.CharField(max_length=16, blank=True)
    day = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    amount_centimes = models.BigIntegerField()
    cooperative_centimes = models.BigIntegerField(default=0)
    weights = models.JSONField(default=dict)
    basis = models.JSONField(default=dict)
    sold = models.JSONField(default=list)
    taken = models.JSONField(default=dict)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    shared_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=DistributionStatus.values), name="distribution_status_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="distribution_period_forward"),
            models.CheckConstraint(
                condition=Q(
                    kind=SourceKind.ADJUSTMENT, amount_centimes=0, cooperative_centimes=0, adjusts__isnull=False
                )
                | Q(
                    kind=SourceKind.RETURNED,
                    amount_centimes__lt=0,
                    cooperative_centimes__lte=0,
                    cooperative_centimes__gte=F("amount_centimes"),
                    adjusts__isnull=False,
                )
                | Q(
                    kind__in=[SourceKind.PAYOUT, SourceKind.OWN],
                    adjusts=None,
                    amount_centimes__gt=0,
                    cooperative_centimes__gte=0,
                    cooperative_centimes__lte=F("amount_centimes"),
                ),
                name="distribution_shares_something",
            ),
        ]
        indexes = [models.Index(fields=["cooperative", "kind", "ends_on"], name="distribution_chain")]


class MemberPayment(models.Model):
    """Money handed to a member: her parts that were not paid yet less the advances she had; or such an advance."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="payments")
    is_advance = models.BooleanField(default=False)
    centimes = models.BigIntegerField()
    way = models.CharField(max_length=8, choices=Way)
    day = models.DateField()
    note = models.CharField(max_length=200, blank=True)
    settled_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="advances")
    key = models.CharField(max_length=80, null=True, unique=True)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(centimes__gt=0) | Q(centimes=0, is_advance=False), name="member_payment_not_negative"
            )
        ]


class Statement(models.Model):
    """What a member's work of one month brought her; `month` is its first day. She acknowledges or contests it."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="statements")
    month = models.DateField()
    status = models.CharField(max_length=12, choices=StatementStatus, default=StatementStatus.OPEN)
    words = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    said_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-month", "member__number")
        constraints = [
            models.UniqueConstraint(fields=["member", "month"], name="one_statement_a_month"),
            models.CheckConstraint(condition=Q(status__in=StatementStatus.values), name="statement_status_known"),
        ]


class Part(models.Model):
    """A member's part of a distribution. `basis` is her share of each measure of it; `payment` is set when paid.

    Only an adjustment has parts below zero (checked by `members' parts sum to the whole`).
    """

    distribution = models.ForeignKey(Distribution, models.PROTECT, related_name="parts")
    member = models.ForeignKey(Member, models.PROTECT, related_name="parts")
    statement = models.ForeignKey(Statement, models.PROTECT, related_name="parts")
    centimes = models.BigIntegerField()
    basis = models.JSONField(default=dict)
    payment = models.ForeignKey(MemberPayment, models.PROTECT, null=True, related_name="parts")

    class Meta:
        ordering = ("distribution_id", "member__number")
        constraints = [models.UniqueConstraint(fields=["distribution", "member"], name="one_part_each")]


def token_digest(token: str) -> str:
    """The SHA-256 of a token, base64url without padding: 43 signs."""
    return urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).decode().rstrip("=")


class Link(models.Model):
    """A secret link to a member's statements, as a letter carries it; only its hash is kept. It ends or is revoked."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="links")
    token = models.CharField(max_length=43, unique=True)
    reference = models.CharField(max_length=80, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)


class YearFigures(models.Model):
    """What the treasurer typed for a year: costs outside the market, and the legal reserve as the year began."""

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    costs_centimes = models.BigIntegerField()
    reserve_centimes = models.BigIntegerField()
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "year"], name="one_sheet_of_figures_a_year"),
            models.CheckConstraint(
                condition=Q(costs_centimes__gte=0, reserve_centimes__gte=0), name="year_figures_not_negative"
            ),
        ]
