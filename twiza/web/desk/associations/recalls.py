"""What associations have in hand as far as the desk may see it: that a case is, and recalls that want a yes."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.kernel.refusals import Refusal
from twiza.mediation import api as mediation
from twiza.web.desk.associations.forms import DecisionForm
from twiza.web.desk.hall import DeskRequest, hall, word_of
from twiza.web.kit.gate import desk_only, now
from twiza.web.kit.spans import after_of


@desk_only
@require_safe
def cases(request: DeskRequest) -> HttpResponse:
    """That a case is and how it ended; whose it is and what it says stays between the parties."""
    page = mediation.cases_for_desk(request.user, after=after_of(request))
    return hall(request, "associations/cases", tab="associations", page=page)


@desk_only
@require_safe
def recalls(request: DeskRequest) -> HttpResponse:
    show = word_of(request, "show", "all")
    page = mediation.recalls_for_desk(request.user, waiting=show != "all", after=after_of(request))
    return hall(request, "associations/recalls", tab="associations", page=page, show=show)


@desk_only
def recall(request: DeskRequest, number: str) -> HttpResponse:
    row = mediation.recall_for_desk(request.user, number)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        accept, note = form.cleaned_data["answer"] == "yes", form.cleaned_data["note"]
        try:
            mediation.decide_recall(recall=row, role="desk", accept=accept, note=note, by=request.user, now=now())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Decided. The association reads it."))
            return redirect("desk:association-recall", number)
    return hall(
        request,
        "associations/recall",
        tab="associations",
        status=422 if form.errors else 200,
        recall=mediation.recall_view(mediation.recall_for_desk(request.user, number)),
        reach=mediation.reach_of(row.product_id, row.variant_id, row.sold_from, row.sold_until),
        form=form,
    )
