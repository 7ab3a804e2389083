from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from twiza.invoicing.actions.keep_papers import keep_papers
from twiza.invoicing.actions.number import next_number
from twiza.invoicing.facts import InvoiceIssued
from twiza.invoicing.models import Invoice, TaxIdentity
from twiza.invoicing.queries.mentions import check_draft, platform_identity
from twiza.invoicing.terms.drafts import DraftLine, InvoiceDraft, Kind, VatRow, vat_rows
from twiza.invoicing.terms.refusals import CreditTooMuch, NothingToCredit, ReferenceTaken
from twiza.kernel.periods import day_of
from twiza.plumbing.api import announce

COOPERATIVE = "cooperative"  # the class of goods that a cooperative sells exempt (CGI art. 91-IV-1°)
Taken = dict[tuple[str, int], tuple[int, int]]


@transaction.atomic
def issue_invoice(*, draft: InvoiceDraft, now: datetime) -> Invoice:
    """Give the draft the next number of its series and keep it for good; the worker sets its papers.

    The same reference gives the same paper. Call it late in a transaction: it holds the series until that ends.
    Refuses a draft without what the law wants on it (DraftWrong), a credit note without its invoice (NothingToCredit)
    or above what is left of it, by rate and in all (CreditTooMuch), and a reference of another paper (ReferenceTaken).
    """
    check_draft(draft, on=day_of(now))
    if known := _known(draft):
        return known
    try:
        with transaction.atomic():
            invoice = _keep(draft, now)
    except IntegrityError:
        if known := _known(draft):  # by somebody else, meanwhile; the number was given back with the savepoint
            return known
        raise
    announce(InvoiceIssued(invoice_id=invoice.pk))
    if not invoice.is_sample:  # a sample's papers are set when somebody asks
        keep_papers.enqueue(key=f"papers-{invoice.number}", invoice_id=invoice.pk)
    return invoice


def _known(draft: InvoiceDraft) -> Invoice | None:
    known = Invoice.objects.filter(reference=draft.reference).first()
    if known and (known.kind, known.cooperative_id, known.total_centimes) != (
        draft.kind,
        draft.cooperative_id,
        draft.total_centimes,
    ):
        raise ReferenceTaken(reference=draft.reference)
    return known


def _keep(draft: InvoiceDraft, now: datetime) -> Invoice:
    credited = _claim(draft) if draft.kind == Kind.CREDIT_NOTE else None
    identity = TaxIdentity.objects.filter(cooperative_id=draft.cooperative_id or 0).first()
    exemption = credited.exemption if credited else _exemption(identity, draft)
    lines = [_taxed(line, exemption) for line in draft.lines]
    rows = vat_rows(lines, _left_of(credited, draft, lines) if credited else None)
    own = {"tax_number": identity.tax_number, "business_tax_number": identity.business_tax_number} if identity else {}
    number, series, seq, issued_on = next_number(issuer=draft.issuer, kind=draft.kind, day=day_of(now))
    return Invoice.objects.create(
        reference=draft.reference,
        number=number,
        kind=draft.kind,
        series=series,
        seq=seq,
        cooperative_id=draft.cooperative_id,
        client_id=draft.client_id,
        issued_on=issued_on,
        issued_at=now,
        language=draft.language,
        seller=dict(draft.seller) | own,
        buyer={"name": draft.buyer.name, "lines": list(draft.buyer.lines), "ice": draft.buyer.ice},
        platform=platform_identity(),
        order_number=draft.order_number,
        sold_on=draft.sold_on,
        delivered_on=draft.delivered_on,
        place=draft.place[:200],
        lines=[_line(line) for line in lines],
        fees=[[code, centimes] for code, centimes in draft.fees],
        vat=[_vat(row) for row in rows],
        paid_by=[[way, centimes] for way, centimes in draft.paid_by],
        exemption=exemption,
        credits=credited,
        reason=draft.reason[:300],
        net_centimes=sum(row.net for row in rows),
        vat_centimes=sum(row.vat for row in rows),
        fees_centimes=sum(centimes for _code, centimes in draft.fees),
        total_centimes=draft.total_centimes,
        is_sample=draft.is_sample,
    )


def _claim(draft: InvoiceDraft) -> Invoice:
    """Take the credit note's amount from its invoice: one conditional update, so that two never take the same."""
    credited = Invoice.objects.filter(reference=draft.credits).exclude(kind=Kind.CREDIT_NOTE).first()
    if credited is None or (credited.cooperative_id, credited.client_id) != (draft.cooperative_id, draft.client_id):
        raise NothingToCredit(reference=draft.credits)
    left = Invoice.objects.filter(pk=credited.pk, total_centimes__gte=F("credited_centimes") + draft.total_centimes)
    if not left.update(credited_centimes=F("credited_centimes") + draft.total_centimes):
        raise CreditTooMuch()
    return credited


def _exemption(identity: TaxIdentity | None, draft: InvoiceDraft) -> str:
    since = identity.exempt_since if identity else None
    return COOPERATIVE if since and since <= draft.sold_on else ""


def _taxed(line: DraftLine, exemption: str) -> DraftLine:
    if not exemption or line.vat_class == "exempt":
        return line
    return DraftLine(**(line.__dict__ | {"vat_class": exemption, "vat_basis_points": 0, "vat_centimes": None}))


def _left_of(credited: Invoice, draft: InvoiceDraft, lines: list[DraftLine]) -> Taken:
    """What earlier credit notes took, by rate; refuses more of a rate, or of the fees, than the invoice has."""
    notes = list(credited.credit_notes.all())
    taken: Taken = {}
    for note in notes:
        for row in note.vat:
            gross, vat = taken.get((row["class"], row["basis_points"]), (0, 0))
            taken[row["class"], row["basis_points"]] = (gross + row["gross"], vat + row["vat"])
    sold = {(row["class"], row["basis_points"]): row["gross"] for row in credited.vat}
    now_taken: dict[tuple[str, int], int] = {}
    for line in lines:
        key = (line.vat_class, line.vat_basis_points)
        now_taken[key] = now_taken.get(key, 0) + line.total_centimes
    over = any(taken.get(key, (0, 0))[0] + gross > sold.get(key, 0) for key, gross in now_taken.items())
    fees = sum(note.fees_centimes for note in notes) + sum(centimes for _code, centimes in draft.fees)
    if over or fees > credited.fees_centimes:
        raise CreditTooMuch()
    return taken


def _line(line: DraftLine) -> dict[str, Any]:
    return {
        "names": dict(line.names),
        "details": dict(line.details),
        "code": line.code,
        "quantity": line.quantity,
        "price": line.price_centimes,
        "total": line.total_centimes,
        "vat": line.vat_centimes,
        "vat_class": line.vat_class,
        "vat_basis_points": line.vat_basis_points,
    }


def _vat(row: VatRow) -> dict[str, Any]:
    return {
        "class": row.vat_class,
        "basis_points": row.basis_points,
        "net": row.net,
        "vat": row.vat,
        "gross": row.gross,
    }
