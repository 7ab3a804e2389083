"""Transfers out: composed by one, released by another, given to the bank as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.bank import api as bank
from twiza.kernel.refusals import NotFound, Refusal
from twiza.plumbing.api import audit_of
from twiza.web.desk.bank.forms import ComposeForm, ReasonForm, RibForm
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

FILES = {"csv": "text/csv; charset=utf-8", "xml": "application/xml"}


@desk_only
def transfers(request: DeskRequest) -> HttpResponse:
    """All transfers by state; those that wait are ticked into a batch."""
    waiting = bank.transfers_to_compose()
    form = ComposeForm(request.POST or None, transfers=waiting)
    if request.method == "POST" and form.is_valid():
        try:
            batch = bank.compose_batch(
                references=form.cleaned_data["references"],
                account_code=form.cleaned_data["account"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Composed. A second person must release it."))
            return redirect("desk:bank-batch", batch.number)
    status = word_of(request, "status", *bank.STATUS_LABELS)
    return hall(
        request,
        "bank/transfers",
        tab="bank",
        status=422 if form.errors else 200,
        form=form,
        ticked=form["references"].value() or [],
        waiting=waiting,
        page=bank.transfers(status=status, after=after_of(request)),
        state=status,
        labels=bank.STATUS_LABELS,
        batches=bank.batches(),
    )


def _page(request: DeskRequest, reference: str, *, deed: str = "", form: Form | None = None) -> HttpResponse:
    card = bank.transfer_of(reference)
    if card is None:
        raise NotFound(reference)
    forms: dict[str, Form] = {"correct": RibForm(auto_id="correct-%s"), "fail": ReasonForm(auto_id="fail-%s")}
    return hall(
        request,
        "bank/transfer",
        tab="bank",
        status=200 if form is None else 422,
        transfer=card,
        forms=forms | ({deed: form} if form is not None else {}),
        refused=deed,
    )


@desk_only
def transfer(request: DeskRequest, reference: str) -> HttpResponse:
    return _page(request, reference)


@desk_only
@require_POST
def correct(request: DeskRequest, reference: str) -> HttpResponse:
    """A parked transfer gets its right account number."""
    return _decide(request, reference, "correct", RibForm(request.POST, auto_id="correct-%s"), bank.correct_rib, "rib")


@desk_only
@require_POST
def fail(request: DeskRequest, reference: str) -> HttpResponse:
    """The bank refused it, or it shall not leave after all."""
    form = ReasonForm(request.POST, auto_id="fail-%s")
    return _decide(request, reference, "fail", form, bank.fail_transfer, "reason")


def _decide(request: DeskRequest, reference: str, deed: str, form: Form, act: Any, field: str) -> HttpResponse:
    if bank.transfer_of(reference) is None:
        raise NotFound(reference)
    if form.is_valid():
        try:
            act(reference=reference, by=request.user, now=now(), **{field: form.cleaned_data[field]})
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down."))
            return redirect("desk:bank-transfer", reference)
    return _page(request, reference, deed=deed, form=form)


@desk_only
def batch(request: DeskRequest, number: str) -> HttpResponse:
    """One batch: what is in it, who composed it, who may release it, its files."""
    card = bank.batch_card(number)
    return hall(
        request,
        "bank/batch",
        tab="bank",
        batch=card,
        transfers=bank.transfers_of_batch(number),
        mine=card.composed_by_id == request.user.pk,
        trail=audit_of(bank.batch_by_number(number)),
    )


def _do(request: DeskRequest, number: str, said: Any, act: Any) -> HttpResponse:
    row = bank.batch_by_number(number)
    do(request, said, lambda: act(batch=row, by=request.user, now=now()))
    return redirect("desk:bank-batch", number)


@desk_only
@require_POST
def release(request: DeskRequest, number: str) -> HttpResponse:
    return _do(request, number, gettext_lazy("Released. Give its file to the bank."), bank.release_batch)


@desk_only
@require_POST
def drop(request: DeskRequest, number: str) -> HttpResponse:
    return _do(request, number, gettext_lazy("Dropped. Its transfers wait again."), bank.drop_batch)


@desk_only
@require_POST
def sent(request: DeskRequest, number: str) -> HttpResponse:
    said = gettext_lazy("Written down. The bank's statement will say what it paid.")
    return _do(request, number, said, bank.send_batch)


@desk_only
def file(request: DeskRequest, number: str, kind: str) -> HttpResponse:
    """The batch as the bank takes it: CSV or pain.001."""
    if kind not in FILES:
        raise NotFound(kind)
    row = bank.batch_by_number(number)
    try:
        data = bank.batch_csv(row) if kind == "csv" else bank.batch_pain001(row)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("desk:bank-batch", number)
    headers = {"Content-Disposition": f'attachment; filename="{number}.{kind}"', "Cache-Control": "private, no-store"}
    return HttpResponse(data, content_type=FILES[kind], headers=headers)
