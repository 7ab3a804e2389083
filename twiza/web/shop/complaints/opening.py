"""Telling a problem: what happened, to what, what is wanted; then her words, and it is sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from twiza.complaints import api as complaints
from twiza.kernel.refusals import NotFound, Refusal
from twiza.ordering import api as ordering
from twiza.protection import api as protection
from twiza.web.kit.gate import now
from twiza.web.shop.complaints.forms import TellForm
from twiza.web.shop.complaints.wizard import Tap, Told, back_from, taps_of, told_in, wishes_of, words_for
from twiza.web.shop.mine import Mine, mine

RIGHT_PAGES = {"withdraw": "return", "guarantee": "guarantee", "rescind": "late"}


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, number: str, secret: str = "") -> HttpResponse:
    """The step that is due, by what was tapped; a POST sends it. Twice pressed is once told."""
    yours = mine(request, number, secret)
    told = told_in(request.POST if request.method == "POST" else request.GET)
    view = ordering.order_view(yours.order, now=now())
    if not told.part and len(view.parts) == 1:
        told = replace(told, part=view.parts[0].number)
    if not told.part:
        return _page(request, yours, "part", told, parts=_parts(view, yours))
    row = yours.part(told.part)
    part = next(p for p in view.parts if p.number == row.number)
    try:
        return _step(request, yours, Telling(told, row, part))
    except complaints.UnknownProblem:
        raise NotFound(told.problem) from None


@dataclass(frozen=True, slots=True)
class Telling:
    """What was tapped, the part as a row, and as its page shows it."""

    told: Told
    row: Any
    part: Any

    @property
    def lines(self) -> list[Any]:
        return [line for line in self.part.lines if line.status != "declined"]


def _step(request: HttpRequest, yours: Mine, telling: Telling) -> HttpResponse:
    told, stage = telling.told, complaints.stage_of(telling.row)
    link = f"{yours.here}complaints/new/"
    rights = _rights(yours, telling)
    if not told.problem:
        question, taps = taps_of(told, stage, link=link, right_links=rights)
        return _page(request, yours, "question", told, part=telling.part, question=question, taps=taps)
    problem = complaints.problems().problem(told.problem)
    shown = {"part": telling.part, "problem": problem}
    if problem.right in rights and not told.anyway and not told.wish:
        words = complaints.problems().rights[problem.right]
        shown |= {"right": words, "right_link": rights[problem.right]}
        return _page(request, yours, "right", told, anyway=link + replace(told, anyway=True).query, **shown)
    if problem.about == "lines" and not told.lines:
        if len(telling.lines) != 1:
            return _page(request, yours, "lines", told, lines=telling.lines, **shown)
        told = replace(told, lines=(telling.lines[0].line_id,))
    if told.wish not in problem.wishes:
        return _page(request, yours, "wish", told, taps=wishes_of(told, problem, link=link), **shown)
    return _tell(request, yours, replace(telling, told=told), shown)


def _tell(request: HttpRequest, yours: Mine, telling: Telling, shown: dict[str, Any]) -> HttpResponse:
    told, problem, status = telling.told, shown["problem"], 200
    form = TellForm(request.POST or None, request.FILES or None, initial={"key": uuid4().hex})
    if request.method == "POST":
        evidence = form.take_in() if form.is_valid() else form.keep(form.kept_files)
        if not form.errors:
            try:
                return _open(request, yours, telling, form, evidence)
            except complaints.AlreadyOpen as known:
                messages.info(request, str(known))
                return yours.to(f"complaints/{known.number}/")
            except Refusal as refusal:
                form.refuse(refusal)
        status = 422
    wish = complaints.problems().wishes[told.wish]
    chosen = [line for line in telling.lines if line.line_id in told.lines]
    shown |= {"wish": wish, "chosen": chosen, "form": form, "helps": words_for(problem.evidence)}
    return _page(request, yours, "tell", told, status=status, **shown)


def _open(
    request: HttpRequest, yours: Mine, telling: Telling, form: TellForm, evidence: list[tuple[int, str]]
) -> HttpResponse:
    made = complaints.open_complaint(
        part=telling.row,
        line_ids=telling.told.lines,
        problem=telling.told.problem,
        wish=telling.told.wish,
        text=form.cleaned_data["text"],
        evidence=evidence,
        key=form.cleaned_data["key"],
        by=yours.person,
        now=now(),
    )
    messages.success(request, _("We have your complaint. The cooperative has been told, and the clock runs."))
    return yours.to(f"complaints/{made.number}/")


def _rights(yours: Mine, telling: Telling) -> dict[str, str]:
    """The rights that act now for this part, and where: no complaint is needed for them."""
    rights = protection.rights_of_part(telling.row, now=now())
    late = rights.lateness is not None and rights.lateness.may_rescind
    open_now = {"withdraw": rights.may_withdraw, "guarantee": rights.may_claim, "rescind": late}
    return {
        right: f"{yours.here}{RIGHT_PAGES[right]}/{telling.part.number}/" for right, acts in open_now.items() if acts
    }


def _parts(view: Any, yours: Mine) -> list[Tap]:
    link = f"{yours.here}complaints/new/"
    return [Tap(link + Told(part=p.number).query, p.cooperative_names, "package", p.status_words) for p in view.parts]


def _page(request: HttpRequest, yours: Mine, step: str, told: Told, *, status: int = 200, **shown: Any) -> HttpResponse:
    link = f"{yours.here}complaints/new/"
    back = link + back_from(told, step).query if step != "part" and (told.at or told.problem) else ""
    shown |= {"here": yours.here, "order": yours.order, "told": told, "step": step, "link": link, "back": back}
    return render(request, "shop/complaints/new.html", shown, status=status)
