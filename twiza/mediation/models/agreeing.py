"""Proposals, their terms, and agreements."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from twiza.mediation.models.cases import Case
from twiza.mediation.states import AgreementStatus, ProposalStatus
from twiza.mediation.terms.words import FOLLOWED, TermKind

ANSWERS = ["", "yes", "no"]


class Proposal(models.Model):
    """What an adviser proposes to both parties. Both must say yes before `answer_by`.

    `payee_name` and `rib` are the buyer's, for money that comes back by transfer: from her yes until it was sent.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="proposals")
    key = models.CharField(max_length=80, unique=True, null=True)
    text = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=ProposalStatus, default=ProposalStatus.OPEN)
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    answer_by = models.DateTimeField()
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    buyer_answer = models.CharField(max_length=3, blank=True)
    buyer_note = models.CharField(max_length=1000, blank=True)
    buyer_answered_at = models.DateTimeField(null=True)
    cooperative_answer = models.CharField(max_length=3, blank=True)
    cooperative_note = models.CharField(max_length=1000, blank=True)
    cooperative_answered_at = models.DateTimeField(null=True)
    cooperative_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    payee_name = models.CharField(max_length=120, blank=True)
    rib = models.CharField(max_length=24, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=ProposalStatus.values), name="proposal_status_known"),
            models.CheckConstraint(
                condition=Q(buyer_answer__in=ANSWERS, cooperative_answer__in=ANSWERS), name="proposal_answers_known"
            ),
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(buyer_answer="yes", cooperative_answer="yes"),
                name="proposal_agreed_by_both",
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(status="open"), name="one_open_proposal_per_case"),
        ]


class Term(models.Model):
    """One thing that the cooperative would do. `items`: order line → centimes of a refund, or pieces of a replacement.

    `by_day` is the last day for it. After the agreement, it is done or broken; `refund` or `replacement_id` says how.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="terms")
    kind = models.CharField(max_length=12, choices=TermKind)
    items = models.JSONField(default=dict)
    delivery_centimes = models.BigIntegerField(default=0)
    centimes = models.BigIntegerField(default=0)  # the whole refund
    product = models.ForeignKey("catalog.Product", models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=1000, blank=True)
    by_day = models.DateField()
    refund = models.ForeignKey("settlement.Refund", models.PROTECT, null=True, related_name="+")
    replacement_id = models.BigIntegerField(null=True)  # of protection
    done_at = models.DateTimeField(null=True)
    done_note = models.CharField(max_length=1000, blank=True)
    confirmed_at = models.DateTimeField(null=True)  # by the buyer, or by her silence: of what nobody else can see
    broken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=TermKind.values), name="term_kind_known"),
            models.CheckConstraint(
                condition=Q(kind="refund", centimes__gt=0, delivery_centimes__gte=0)
                | ~Q(kind="refund") & Q(centimes=0, delivery_centimes=0, refund=None),
                name="only_a_refund_is_money",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["relabel", "withdraw"]) | Q(product__isnull=False),
                name="term_names_its_product",
            ),
        ]

    @property
    def is_kept(self) -> bool:
        """Done; and, where only the buyer can tell, not denied by her."""
        return self.done_at is not None and (self.kind in FOLLOWED or self.confirmed_at is not None)


class Agreement(models.Model):
    """Both said yes: what was proposed is owed, thing by thing."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="agreement")
    case = models.ForeignKey(Case, models.PROTECT, related_name="agreements")
    status = models.CharField(max_length=8, choices=AgreementStatus, default=AgreementStatus.RUNNING)
    reached_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)  # why it could not be carried out

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=AgreementStatus.values), name="agreement_status_known"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(status="running"), name="one_running_agreement_per_case"
            ),
        ]
