"""Carriers' slips: given in as a file, looked at row by row, booked, and what differs ended one by one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.delivery import api as delivery
from twiza.kernel.refusals import NotFound, Refusal
from twiza.plumbing.api import audit_of
from twiza.web.desk.bank.forms import DifferenceForm, SlipForm
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of


@desk_only
def slips(request: DeskRequest) -> HttpResponse:
    """Every slip, and a file to give in."""
    form = SlipForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        value = form.cleaned_data
        try:
            made, new = delivery.read_remittance(
                carrier_code=value["carrier_code"],
                slip=value["slip"],
                data=value["file"].read(),
                name=value["file"].name,
                stated_centimes=value["total"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if not new:
                messages.info(request, _("This file was read before: nothing was added."))
            return redirect("desk:bank-slip", made.pk)
    return hall(
        request,
        "bank/slips",
        tab="bank",
        status=422 if form.errors else 200,
        form=form,
        page=delivery.remittances(status=word_of(request, "status", "different", "read"), after=after_of(request)),
        state=word_of(request, "status", "different", "read"),
        labels=delivery.REMITTANCE_LABELS,
    )


@desk_only
def slip(request: DeskRequest, remittance_id: int) -> HttpResponse:
    """One slip, row by row: what fits, what differs and why."""
    card = delivery.remittance_card(remittance_id)
    only = word_of(request, "only", "open", *delivery.STANDINGS)
    standings = delivery.remittance_standings(remittance_id)
    return hall(
        request,
        "bank/slip",
        tab="bank",
        slip=card,
        page=delivery.remittance_lines(remittance_id, only=only, after=after_of(request)),
        only=only,
        standings=[(name, delivery.STANDINGS[name], count) for name, count in standings.items()],
        trail=audit_of(delivery.remittance_by_id(remittance_id)),
    )


@desk_only
@require_POST
def book(request: DeskRequest, remittance_id: int) -> HttpResponse:
    row = delivery.remittance_by_id(remittance_id)
    do(
        request,
        gettext_lazy("Booked. What differs stays open below."),
        lambda: delivery.book_remittance(remittance=row, by=request.user, now=now()),
    )
    return redirect("desk:bank-slip", remittance_id)


@desk_only
@require_POST
def drop(request: DeskRequest, remittance_id: int) -> HttpResponse:
    row = delivery.remittance_by_id(remittance_id)
    do(
        request,
        gettext_lazy("Dropped. The slip can be given in again."),
        lambda: delivery.drop_remittance(remittance=row, by=request.user, now=now()),
    )
    return redirect("desk:bank-slips")


@desk_only
def difference(request: DeskRequest, line_id: int) -> HttpResponse:
    """One row that differs, and the ways to end it."""
    remittance_id = delivery.remittance_of_line(line_id)
    line = delivery.remittance_line(line_id)
    if request.method == "POST" and not line.ways:
        messages.error(request, _("This difference is ended already."))
        return redirect("desk:bank-slip", remittance_id)
    form = DifferenceForm(request.POST or None, ways=line.ways)
    if request.method == "POST" and form.is_valid():
        value = form.cleaned_data
        try:
            done = delivery.resolve_difference(
                line_id=line_id,
                how=value["how"],
                note=value["note"],
                parcel=value.get("parcel", ""),
                by=request.user,
                now=now(),
            )
        except NotFound:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if done.resolution:
                messages.success(request, _("Ended."))
                return redirect("desk:bank-slip", remittance_id)
            messages.info(request, _("That is the parcel; its amount differs."))
            return redirect("desk:bank-difference", line_id)
    return hall(
        request,
        "bank/difference",
        tab="bank",
        status=422 if form.errors else 200,
        line=line,
        slip=delivery.remittance_card(remittance_id),
        form=form,
    )
