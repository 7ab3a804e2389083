"""Proposing to both parties, and taking a proposal back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from twiza.kernel.periods import day_of
from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.web.association.gate import AdviserRequest, works
from twiza.web.association.hall import back, do, hall
from twiza.web.association.proposals.forms import ProposalForm
from twiza.web.kit.gate import now


@works
def propose(request: AdviserRequest, association: Any, number: str) -> HttpResponse:
    case, moment = mediation.case_of_association(association, number, now=now()), now()
    form = ProposalForm(
        request.POST or None,
        offerable=mediation.offerable(case),
        today=day_of(moment),
        language=request.LANGUAGE_CODE,
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            mediation.propose(
                case=case,
                terms=form.terms(),
                text=typed["text"],
                answer_on=typed["answer_by"],
                key=typed["key"],
                by=request.user,
                now=moment,
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Both parties have it before them."))
            return back("case", association, number)
    status = 422 if form.errors else 200
    return hall(request, association, "proposals/propose", tab="cases", status=status, case=case, form=form)


@works
@require_POST
def take_back(request: AdviserRequest, association: Any, number: str, proposal_id: int) -> HttpResponse:
    case = mediation.case_of_association(association, number, now=now())
    proposal = mediation.proposal_of_case(case, proposal_id)
    do(
        request,
        gettext_lazy("The proposal is taken back."),
        lambda: mediation.take_back_proposal(proposal=proposal, by=request.user, now=now()),
    )
    return back("case", association, number)
