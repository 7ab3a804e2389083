"""The house itself: what the public reads of it, its seasons, its team, and the way to the rest."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.plumbing.api import take_in_image
from twiza.web.kit.gate import now
from twiza.web.workshop.forms.cooperative import PUBLIC, PhotoForm, PublicForm, fields_of
from twiza.web.workshop.forms.team import ClosureForm, InviteForm, RoleForm
from twiza.web.workshop.roles import TeamRequest, anybody, manages
from twiza.web.workshop.room import back, do, room


@anybody
def more(request: TeamRequest, cooperative: Any) -> HttpResponse:
    others = [m for m in cooperatives.cooperatives_of(request.user) if m.slug != cooperative.slug]
    card = cooperatives.cooperative_card(cooperative.pk, on=day_of(now()))
    return room(request, cooperative, "more", others=others, card=card)


@manages
def public(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """What buyers read: activity, story, members, how to reach it; and its photos."""
    shown = cooperatives.workshop_cooperative(cooperative, on=day_of(now()))
    form = PublicForm(request.POST or None, initial={name: shown.fields[name] for name in PUBLIC})
    if request.method == "POST" and form.is_valid():
        try:
            cooperatives.edit_cooperative(cooperative=cooperative, by=request.user, now=now(), **fields_of(form))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Kept."))
            return back("public", cooperative)
    return room(request, cooperative, "public", status=422 if form.errors else 200, form=form, shown=shown)


@manages
def new_picture(request: TeamRequest, cooperative: Any) -> HttpResponse:
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            image = take_in_image(form.cleaned_data["photo"])
            alt = form.cleaned_data["alt"]
            cooperatives.add_photo(cooperative=cooperative, image=image, alt=alt, by=request.user, now=now())
        except Refusal as refusal:
            form.add_error("photo" if refusal.field in ("photo", "image") else None, str(refusal))
        else:
            messages.success(request, _("The picture is added."))
            return back("public", cooperative)
    return room(request, cooperative, "picture_form", status=422 if form.errors else 200, form=form)


@manages
@require_POST
def remove_picture(request: TeamRequest, cooperative: Any, photo_id: int) -> HttpResponse:
    do(
        request,
        gettext_lazy("The picture is taken away."),
        lambda: cooperatives.remove_photo(cooperative=cooperative, photo_id=photo_id, by=request.user, now=now()),
    )
    return back("public", cooperative)


@manages
def season(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Closures in force and to come, and a form for another."""
    form = ClosureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cooperatives.close_for_season(cooperative=cooperative, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Written down. Buyers see it on your page and can't order on those days."))
            return back("season", cooperative)
    shown = cooperatives.workshop_cooperative(cooperative, on=day_of(now()))
    return room(request, cooperative, "season", status=422 if form.errors else 200, form=form, shown=shown)


@manages
@require_POST
def reopen(request: TeamRequest, cooperative: Any) -> HttpResponse:
    do(
        request,
        gettext_lazy("You are open again."),
        lambda: cooperatives.reopen(cooperative=cooperative, by=request.user, now=now()),
    )
    return back("season", cooperative)


@manages
@require_POST
def cancel_closure(request: TeamRequest, cooperative: Any, closure_id: int) -> HttpResponse:
    do(
        request,
        gettext_lazy("This closure is dropped."),
        lambda: cooperatives.cancel_closure(cooperative=cooperative, closure_id=closure_id, by=request.user, now=now()),
    )
    return back("season", cooperative)


@manages
def team(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Who is in it, who is invited, and a form to invite."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cooperatives.invite_to_team(cooperative=cooperative, by=request.user, now=now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else "contact", str(refusal))
        else:
            messages.success(request, _("The invitation is on its way."))
            return back("team", cooperative)
    shown = cooperatives.workshop_cooperative(cooperative, on=day_of(now()))
    rows = [(m, RoleForm(initial={"role": m.role}, auto_id=f"role-{m.member_id}-%s")) for m in shown.team]
    return room(request, cooperative, "team", status=422 if form.errors else 200, form=form, shown=shown, rows=rows)


@manages
@require_POST
def change_role(request: TeamRequest, cooperative: Any, member_id: int) -> HttpResponse:
    role = request.POST.get("role", "")
    do(
        request,
        gettext_lazy("The role is changed."),
        lambda: cooperatives.change_role(
            cooperative=cooperative, member_id=member_id, role=role, by=request.user, now=now()
        ),
    )
    return back("team", cooperative)


@manages
@require_POST
def remove_member(request: TeamRequest, cooperative: Any, member_id: int) -> HttpResponse:
    do(
        request,
        gettext_lazy("This person is no longer in the team."),
        lambda: cooperatives.remove_member(cooperative=cooperative, member_id=member_id, by=request.user, now=now()),
    )
    return back("team", cooperative)


@manages
@require_POST
def withdraw_invitation(request: TeamRequest, cooperative: Any, invitation_id: int) -> HttpResponse:
    do(
        request,
        gettext_lazy("The invitation is withdrawn."),
        lambda: cooperatives.withdraw_invitation(
            cooperative=cooperative, invitation_id=invitation_id, by=request.user, now=now()
        ),
    )
    return back("team", cooperative)


@anybody
@require_POST
def leave(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """On one's own account; the last manager can't."""
    left = do(
        request,
        gettext_lazy("You have left the team."),
        lambda: cooperatives.leave_team(cooperative=cooperative, person=request.user, now=now()),
    )
    return redirect("workshop:start") if left else back("more", cooperative)
