"""One product or seller that collects cases; and that somebody has looked."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from twiza.mediation import api as mediation
from twiza.web.association.gate import AdviserRequest, reads, works
from twiza.web.association.hall import back, do, hall
from twiza.web.kit.gate import now
from twiza.web.kit.spans import after_of


@reads
@require_GET
def alerts(request: AdviserRequest, association: Any) -> HttpResponse:
    everything = request.GET.get("show") == "all"
    page = mediation.alerts_of(association, open_only=not everything, after=after_of(request))
    return hall(request, association, "alerts/alerts", tab="alerts", page=page, everything=everything)


@works
@require_POST
def acknowledge(request: AdviserRequest, association: Any, alert_id: int) -> HttpResponse:
    note = request.POST.get("note", "").strip()[:300]
    do(
        request,
        _("Noted."),
        lambda: mediation.acknowledge_alert(
            association=association, alert_id=alert_id, note=note, by=request.user, now=now()
        ),
    )
    return back("alerts", association)
