"""The way in: to one's association, what waits there, and the invitation to join it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from twiza.kernel.refusals import NotFound, Refusal
from twiza.mediation import api as mediation
from twiza.web.account.me import me
from twiza.web.association.gate import AdviserRequest, reads
from twiza.web.association.hall import hall
from twiza.web.kit.gate import now

SOON = 8


@never_cache
@login_required
@require_GET
def door(request: HttpRequest) -> HttpResponse:
    """To the only one she works for, or a choice of them; for a stranger it does not exist."""
    mine = mediation.associations_of(request.user)
    if not mine:
        raise NotFound(request.path)
    if len(mine) == 1:
        return redirect("association:start", mine[0].slug)
    return render(request, "association/door.html", {"mine": mine})


@reads
@require_GET
def start(request: AdviserRequest, association: Any) -> HttpResponse:
    """How much waits, and what is due next."""
    moment = now()
    return hall(
        request,
        association,
        "start",
        tab="start",
        counts=mediation.case_counts(association, adviser_id=request.user.pk, now=moment),
        soon=mediation.cases_of(
            association, group="mine", adviser_id=request.user.pk, page_size=SOON, now=moment
        ).items,
        alerts=mediation.alerts_of(association, page_size=1).count,
    )


@never_cache
@login_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody invited reads into which team, and joins it."""
    person = me(request)
    try:
        shown = mediation.invitation_to(person, token, now=now())
        if request.method == "POST":
            mediation.accept_invitation(token=token, person=person, now=now())
            messages.success(request, _("Welcome to the team."))
            return redirect("association:start", shown.slug)
    except Refusal as refusal:
        return render(request, "association/invitation.html", {"refusal": str(refusal)}, status=422)
    return render(request, "association/invitation.html", {"invitation": shown})
