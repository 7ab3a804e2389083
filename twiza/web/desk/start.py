"""The desk's first page: what waits, as numbers that lead to it."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.delivery import api as delivery
from twiza.kernel.periods import day_of
from twiza.plumbing import api as plumbing
from twiza.web.desk.hall import DeskRequest, hall
from twiza.web.kit.gate import desk_only, now


@desk_only
def start(request: DeskRequest) -> HttpResponse:
    moment = now()
    today = day_of(moment)
    facts, letters = plumbing.facts_backlog(), plumbing.letters_backlog()
    failed = plumbing.list_jobs(status="failed", page_size=100)
    tiles = [
        ("desk:cooperatives", "", "store", _("Cooperatives to verify"), len(cooperatives.waiting_for_desk(on=today))),
        ("desk:products", "", "package", _("Products to look at"), catalog.count_products_waiting()),
        ("desk:orders", "?show=late", "clock", _("Parcels past their day"), len(delivery.overdue(on=today))),
        ("desk:orders", "?show=locked", "lock", _("Locked codes"), len(delivery.shipments_for_desk(locked_only=True))),
        ("desk:cash", "", "banknote", _("Parcels whose cash is with a carrier"), len(delivery.cash_waiting())),
        ("desk:letters", "?state=failed", "mail", _("Letters that failed"), letters.given_up),
        ("desk:machines", "?status=failed", "triangle-alert", _("Jobs that failed"), len(failed.items)),
        ("desk:machines", "", "inbox", _("News that wait"), facts.waiting + facts.given_up),
    ]
    workers = plumbing.workers_alive(moment)
    return hall(request, "start", tab="start", tiles=tiles, workers=workers)
