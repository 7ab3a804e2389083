"""What the archive of papers keeps about a buyer: papers are never changed."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from twiza.invoicing.models import Invoice
from twiza.kernel.personal import PersonalSection
from twiza.kernel.personal_words import KEPT_FOR_ACCOUNTS, WORDS


def personal_data(*, order_numbers: Sequence[str]) -> list[PersonalSection]:
    """The papers of these orders. They stay as they were issued; with the order its link ends, and they are closed."""
    records = [
        {"number": row.number, "kind": row.kind, "issued_on": row.issued_on.isoformat(), "name": row.buyer.get("name")}
        for row in Invoice.objects.filter(order_number__in=list(order_numbers)).order_by("pk")
    ]
    return [
        PersonalSection(
            code="invoicing.papers",
            title=_("Your invoices and receipts"),
            records=records,
            words=WORDS,
            kept=KEPT_FOR_ACCOUNTS,
        )
    ]
