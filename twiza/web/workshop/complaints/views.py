"""Complaints about our goods: reading them, talking, answering with a typed answer, saying that a promise is done."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from twiza.complaints import api as complaints
from twiza.kernel.text import pick
from twiza.web.kit import threads
from twiza.web.kit.complaints import answer_form, evidence_file
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of
from twiza.web.workshop.roles import TeamRequest, prepares
from twiza.web.workshop.room import back, do, room

GROUPS: tuple[tuple[str, Any, tuple[str, ...]], ...] = (
    ("open", _("To answer"), ("open", "escalated")),
    ("promised", _("Promised"), ("promised",)),
    ("answered", _("Answered"), ("answered",)),
    ("closed", _("Closed"), ("closed",)),
)


@prepares
@require_safe
def list_of(request: TeamRequest, cooperative: Any) -> HttpResponse:
    moment, asked = now(), request.GET.get("state", "")
    statuses = next((found for code, _word, found in GROUPS if code == asked), ())
    page = complaints.complaints_of_cooperative(cooperative.pk, statuses=statuses, now=moment, after=after_of(request))
    counts = complaints.complaint_counts(cooperative_id=cooperative.pk, now=moment)
    return room(
        request,
        cooperative,
        "complaints/list",
        page=page,
        counts=counts,
        groups=GROUPS,
        state=asked if statuses else "",
    )


@prepares
def one(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    """One complaint. POST answers it, or says something in its thread: whichever form was sent."""
    complaint = complaints.complaint_of_cooperative(cooperative.pk, number)
    view = complaints.complaint_view(complaint, now=now())
    form, answered = answer_form(request, complaint, view, role="cooperative")
    if answered:
        messages.success(request, str(_("Your answer is on its way to the buyer.")))
        return back("complaints-one", cooperative, number)
    thread = _thread(request, cooperative, view)
    if thread.sent:
        messages.success(request, str(_("Sent.")))
        return back("complaints-one", cooperative, number)
    status = 422 if thread.status == 422 or (form is not None and form.errors) else 200
    files = reverse("workshop:complaints-one", args=[cooperative.slug, number]) + "evidence/"
    return room(
        request, cooperative, "complaints/one", status=status, complaint=view, form=form, thread=thread, files=files
    )


def _thread(request: TeamRequest, cooperative: Any, view: complaints.ComplaintView) -> threads.Thread:
    return threads.open_thread(
        request,
        subject=view.subject,
        role="cooperative",
        author=request.user,
        author_name=pick(view.cooperative_names, view.language),
        address=reverse("workshop:complaints-one", args=[cooperative.slug, view.number]),
    )


@prepares
@require_POST
def done(request: TeamRequest, cooperative: Any, number: str) -> HttpResponse:
    """What we promised is done."""
    complaint = complaints.complaint_of_cooperative(cooperative.pk, number)
    do(
        request,
        _("The buyer is asked whether it is solved."),
        lambda: complaints.carry_out(complaint=complaint, by=request.user, now=now()),
    )
    return back("complaints-one", cooperative, number)


@prepares
@require_safe
def file(request: TeamRequest, cooperative: Any, number: str, message_id: int, n: int) -> HttpResponse:
    complaint = complaints.complaint_of_cooperative(cooperative.pk, number)
    return threads.send_file(subject=complaint.subject, message_id=message_id, n=n, role="cooperative")


@prepares
@require_safe
def evidence(request: TeamRequest, cooperative: Any, number: str, evidence_id: int) -> HttpResponse:
    return evidence_file(complaints.complaint_of_cooperative(cooperative.pk, number), evidence_id)
