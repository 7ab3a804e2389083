"""Before a workshop: what selling here means, registering a cooperative, taking up an invitation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from twiza.cooperatives import api as cooperatives
from twiza.kernel.refusals import Refusal
from twiza.web.kit.gate import now, signed_in
from twiza.web.workshop.forms.cooperative import RegistrationForm, fields_of
from twiza.web.workshop.roles import TeamRequest


def start(request: HttpRequest) -> HttpResponse:
    """Somebody in one team only goes straight to work; the others read, choose or begin."""
    mine = cooperatives.cooperatives_of(request.user) if request.user.is_authenticated else []
    if len(mine) == 1 and "all" not in request.GET:
        return redirect("workshop:today", mine[0].slug)
    return render(request, "workshop/start.html", {"mine": mine})


@signed_in
def register(request: TeamRequest) -> HttpResponse:
    form = RegistrationForm(
        request.POST or None,
        initial={"phone": request.user.phone or "", "email": request.user.email or ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = cooperatives.register_cooperative(by=request.user, now=now(), **fields_of(form))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Your cooperative is written down. Complete its papers, then send it to the desk.")
            )
            return redirect("workshop:registration", made.slug)
    return render(request, "workshop/register.html", {"form": form}, status=422 if form.errors else 200)


@signed_in
def invitation(request: TeamRequest, token: str) -> HttpResponse:
    """The page that the letter of an invitation opens: one button takes the person into the team."""
    refused = ""
    if request.method == "POST":
        try:
            member = cooperatives.accept_invitation(token=token, person=request.user, now=now())
        except Refusal as refusal:
            refused = str(refusal)
        else:
            messages.success(request, _("Welcome to the team."))
            return redirect("workshop:today", member.cooperative.slug)
    return render(request, "workshop/invitation.html", {"refused": refused}, status=409 if refused else 200)
