from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from twiza.invoicing import api as invoicing
from twiza.web.desk.hall import DeskRequest
from twiza.web.kit.gate import desk_only
from twiza.web.kit.papers import paper


@desk_only
@require_GET
def file(request: DeskRequest, name: str) -> HttpResponse:
    """Any paper, for the desk."""
    try:
        return paper(name, lambda number: invoicing.invoice_for_desk(request.user, number))
    except invoicing.PaperLost as lost:
        messages.error(request, str(lost))
        return redirect("desk:orders")
