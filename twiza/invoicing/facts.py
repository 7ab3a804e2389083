from dataclasses import dataclass

from twiza.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class InvoiceIssued(Fact):
    """An invoice or a credit note has its number; its paper is set by the worker."""

    invoice_id: int
