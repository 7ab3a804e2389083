from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from twiza.invoicing import api as invoicing
from twiza.kernel.periods import day_of
from twiza.law.api import rule
from twiza.web.kit.gate import now
from twiza.web.kit.papers import paper
from twiza.web.workshop.invoices.forms import SAVED, TaxForm
from twiza.web.workshop.roles import TeamRequest, anybody, counts_money, manages
from twiza.web.workshop.room import back, room


def _page(request: TeamRequest, cooperative: Any, form: TaxForm | None = None) -> HttpResponse:
    after = request.GET.get("after", "")
    received = request.GET.get("show") == "received"
    page = invoicing.invoices_of_cooperative(
        cooperative.pk, after=int(after) if after.isdecimal() and len(after) < 16 else None, received=received
    )
    known = invoicing.tax_identity(cooperative.pk)
    return room(
        request,
        cooperative,
        "invoices/list",
        tab="money",
        status=422 if form else 200,
        page=page,
        received=received,
        known=known,
        form=form or TaxForm.of(known),
        exempt=rule("trade.vat_exempt_cooperative", on=day_of(now())),
    )


@counts_money
@require_GET
def invoices(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """What it issued, or received from the platform, newest first; and what its papers say of taxes."""
    return _page(request, cooperative)


@manages
@require_POST
def taxes(request: TeamRequest, cooperative: Any) -> HttpResponse:
    form = TaxForm(request.POST)
    if form.is_valid():
        try:
            invoicing.set_tax_identity(cooperative_id=cooperative.pk, by=request.user, now=now(), **form.cleaned_data)
        except invoicing.WrongTaxNumber as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(SAVED))
            return back("invoices", cooperative)
    return _page(request, cooperative, form)


@anybody
@require_GET
def file(request: TeamRequest, cooperative: Any, name: str) -> HttpResponse:
    """A paper that it issued or received."""
    try:
        return paper(name, lambda number: invoicing.invoice_of_cooperative(cooperative.pk, number))
    except invoicing.PaperLost as lost:
        messages.error(request, str(lost))
        return back("orders", cooperative)
