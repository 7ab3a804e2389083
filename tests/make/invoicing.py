"""Papers, issued through the action. Invented: none of these cooperatives or buyers exists."""

from __future__ import annotations

from datetime import datetime
from itertools import count
from typing import Any

from tests.conftest import NOW
from twiza.cooperatives.api import seller_terms
from twiza.invoicing.api import Buyer, DraftLine, Invoice, InvoiceDraft, issue_invoice
from twiza.kernel.periods import day_of

_serial = count(1)
NAMES = {"ar": "زيت الأركان", "fr": "Huile d’argan", "en": "Argan oil"}


def a_line(centimes: int = 120_00, quantity: int = 1, vat: int = 2000, **fields: Any) -> DraftLine:
    """`centimes` for one, VAT inside."""
    vat_class = {2000: "normal", 1000: "reduced", 0: "exempt"}[vat]
    given: dict[str, Any] = {"names": NAMES, "details": {"ar": "250 مل", "fr": "250 ml"}, "code": "ARG-250"}
    return DraftLine(
        **(
            given
            | {
                "quantity": quantity,
                "price_centimes": centimes,
                "total_centimes": centimes * quantity,
                "vat_class": vat_class,
                "vat_basis_points": vat,
            }
            | fields
        )
    )


def a_draft(cooperative_id: int, *lines: DraftLine, **fields: Any) -> InvoiceDraft:
    """What a cooperative sold to Salma, delivered and paid in cash."""
    chosen = lines or (a_line(),)
    fees = fields.get("fees", ())
    total = sum(line.total_centimes for line in chosen) + sum(centimes for _code, centimes in fees)
    given: dict[str, Any] = {
        "reference": f"test:{next(_serial)}",
        "kind": "invoice",
        "cooperative_id": cooperative_id,
        "seller": fields.get("seller") or seller_terms(cooperative_id),
        "buyer": Buyer(name="سلمى بناني", lines=("دوار تاماسينت، آيت أورير",)),
        "language": "ar",
        "sold_on": day_of(NOW),
        "delivered_on": day_of(NOW),
        "lines": chosen,
        "paid_by": (("cash", total),),
    }
    return InvoiceDraft(**(given | fields))


def an_invoice(cooperative_id: int, *lines: DraftLine, now: datetime = NOW, **fields: Any) -> Invoice:
    return issue_invoice(draft=a_draft(cooperative_id, *lines, **fields), now=now)


def a_credit_note(of: Invoice, *lines: DraftLine, now: datetime = NOW, **fields: Any) -> Invoice:
    assert of.cooperative_id is not None
    given: dict[str, Any] = {"kind": "credit_note", "credits": of.reference, "reason": "وصلت القارورة مكسورة"}
    return issue_invoice(draft=a_draft(of.cooperative_id, *lines, **({"seller": of.seller} | given | fields)), now=now)
