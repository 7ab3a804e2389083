"""What the law wants on a paper, and the platform's own name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings

from twiza.invoicing.terms.drafts import InvoiceDraft, Kind
from twiza.invoicing.terms.refusals import DraftWrong
from twiza.invoicing.terms.words import FEE_WORDS
from twiza.law.api import rule

# The mentions of `trade.invoice_mentions`, each with where the draft has it.
_HAS: Mapping[str, Callable[[InvoiceDraft], Any]] = {
    "supplier": lambda draft: draft.seller.get("names"),
    "goods": lambda draft: all(line.names for line in draft.lines),
    "date": lambda draft: draft.sold_on,
    "place": lambda draft: draft.place or draft.seller.get("seat"),
    "delivery_date": lambda draft: draft.delivered_on or draft.kind == Kind.CREDIT_NOTE or draft.client_id,
    "quantity": lambda draft: all(line.quantity > 0 for line in draft.lines),
    "unit_price": lambda draft: all(line.price_centimes > 0 for line in draft.lines),
    "total_with_vat": lambda draft: draft.total_centimes > 0,
    "payment": lambda draft: draft.paid_by or draft.kind == Kind.CREDIT_NOTE,
}


def check_draft(draft: InvoiceDraft, *, on: date) -> None:
    """DraftWrong where it does not add up, or lacks a mention of 31-08 art. 4 and its decree, art. 25."""
    if draft.kind not in Kind.values:
        raise DraftWrong(why=f"kind {draft.kind!r}")
    if (draft.kind == Kind.CREDIT_NOTE) != bool(draft.credits):
        raise DraftWrong(why="a credit note, and it alone, names its invoice")
    if not draft.lines and not (draft.kind == Kind.CREDIT_NOTE and draft.fees):
        raise DraftWrong(why="it has no lines")
    for mention in rule("trade.invoice_mentions", on=on).value:
        if not _HAS[mention](draft):
            raise DraftWrong(why=f"its {mention.replace('_', ' ')} is missing")
    if any(line.price_centimes * line.quantity != line.total_centimes for line in draft.lines):
        raise DraftWrong(why="a line is not its price times its quantity")
    if any(code not in FEE_WORDS or centimes <= 0 for code, centimes in draft.fees):
        raise DraftWrong(why="a fee is unknown or not above zero")
    if draft.paid_by and sum(centimes for _way, centimes in draft.paid_by) != draft.total_centimes:
        raise DraftWrong(why="what was paid is not its total")


def platform_identity() -> dict[str, Any]:
    """The platform's own name and numbers, as settings have them; frozen with each paper."""
    return dict(settings.TWIZA_COMPANY)
