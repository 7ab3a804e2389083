"""The receipt of a sale, and its credit note."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from twiza.cashbook.models import Sale
from twiza.cooperatives.api import seller_terms
from twiza.invoicing.api import Buyer, DraftLine, Invoice, InvoiceDraft, Kind, invoice_by_reference, issue_invoice


def issue_receipt(sale: Sale, *, buyer: str, language: str, now: datetime) -> Invoice:
    return issue_invoice(draft=_draft(sale, Kind.RECEIPT, Buyer(name=buyer), language), now=now)


def credit_receipt(sale: Sale, *, now: datetime) -> Invoice | None:
    """Take the receipt back by a credit note, where one was given."""
    receipt = invoice_by_reference(f"{sale.reference}:receipt")
    if receipt is None:
        return None
    draft = _draft(
        sale,
        Kind.CREDIT_NOTE,
        Buyer(name=receipt.buyer["name"]),
        receipt.language,
        reference=f"{sale.reference}:undone",
        credits=receipt.reference,
        reason=sale.undone_why,
    )
    return issue_invoice(draft=draft, now=now)


def _draft(sale: Sale, kind: str, buyer: Buyer, language: str, **fields: Any) -> InvoiceDraft:
    chosen: dict[str, Any] = {
        "reference": f"{sale.reference}:receipt",
        "kind": kind,
        "cooperative_id": sale.cooperative_id,
        "seller": seller_terms(sale.cooperative_id),
        "buyer": buyer,
        "language": language,
        "sold_on": sale.sold_on,
        "delivered_on": sale.sold_on,
        "lines": [
            DraftLine(
                names=line.names,
                details=line.labels,
                quantity=line.quantity,
                price_centimes=line.price_centimes,
                total_centimes=line.total_centimes,
                vat_class=line.vat_class,
                vat_basis_points=line.vat_basis_points,
            )
            for line in sale.lines.all()
        ],
        "paid_by": [(sale.paid_by, sale.total_centimes)],
    }
    return InvoiceDraft(**(chosen | fields))
