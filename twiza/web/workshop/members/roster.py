"""The roster: who is a member, what she has coming, her own page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound, Refusal
from twiza.kernel.text import pick
from twiza.members import api as members
from twiza.web.kit.gate import now
from twiza.web.workshop.members.forms import (
    AdvanceForm,
    MemberForm,
    PayForm,
    RosterSheetForm,
    TwelveLinesForm,
    YearForm,
)
from twiza.web.workshop.roles import TeamRequest, counts_money
from twiza.web.workshop.room import back, do, room


@counts_money
@require_GET
def roster(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Everybody by number; above, what waits for a decision."""
    return room(
        request,
        cooperative,
        "members/roster",
        page=members.members_of(cooperative.pk, after=request.GET.get("after")),
        contested=members.contested_of(cooperative.pk),
        parked=members.distributions_of(cooperative.pk, parked=True),
        year=day_of(now()).year,
    )


@counts_money
def new(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Twelve lines, or a sheet."""
    sheet_sent = "sheet" in request.FILES or "send_sheet" in request.POST
    today = {"joined_on": day_of(now())}
    form = TwelveLinesForm(None if sheet_sent else request.POST or None, initial=today)
    sheet = RosterSheetForm(request.POST, request.FILES) if sheet_sent else RosterSheetForm()
    sent = sheet if sheet_sent else form
    if request.method == "POST" and sent.is_valid():
        try:
            lines = members.read_roster(sheet.cleaned_data["sheet"].read()) if sheet_sent else form.lines()
            made = members.enrol_members(cooperative=cooperative, lines=lines, by=request.user, now=now())
        except Refusal as refusal:
            sent.refuse(refusal)
        else:
            messages.success(request, _("In the roster now: %(n)s more.") % {"n": len(made)})
            return back("members", cooperative)
    status = 422 if sent.errors else 200
    return room(request, cooperative, "members/new", status=status, form=form, sheet=sheet)


@counts_money
@require_GET
def template(request: TeamRequest, cooperative: Any, language: str) -> HttpResponse:
    """An empty roster with its headings."""
    headers = {"Content-Disposition": f'attachment; filename="roster-{language}.csv"'}
    return HttpResponse(members.roster_template(language), content_type="text/csv; charset=utf-8", headers=headers)


@counts_money
def member(request: TeamRequest, cooperative: Any, member_id: int) -> HttpResponse:
    """One member: her row, her statements, an advance."""
    found = members.member_of_cooperative(cooperative.pk, member_id)
    card = members.member_card(found)
    initial = {
        "number": card.number,
        "name": pick(card.names, request.LANGUAGE_CODE),
        "phone": card.phone,
        "language": card.language,
        "joined_on": card.joined_on,
        "left_on": card.left_on,
        "shares": card.shares,
        "capital": card.capital_centimes,
    }
    form = MemberForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            members.edit_member(member=found, line=form.line(), by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Kept."))
            return back("member", cooperative, member_id)
    return room(
        request,
        cooperative,
        "members/member",
        status=422 if form.errors else 200,
        form=form,
        member=card,
        advance=AdvanceForm(initial={"day": day_of(now())}, auto_id="advance_%s"),
        due=[row for row in members.members_due(cooperative.pk) if row.card.id == member_id],
        statements=members.statements_of_members([member_id]),
        work=members.work_of(cooperative.pk, member_id=member_id, page_size=10),
    )


@counts_money
@require_POST
def link(request: TeamRequest, cooperative: Any, member_id: int, deed: str) -> HttpResponse:
    """Send her a secret link, or end those she has."""
    found = members.member_of_cooperative(cooperative.pk, member_id)
    deeds: dict[str, tuple[Any, Any]] = {
        "send": (gettext_lazy("The link is on its way."), members.send_link),
        "revoke": (gettext_lazy("No link sent so far opens anything any more."), members.revoke_links),
    }
    if deed not in deeds:
        raise NotFound()
    said, act = deeds[deed]
    do(request, said, lambda: act(member=found, by=request.user, now=now()))
    return back("member", cooperative, member_id)


@counts_money
@require_POST
def advance(request: TeamRequest, cooperative: Any, member_id: int) -> HttpResponse:
    """Money given before her part is known."""
    found = members.member_of_cooperative(cooperative.pk, member_id)
    form = AdvanceForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        do(
            request,
            gettext_lazy("The advance is written down; her next payment is less by it."),
            lambda: members.pay_advance(
                member=found,
                centimes=typed["amount"],
                way=typed["way"],
                day=typed["day"],
                key=typed["key"],
                note=typed["note"],
                by=request.user,
                now=now(),
            ),
        )
    else:
        messages.error(request, _("Write the amount, how and on which day it was given."))
    return back("member", cooperative, member_id)


@counts_money
def pay(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Who has something coming: tick those who were paid."""
    rows = members.members_due(cooperative.pk)
    form = PayForm(request.POST or None, initial={"day": day_of(now())})
    chosen = {int(pk) for pk in request.POST.getlist("member") if pk.isdecimal() and len(pk) < 18}
    if request.method == "POST" and form.is_valid():
        try:
            made = members.pay_members(
                cooperative=cooperative, member_ids=chosen, by=request.user, now=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down as paid: %(n)s.") % {"n": len(made)})
            return back("members-pay", cooperative)
    status = 422 if form.errors else 200
    return room(request, cooperative, "members/pay", status=status, rows=rows, form=form, chosen=chosen)


@counts_money
def year(request: TeamRequest, cooperative: Any, year: int) -> HttpResponse:
    """Law 112-12 art. 69: what goes to the legal reserve. Shown, not posted."""
    if not 2015 <= year <= day_of(now()).year:
        raise NotFound()
    shown = members.year_view(cooperative.pk, year)
    typed = {"costs": shown.costs_centimes, "reserve": shown.reserve_before_centimes} if shown.has_figures else {}
    form = YearForm(request.POST or None, initial=typed)
    if request.method == "POST" and form.is_valid():
        try:
            members.type_year(
                cooperative=cooperative,
                year=year,
                costs_centimes=form.cleaned_data["costs"],
                reserve_centimes=form.cleaned_data["reserve"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Kept."))
            return back("members-year", cooperative, year)
    years = range(day_of(now()).year, max(day_of(now()).year - 5, 2014), -1)
    status = 422 if form.errors else 200
    return room(request, cooperative, "members/year", status=status, shown=shown, form=form, years=years)
