from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from twiza.cooperatives.api import seller_terms
from twiza.invoicing.api import (
    Buyer,
    DraftLine,
    Invoice,
    InvoiceDraft,
    Kind,
    commission_papers,
    issue_invoice,
    platform_identity,
)
from twiza.kernel.money import Money
from twiza.kernel.periods import MOROCCO
from twiza.kernel.say import LOCALES, percent, phone
from twiza.kernel.text import pick
from twiza.law.api import rule
from twiza.settlement.models import SettledLine
from twiza.settlement.states import Status

CODE = "commission-"
NAMES = {
    "ar": "عمولة السوق بنسبة %s من ثمن السلع",
    "fr": "Commission de %s sur le prix des produits",
    "en": "%s commission on the price of goods",
}
REASON = "عمولة أُرجعت مع ما أُرجع للمشترين · Commission rendue avec les remboursements"
Sums = dict[int, tuple[int, int]]  # basis points → commission, its VAT


@transaction.atomic
def invoice_commission(*, cooperative_id: int, month: date, now: datetime) -> list[Invoice]:
    """The platform's invoice of its commission to one cooperative, for the month of that day. Once a month.

    What was taken of parts received up to the end of the month, less what was given back since and what was invoiced
    before, by rate: what came late is on the next one. Where more was given back than taken, credit notes go on the
    latest invoices that have room.
    """
    first = month.replace(day=1)
    after = (first + timedelta(days=32)).replace(day=1)
    reference = f"commission:{cooperative_id}:{first:%Y-%m}"
    papers = commission_papers(cooperative_id)
    if any(paper.reference.startswith(reference) for paper in papers):
        return []
    due = _less(_taken(cooperative_id, after), _invoiced(papers))
    on = after - timedelta(days=1)
    lines = [_line(rate, *sums, on) for rate, sums in sorted(due.items(), reverse=True) if min(sums) >= 0 < sum(sums)]
    issued = []
    if lines:
        issued.append(issue_invoice(draft=_draft(cooperative_id, reference, lines, on), now=now))
    for rate, (net, vat) in sorted(due.items()):
        if max(net, vat) <= 0 > net + vat:
            issued += _credit(cooperative_id, reference, rate, -net, -vat, on, papers, now)
    return issued


def _taken(cooperative_id: int, until: date) -> Sums:
    moment = datetime(until.year, until.month, until.day, tzinfo=MOROCCO)
    rows = (
        SettledLine.objects.filter(
            settled__cooperative=cooperative_id,
            settled__status__in=[Status.HELD, Status.RELEASED],
            settled__received_at__lt=moment,
        )
        .order_by()
        .values_list("line__commission_basis_points")
        .annotate(
            net=Sum("commission_centimes") - Sum("commission_back_centimes"),
            vat=Sum("commission_vat_centimes") - Sum("commission_vat_back_centimes"),
        )
    )
    return {rate: (net, vat) for rate, net, vat in rows}


def _invoiced(papers: Iterable[Invoice]) -> Sums:
    sums: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    for paper in papers:
        sign = -1 if paper.kind == Kind.CREDIT_NOTE else 1
        for line in paper.lines:
            found = sums[int(line["code"].removeprefix(CODE))]
            found[0] += sign * (line["total"] - line["vat"])
            found[1] += sign * line["vat"]
    return {rate: (net, vat) for rate, (net, vat) in sums.items()}


def _less(taken: Sums, invoiced: Sums) -> Sums:
    none = (0, 0)
    rates = taken.keys() | invoiced.keys()
    return {
        rate: (
            taken.get(rate, none)[0] - invoiced.get(rate, none)[0],
            taken.get(rate, none)[1] - invoiced.get(rate, none)[1],
        )
        for rate in rates
    }


def _line(rate: int, net: int, vat: int, on: date) -> DraftLine:
    """One rate's commission. Its VAT is what was booked line by line, not computed again."""
    total = net + vat
    return DraftLine(
        names={language: name % percent(rate, language) for language, name in NAMES.items()},
        details=dict.fromkeys(LOCALES, f"{on:%m/%Y}"),
        code=f"{CODE}{rate}",
        quantity=1,
        price_centimes=total,
        total_centimes=total,
        vat_class="normal",
        vat_basis_points=rule("trade.vat_normal", on=on).value,
        vat_centimes=vat,
    )


def _draft(cooperative_id: int, reference: str, lines: list[DraftLine], on: date, credits: str = "") -> InvoiceDraft:
    client = seller_terms(cooperative_id)
    platform = platform_identity()
    return InvoiceDraft(
        reference=reference,
        kind=Kind.CREDIT_NOTE if credits else Kind.INVOICE,
        cooperative_id=None,
        client_id=cooperative_id,
        seller=platform,
        buyer=Buyer(
            name=pick(client["names"], "ar"),
            lines=tuple(line for line in (client["seat"], phone(client["phone"])) if line),
            ice=client["ice"],
        ),
        language="ar",
        sold_on=on,
        lines=lines,
        place=platform["seat"],
        paid_by=[("deducted", sum(line.total_centimes for line in lines))],
        credits=credits,
        reason=REASON if credits else "",
    )


def _credit(
    cooperative_id: int, reference: str, rate: int, net: int, vat: int, on: date, papers: list[Invoice], now: datetime
) -> list[Invoice]:
    issued: list[Invoice] = []
    for paper in papers:
        room = paper.total_centimes - paper.credited_centimes
        part = min(room, net + vat)
        if paper.kind != Kind.INVOICE or not part:
            continue
        own_vat = Money(vat).split([part, net + vat - part])[0].centimes
        draft = _draft(
            cooperative_id,
            f"{reference}:{rate}:{len(issued) + 1}",
            [_line(rate, part - own_vat, own_vat, on)],
            on,
            credits=paper.reference,
        )
        issued.append(issue_invoice(draft=draft, now=now))
        net, vat = net - (part - own_vat), vat - own_vat
        if not net + vat:
            break
    return issued
