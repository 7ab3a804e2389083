"""Sales that a cooperative makes by itself, and what was sold in each."""

from django.db import models
from django.db.models import F, Q

from twiza.cashbook.states import Status
from twiza.cashbook.terms import PaidBy, Where


class Sale(models.Model):
    """One buyer, one moment, one ticket. `key` is that of the form: a second tap finds the first one's sale.

    Paid later, it is in the books from the day it is paid (`paid_on`), and until then `buyer` may say who owes it.
    """

    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    status = models.CharField(max_length=6, choices=Status, default=Status.OWED)
    where = models.CharField(max_length=8, choices=Where)
    paid_by = models.CharField(max_length=8, choices=PaidBy)
    sold_on = models.DateField()
    paid_on = models.DateField(null=True)
    total_centimes = models.BigIntegerField()
    buyer = models.CharField(max_length=80, blank=True)
    recorded_by = models.ForeignKey("people.Person", models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative", "key"], name="one_sale_per_form"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="sale_status_known"),
            models.CheckConstraint(condition=Q(total_centimes__gt=0), name="sale_total_positive"),
            models.CheckConstraint(condition=~Q(status="paid") | Q(paid_on__isnull=False), name="sale_paid_on_a_day"),
            models.CheckConstraint(
                condition=~Q(status="undone") | (Q(undone_at__isnull=False) & ~Q(undone_why="")),
                name="sale_undone_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["cooperative", "sold_on"], name="sale_by_day")]

    @property
    def reference(self) -> str:
        """Of its posting (decision 0030), its stock moves and its receipt."""
        return f"sale:{self.pk}"


class SaleLine(models.Model):
    """`names` and `labels` as they were when it was sold; of an article outside the catalogue, as it was written."""

    sale = models.ForeignKey(Sale, models.CASCADE, related_name="lines")
    variant = models.ForeignKey("catalog.Variant", models.SET_NULL, null=True, related_name="+")
    product = models.ForeignKey("catalog.Product", models.SET_NULL, null=True, related_name="+")
    names = models.JSONField()
    labels = models.JSONField(default=dict)
    quantity = models.PositiveIntegerField()
    price_centimes = models.BigIntegerField()
    total_centimes = models.BigIntegerField()
    vat_class = models.CharField(max_length=8)
    vat_basis_points = models.PositiveIntegerField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, price_centimes__gt=0, total_centimes=F("quantity") * F("price_centimes")),
                name="sale_line_adds_up",
            )
        ]
