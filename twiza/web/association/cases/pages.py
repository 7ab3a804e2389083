"""The queue by deadline, all cases, and one case's whole file. Opening a file is written down for the consumer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from twiza.complaints import api as complaints
from twiza.conversations import api as conversations
from twiza.kernel.refusals import NotFound, Refusal
from twiza.mediation import api as mediation
from twiza.web.association.gate import AdviserRequest, reads, works
from twiza.web.association.hall import back, do, hall, word_of
from twiza.web.kit import threads
from twiza.web.kit.forms import Form
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of

WAITING = ("running", "reminded", "due")  # clocks that are not over
QUEUE = ("new", "mine", "proposed", "agreed")
ALL = ("all", "in_hand", "closed", *QUEUE)
GROUP_WORDS = {
    "new": _("Waiting for an adviser"),
    "mine": _("Mine"),
    "in_hand": _("In hand"),
    "proposed": _("Proposal open"),
    "agreed": _("Being carried out"),
    "closed": _("Closed"),
    "all": _("All"),
}


def _groups(names: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(name, GROUP_WORDS[name]) for name in names]


@reads
@require_GET
def queue(request: AdviserRequest, association: Any) -> HttpResponse:
    """What waits, the nearest deadline first."""
    group = word_of(request, "group", *QUEUE) or "new"
    moment, mine = now(), request.user.pk
    page = mediation.cases_of(association, group=group, adviser_id=mine, after=after_of(request), now=moment)
    counts = mediation.case_counts(association, adviser_id=mine, now=moment)
    groups = [(name, word, counts.get(name, 0)) for name, word in _groups(QUEUE)]
    late = counts.get("late", 0)
    return hall(request, association, "cases/queue", tab="queue", page=page, group=group, groups=groups, late=late)


@reads
@require_GET
def cases(request: AdviserRequest, association: Any) -> HttpResponse:
    group, text = word_of(request, "group", *ALL) or "all", word_of(request, "text")
    page = mediation.cases_of(
        association,
        group=group,
        adviser_id=request.user.pk,
        text=text,
        after=after_of(request),
        now=now(),
    )
    groups = _groups(ALL)
    return hall(request, association, "cases/cases", tab="cases", page=page, group=group, groups=groups, text=text)


class NoteForm(Form):
    text = forms.CharField(
        label=_("A note for the team"),
        help_text=_("Nobody outside the association reads it."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def file_page(
    request: AdviserRequest, association: Any, number: str, *, status: int = 200, **shown: Any
) -> HttpResponse:
    """The whole file as one column; this opening is noted (once an hour)."""
    moment = now()
    file = mediation.case_file(association, number, adviser=request.user, why="", now=moment)
    case = file.case
    team = [a for a in mediation.team_of(association) if a.role in mediation.WORKING]
    may_write = not (case.closed_at or case.is_elsewhere) and request.user.pk in {a.person_id for a in team}
    thread = threads.open_thread(request, **_thread(request, association, case), may_write=may_write)
    before = [
        conversations.messages_of(subject, as_role="adviser").items
        for subject in file.subjects
        if subject != case.subject
    ]
    said = {
        "file": file,
        "case": case,
        "due": [clock for clock in file.clocks if clock.state in WAITING],
        "over": [clock for clock in file.clocks if clock.state not in WAITING],
        "thread": thread,
        "before": [message for items in before for message in items],
        "team": team,
        "hands": [a for a in team if a.person_id != case.adviser_id],
        "note_form": NoteForm(),
    }
    return hall(request, association, "cases/case", tab="cases", status=status, **(said | shown))


def _thread(request: AdviserRequest, association: Any, case: Any) -> dict[str, Any]:
    return {
        "subject": case.subject,
        "role": "adviser",
        "author": request.user,
        "author_name": request.user.name,
        "address": reverse("association:case-messages", args=(association.slug, case.number)),
    }


@reads
@require_GET
def case(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    return file_page(request, association, number)


@works
@require_POST
def take(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    found = mediation.case_of_association(association, number, now=now())
    do(request, _("It is yours."), lambda: mediation.take_case(case=found, by=request.user, now=now()))
    return back("case", association, number)


@works
@require_POST
def put_back(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    found = mediation.case_of_association(association, number, now=now())
    do(
        request,
        _("It waits in the queue again."),
        lambda: mediation.put_back_case(case=found, by=request.user, now=now()),
    )
    return back("case", association, number)


@works
@require_POST
def hand_over(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    found, to = mediation.case_of_association(association, number, now=now()), request.POST.get("to", "")
    person_id = int(to) if to.isascii() and to.isdecimal() and len(to) < 18 else 0
    do(
        request,
        _("It was handed over."),
        lambda: mediation.hand_over_case(case=found, to_person_id=person_id, by=request.user, now=now()),
    )
    return back("case", association, number)


@works
@require_POST
def note(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    found, form = mediation.case_of_association(association, number, now=now()), NoteForm(request.POST)
    if form.is_valid():
        try:
            mediation.write_note(case=found, text=form.cleaned_data["text"], by=request.user, now=now())
            return back("case", association, number)
        except Refusal as refusal:
            form.refuse(refusal)
    return file_page(request, association, number, status=422, note_form=form)


def messages(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The thread of the case: its earlier messages, or something said."""
    return (message if request.method == "POST" else case)(request, slug, number=number)


@works
@require_POST
def message(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    found = mediation.case_of_association(association, number, now=now())
    thread = threads.open_thread(request, **_thread(request, association, found))
    if thread.sent:
        return back("case", association, number)
    return file_page(request, association, number, status=422, thread=thread)


@reads
@require_GET
def evidence(request: AdviserRequest, association: Any, number: str, evidence_id: int) -> HttpResponse:
    found = mediation.opened_case(association, number, adviser=request.user, now=now())
    if found.complaint is None:
        raise NotFound(number)
    sent = complaints.file_of_evidence(found.complaint, evidence_id)
    return attached(sent.data, sent.media_type, sent.name)


@reads
@require_GET
def message_file(request: AdviserRequest, association: Any, number: str, message_id: int, n: int) -> HttpResponse:
    """A photo or voice note of a thread of this case."""
    file = mediation.case_file(association, number, adviser=request.user, why="", now=now())
    for subject in file.subjects:
        try:
            return threads.send_file(subject=subject, message_id=message_id, n=n, role="adviser")
        except NotFound:
            continue
    raise NotFound(number)


def attached(data: bytes, media_type: str, name: str) -> HttpResponse:
    """A private file, to keep; a browser never runs it."""
    headers = {
        "Content-Disposition": f'attachment; filename="{ascii_name(name)}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(data, content_type=media_type, headers=headers)


def ascii_name(name: str) -> str:
    return "".join(s for s in name if s.isascii() and (s.isalnum() or s in "-_.")) or "file"
