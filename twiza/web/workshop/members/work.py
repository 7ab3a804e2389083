"""The day's work, all members on one screen; lines are corrected by a counter-line."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.catalog import api as catalog
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.kernel.text import pick
from twiza.members import api as members
from twiza.web.kit.gate import now
from twiza.web.workshop.members.forms import CorrectForm, DayForm
from twiza.web.workshop.roles import TeamRequest, counts_money
from twiza.web.workshop.room import back, room

MOST_ON_A_SCREEN = 60


@counts_money
def day(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """`?day=2026-11-23&kind=hours`: rows are the members of that day."""
    kind = request.GET.get("kind", "hours")
    kind = kind if kind in members.Measure.values else "hours"
    on = _day(request.GET.get("day", "")) or day_of(now())
    page = members.members_of(cooperative.pk, on=on, after=request.GET.get("after"), page_size=MOST_ON_A_SCREEN)
    goods, units = _goods(cooperative.pk, request.LANGUAGE_CODE) if kind != "hours" else ([], {})
    roster = [row.card for row in page.items]
    form = DayForm(request.POST or None, kind=kind, roster=roster, goods=goods, initial={"day": on})
    if request.method == "POST" and form.is_valid():
        try:
            lines = form.lines(units)
            made = members.record_work(
                cooperative=cooperative, day=form.cleaned_data["day"], lines=lines, by=request.user, now=now()
            )
        except Refusal as refusal:
            much = f"much_{refusal.blanks.get('member', '')}"
            form.add_error(
                refusal.field if refusal.field in form.fields else much if much in form.fields else None, str(refusal)
            )
        else:
            messages.success(request, _("Written down: %(n)s lines.") % {"n": len(made)})
            return back("work", cooperative, day=f"{form.cleaned_data['day']:%Y-%m-%d}", kind=kind)
    written = members.work_on(cooperative.pk, on)
    return room(
        request,
        cooperative,
        "members/day",
        status=422 if form.errors else 200,
        form=form,
        kind=kind,
        kinds=members.Measure.choices,
        day=on,
        days=members.days_written(cooperative.pk),
        page=page,
        written=written,
    )


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _goods(cooperative_id: int, language: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The cooperative's products to choose from, and the unit of each."""
    rows = catalog.products_of_cooperative(cooperative_id, page_size=100).items
    shelf = [(str(v.id), row, v) for row in rows for v in row.variants]
    named = [(pk, " · ".join(filter(None, [pick(row.names, language), v.sku]))) for pk, row, v in shelf]
    return named, {pk: v.content_unit for pk, _row, v in shelf}


@counts_money
@require_GET
def lines(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Every line, the newest written first."""
    page = members.work_of(cooperative.pk, after=request.GET.get("after"))
    return room(request, cooperative, "members/lines", page=page)


@counts_money
def correct(request: TeamRequest, cooperative: Any, record_id: int) -> HttpResponse:
    """A line that was wrong: a counter-line takes it back, another says what is right."""
    work = members.work_of_cooperative(cooperative.pk, record_id)
    form = CorrectForm(request.POST or None, work=work)
    if request.method == "POST" and form.is_valid():
        try:
            members.correct_work(
                work=work,
                measure=form.measure(),
                reason=form.cleaned_data["reason"],
                value_centimes=form.cleaned_data.get("value"),
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Corrected. If this day was shared already, share the difference under Shared money.")
            )
            return back("work-lines", cooperative)
    shown = members.work_row(work)
    return room(request, cooperative, "members/correct", status=422 if form.errors else 200, form=form, line=shown)
