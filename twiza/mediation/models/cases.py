"""Consents, mandates, cases, and who opened which file."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from twiza.mediation.models.associations import Association
from twiza.mediation.states import CaseStatus
from twiza.mediation.terms.words import ConsentKind, MandateWay, Origin, Outcome


class Consent(models.Model):
    """What a consumer allowed one association for one complaint; `words` are those that she read.

    Withdrawn, it stays as a row and opens nothing any more.
    """

    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=ConsentKind)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    words = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["association", "complaint", "kind"],
                condition=Q(withdrawn_at=None),
                name="one_consent_at_a_time",
            ),
            models.CheckConstraint(condition=Q(kind__in=ConsentKind.values), name="consent_kind_known"),
        ]


class Mandate(models.Model):
    """An association acts for somebody who told it to, by phone or at a consumer desk.

    Spoken: a code sent to her phone was read out (`confirmed_at`), in the presence of a `witness`. On paper: a scan.
    With an order, the code went to the order's own phone. `scope` is a list of ConsentKind codes; it ends on
    `expires_on` or when revoked.
    """

    number = models.CharField(max_length=20, unique=True)
    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    key = models.CharField(max_length=80, unique=True, null=True)
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=16)
    language = models.CharField(max_length=3)
    order = models.ForeignKey("ordering.Order", models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=8, choices=MandateWay)
    witness = models.CharField(max_length=120)
    given_on = models.DateField()
    scope = models.JSONField()
    expires_on = models.DateField()
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    scan = models.ForeignKey("plumbing.StoredFile", models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(way="spoken", confirmed_at__isnull=False)
                | Q(way="paper", scan__isnull=False)
                | Q(name="", phone=""),  # forgotten
                name="mandate_is_proved",
            ),
            # A file of the market opens by the code on the order's own phone, whatever paper there is.
            models.CheckConstraint(
                condition=Q(order=None) | Q(confirmed_at__isnull=False), name="mandate_on_order_by_code"
            ),
            models.CheckConstraint(condition=Q(expires_on__gte=F("given_on")), name="mandate_forward"),
        ]
        indexes = [models.Index(fields=["phone"], name="mandate_by_phone")]


class Case(models.Model):
    """One consumer's matter with one seller before one association.

    About a part of an order (`part`, `cooperative`) with its complaint; or about a seller elsewhere (`seller_name`).
    It stands on a consent or on a mandate, never on neither. `person` is the consumer where she has an account.
    """

    number = models.CharField(max_length=20, unique=True)
    association = models.ForeignKey(Association, models.PROTECT, related_name="cases")
    origin = models.CharField(max_length=10, choices=Origin)
    consent = models.OneToOneField(Consent, models.PROTECT, null=True, related_name="case")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="cases")
    complaint = models.ForeignKey("complaints.Complaint", models.PROTECT, null=True, related_name="+")
    part = models.ForeignKey("ordering.CooperativeOrder", models.PROTECT, null=True, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    consumer_name = models.CharField(max_length=120)
    seller_name = models.CharField(max_length=200, blank=True)
    seller_contact = models.CharField(max_length=200, blank=True)
    bought_on = models.DateField(null=True)
    paid_centimes = models.BigIntegerField(null=True)
    problem = models.CharField(max_length=30)
    facts = models.TextField(blank=True)  # as the consumer told them, of a case by mandate
    status = models.CharField(max_length=8, choices=CaseStatus, default=CaseStatus.NEW)
    adviser = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    look_by = models.DateTimeField()
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    opened_at = models.DateTimeField(db_index=True)
    taken_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    outcome_note = models.CharField(max_length=1000, blank=True)
    closed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=CaseStatus.values), name="case_status_known"),
            models.CheckConstraint(
                condition=Q(consent__isnull=False, mandate=None) | Q(consent=None, mandate__isnull=False),
                name="case_by_consent_or_mandate",
            ),
            models.CheckConstraint(
                condition=Q(part=None, complaint=None, cooperative=None) & ~Q(seller_name="")
                | Q(part__isnull=False, complaint__isnull=False, cooperative__isnull=False, seller_name=""),
                name="case_about_an_order_or_a_seller_elsewhere",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False, outcome__in=Outcome.values)
                | ~Q(status="closed") & Q(closed_at=None, outcome=""),
                name="closed_case_has_outcome",
            ),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(complaint__isnull=False) & ~Q(status="closed"),
                name="one_open_case_per_complaint",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "status", "look_by"], name="case_queue"),
            models.Index(fields=["cooperative", "-id"], name="case_of_cooperative"),
        ]

    @property
    def subject(self) -> str:
        """Of its thread and its clocks."""
        return f"case:{self.number}"


class CaseProduct(models.Model):
    """A product that a case is about: what alerts count."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="products")
    product = models.ForeignKey("catalog.Product", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "product"], name="one_row_per_case_and_product")]


class FileOpening(models.Model):
    """Somebody of an association read a file: who, when, why. The consumer reads these rows; nobody removes them."""

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="openings")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="openings")
    association = models.ForeignKey(Association, models.PROTECT, related_name="+")
    adviser = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    adviser_name = models.CharField(max_length=120)
    why = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(case__isnull=False) | Q(mandate__isnull=False), name="opening_of_case_or_mandate"
            )
        ]


class Note(models.Model):
    """What advisers write for each other. Neither party reads it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    author = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=120)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)


class EscalationFile(models.Model):
    """A file made for the court or the authority, as it was then."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    to = models.CharField(max_length=10, choices=ConsentKind)
    to_name = models.CharField(max_length=200)
    language = models.CharField(max_length=3)
    file = models.ForeignKey("plumbing.StoredFile", models.PROTECT, related_name="+")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
