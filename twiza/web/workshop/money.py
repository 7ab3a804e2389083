"""The cooperative's cash, by who holds it. Nothing is shown as received before it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from twiza.delivery import api as delivery
from twiza.kernel.refusals import Refusal
from twiza.settlement import api as settlement
from twiza.web.kit.gate import now
from twiza.web.workshop.forms.parts import RemitForm
from twiza.web.workshop.roles import TeamRequest, counts_money
from twiza.web.workshop.room import back, room


@counts_money
def money(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Totals, and the parcels whose cash a carrier holds: tick those it has paid."""
    parcels = delivery.cash_waiting(cooperative.pk)
    form = RemitForm(request.POST or None, parcels=parcels)
    if request.method == "POST" and form.is_valid():
        try:
            received = delivery.remit_cash(
                references=form.cleaned_data["references"],
                remittance=form.cleaned_data["remittance"],
                now=now(),
                by=request.user,
                cooperative_id=cooperative.pk,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down as received: %(amount)s dirhams.") % {"amount": _plain(received)})
            return back("money", cooperative)
    totals = delivery.cash_of_cooperative(cooperative.pk)
    ticked = form["references"].value() or []
    status = 422 if form.errors else 200
    return room(
        request,
        cooperative,
        "money",
        tab="money",
        status=status,
        totals=totals,
        balance=settlement.balance_of(cooperative.pk),
        parcels=parcels,
        form=form,
        ticked=ticked,
    )


def _plain(centimes: int) -> str:
    """An amount inside a message, which is text."""
    return f"{centimes // 100},{centimes % 100:02d}"
