"""Alerts, recalls and publications."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from twiza.mediation.models.associations import Association
from twiza.mediation.states import RecallStatus
from twiza.mediation.terms.words import AlertKind, Danger, PublicationKind


class Alert(models.Model):
    """One product or one seller collected cases within a window: raised once per window, until it is acknowledged."""

    association = models.ForeignKey(Association, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=12, choices=AlertKind)
    product = models.ForeignKey("catalog.Product", models.PROTECT, null=True, related_name="+")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    window = models.DateField()  # first day of the window that raised it
    cases = models.PositiveIntegerField()
    rule_id = models.CharField(max_length=60)
    rule_since = models.DateField()
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="product", product__isnull=False) | Q(kind="cooperative", product=None),
                name="alert_names_its_target",
            ),
            models.UniqueConstraint(
                fields=["association", "product", "window"],
                condition=Q(product__isnull=False),
                name="one_alert_per_product_and_window",
            ),
            models.UniqueConstraint(
                fields=["association", "cooperative", "window"],
                condition=Q(product=None),
                name="one_alert_per_seller_and_window",
            ),
        ]


class Recall(models.Model):
    """A batch that should come back: a product, or one variant of it, received or sold within a period.

    `lot` is what stands on the label. The association proposes, the cooperative or the desk confirms; then every buyer
    of the batch is told. `buyers` and `told` count them.
    """

    number = models.CharField(max_length=20, unique=True)
    key = models.CharField(max_length=80, unique=True, null=True)
    association = models.ForeignKey(Association, models.PROTECT, related_name="recalls")
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    product = models.ForeignKey("catalog.Product", models.PROTECT, related_name="+")
    variant = models.ForeignKey("catalog.Variant", models.PROTECT, null=True, related_name="+")
    sold_from = models.DateField()
    sold_until = models.DateField()
    lot = models.CharField(max_length=60, blank=True)
    danger = models.CharField(max_length=8, choices=Danger)
    reasons = models.JSONField()  # by language: what was found
    advice = models.JSONField()  # by language: what to do with it
    status = models.CharField(max_length=10, choices=RecallStatus, default=RecallStatus.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    decided_as = models.CharField(max_length=12, blank=True)  # cooperative or desk
    note = models.CharField(max_length=1000, blank=True)
    buyers = models.PositiveIntegerField(default=0)
    told = models.PositiveIntegerField(default=0)
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(condition=Q(status__in=RecallStatus.values), name="recall_status_known"),
            models.CheckConstraint(condition=Q(sold_until__gte=F("sold_from")), name="recall_period_forward"),
            models.CheckConstraint(condition=Q(told__lte=F("buyers")), name="recall_told_within_buyers"),
        ]


class Recalled(models.Model):
    """An order with something of a recalled batch; told once."""

    recall = models.ForeignKey(Recall, models.CASCADE, related_name="orders")
    order = models.ForeignKey("ordering.Order", models.PROTECT, related_name="+")
    pieces = models.PositiveIntegerField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["recall", "order"], name="one_message_per_recall_and_order")]


class Publication(models.Model):
    """A guide or a warning of an association, in its own words and on its own responsibility.

    `titles` and `bodies` are JSON by language. Shown from `published_at` until `withdrawn_at`.
    """

    association = models.ForeignKey(Association, models.PROTECT, related_name="publications")
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=8, choices=PublicationKind)
    titles = models.JSONField()
    bodies = models.JSONField()
    recall = models.ForeignKey(Recall, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    why_withdrawn = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["association", "slug"], name="one_publication_per_slug"),
            models.CheckConstraint(condition=Q(kind__in=PublicationKind.values), name="publication_kind_known"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(published_at__isnull=False), name="withdrawn_was_published"
            ),
        ]
        indexes = [models.Index(fields=["kind", "-published_at"], name="publication_by_kind")]


class PublicationProduct(models.Model):
    """A product that a warning is about; it is shown on that product's page."""

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="products")
    product = models.ForeignKey("catalog.Product", models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "product"], name="one_row_per_publication_and_product")
        ]
