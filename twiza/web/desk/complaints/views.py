"""Complaints by where they stand and what they are about; one complaint; closing it with a typed outcome."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from twiza.complaints import api as complaints
from twiza.kernel.refusals import Refusal
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit import threads
from twiza.web.kit.complaints import answer_form, evidence_file
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of


class CloseForm(Form):
    outcome = forms.ChoiceField(
        label=_("How it ends"), choices=[("", _("Choose an outcome")), *complaints.Outcome.choices]
    )
    note = forms.CharField(
        label=_("Why, in words that both sides read"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": "3", "dir": "auto"}),
    )


class SettleForm(CloseForm):
    outcome = forms.ChoiceField(
        label=_("What became of it"), choices=[("", _("Choose an outcome")), *complaints.ReportOutcome.choices]
    )


@desk_only
@require_safe
def list_of(request: DeskRequest) -> HttpResponse:
    moment = now()
    status = word_of(request, "state", *complaints.STATUS_WORDS)
    level = word_of(request, "level", *complaints.Level.values)
    problems = complaints.problems().problems
    problem, text = word_of(request, "problem", *problems), word_of(request, "text")
    page = complaints.complaints_for_desk(
        statuses=[status] if status else [],
        levels=[level] if level else [],
        problem=problem,
        text=text,
        now=moment,
        after=after_of(request),
    )
    return hall(
        request,
        "complaints/list",
        tab="complaints",
        page=page,
        counts=complaints.complaint_counts(now=moment),
        states=complaints.STATUS_WORDS,
        levels=complaints.Level.choices,
        problems=problems.values(),
        state=status,
        level=level,
        problem=problem,
        text=text,
    )


@desk_only
def one(request: DeskRequest, number: str) -> HttpResponse:
    """One complaint. POST answers, closes, or says something in its thread: whichever form was sent."""
    complaint = complaints.complaint_for_desk(request.user, number)
    view = complaints.complaint_view(complaint, now=now())
    form, answered = answer_form(request, complaint, view, role="desk")
    close = CloseForm(request.POST if "outcome" in request.POST else None, auto_id="close-%s")
    if answered or _closed(request, complaint, close):
        messages.success(request, str(_("Done. Both sides are told.")))
        return redirect("desk:complaints-one", number)
    here = reverse("desk:complaints-one", args=[number])
    thread = threads.open_thread(
        request, subject=view.subject, role="desk", author=request.user, author_name="Twiza", address=here
    )
    if thread.sent:
        return redirect("desk:complaints-one", number)
    wrong = thread.status == 422 or close.errors or (form is not None and form.errors)
    return hall(
        request,
        "complaints/one",
        tab="complaints",
        status=422 if wrong else 200,
        complaint=view,
        form=form,
        close=close,
        thread=thread,
        files=f"{here}evidence/",
    )


def _closed(request: DeskRequest, complaint: Any, form: CloseForm) -> bool:
    if request.method != "POST" or not form.is_bound or not form.is_valid():
        return False
    try:
        complaints.close_complaint(complaint=complaint, **form.cleaned_data, by=request.user, now=now())
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


@desk_only
@require_POST
def take_up(request: DeskRequest, number: str) -> HttpResponse:
    """The desk takes a complaint up before the cooperative's time is over."""
    complaint = complaints.complaint_for_desk(request.user, number)
    do(
        request,
        _("The desk looks at it now."),
        lambda: complaints.escalate(complaint=complaint, to="desk", role="desk", by=request.user, now=now()),
    )
    return redirect("desk:complaints-one", number)


@desk_only
@require_safe
def file(request: DeskRequest, number: str, message_id: int, n: int) -> HttpResponse:
    complaint = complaints.complaint_for_desk(request.user, number)
    return threads.send_file(subject=complaint.subject, message_id=message_id, n=n, role="desk")


@desk_only
@require_safe
def evidence(request: DeskRequest, number: str, evidence_id: int) -> HttpResponse:
    return evidence_file(complaints.complaint_for_desk(request.user, number), evidence_id)


@desk_only
@require_safe
def reports(request: DeskRequest) -> HttpResponse:
    state = word_of(request, "state", *complaints.REPORT_WORDS)
    page = complaints.reports(statuses=[state] if state else [], now=now(), after=after_of(request))
    counts, states = complaints.report_counts(), complaints.REPORT_WORDS
    return hall(request, "complaints/reports", tab="complaints", page=page, state=state, counts=counts, states=states)


@desk_only
def report(request: DeskRequest, number: str) -> HttpResponse:
    """One report about the market; POST settles it."""
    row = complaints.report_for_desk(request.user, number)
    view = complaints.report_view(row, now=now())
    form = SettleForm(request.POST or None) if view.status == "filed" else None
    if request.method == "POST" and form is not None and form.is_valid():
        try:
            complaints.settle_report(report=row, **form.cleaned_data, by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("Settled. Whoever holds the receipt can read it.")))
            return redirect("desk:market-reports-one", number)
    files = reverse("desk:market-reports-one", args=[number]) + "evidence/"
    status = 422 if form is not None and form.errors else 200
    return hall(request, "complaints/report", tab="complaints", status=status, report=view, form=form, files=files)


@desk_only
@require_safe
def report_evidence(request: DeskRequest, number: str, evidence_id: int) -> HttpResponse:
    return evidence_file(complaints.report_for_desk(request.user, number), evidence_id)
