from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import override, pgettext

from twiza.invoicing.api import Buyer, DraftLine, Invoice, InvoiceDraft, Kind, invoice_by_reference, issue_invoice
from twiza.kernel.say import LOCALES
from twiza.ordering.api import LineStatus
from twiza.settlement.actions.claim import claim
from twiza.settlement.models import Refund, RefundItem, SettledPart
from twiza.settlement.terms import BorneBy, RefundReason, Way, invoice_reference


@transaction.atomic
def credit_refund(*, refund_id: int, now: datetime) -> Invoice | None:
    """The credit note of a refund, at its decision: the books move then, and it is sent until it is paid. Idempotent.

    None where there is no invoice to take back (before receipt: `invoice_part` comes back to it), and where the
    platform bore it: the cooperative's sale stands then at its price.
    """
    part_id = Refund.objects.values_list("settled__part_id", flat=True).get(pk=refund_id)
    settled = claim(part_id)
    if settled is None:
        return None
    invoice = invoice_by_reference(invoice_reference(settled.part.number))
    if invoice is None:
        return None
    return next(
        (_credit(settled, refund, fees, invoice, now) for refund, fees in _refunds(settled) if refund.pk == refund_id),
        None,
    )


def credit_earlier_refunds(*, settled: SettledPart, invoice: Invoice, now: datetime) -> None:
    """Of a claimed part's money, what was given back before its invoice was there."""
    for refund, fees in _refunds(settled):
        _credit(settled, refund, fees, invoice, now)


def _refunds(settled: SettledPart) -> Iterator[tuple[Refund, int]]:
    """Each refund, and how much of the fees on the invoice it gives back.

    What the buyer paid for delivery beyond the invoice (a lighter parcel) is given back without touching it.
    """
    invoiced = settled.part.delivery_centimes + settled.part.cash_fee_centimes
    slack = max(settled.delivery_centimes - invoiced, 0)
    before = 0
    for refund in settled.refunds.order_by("pk"):
        after = before + refund.delivery_centimes
        yield refund, max(after - slack, 0) - max(before - slack, 0)
        before = after


def _credit(settled: SettledPart, refund: Refund, fees: int, invoice: Invoice, now: datetime) -> Invoice | None:
    if refund.borne_by == BorneBy.PLATFORM:
        return None
    items = refund.items.select_related("settled_line__line").exclude(settled_line__line__status=LineStatus.DECLINED)
    lines = [_line(item) for item in items]
    if not lines and not fees:
        return None
    amount = sum(line.total_centimes for line in lines) + fees
    return issue_invoice(
        draft=InvoiceDraft(
            reference=refund.reference,
            kind=Kind.CREDIT_NOTE,
            credits=invoice.reference,
            cooperative_id=invoice.cooperative_id,
            seller=settled.part.seller,
            buyer=Buyer(name=invoice.buyer["name"], lines=tuple(invoice.buyer["lines"]), ice=invoice.buyer["ice"]),
            language=invoice.language,
            sold_on=invoice.sold_on,
            delivered_on=invoice.delivered_on,
            place=invoice.place,
            lines=lines,
            fees=_fees(invoice, fees),
            paid_by=[(settled.way if refund.way == Way.AS_PAID else refund.way, amount)],
            reason=_reason(refund, invoice.language),
            order_number=invoice.order_number,
            is_sample=invoice.is_sample,
        ),
        now=now,
    )


def _reason(refund: Refund, language: str) -> str:
    with override(language):
        return str(RefundReason(refund.reason).label)


def _fees(invoice: Invoice, centimes: int) -> list[tuple[str, int]]:
    """How much of each fee, the delivery first."""
    found = []
    for code, most in invoice.fees:
        if part := min(most, centimes):
            found.append((code, part))
            centimes -= part
    return found


def _line(item: RefundItem) -> DraftLine:
    """So many pieces where that is what it is worth, else a part of the price."""
    line = item.settled_line.line
    pieces, rest = divmod(item.centimes, line.price_centimes)
    details = {}
    if rest:
        for language in LOCALES:
            with override(language):
                details[language] = pgettext("credit note", "part of the price")
    return DraftLine(
        names=line.names,
        details=details,
        code=line.sku,
        quantity=1 if rest else pieces,
        price_centimes=item.centimes if rest else line.price_centimes,
        total_centimes=item.centimes,
        vat_class=line.vat_class,
        vat_basis_points=line.vat_basis_points,
    )
