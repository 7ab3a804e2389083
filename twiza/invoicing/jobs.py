"""What must agree."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from twiza.invoicing.models import Invoice, Series
from twiza.invoicing.terms.drafts import Kind
from twiza.plumbing.api import checked


@checked("invoice numbers have no gap")
def numbers_follow(now: datetime) -> list[str]:
    """Each series goes from 1 to the last number given, without a hole."""
    given = Invoice.objects.filter(series=OuterRef("pk")).order_by().values("series")
    rows = Series.objects.annotate(
        papers=Coalesce(Subquery(given.annotate(n=Count("pk")).values("n")), 0),
        highest=Coalesce(Subquery(given.annotate(n=Max("seq")).values("n")), 0),
    )
    return [
        f"Series {row.issuer} {row.kind} {row.year}: last {row.last}, papers {row.papers}, highest {row.highest}."
        for row in rows.order_by("pk")
        if not row.last == row.papers == row.highest
    ]


@checked("invoices agree with their lines")
def totals_agree(now: datetime) -> list[str]:
    """A paper is worth its lines and fees; its VAT is apart by rate to the centime; it was paid whole."""
    found = []
    for row in Invoice.objects.order_by("pk").iterator():
        goods = sum(line["total"] for line in row.lines)
        fees = sum(centimes for _code, centimes in row.fees)
        rates = sum(rate["net"] + rate["vat"] for rate in row.vat)
        paid = sum(centimes for _way, centimes in row.paid_by)
        if not goods == rates == row.net_centimes + row.vat_centimes:
            found.append(f"{row.number}: goods {row.net_centimes + row.vat_centimes}, lines {goods}, rates {rates}.")
        if fees != row.fees_centimes:
            found.append(f"{row.number}: fees {row.fees_centimes}, listed {fees}.")
        if row.paid_by and paid != row.total_centimes:
            found.append(f"{row.number}: total {row.total_centimes}, paid {paid}.")
    return found


@checked("credit notes agree with their invoices")
def credits_agree(now: datetime) -> list[str]:
    """What an invoice says was credited is the sum of its credit notes."""
    notes = Invoice.objects.filter(credits=OuterRef("pk"), kind=Kind.CREDIT_NOTE).order_by().values("credits")
    rows = Invoice.objects.annotate(noted=Coalesce(Subquery(notes.annotate(n=Sum("total_centimes")).values("n")), 0))
    return [
        f"{row.number}: credited {row.credited_centimes}, its credit notes {row.noted}."
        for row in rows.order_by("pk").iterator()
        if row.credited_centimes != row.noted
    ]
