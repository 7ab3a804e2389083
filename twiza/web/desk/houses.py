"""Verifying cooperatives: the queue, the checklist, the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.plumbing.api import audit_of
from twiza.web.desk.forms import CheckForm, NoteForm, RefuseForm
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import desk_only, now


@desk_only
def houses(request: DeskRequest) -> HttpResponse:
    """Those that wait, the longest first; or any, by state or word."""
    state = word_of(request, "state", "all", *cooperatives.STATUS_LABELS)
    text = word_of(request, "text")
    today = day_of(now())
    if state or text:
        chosen = state if state in cooperatives.STATUS_LABELS else None
        rows = cooperatives.cooperatives_for_desk(on=today, status=chosen, text=text)
    else:
        rows = cooperatives.waiting_for_desk(on=today)
    labels = cooperatives.STATUS_LABELS
    return hall(request, "houses", tab="cooperatives", rows=rows, state=state, text=text, labels=labels)


def _page(request: DeskRequest, row: Any, *, deed: str = "", form: Form | None = None) -> HttpResponse:
    shown = cooperatives.workshop_cooperative(row, on=day_of(now()))
    lines = [(line, CheckForm(auto_id=f"{line.item}-%s", initial={"note": line.note})) for line in shown.checks]
    forms = {"refuse": RefuseForm(auto_id="refuse-%s"), "suspend": NoteForm(auto_id="suspend-%s")}
    return hall(
        request,
        "house",
        tab="cooperatives",
        status=200 if form is None else 422,
        cooperative=row,
        shown=shown,
        lines=lines,
        forms=forms | ({deed: form} if form is not None else {}),
        refused=deed,
        label=cooperatives.STATUS_LABELS[shown.card.status],
        trail=audit_of(row),
    )


@desk_only
def house(request: DeskRequest, slug: str) -> HttpResponse:
    return _page(request, cooperatives.cooperative_for_desk(request.user, slug))


@desk_only
@require_POST
def check(request: DeskRequest, slug: str, item: str) -> HttpResponse:
    """Answer one point of the checklist."""
    row = cooperatives.cooperative_for_desk(request.user, slug)
    ok, note = request.POST.get("ok") == "yes", request.POST.get("note", "")[:300]
    do(
        request,
        _("Answered."),
        lambda: cooperatives.answer_check(cooperative=row, item=item, ok=ok, note=note, by=request.user, now=now()),
    )
    return redirect("desk:cooperative", slug)


@desk_only
@require_POST
def verify(request: DeskRequest, slug: str) -> HttpResponse:
    row = cooperatives.cooperative_for_desk(request.user, slug)
    do(
        request,
        _("Verified. The cooperative is told, and can sell."),
        lambda: cooperatives.verify_cooperative(cooperative=row, by=request.user, now=now()),
    )
    return redirect("desk:cooperative", slug)


@desk_only
@require_POST
def reinstate(request: DeskRequest, slug: str) -> HttpResponse:
    row = cooperatives.cooperative_for_desk(request.user, slug)
    do(
        request,
        _("The cooperative can sell again."),
        lambda: cooperatives.reinstate_cooperative(cooperative=row, by=request.user, now=now()),
    )
    return redirect("desk:cooperative", slug)


@desk_only
@require_POST
def refuse(request: DeskRequest, slug: str) -> HttpResponse:
    """With a reason of the list, and a note where the list is not enough."""
    row = cooperatives.cooperative_for_desk(request.user, slug)
    form = RefuseForm(request.POST, auto_id="refuse-%s")
    return _decide(
        request,
        row,
        "refuse",
        form,
        lambda v: cooperatives.refuse_cooperative(
            cooperative=row, reason=v["reason"], note=v["note"], by=request.user, now=now()
        ),
        _("Refused. The cooperative is told why."),
    )


@desk_only
@require_POST
def suspend(request: DeskRequest, slug: str) -> HttpResponse:
    row = cooperatives.cooperative_for_desk(request.user, slug)
    form = NoteForm(request.POST, auto_id="suspend-%s")
    return _decide(
        request,
        row,
        "suspend",
        form,
        lambda v: cooperatives.suspend_cooperative(cooperative=row, note=v["note"], by=request.user, now=now()),
        _("Suspended: it no longer sells, and is told."),
    )


def _decide(
    request: DeskRequest, row: Any, deed: str, form: Form, act: Callable[[dict[str, Any]], Any], said: str | Promise
) -> HttpResponse:
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(said))
            return redirect("desk:cooperative", row.slug)
    return _page(request, row, deed=deed, form=form)
