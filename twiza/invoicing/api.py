"""What others may do with invoicing.

Issue      `issue_invoice(draft=InvoiceDraft(…), now=…)` → Invoice: numbered without gaps, idempotent by
           `draft.reference`, never changed after.
"""

from twiza.invoicing.actions.issue_invoice import issue_invoice
from twiza.invoicing.facts import InvoiceIssued
from twiza.invoicing.models import Invoice
from twiza.invoicing.terms import (
    Buyer,
    CreditTooMuch,
    DraftLine,
    DraftWrong,
    InvoiceDraft,
    Kind,
    NothingToCredit,
    PaperLost,
    ReferenceTaken,
)

__all__ = [
    "Buyer",
    "CreditTooMuch",
    "DraftLine",
    "DraftWrong",
    "Invoice",
    "InvoiceDraft",
    "InvoiceIssued",
    "Kind",
    "NothingToCredit",
    "PaperLost",
    "ReferenceTaken",
    "issue_invoice",
]
