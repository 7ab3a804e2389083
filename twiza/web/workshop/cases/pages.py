"""Cases before a consumer association: its proposals with their day, what was agreed and is owed; recalls."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from twiza.kernel.refusals import Refusal
from twiza.kernel.text import pick
from twiza.mediation import api as mediation
from twiza.web.kit import threads
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of
from twiza.web.workshop.cases.forms import AnswerForm, DoneForm, RecallForm
from twiza.web.workshop.roles import TeamRequest, manages, prepares
from twiza.web.workshop.room import back, room

GROUPS = (("to_answer", _("To answer")), ("open", _("Still open")), ("closed", _("Closed")))


@prepares
@require_GET
def cases(request: TeamRequest, cooperative: Any) -> HttpResponse:
    asked = request.GET.get("show", "open")
    group = next((code for code, _word in GROUPS if code == asked), "open")
    page = mediation.cases_of_cooperative(cooperative.pk, group=group, after=after_of(request))
    return room(
        request,
        cooperative,
        "cases/list",
        page=page,
        group=group,
        groups=GROUPS,
        waiting=mediation.cases_waiting(cooperative.pk),
        recalls=mediation.recalls_of_cooperative(cooperative.pk),
    )


@prepares
@require_GET
def case(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    return _page(request, cooperative, mediation.case_of_cooperative(cooperative.pk, number))


@manages
@require_POST
def answer(request: TeamRequest, cooperative: Any, number: str, proposal: int) -> HttpResponse:
    """The cooperative's yes or no: it binds, so its manager says it."""
    row = mediation.case_of_cooperative(cooperative.pk, number)
    asked = mediation.proposal_of_case(row, proposal)
    form = AnswerForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            mediation.answer_proposal(
                proposal=asked,
                party="cooperative",
                accept=said["answer"] == "yes",
                note=said["note"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your answer is noted."))
            return back("case", cooperative, number)
    row = mediation.case_of_cooperative(cooperative.pk, number)
    return _page(request, cooperative, row, answer_form=form, status=422)


@prepares
@require_POST
def done(request: TeamRequest, cooperative: Any, number: str, term: int) -> HttpResponse:
    """Something that was agreed is done; the buyer may say otherwise."""
    row = mediation.case_of_cooperative(cooperative.pk, number)
    promised = mediation.term_of_case(row, term)
    form = DoneForm(request.POST)
    if form.is_valid():
        try:
            mediation.keep_promise(term=promised, note=form.cleaned_data["note"], by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Thank you. The buyer has been told."))
            return back("case", cooperative, number)
    return _page(request, cooperative, row, done_form=form, done_term=term, status=422)


@prepares
def say(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    """A message to buyer and adviser; GET shows earlier ones."""
    row = mediation.case_of_cooperative(cooperative.pk, number)
    thread = _thread(request, cooperative, row)
    if thread.sent:
        return back("case", cooperative, number)
    return _page(request, cooperative, row, thread=thread)


@prepares
@require_GET
def message_file(request: TeamRequest, cooperative: Any, number: str, message_id: int, n: int) -> HttpResponse:
    row = mediation.case_of_cooperative(cooperative.pk, number)
    return threads.send_file(subject=row.subject, message_id=message_id, n=n, role="cooperative")


@manages
def recall(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    """A batch that an association proposes to call back: confirm, and its buyers are told; or say why not."""
    row = mediation.recall_of_cooperative(cooperative.pk, number)
    form = RecallForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        try:
            mediation.decide_recall(
                recall=row,
                role="cooperative",
                accept=said["answer"] == "yes",
                note=said["note"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Your answer is noted."))
            return back("case-recall", cooperative, number)
    view = mediation.recall_view(mediation.recall_of_cooperative(cooperative.pk, number))
    reach = mediation.reach_of(row.product_id, row.variant_id, row.sold_from, row.sold_until)
    status = 422 if form.errors else 200
    return room(request, cooperative, "cases/recall", status=status, recall=view, reach=reach, form=form)


def _page(
    request: TeamRequest,
    cooperative: Any,
    row: Any,
    *,
    answer_form: Any = None,
    done_form: Any = None,
    done_term: int = 0,
    thread: Any = None,
    status: int = 200,
) -> HttpResponse:
    thread = thread or _thread(request, cooperative, row)
    return room(
        request,
        cooperative,
        "cases/case",
        status=max(status, thread.status),
        case=mediation.party_case(row, for_buyer=False, now=now()),
        answer_form=answer_form or AnswerForm(),
        done_form=done_form or DoneForm(),
        done_term=done_term,
        thread=thread,
    )


def _thread(request: TeamRequest, cooperative: Any, row: Any) -> threads.Thread:
    return threads.open_thread(
        request,
        subject=row.subject,
        role="cooperative",
        author=request.user,
        author_name=pick(cooperative.names, "ar"),
        address=reverse("workshop:case-messages", args=[cooperative.slug, row.number]),
    )
