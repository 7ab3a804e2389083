"""Papers with numbers. What must stay true is in the database, as triggers of `migrations/0002_kept.py`: a number is
the next of its series, an invoice that is issued does not change (only what was credited grows), nothing is deleted.
"""

from django.db import models
from django.db.models import F, Q

from twiza.invoicing.terms.drafts import Kind


class Series(models.Model):
    """The last number given: one row an issuer, kind and year. Its update is the lock of the next number."""

    issuer = models.CharField(max_length=32)
    kind = models.CharField(max_length=12, choices=Kind)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    last_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "kind", "year"], name="one_series"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="series_kind_known"),
        ]


class Invoice(models.Model):
    """An invoice, receipt or credit note as issued: one row holds all of it, so that no part changes alone.

    `cooperative` issued it (the platform where there is none); `client` is the cooperative that a commission invoice is
    for. Amounts are whole centimes; goods are `net + vat`, fees stand beside them. A credit note's are positive.
    """

    reference = models.CharField(max_length=100, unique=True)
    number = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    series = models.ForeignKey(Series, models.PROTECT, related_name="+")
    seq = models.PositiveIntegerField()
    cooperative = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, null=True, related_name="+")
    client = models.ForeignKey("cooperatives.Cooperative", models.PROTECT, null=True, related_name="+")
    issued_on = models.DateField()
    issued_at = models.DateTimeField()
    language = models.CharField(max_length=3)
    seller = models.JSONField()
    buyer = models.JSONField()
    platform = models.JSONField()
    order_number = models.CharField(max_length=40, blank=True)
    sold_on = models.DateField()
    delivered_on = models.DateField(null=True)
    place = models.CharField(max_length=200, blank=True)
    lines = models.JSONField()
    fees = models.JSONField(default=list)
    vat = models.JSONField()
    paid_by = models.JSONField(default=list)
    exemption = models.CharField(max_length=20, blank=True)
    credits = models.ForeignKey("self", models.PROTECT, null=True, related_name="credit_notes")
    reason = models.CharField(max_length=300, blank=True)
    net_centimes = models.BigIntegerField()
    vat_centimes = models.BigIntegerField()
    fees_centimes = models.BigIntegerField()
    total_centimes = models.BigIntegerField()
    credited_centimes = models.BigIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["series", "seq"], name="one_paper_per_number"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="invoice_kind_known"),
            models.CheckConstraint(condition=Q(seq__gt=0), name="invoice_seq_above_zero"),
            models.CheckConstraint(
                condition=Q(total_centimes=F("net_centimes") + F("vat_centimes") + F("fees_centimes")),
                name="invoice_total_is_its_sum",
            ),
            models.CheckConstraint(
                condition=Q(total_centimes__gt=0, net_centimes__gte=0, vat_centimes__gte=0, fees_centimes__gte=0),
                name="invoice_money_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(credited_centimes__gte=0, credited_centimes__lte=F("total_centimes")),
                name="credit_within_invoice",
            ),
            models.CheckConstraint(
                condition=Q(kind=Kind.CREDIT_NOTE, credits__isnull=False)
                | Q(kind__in=[Kind.INVOICE, Kind.RECEIPT], credits=None),
                name="credit_note_has_its_invoice",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "-id"], name="invoice_of_cooperative"),
            models.Index(fields=["client", "-id"], name="invoice_for_cooperative"),
            models.Index(fields=["issued_on", "id"], name="invoice_by_day"),
        ]


class Paper(models.Model):
    """A file of an invoice, set once: `form` is pdf or xml; `sha256` is what the file must still have."""

    class Form(models.TextChoices):
        PDF = "pdf"
        XML = "xml"

    invoice = models.ForeignKey(Invoice, models.PROTECT, related_name="papers")
    form = models.CharField(max_length=3, choices=Form)
    language = models.CharField(max_length=3, blank=True)  # an XML speaks all of them
    file = models.ForeignKey("plumbing.StoredFile", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "form", "language"], name="one_paper_per_form"),
            models.CheckConstraint(condition=Q(form__in=["pdf", "xml"]), name="paper_form_known"),
        ]


class TaxIdentity(models.Model):
    """What a cooperative gave for its papers: IF, taxe professionnelle, and since when it is exempt as a cooperative
    (CGI art. 91-IV-1°, under the conditions of 93-II); no day: its goods have the VAT they were sold with."""

    cooperative = models.OneToOneField("cooperatives.Cooperative", models.PROTECT, related_name="+")
    tax_number = models.CharField(max_length=20, blank=True)
    business_tax_number = models.CharField(max_length=20, blank=True)
    exempt_since = models.DateField(null=True)
    changed_at = models.DateTimeField()
