"""The cooperative's papers: what is missing, what the desk said, sending them in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.web.kit.gate import now
from twiza.web.workshop.forms.cooperative import PUBLIC, PapersForm, fields_of, shown_in_form
from twiza.web.workshop.roles import TeamRequest, manages
from twiza.web.workshop.room import back, do, room


@manages
def registration(request: TeamRequest, cooperative: Any) -> HttpResponse:
    shown = cooperatives.workshop_cooperative(cooperative, on=day_of(now()))
    label = cooperatives.STATUS_LABELS[shown.card.status]
    return room(request, cooperative, "registration", shown=shown, status_label=label, public_fields=PUBLIC)


@manages
def papers(request: TeamRequest, cooperative: Any) -> HttpResponse:
    """Fill them in; once verified, correcting them sends the cooperative back to the desk."""
    shown = cooperatives.workshop_cooperative(cooperative, on=day_of(now()))
    verified = "amend" in shown.manager_verbs
    form = PapersForm(request.POST or None, initial=shown_in_form(shown.fields))
    if request.method == "POST" and form.is_valid():
        keep = cooperatives.amend_cooperative if verified else cooperatives.edit_cooperative
        try:
            keep(cooperative=cooperative, by=request.user, now=now(), **fields_of(form))
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Kept. The desk will look at it again.") if verified else _("Kept."))
            return back("registration", cooperative)
    status = 422 if form.errors else 200
    return room(request, cooperative, "papers", status=status, form=form, verified=verified)


@manages
@require_POST
def submit(request: TeamRequest, cooperative: Any) -> HttpResponse:
    do(
        request,
        gettext_lazy("Sent to the desk. You will be told as soon as it is checked."),
        lambda: cooperatives.submit_cooperative(cooperative=cooperative, by=request.user, now=now()),
    )
    return back("registration", cooperative)
