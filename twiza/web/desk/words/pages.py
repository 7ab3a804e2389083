"""From what was searched in vain to a word that finds: somebody proposes it, somebody accepts it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from twiza.kernel.refusals import NotFound, Refusal
from twiza.search import api as index
from twiza.web.desk.hall import DeskRequest, do, hall, word_of
from twiza.web.desk.words.forms import LANGUAGES, WordForm
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of

PAGE = 50
STATES = ("proposed", "accepted", "refused")
NAMES = dict(LANGUAGES)


@desk_only
@require_GET
def proposals(request: DeskRequest) -> HttpResponse:
    state = word_of(request, "state", *STATES) or "proposed"
    rows = index.proposed_words([state], after=after_of(request), page_size=PAGE + 1)
    concepts = index.concept_cards(row.concept for row in rows)
    return _show(
        request,
        "list",
        rows=[(row, concepts.get(row.concept), NAMES.get(row.language)) for row in rows[:PAGE]],
        next=rows[PAGE - 1].id if len(rows) > PAGE else None,
        state=state,
    )


@desk_only
@require_GET
def unfound(request: DeskRequest) -> HttpResponse:
    """What was looked for in vain at least twice, the most often first."""
    rows = index.unfound(after=_after(request), page_size=PAGE + 1)
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return _show(
        request,
        "unfound",
        rows=[(row, NAMES.get(row.language), _proposal(row), _likely(row)) for row in rows[:PAGE]],
        next=f"{last.times}.{last.language}.{last.text}" if last else "",
    )


@desk_only
def propose(request: DeskRequest) -> HttpResponse:
    given = {name: word_of(request, name) for name in ("word", "language", "concept")}
    first = given | {"language": given["language"] or get_language() or "ar"}
    form = WordForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            index.propose_word(**form.cleaned_data, by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, str(_("It waits for somebody to accept it.")))
            return redirect("desk:words")
    return _show(request, "new", form=form, status=422 if form.errors else 200)


@desk_only
@require_POST
def accept(request: DeskRequest, word_id: int) -> HttpResponse:
    do(
        request,
        _("Whoever writes this word finds it now."),
        lambda: index.accept_word(word_id, by=request.user, now=now()),
    )
    return redirect("desk:words")


@desk_only
@require_POST
def refuse(request: DeskRequest, word_id: int) -> HttpResponse:
    do(request, _("The word does not mean that."), lambda: index.refuse_word(word_id, by=request.user, now=now()))
    return redirect("desk:words")


def _show(request: DeskRequest, template: str, **shown: Any) -> HttpResponse:
    return hall(request, f"words/{template}", tab="words", **shown)


def _likely(row: index.UnfoundText) -> list[tuple[index.ConceptCard, str]]:
    """What was perhaps meant, each with the address that proposes it."""
    return [(one, _proposal(row, one.code)) for one in index.concepts_near(row.text, row.language)]


def _proposal(row: index.UnfoundText, concept: str = "") -> str:
    return f"{reverse('desk:words-new')}?{urlencode({'word': row.text, 'language': row.language, 'concept': concept})}"


def _after(request: DeskRequest) -> tuple[int, str, str] | None:
    """Where the list goes on; NotFound for what no page of ours says."""
    said = request.GET.get("after", "")
    if not said:
        return None
    times, _dot, rest = said.partition(".")
    language, _dot, text = rest.partition(".")
    if not (times.isdecimal() and len(times) < 10 and text) or "\x00" in said:
        raise NotFound(said)
    return int(times), language, text
