"""The house's own machinery: letters, jobs, calendar, news on their way, workers, the audit trail."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from twiza.kernel.refusals import NotFound
from twiza.people.api import person_cards
from twiza.plumbing import api as plumbing
from twiza.search.api import list_replicas
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")
LETTER_STATES = (
    ("waiting", _("Waiting")),
    ("sent", _("Sent")),
    ("failed", _("Failed")),
    ("withheld", _("Stopped by its reader")),
)
JOB_STATES = (("waiting", _("Waiting")), ("running", _("Running")), ("done", _("Done")), ("failed", _("Failed")))


@desk_only
def letters(request: DeskRequest) -> HttpResponse:
    state: Any = word_of(request, "state", "waiting", "sent", "failed", "withheld")
    to = word_of(request, "to")
    page = plumbing.list_letters(state=state or None, to=to or None, after=after_of(request))
    page = replace(page, items=[_without_codes(card) for card in page.items])
    return hall(request, "letters", tab="letters", page=page, state=state, to=to, states=LETTER_STATES)


@desk_only
def letter(request: DeskRequest, letter_id: int) -> HttpResponse:
    """One letter as it was written, but for its codes. Its attachments by name."""
    found = plumbing.letter_card(letter_id)
    if found is None:
        raise NotFound(letter_id)
    files = [card for card in map(plumbing.file_card, found.attachments) if card]
    return hall(request, "letter", tab="letters", letter=_without_codes(found), files=files)


def _without_codes(card: Any) -> Any:
    """Six digits alone sign somebody in or pay for a parcel: they are for who receives the letter, not for the desk."""
    return replace(card, subject=CODE.sub("••••••", card.subject), text=CODE.sub("••••••", card.text))


@desk_only
@require_POST
def retry_letter(request: DeskRequest, letter_id: int) -> HttpResponse:
    do(request, _("It will be sent again."), lambda: plumbing.retry_letter(letter_id=letter_id, actor=request.user))
    return redirect("desk:letter", letter_id)


@desk_only
def machines(request: DeskRequest) -> HttpResponse:
    status = word_of(request, "status", "waiting", "running", "done", "failed")
    moment = now()
    return hall(
        request,
        "machines",
        tab="machines",
        page=plumbing.list_jobs(status=status or None, after=after_of(request), page_size=30),
        status_asked=status,
        states=JOB_STATES,
        calendar=plumbing.list_calendar(),
        workers=plumbing.list_workers(moment),
        backlog=plumbing.facts_backlog(),
        stuck=plumbing.list_deliveries(page_size=20),
        letters=plumbing.letters_backlog(),
        replicas=list_replicas(),
    )


@desk_only
@require_POST
def retry_job(request: DeskRequest, run_id: int) -> HttpResponse:
    do(request, _("It will run again."), lambda: plumbing.retry_job(run_id=run_id, actor=request.user))
    return redirect("desk:machines")


@desk_only
@require_POST
def retry_delivery(request: DeskRequest, delivery_id: int) -> HttpResponse:
    do(
        request,
        _("It will be brought again."),
        lambda: plumbing.retry_delivery(delivery_id=delivery_id, actor=request.user),
    )
    return redirect("desk:machines")


@desk_only
def audit(request: DeskRequest) -> HttpResponse:
    """Who did what, newest first; narrowed to a kind of thing, one thing, a verb or a person."""
    asked = {name: word_of(request, name) for name in ("subject_kind", "subject_id", "verb", "actor")}
    page = plumbing.list_audit(
        actor=asked["actor"] or None,
        verb=asked["verb"] or None,
        subject_kind=asked["subject_kind"] or None,
        subject_id=asked["subject_id"] or None,
        after=after_of(request),
    )
    people = person_cards({int(row.actor) for row in page.items if row.actor.isdecimal()})
    rows = [(row, people.get(int(row.actor)) if row.actor.isdecimal() else None) for row in page.items]
    return hall(request, "audit", tab="audit", rows=rows, page=page, asked=asked)
