from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from twiza.geography.api import commune_cards
from twiza.invoicing.api import Buyer, DraftLine, Invoice, InvoiceDraft, Kind, issue_invoice
from twiza.kernel.periods import day_of
from twiza.kernel.say import LOCALES, content, phone
from twiza.kernel.text import pick
from twiza.ordering.api import CooperativeOrder, LineStatus, OrderLine
from twiza.settlement.actions.claim import claim
from twiza.settlement.actions.credit_refund import credit_earlier_refunds
from twiza.settlement.states import Status
from twiza.settlement.terms import invoice_reference


@transaction.atomic
def invoice_part(*, part_id: int, now: datetime) -> Invoice | None:
    """The cooperative's invoice to the buyer, once her part is received and paid; None before. Idempotent.

    It has what she received: lines declined before, and what the lighter parcel cost less, are not on it. What was
    given back of the rest before receipt follows at once as credit notes.
    """
    settled = claim(part_id)
    if settled is None or settled.status not in (Status.HELD, Status.RELEASED):
        return None
    part = settled.part
    lines = OrderLine.objects.filter(part=part).exclude(status=LineStatus.DECLINED)
    fees = [("delivery", part.delivery_centimes), ("cash_fee", part.cash_fee_centimes)]
    invoice = issue_invoice(
        draft=InvoiceDraft(
            reference=invoice_reference(part.number),
            kind=Kind.INVOICE,
            cooperative_id=part.cooperative_id,
            seller=part.seller,
            buyer=buyer_of(part),
            language=part.order.language,
            sold_on=day_of(part.order.placed_at),
            delivered_on=day_of(settled.received_at or now),
            place=place_of(part),
            lines=[drafted(line) for line in lines],
            fees=[fee for fee in fees if fee[1]],
            paid_by=[(part.payment, part.total_centimes)],
            order_number=part.order.number,
            is_sample=part.order.is_sample,
        ),
        now=now,
    )
    credit_earlier_refunds(settled=settled, invoice=invoice, now=now)
    return invoice


def buyer_of(part: CooperativeOrder) -> Buyer:
    order = part.order
    quarter = str(order.address.get("quarter", ""))
    return Buyer(name=order.name, lines=tuple(line for line in (quarter, place_of(part), phone(order.phone)) if line))


def place_of(part: CooperativeOrder) -> str:
    """Where it was delivered: the commune of the address, in the buyer's language."""
    order = part.order
    cards: Any = commune_cards([order.commune_id])
    return pick(cards[order.commune_id].names, order.language) if order.commune_id in cards else ""


def drafted(line: OrderLine) -> DraftLine:
    return DraftLine(
        names=line.names,
        details=details_of(line),
        code=line.sku,
        quantity=line.quantity,
        price_centimes=line.price_centimes,
        total_centimes=line.total_centimes,
        vat_class=line.vat_class,
        vat_basis_points=line.vat_basis_points,
    )


def details_of(line: OrderLine) -> dict[str, str]:
    """What one holds, by language: "250 ml"."""
    found = {}
    for language in LOCALES:
        marks = [pick(line.labels, language), content(line.content_amount, line.content_unit, language)]
        if text := " · ".join(mark for mark in marks if mark):
            found[language] = text
    return found
