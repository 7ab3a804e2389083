"""What was sold: the day's list and total, one sale, and what can still be done with it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.cashbook import api as cashbook
from twiza.invoicing import api as invoicing
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of
from twiza.web.workshop.roles import TeamRequest, anybody, counts_money
from twiza.web.workshop.room import back, do, room
from twiza.web.workshop.till.forms import ReceiptForm, UndoForm

SHOW = (("day", _("One day")), ("owed", _("To be paid")), ("all", _("All")))


@anybody
def sales(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """One day's sales (today's, where no day is asked), what is owed, or all."""
    show = request.GET.get("show", "day")
    show = show if show in dict(SHOW) else "day"
    day = _day_of_address(request) if show == "day" else None
    page = cashbook.sales_of(
        cooperative.pk,
        since=day,
        until=day,
        status="owed" if show == "owed" else None,
        after=after_of(request),
    )
    total = cashbook.total_of(cooperative.pk, since=day, until=day)
    return room(request, cooperative, "till/sales", tab="more", page=page, total=total, day=day, show=show, shows=SHOW)


def _day_of_address(request: TeamRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return day_of(now())


@anybody
def sale(request: TeamRequest, cooperative: Any, sale_id: int) -> HttpResponse:
    return _page(request, cooperative, cashbook.sale_of_cooperative(cooperative.pk, sale_id))


def _page(
    request: TeamRequest,
    cooperative: Any,
    row: cashbook.Sale,
    undo_form: UndoForm | None = None,
    receipt_form: ReceiptForm | None = None,
) -> HttpResponse:
    status = 422 if undo_form or receipt_form else 200
    return room(
        request,
        cooperative,
        "till/sale",
        tab="more",
        status=status,
        sale=cashbook.sale_card(row),
        undo_form=undo_form or UndoForm(auto_id="undo-%s"),
        receipt_form=receipt_form or ReceiptForm(initial={"buyer": row.buyer}, auto_id="receipt-%s"),
    )


@anybody
@require_POST
def paid(request: TeamRequest, cooperative: Any, sale_id: int) -> HttpResponse:
    """What was to be paid later is paid: by transfer, or in cash."""
    row = cashbook.sale_of_cooperative(cooperative.pk, sale_id)
    by_transfer = request.POST.get("paid_by") == cashbook.PaidBy.TRANSFER
    way = cashbook.PaidBy.TRANSFER if by_transfer else cashbook.PaidBy.CASH
    do(
        request,
        _("Written down as paid."),
        lambda: cashbook.mark_paid(sale=row, paid_by=way, by=request.user, now=now()),
    )
    return back("till-sale", cooperative, sale_id)


@counts_money
@require_POST
def undo(request: TeamRequest, cooperative: Any, sale_id: int) -> HttpResponse:
    row = cashbook.sale_of_cooperative(cooperative.pk, sale_id)
    form = UndoForm(request.POST, auto_id="undo-%s")
    if form.is_valid():
        try:
            cashbook.undo_sale(sale=row, reason=form.cleaned_data["reason"], by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("The sale is taken back, and its goods are in the stock again.")))
            return back("till-sale", cooperative, sale_id)
    return _page(request, cooperative, row, undo_form=form)


@anybody
@require_POST
def receipt(request: TeamRequest, cooperative: Any, sale_id: int) -> HttpResponse:
    """A numbered receipt in the buyer's name; asked again, the same one."""
    row = cashbook.sale_of_cooperative(cooperative.pk, sale_id)
    form = ReceiptForm(request.POST, auto_id="receipt-%s")
    if form.is_valid():
        try:
            cashbook.give_receipt(sale=row, buyer=form.cleaned_data["buyer"], language=request.LANGUAGE_CODE, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("The receipt is made.")))
            return back("till-sale", cooperative, sale_id)
    return _page(request, cooperative, row, receipt_form=form)


@anybody
def paper(request: TeamRequest, cooperative: Any, sale_id: int, number: str) -> HttpResponse:
    """The receipt, or its credit note, as it was archived."""
    row = cashbook.sale_of_cooperative(cooperative.pk, sale_id)
    invoice = invoicing.invoice_among([f"{row.reference}:receipt"], number)
    file = invoicing.open_paper(invoice=invoice, form="pdf", language=invoice.language, now=now())
    headers = {"Content-Disposition": f'inline; filename="{file.name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(file.data, content_type=file.media_type, headers=headers)
