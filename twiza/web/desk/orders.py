"""All orders: finding one, seeing every part of it, and the few things the desk does to it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.delivery import api as delivery
from twiza.invoicing import api as invoicing
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.ordering import api as ordering
from twiza.plumbing.api import audit_of
from twiza.settlement.api import invoice_reference
from twiza.web.desk.forms import CancelForm, RemitForm
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

STATES = (
    ("unpaid", gettext_lazy("To be paid")),
    ("placed", gettext_lazy("To confirm")),
    ("confirmed", gettext_lazy("To prepare")),
    ("prepared", gettext_lazy("To hand over")),
    ("handed_over", gettext_lazy("On the way")),
    ("refused", gettext_lazy("Refused at the door")),
    ("delivered", gettext_lazy("Delivered")),
    ("returned", gettext_lazy("Returned")),
    ("declined", gettext_lazy("Declined")),
    ("cancelled", gettext_lazy("Cancelled")),
)


@desk_only
def orders(request: DeskRequest) -> HttpResponse:
    """Orders by number, phone or e-mail and by state; or parcels that are late, or whose code is locked."""
    text = word_of(request, "text")
    status = word_of(request, "status", *(s for s, _w in STATES))
    show = word_of(request, "show", "late", "locked")
    parcels, page = None, None
    if show == "late":
        parcels = delivery.overdue(on=day_of(now()))
    elif show == "locked":
        parcels = delivery.shipments_for_desk(locked_only=True)
    else:
        page = ordering.orders_for_desk(text=text, status=status, after=after_of(request))
    return hall(
        request,
        "orders",
        tab="orders",
        parcels=parcels,
        page=page,
        text=text,
        state=status,
        show=show,
        states=STATES,
    )


@desk_only
def parcel(request: DeskRequest, reference: str) -> HttpResponse:
    """From a parcel's reference to its order."""
    delivery.shipment_for_desk(request.user, reference)
    found = ordering.orders_for_desk(text=reference)
    if len(found.items) != 1:
        return redirect("desk:orders")
    return redirect("desk:order", found.items[0].number)


@desk_only
def order(request: DeskRequest, number: str) -> HttpResponse:
    row = ordering.order_for_desk(request.user, number)
    view = ordering.order_view(row, now=now(), for_buyer=False)
    parts = [
        (part, CancelForm(auto_id=f"{part.number}-%s"), audit_of(ordering.part_of_order(row, part.number)))
        for part in view.parts
    ]
    papers = invoicing.papers_of([invoice_reference(part.number) for part in view.parts])
    return hall(
        request,
        "order",
        tab="orders",
        order=view,
        parts=parts,
        papers={part.number: papers[invoice_reference(part.number)] for part in view.parts},
        papers_folder=reverse("desk:start") + "invoices/",
    )


def _part(request: DeskRequest, number: str, part_number: str) -> Any:
    return ordering.part_of_order(ordering.order_for_desk(request.user, number), part_number)


@desk_only
@require_POST
def cancel(request: DeskRequest, number: str, part_number: str) -> HttpResponse:
    """For the buyer who called: only before the parcel was handed over."""
    part = _part(request, number, part_number)
    reason = request.POST.get("reason", "")
    do(
        request,
        gettext_lazy("Cancelled. Buyer and cooperative are told."),
        lambda: ordering.cancel_part(part=part, actor=request.user, now=now(), reason=reason, by="desk"),
    )
    return redirect("desk:order", number)


@desk_only
@require_POST
def unlock(request: DeskRequest, number: str, part_number: str) -> HttpResponse:
    """The delivery code may be tried again."""
    part = _part(request, number, part_number)
    shipment = delivery.shipment_for_desk(request.user, part.number)
    do(
        request,
        gettext_lazy("The code can be tried again."),
        lambda: delivery.unlock_code(shipment=shipment, by=request.user, now=now()),
    )
    return redirect("desk:order", number)


@desk_only
def cash(request: DeskRequest) -> HttpResponse:
    """What carriers hold, by carrier; parcels are ticked off against a slip."""
    parcels = delivery.cash_waiting()
    form = RemitForm(request.POST or None, parcels=parcels)
    if request.method == "POST" and form.is_valid():
        try:
            received = _receive(request, form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            amount = f"{received // 100},{received % 100:02d}"
            messages.success(request, _("Written down as received: %(amount)s dirhams.") % {"amount": amount})
            return redirect("desk:cash")
    moment = now()
    return hall(
        request,
        "cash",
        tab="cash",
        status=422 if form.errors else 200,
        parcels=parcels,
        form=form,
        ticked=form["references"].value() or [],
        carriers=delivery.cash_by_carrier(moment),
        days=delivery.grace_days(day_of(moment)),
    )


def _receive(request: DeskRequest, value: dict[str, Any]) -> int:
    """By a slip of paper: to the market, whose bank will show it, or to the cooperatives themselves."""
    references, slip = value["references"], value["remittance"]
    if value["to"] == "cooperative":
        return delivery.remit_cash(references=references, remittance=slip, now=now(), by=request.user, role="desk")
    return delivery.remit_by_hand(references=references, slip=slip, now=now(), by=request.user)
