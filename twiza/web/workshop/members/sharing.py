"""The sharing rule, and the money that was shared by it or waits."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.members import api as members
from twiza.plumbing.api import open_file
from twiza.web.kit.gate import now
from twiza.web.workshop.members.forms import OwnSalesForm, ResolveForm, RuleForm
from twiza.web.workshop.roles import TeamRequest, counts_money
from twiza.web.workshop.room import back, do, room


@counts_money
def rules(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Every version with its minutes, and a form for a new one."""
    today = day_of(now())
    form = RuleForm(request.POST or None, request.FILES or None, initial={"kind": "hours", "starts_on": today})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            members.adopt_rule(
                cooperative=cooperative,
                kind=typed["kind"],
                weights=form.weights(),
                cooperative_basis_points=typed["cooperative_share"],
                adopted_on=typed["adopted_on"],
                starts_on=typed["starts_on"],
                minutes=typed["minutes"].read(),
                minutes_name=typed["minutes"].name,
                note=typed["note"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The rule is written down with its minutes."))
            return back("sharing", cooperative)
    versions = members.rules_shown(cooperative.pk, today=today)
    status = 422 if form.errors else 200
    return room(request, cooperative, "members/rules", status=status, form=form, rules=versions)


@counts_money
@require_GET
def minutes(request: TeamRequest, cooperative: Any, rule_id: int) -> HttpResponse:
    """The minutes that adopted a rule, as they were attached."""
    file = members.rule_of_cooperative(cooperative.pk, rule_id).minutes
    return HttpResponse(
        open_file(file.pk),
        content_type=file.media_type,
        headers={
            "Content-Disposition": f'inline; filename="minutes-{rule_id}"',
            "X-Content-Type-Options": "nosniff",
            "Content-Security-Policy": "sandbox; default-src 'none'; img-src 'self'; style-src 'unsafe-inline'",
        },
    )


@counts_money
def shares(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """What was shared, the newest first; own sales can be shared from here."""
    today, there = day_of(now()), members.own_to_share(cooperative.pk)
    initial = {"amount": there, "starts_on": today.replace(day=1), "ends_on": today}
    form = OwnSalesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            shared = members.share_own_sales(
                cooperative=cooperative,
                amount_centimes=typed["amount"],
                starts_on=typed["starts_on"],
                ends_on=typed["ends_on"],
                fallback=typed["fallback"],
                key=typed["key"],
                by=request.user,
                now=now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return back("share", cooperative, shared.pk)
    page = members.distributions_of(cooperative.pk, after=request.GET.get("after"))
    status = 422 if form.errors else 200
    return room(request, cooperative, "members/shares", status=status, form=form, page=page, there=there)


@counts_money
def share(request: TeamRequest, cooperative: Any, distribution_id: int) -> HttpResponse:
    """One distribution, part by part; where it waits, the manager decides how."""
    found = members.distribution_of_cooperative(cooperative.pk, distribution_id)
    initial = {"fallback": "as_rule", "starts_on": found.starts_on, "ends_on": found.ends_on}
    form = ResolveForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            members.resolve_distribution(distribution=found, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("It is shared."))
            return back("share", cooperative, distribution_id)
    shown = members.distribution_view(found)
    return room(
        request,
        cooperative,
        "members/share",
        status=422 if form.errors else 200,
        form=form,
        shown=shown,
    )


@counts_money
@require_POST
def adjust(request: TeamRequest, cooperative: Any, distribution_id: int) -> HttpResponse:
    """Share the differences that corrected work makes."""
    found = members.distribution_of_cooperative(cooperative.pk, distribution_id)
    do(
        request,
        gettext_lazy("The difference is shared."),
        lambda: members.adjust_distribution(distribution=found, by=request.user, now=now()),
    )
    return back("share", cooperative, distribution_id)
