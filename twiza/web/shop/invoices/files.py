from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from twiza.invoicing import api as invoicing
from twiza.kernel.refusals import NotFound
from twiza.ordering import api as ordering
from twiza.settlement.api import invoice_reference
from twiza.web.kit.gate import now
from twiza.web.kit.papers import paper


@never_cache
@require_GET
def file(request: HttpRequest, number: str, name: str, secret: str = "") -> HttpResponse:
    """A paper of one's own order, or of the order whose link one holds."""
    if secret:
        order = ordering.order_by_secret(number, secret)
    elif request.user.is_authenticated:
        order = ordering.order_of_buyer(request.user, number)
    else:
        raise NotFound(number)
    references = references_of(ordering.order_view(order, now=now()))
    try:
        return paper(name, lambda wanted: invoicing.invoice_among(references, wanted))
    except invoicing.PaperLost as lost:
        messages.error(request, str(lost))
        return redirect("shop:order_by_link", number, secret) if secret else redirect("shop:order", number)


def references_of(order: Any) -> list[str]:
    return [invoice_reference(part.number) for part in order.parts]


def papers_of_order(order: Any, secret: str = "") -> dict[str, Any]:
    """What the order's page shows: by part number its papers, and the folder that their files are in."""
    papers = invoicing.papers_of(references_of(order))
    address = (
        reverse("shop:order_by_link", args=(order.number, secret))
        if secret
        else reverse("shop:order", args=(order.number,))
    )
    return {
        "papers": {part.number: papers[invoice_reference(part.number)] for part in order.parts},
        "papers_folder": f"{address}invoices/",
    }
