"""The cooperative's side of a buyer's rights: goods that come back, claims, what was promised again, late parcels."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from twiza.clocks.api import clocks_of
from twiza.conversations.api import take_in_photo
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.ordering import api as ordering
from twiza.protection import api as protection
from twiza.web.kit.gate import now
from twiza.web.kit.photos import seal, take_in
from twiza.web.kit.spans import after_of
from twiza.web.shop.guarantees.pages import picture
from twiza.web.workshop.returns.forms import AnswerForm, ReceiveForm, TrackingForm
from twiza.web.workshop.roles import TeamRequest, anybody, prepares
from twiza.web.workshop.room import back, do, room

KINDS = (
    ("withdrawals", "undo-2", _("Returns")),
    ("guarantees", "shield-check", _("Guarantee")),
    ("replacements", "refresh-cw", _("To send again")),
    ("late", "clock", _("Late")),
)


@anybody
@require_GET
def returns(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """One list at a time: what is open of it, or what is done."""
    moment, after = now(), after_of(request)
    asked = request.GET.get("show")
    show = next((kind for kind, _icon, _word in KINDS if kind == asked), "withdrawals")
    group = "done" if request.GET.get("done") and show != "late" else "open"
    counts = protection.counts_of_cooperative(cooperative.pk)
    late = ordering.today_of_cooperative(cooperative.pk, now=moment).overdue
    numbers = {
        "withdrawals": counts.withdrawals,
        "guarantees": counts.claims,
        "replacements": counts.replacements,
        "late": late,
    }
    lists = {
        "withdrawals": protection.withdrawals_of_cooperative,
        "guarantees": protection.claims_of_cooperative,
        "replacements": protection.replacements_of_cooperative,
    }
    if show == "late":
        page = ordering.parts_of_cooperative(cooperative.pk, group="late", now=moment, after=after)
        subjects = [f"part:{item.number}" for item in page.items]
    else:
        page = lists[show](cooperative.pk, group=group, now=moment, after=after)
        subjects = [f"part:{item.part_number}" for item in page.items]
    clocks = clocks_of(subjects, now=moment)
    return room(
        request,
        cooperative,
        "returns/returns",
        tab="orders",
        kinds=[(kind, icon, word, numbers[kind]) for kind, icon, word in KINDS],
        show=show,
        group=group,
        page=page,
        rows=[(item, _of(clocks, item, show)) for item in page.items],
    )


def _of(clocks: Any, item: Any, show: str) -> list[Any]:
    """The clocks of this very row, of those that its part has."""
    if show == "late":
        return [clock for clock in clocks.get(f"part:{item.number}", ()) if clock.is_open]
    return [c for c in clocks.get(f"part:{item.part_number}", ()) if item.number in c.reference]


def _clocks(part_number: str, number: str, moment: Any) -> list[Any]:
    subject = f"part:{part_number}"
    return [clock for clock in clocks_of([subject], now=moment).get(subject, ()) if number in clock.reference]


@anybody
@require_GET
def withdrawal(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    row = protection.withdrawal_of_cooperative(cooperative.pk, number)
    return _withdrawal(request, cooperative, row, ReceiveForm())


def _withdrawal(
    request: TeamRequest, cooperative: Any, row: Any, form: ReceiveForm, kept: list[int] | None = None
) -> HttpResponse:
    moment = now()
    view = protection.withdrawal_view(row, now=moment)
    return room(
        request,
        cooperative,
        "returns/withdrawal",
        tab="orders",
        status=422 if form.errors else 200,
        back=view,
        form=form,
        kept=seal(kept or []),
        photos=len(kept or []),
        clocks=_clocks(view.part_number, view.number, moment),
    )


@prepares
@require_POST
def receive(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    """The goods are back, in this condition. The refund is ordered by that."""
    row = protection.withdrawal_of_cooperative(cooperative.pk, number)
    form, moment = ReceiveForm(request.POST, request.FILES), now()
    right, kept = form.is_valid(), form.kept_photos()
    try:
        kept = kept + take_in(form.cleaned_data.get("photos", []), lambda file: take_in_photo(file, now=moment))
        if right:
            protection.receive_goods(
                withdrawal=row,
                condition=form.cleaned_data["condition"],
                photos=kept,
                disputed=form.cleaned_data["disputed"],
                back_on_shelf=form.cleaned_data["back_on_shelf"],
                by=request.user,
                now=moment,
            )
            messages.success(request, str(_("Written down. The buyer's money goes back now.")))
            return back("return", cooperative, row.number)
    except Refusal as refusal:
        form.refuse(refusal)
    row = protection.withdrawal_of_cooperative(cooperative.pk, number)
    return _withdrawal(request, cooperative, row, form, kept)


@anybody
@require_GET
def withdrawal_photo(request: TeamRequest, cooperative: Any, number: str, n: int) -> HttpResponse:
    return picture(protection.withdrawal_of_cooperative(cooperative.pk, number).photos, n)


@anybody
@require_GET
def guarantee(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    return _guarantee(request, cooperative, protection.claim_of_cooperative(cooperative.pk, number))


def _guarantee(request: TeamRequest, cooperative: Any, row: Any, form: AnswerForm | None = None) -> HttpResponse:
    moment = now()
    view = protection.claim_view(row, now=moment)
    return room(
        request,
        cooperative,
        "returns/guarantee",
        tab="orders",
        status=422 if form and form.errors else 200,
        claim=view,
        form=form or AnswerForm(view, today=day_of(moment)),
        may_answer=bool({"accept", "offer", "deny"} & set(view.cooperative_verbs)),
        clocks=_clocks(view.part_number, view.number, moment),
    )


@prepares
@require_POST
def answer(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    row = protection.claim_of_cooperative(cooperative.pk, number)
    moment = now()
    form = AnswerForm(protection.claim_view(row, now=moment), request.POST, today=day_of(moment))
    if form.is_valid():
        value = form.cleaned_data
        try:
            protection.answer_claim(
                claim=row,
                answer=value["answer"],
                remedy=value["remedy"],
                text=value["text"],
                promised_on=value["promised_on"],
                reduction_centimes=value["reduction_centimes"] or 0,
                by=request.user,
                now=moment,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("Your answer is with the buyer.")))
            return back("guarantee", cooperative, row.number)
    return _guarantee(request, cooperative, protection.claim_of_cooperative(cooperative.pk, number), form)


@prepares
@require_POST
def remedied(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    """The repair is done."""
    row = protection.claim_of_cooperative(cooperative.pk, number)
    do(
        request,
        _("Written down: it is done."),
        lambda: protection.remedy_claim(claim=row, by=request.user, now=now()),
    )
    return back("guarantee", cooperative, row.number)


@anybody
@require_GET
def guarantee_photo(request: TeamRequest, cooperative: Any, number: str, n: int) -> HttpResponse:
    return picture(protection.claim_of_cooperative(cooperative.pk, number).photos, n)


@anybody
@require_GET
def replacement(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    moment = now()
    row = protection.replacement_of_cooperative(cooperative.pk, number)
    view = protection.replacement_view(row, now=moment)
    return room(
        request,
        cooperative,
        "returns/replacement",
        tab="orders",
        again=view,
        form=TrackingForm(),
        part=ordering.part_view(ordering.part_of_cooperative(cooperative.pk, view.part_number), now=moment),
        clocks=_clocks(view.part_number, view.number, moment),
    )


@prepares
@require_POST
def do_replacement(request: TeamRequest, cooperative: Any, number: str, deed: str) -> HttpResponse:
    """It is sent, with its tracking; or the buyer holds it."""
    row = protection.replacement_of_cooperative(cooperative.pk, number)
    if deed == "send":
        tracking = request.POST.get("tracking", "").strip()[:60]
        do(
            request,
            _("The buyer knows that it is on its way."),
            lambda: protection.send_replacement(replacement=row, tracking=tracking, by=request.user, now=now()),
        )
    elif deed == "received":
        do(
            request,
            _("Written down: the buyer has it."),
            lambda: protection.receive_replacement(replacement=row, role="cooperative", by=request.user, now=now()),
        )
    else:
        raise NotFound(deed)
    return back("replacement", cooperative, row.number)
