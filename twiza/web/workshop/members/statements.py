"""Members' statements: a month's list, one, its sheet to print, what is contested."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.members import api as members
from twiza.web.kit.gate import now
from twiza.web.workshop.members.forms import AnswerForm, WordsForm, month_of
from twiza.web.workshop.roles import TeamRequest, counts_money
from twiza.web.workshop.room import back, room

MOST_SHEETS = 500


@counts_money
@require_GET
def statements(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """A month, by member's number."""
    months = members.months_of(cooperative.pk)
    newest = months[0] if months else day_of(now()).replace(day=1)
    month = month_of(request.GET.get("month", "")) or newest
    return room(
        request,
        cooperative,
        "members/statements",
        page=members.statements_of(cooperative.pk, month, after=request.GET.get("after")),
        month=month,
        months=months,
        contested=members.contested_of(cooperative.pk),
    )


@counts_money
def statement(request: TeamRequest, cooperative: Any, statement_id: int) -> HttpResponse:
    """One, as its member sees it; the team answers what she contests, or writes down what she said of it."""
    found = members.statement_of_cooperative(cooperative.pk, statement_id)
    answering = found.status == "contested"
    form = (AnswerForm if answering else WordsForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            if answering:
                answer = form.cleaned_data["answer"]
                members.answer_contest(statement=found, answer=answer, by=request.user, now=now())
            else:
                words = form.cleaned_data["words"]
                members.contest_statement(statement=found, words=words, by=request.user, for_her=True, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down."))
            return back("statement", cooperative, statement_id)
    shown = members.statement_view(found)
    status = 422 if form.errors else 200
    return room(
        request, cooperative, "members/statement", status=status, form=form, statement=shown, answering=answering,
        sentence=members.brought(shown, request.LANGUAGE_CODE),
    )  # fmt: skip


@counts_money
@require_GET
def sheet(request: TeamRequest, cooperative: Any, statement_id: int) -> HttpResponse:
    """One member's sheet, in her language."""
    found = members.statement_of_cooperative(cooperative.pk, statement_id)
    shown = members.statement_view(found)
    language = request.GET.get("language", shown.member.language)
    return pdf(members.statements_pdf([shown], language=language), f"statement-{shown.member.number}")


@counts_money
@require_GET
def sheets(request: TeamRequest, cooperative: Any, month: str) -> HttpResponse:
    """All sheets of a month, one a page."""
    first = month_of(month)
    if first is None:
        raise NotFound()
    rows = members.statements_of(cooperative.pk, first, page_size=MOST_SHEETS).items
    if not rows:
        raise NotFound()
    language = request.GET.get("language", request.LANGUAGE_CODE)
    views = members.statement_views(row.id for row in rows)
    return pdf(members.statements_pdf(views, language=language), f"statements-{month}")


def pdf(data: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)
