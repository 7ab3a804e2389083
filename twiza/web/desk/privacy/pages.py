"""Requests on personal data by their due day, the register of processing, and what retention would take tonight."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from twiza.clocks.api import clocks_of
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.kernel.text import pick
from twiza.people.api import person_cards
from twiza.privacy import api as privacy
from twiza.web.desk.hall import DeskRequest, hall, word_of
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.sheets import sheet
from twiza.web.kit.spans import after_of


class AnswerForm(Form):
    answer = forms.CharField(
        label=gettext_lazy("What was done, or why not"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": privacy.AnswerMissing.sentence},
    )


@desk_only
@require_safe
def requests(request: DeskRequest) -> HttpResponse:
    every = word_of(request, "state", "all") == "all"
    moment = now()
    page = privacy.requests_for_desk(open_only=not every, now=moment, after=after_of(request))
    return hall(request, "privacy/requests", tab="privacy", page=page, every=every, counts=privacy.open_counts(moment))


@desk_only
@require_http_methods(["GET", "HEAD", "POST"])
def request_page(request: DeskRequest, number: str) -> HttpResponse:
    """One request: what is asked, by whom, until when; the answer goes to the person."""
    found = privacy.request_for_desk(number)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            privacy.answer_request(
                request=found,
                done=request.POST.get("outcome") == "done",
                answer=form.cleaned_data["answer"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Answered: the person is told."))
            return redirect("desk:privacy-request", number)
    view = privacy.view_of(found, now=now())
    who = person_cards([found.person_id]).get(found.person_id) if found.person_id else None
    return hall(
        request,
        "privacy/request",
        tab="privacy",
        status=422 if form.errors else 200,
        one=view,
        who=who,
        form=form,
        clocks=clocks_of([view.subject], now=now()).get(view.subject, []),
    )


@desk_only
@require_safe
def register(request: DeskRequest) -> HttpResponse:
    return hall(request, "privacy/register", tab="privacy", register=privacy.register(on=day_of(now())))


@desk_only
@require_safe
def register_file(request: DeskRequest, kind: str) -> HttpResponse:
    language, found = request.LANGUAGE_CODE, privacy.register(on=day_of(now()))
    rows = [
        (
            pick(row.names, language),
            pick(row.why, language),
            pick(row.data, language),
            pick(row.recipients, language),
            str(row.basis),
            row.retention.sentence[language],
            found.host or _("not said yet"),
            found.receipt or _("not said yet"),
        )
        for row in found.rows
    ]
    headings = (
        _("Processing"),
        _("Purpose"),
        _("Data"),
        _("Recipients"),
        _("Rests on"),
        _("Kept"),
        _("Kept by"),
        _("Receipt of the CNDP"),
    )
    return sheet(
        rows,
        headings,
        title=_("Register of processing"),
        kind=kind,
        name="register-of-processing",
        widths=(24, 40, 40, 40, 20, 50, 20, 20),
        language=language,
    )


@desk_only
@require_safe
def retention(request: DeskRequest) -> HttpResponse:
    """What would go tonight, counted without taking anything; what went in the last nights."""
    lines = privacy.apply_retention(now=now(), dry_run=True)
    return hall(request, "privacy/retention", tab="privacy", lines=lines, runs=privacy.retention_runs())
