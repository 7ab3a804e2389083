"""Complaints about what was ordered, what was answered to them, what proves them; and reports about the market."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from twiza.complaints.states import ReportStatus, Status
from twiza.complaints.terms.words import (
    AnswerKind,
    Channel,
    EvidenceKind,
    Grade,
    Level,
    Outcome,
    ReportOutcome,
    ReportSubject,
)


class Complaint(models.Model):
    """One problem with one cooperative's part of an order. `problem` and `wish` are codes of `problems.toml`.

    `whole`: about the part and not about single lines. `hold_reference` is what keeps the part from being paid out
    ("" where nothing is kept). `round` counts the times the cooperative was asked.
    """

    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=80, unique=True, null=True)  # idempotency: of the form that opened it
    part = models.ForeignKey("ordering.CooperativeOrder", models.PROTECT, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=12, choices=Channel, default=Channel.ORDER)
    problem = models.CharField(max_length=30)
    route = models.CharField(max_length=12)  # regulatory or contractual: law.md § 5.4
    whole = models.BooleanField()
    wish = models.CharField(max_length=15)
    text = models.TextField(blank=True)
    stake_centimes = models.BigIntegerField(default=0)  # what was paid for what it is about
    status = models.CharField(max_length=10, choices=Status, default=Status.OPEN)
    level = models.CharField(max_length=12, choices=Level, default=Level.COOPERATIVE)
    round = models.PositiveSmallIntegerField(default=1)
    answer_by = models.DateTimeField()  # of the first round: was it answered in time?
    due_at = models.DateTimeField()  # of this round's answer, as its clock has it
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    opened_at = models.DateTimeField(db_index=True)
    first_answered_at = models.DateTimeField(null=True)
    escalations = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True)
    escalated_for = models.CharField(max_length=12, blank=True)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, choices=Outcome, blank=True)
    outcome_note = models.CharField(max_length=1000, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    hold_reference = models.CharField(max_length=80, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="complaint_status_known"),
            models.CheckConstraint(condition=Q(level__in=Level.values), name="complaint_level_known"),
            models.CheckConstraint(
                condition=Q(status="closed", closed_at__isnull=False, hold_reference="", outcome__in=Outcome.values)
                | ~Q(status="closed") & Q(closed_at=None, outcome=""),
                name="closed_complaint_holds_nothing",
            ),
            models.UniqueConstraint(
                fields=["part", "problem"],
                condition=Q(whole=True) & ~Q(status="closed"),
                name="one_open_complaint_per_part_and_problem",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "status", "-id"], name="complaint_of_cooperative"),
            models.Index(fields=["status", "level", "-id"], name="complaint_of_desk"),
        ]

    @property
    def subject(self) -> str:
        """Of its thread, its clocks and its holds."""
        return f"complaint:{self.number}"


class ComplaintLine(models.Model):
    """A line that a complaint is about. `is_open` while the complaint is: the same problem is not opened twice."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="lines")
    line = models.ForeignKey("ordering.OrderLine", models.PROTECT, related_name="+")
    product_id_sold = models.BigIntegerField()
    problem = models.CharField(max_length=30)
    is_open = models.BooleanField(default=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(fields=["complaint", "line"], name="one_row_per_complaint_and_line"),
            models.UniqueConstraint(
                fields=["line", "problem"], condition=Q(is_open=True), name="one_open_complaint_per_line_and_problem"
            ),
        ]
        indexes = [models.Index(fields=["product_id_sold"], name="complaint_of_product")]


class Answer(models.Model):
    """What was answered. `items` is order line → centimes of a refund, or → pieces of a replacement.

    A refund whose way is not known yet has no `refund`; what was promised is `done_at` or `broken_at` (promised day
    over, nothing done), and may be done late.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=80, unique=True, null=True)
    kind = models.CharField(max_length=10, choices=AnswerKind)
    role = models.CharField(max_length=12)  # cooperative or desk
    author = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    text = models.TextField(blank=True)
    promised_on = models.DateField(null=True)
    items = models.JSONField(default=dict)
    delivery_centimes = models.BigIntegerField(default=0)
    centimes = models.BigIntegerField(default=0)
    borne_by = models.CharField(max_length=12, default="cooperative")
    refund = models.ForeignKey("settlement.Refund", models.PROTECT, null=True, related_name="+")
    replacement_id = models.BigIntegerField(null=True)  # of protection
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    broken_at = models.DateTimeField(null=True)
    grade = models.CharField(max_length=8, choices=Grade, blank=True)
    grade_note = models.CharField(max_length=1000, blank=True)
    graded_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AnswerKind.values), name="answer_kind_known"),
            models.CheckConstraint(
                condition=Q(grade="", graded_at=None) | Q(grade__in=Grade.values, graded_at__isnull=False),
                name="answer_graded_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(centimes__gte=0, delivery_centimes__gte=0), name="answer_money_not_negative"
            ),
            models.CheckConstraint(condition=Q(refund=None) | Q(kind="refund"), name="only_a_refund_refunds"),
        ]


class Evidence(models.Model):
    """A picture, film, paper or voice note that was given. The file is private; `role` says who gave it."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="evidence")
    file = models.ForeignKey("plumbing.StoredFile", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=EvidenceKind)
    role = models.CharField(max_length=12)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["complaint", "file"], name="evidence_given_once")]


class Report(models.Model):
    """What somebody tells the market about itself: a page, a cooperative, an advertisement, a review, a message.

    Anonymous where there is neither person nor contact: then only the receipt's number leads to the answer.
    """

    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=80, unique=True, null=True)
    about = models.CharField(max_length=14, choices=ReportSubject)
    subject = models.CharField(max_length=120, blank=True)  # slug or number of what it is about
    words = models.CharField(max_length=200, blank=True)  # how the page named it then
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, null=True, related_name="+")
    product_id = models.BigIntegerField(null=True)
    problem = models.CharField(max_length=30)
    route = models.CharField(max_length=12)
    text = models.TextField(blank=True)
    person = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    channel = models.CharField(max_length=8, blank=True)  # email, sms or none
    contact = models.CharField(max_length=254, blank=True)
    language = models.CharField(max_length=3)
    status = models.CharField(max_length=10, choices=ReportStatus, default=ReportStatus.FILED)
    outcome = models.CharField(max_length=14, choices=ReportOutcome, blank=True)
    note = models.CharField(max_length=1000, blank=True)  # what the reporter is told
    answer_by = models.DateTimeField()
    filed_at = models.DateTimeField(db_index=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ReportStatus.values), name="report_status_known"),
            models.CheckConstraint(
                condition=Q(status="settled", settled_at__isnull=False, outcome__in=ReportOutcome.values)
                | Q(status="filed", settled_at=None, outcome=""),
                name="settled_report_has_outcome",
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="report_by_status")]

    @property
    def subject_code(self) -> str:
        """Of its clock."""
        return f"report:{self.number}"


class ReportEvidence(models.Model):
    report = models.ForeignKey(Report, models.CASCADE, related_name="evidence")
    file = models.ForeignKey("plumbing.StoredFile", models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=EvidenceKind)

    class Meta:
        ordering = ("id",)
