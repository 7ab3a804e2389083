"""One part of an order: what was ordered, where it goes, and the next thing to do with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.clocks.api import clocks_of
from twiza.conversations.api import unread_of
from twiza.delivery import api as delivery
from twiza.invoicing import api as invoicing
from twiza.kernel.refusals import NotFound, Refusal
from twiza.ordering import api as ordering
from twiza.plumbing.api import take_in_image
from twiza.protection import api as protection
from twiza.settlement.api import invoice_reference
from twiza.web.kit.gate import now
from twiza.web.workshop.forms import parts as forms
from twiza.web.workshop.forms.base import WorkshopForm
from twiza.web.workshop.roles import TeamRequest, anybody, prepares
from twiza.web.workshop.room import back, room


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that the team does with a part. `act(part, form values, person)`; `parcel`: it moves the parcel."""

    form: type[WorkshopForm]
    act: Callable[[Any, dict[str, Any], Any], Any]
    said: str | Promise
    parcel: bool = False


def _parcel(part: Any) -> Any:
    return delivery.shipment_of_cooperative(part.cooperative_id, part.number)


def _prove(part: Any, value: dict[str, Any], by: Any) -> None:
    parcel = _parcel(part)
    proof = take_in_image(value["photo"])
    delivery.record_delivery(shipment=parcel, now=now(), proof=proof, by=by, note=value["note"])


DEEDS: dict[str, Deed] = {
    "accept-line": Deed(
        forms.AcceptLineForm,
        lambda part, v, by: ordering.accept_line(part=part, line_id=v["line"], actor=by, now=now()),
        _("The line is accepted."),
    ),
    "decline-line": Deed(
        forms.DeclineLineForm,
        lambda part, v, by: ordering.decline_line(
            part=part, line_id=v["line"], reason=v["reason"], actor=by, now=now()
        ),
        _("The line is declined; the buyer will be told."),
    ),
    "confirm": Deed(
        forms.Nothing,
        lambda part, v, by: ordering.confirm_part(part=part, actor=by, now=now(), accept_rest=True),
        _("Confirmed. The buyer will be told. Now prepare the parcel."),
    ),
    "decline": Deed(
        forms.DeclineForm,
        lambda part, v, by: ordering.decline_part(part=part, reason=v["reason"], note=v["note"], actor=by, now=now()),
        _("The order is declined; the buyer will be told why."),
    ),
    "prepare": Deed(
        forms.Nothing,
        lambda part, v, by: ordering.prepare_part(part=part, actor=by, now=now()),
        _("The parcel is ready. Print its label, then hand it over."),
    ),
    "hand-over": Deed(
        forms.TrackingForm,
        lambda part, v, by: ordering.hand_over_part(part=part, actor=by, now=now(), tracking=v["tracking"]),
        _("The parcel is on its way; the buyer will be told."),
    ),
    "set-out": Deed(
        forms.Nothing,
        lambda part, v, by: delivery.set_out(shipment=_parcel(part), now=now(), by=by),
        _("You have set out with the parcel."),
        parcel=True,
    ),
    "arrive": Deed(
        forms.Nothing,
        lambda part, v, by: delivery.arrive_at_point(shipment=_parcel(part), now=now(), by=by),
        _("The parcel waits at its pick-up point."),
        parcel=True,
    ),
    "deliver": Deed(
        forms.CodeForm,
        lambda part, v, by: ordering.deliver_part(part=part, code=v["code"], actor=by, now=now()),
        _("Delivered. The code was right."),
        parcel=True,
    ),
    "prove": Deed(forms.ProofForm, _prove, _("Delivered. The picture is kept as proof."), parcel=True),
    "fail": Deed(
        forms.FailForm,
        lambda part, v, by: delivery.record_failed_attempt(
            shipment=_parcel(part), reason=v["reason"], note=v["note"], now=now(), by=by
        ),
        _("Written down: the parcel could not be delivered this time."),
        parcel=True,
    ),
    "refuse": Deed(
        forms.RefuseForm,
        lambda part, v, by: delivery.record_refusal(
            shipment=_parcel(part), reason=v["reason"], note=v["note"], now=now(), by=by
        ),
        _("Written down: the buyer refused the parcel."),
        parcel=True,
    ),
    "bring-back": Deed(
        forms.BringBackForm,
        lambda part, v, by: delivery.bring_back(
            shipment=_parcel(part), reason=v["reason"], note=v["note"], now=now(), by=by
        ),
        _("The parcel is back with you."),
        parcel=True,
    ),
}
# What the page offers before the parcel leaves, by the part's state.
ORDER_DEEDS = {
    "placed": ("accept-line", "decline-line", "confirm", "decline"),
    "confirmed": ("prepare",),
    "prepared": ("hand-over",),
}
# The parcel's own verbs, as its table names them, beside the deeds that this page offers for each.
PARCEL_DEEDS = {
    "set_out": ("set-out",),
    "arrive": ("arrive",),
    "deliver": ("deliver", "prove"),
    "fail": ("fail",),
    "refuse": ("refuse",),
    "bring_back": ("bring-back",),
}


def _page(
    request: TeamRequest, cooperative: Any, part: Any, *, deed: str = "", form: WorkshopForm | None = None
) -> HttpResponse:
    """The part, with a fresh form for each open deed, and the one that was refused as it was typed."""
    moment, subject = now(), f"part:{part.number}"
    view = ordering.part_view(part, now=moment)
    parcel = view.shipment
    moving = bool(parcel and view.status in ("handed_over", "refused"))
    verbs = parcel.verbs("cooperative") if parcel and moving else []
    fresh = {name: doing.form(auto_id=f"{name}-%s") for name, doing in DEEDS.items()}
    about = str(form["line"].value()) if form is not None and "line" in form.fields else ""
    lines = [
        (
            line,
            form
            if form is not None and about == str(line.line_id)
            else forms.DeclineLineForm(auto_id=f"{line.line_id}-%s"),
        )
        for line in view.lines
    ]
    open_deeds = [*ORDER_DEEDS.get(view.status, ()), *(d for verb in verbs for d in PARCEL_DEEDS.get(verb, ()))]
    sentences: list[str] = []
    if form is not None:
        # A deed that is no longer open has no form on the page: what was refused is said above all.
        said_above = form.non_field_errors() if deed in open_deeds else [e for es in form.errors.values() for e in es]
        sentences = [str(sentence) for sentence in said_above]
    return room(
        request,
        cooperative,
        "part",
        tab="orders",
        status=200 if form is None else 422,
        part=view,
        parcel=parcel,
        deeds=open_deeds,
        forms={name.replace("-", "_"): f for name, f in (fresh | ({deed: form} if form is not None else {})).items()},
        lines=lines,
        refused=deed,
        sentences=sentences,
        about=about,
        course={
            "withdrawals": protection.withdrawals_of_part(part, now=moment),
            "claims": protection.claims_of_part(part, now=moment),
            "replacements": protection.replacements_of_part(part, now=moment),
            "clocks": [clock for clock in clocks_of([subject], now=moment).get(subject, ()) if clock.is_open],
            "unread": unread_of([subject], role="cooperative").get(subject, 0),
        },
        papers=invoicing.invoices_of_reference(invoice_reference(part.number)),
        papers_folder=reverse("workshop:invoices", args=(cooperative.slug,)),
    )


@anybody
def part(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    return _page(request, cooperative, ordering.part_of_cooperative(cooperative.pk, number))


@prepares
@require_POST
def do_part(request: TeamRequest, cooperative: Any, number: str, deed: str) -> HttpResponse:
    """One deed. A refusal stands on the page beside its form, with what was typed."""
    row = ordering.part_of_cooperative(cooperative.pk, number)
    if deed not in DEEDS:
        raise NotFound(deed)
    doing = DEEDS[deed]
    form = doing.form(request.POST, request.FILES, auto_id=f"{deed}-%s")
    if form.is_valid():
        try:
            doing.act(row, form.cleaned_data, request.user)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if doing.parcel:
                ordering.follow_parcel(reference=row.number, now=now())
            messages.success(request, str(doing.said))
            if request.POST.get("from") == "today":
                return back("today", cooperative)
            return back("part", cooperative, row.number)
    row = ordering.part_of_cooperative(cooperative.pk, number)
    return _page(request, cooperative, row, deed=deed, form=form)


@prepares
def packing_list(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    row = ordering.part_of_cooperative(cooperative.pk, number)
    language = request.LANGUAGE_CODE
    return _pdf(ordering.packing_list_pdf(row, language=language), f"{row.number}-packing.pdf")


@prepares
def label(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    row = ordering.part_of_cooperative(cooperative.pk, number)
    return _pdf(ordering.label_pdf(row, language=request.LANGUAGE_CODE), f"{row.number}-label.pdf")


def _pdf(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
