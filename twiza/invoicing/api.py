"""What others may do with invoicing.

Issue      `issue_invoice(draft=InvoiceDraft(…), now=…)` → Invoice: numbered without gaps, idempotent by
           `draft.reference`, never changed after. The worker sets its papers; `open_paper` gives their bytes.
Series     one an issuer (a cooperative; the platform for its commission), kind and year: F12-2026-00001 is the first
           invoice of cooperative 12, R… its receipts, A… its credit notes (avoirs), FTW-2026-00001 the platform's.
Lists      `papers_of(references)` for pages of orders, `invoices_of_cooperative` (keyset), `journal_rows` for reports.
Taxes      `set_tax_identity`: IF, taxe professionnelle, exempt as a cooperative since a day.
"""

from twiza.invoicing.access import invoice_among, invoice_for_desk, invoice_of_cooperative
from twiza.invoicing.actions.issue_invoice import issue_invoice
from twiza.invoicing.actions.open_paper import PaperFile, open_paper
from twiza.invoicing.actions.set_tax_identity import set_tax_identity
from twiza.invoicing.facts import InvoiceIssued
from twiza.invoicing.models import Invoice, TaxIdentity
from twiza.invoicing.queries.identity import tax_identity
from twiza.invoicing.queries.mentions import platform_identity
from twiza.invoicing.queries.papers import (
    InvoiceCard,
    InvoicePage,
    JournalRow,
    commission_papers,
    invoice_by_reference,
    invoices_of_cooperative,
    invoices_of_platform,
    invoices_of_reference,
    journal_rows,
    papers_of,
)
from twiza.invoicing.queries.personal import personal_data
from twiza.invoicing.terms.drafts import Buyer, DraftLine, InvoiceDraft, Kind, vat_inside
from twiza.invoicing.terms.refusals import (
    CreditTooMuch,
    DraftWrong,
    NothingToCredit,
    PaperLost,
    ReferenceTaken,
    WrongTaxNumber,
)
from twiza.invoicing.terms.spelled import spelled

__all__ = [
    "Buyer",
    "CreditTooMuch",
    "DraftLine",
    "DraftWrong",
    "Invoice",
    "InvoiceCard",
    "InvoiceDraft",
    "InvoiceIssued",
    "InvoicePage",
    "JournalRow",
    "Kind",
    "NothingToCredit",
    "PaperFile",
    "PaperLost",
    "ReferenceTaken",
    "TaxIdentity",
    "WrongTaxNumber",
    "commission_papers",
    "invoice_among",
    "invoice_by_reference",
    "invoice_for_desk",
    "invoice_of_cooperative",
    "invoices_of_cooperative",
    "invoices_of_platform",
    "invoices_of_reference",
    "issue_invoice",
    "journal_rows",
    "open_paper",
    "papers_of",
    "personal_data",
    "platform_identity",
    "set_tax_identity",
    "spelled",
    "tax_identity",
    "vat_inside",
]
