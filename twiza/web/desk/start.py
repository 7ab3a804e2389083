"""The desk's first page: what waits, as numbers that lead to it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from twiza.bank import api as bank
from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.delivery import api as delivery
from twiza.kernel.periods import day_of
from twiza.mediation import api as mediation
from twiza.members import api as members
from twiza.payments import api as payments
from twiza.plumbing import api as plumbing
from twiza.settlement import api as settlement
from twiza.web.desk.hall import DeskRequest, hall
from twiza.web.kit.gate import desk_only, now

Tile = tuple[str, str, str, Promise | str, int]  # where it leads, its query, icon, word, number


@desk_only
def start(request: DeskRequest) -> HttpResponse:
    moment = now()
    today = day_of(moment)
    late, locked = delivery.count_troubled(on=today)
    facts, letters = plumbing.facts_backlog(), plumbing.letters_backlog()
    failed = plumbing.list_jobs(status="failed", page_size=100)
    market = [
        ("desk:cooperatives", "", "store", _("Cooperatives to verify"), len(cooperatives.waiting_for_desk(on=today))),
        ("desk:products", "", "package", _("Products to look at"), catalog.count_products_waiting()),
        ("desk:orders", "?show=late", "clock", _("Parcels past their day"), late),
        ("desk:orders", "?show=locked", "lock", _("Locked codes"), locked),
        (
            "desk:commission-differences",
            "",
            "scale",
            _("Products whose price statement differs from the books"),
            catalog.count_differing_products(),
        ),
        ("desk:members", "", "users", _("Statements that members contest"), len(members.contested_everywhere())),
        (
            "desk:association-recalls",
            "",
            "package-open",
            _("Recalls that wait for a yes"),
            mediation.count_recalls_waiting(),
        ),
        ("desk:members", "#parked", "percent", _("Money that no rule shares yet"), len(members.parked_everywhere())),
    ]
    house = [
        ("desk:letters", "?state=failed", "mail", _("Letters that failed"), letters.given_up),
        ("desk:machines", "?status=failed", "triangle-alert", _("Jobs that failed"), len(failed.items)),
        ("desk:machines", "", "inbox", _("News that wait"), facts.waiting + facts.given_up),
    ]
    groups = [(_("Money"), _money(moment)), (_("Market"), market), (_("House"), house)]
    return hall(request, "start", tab="start", groups=groups, workers=plumbing.workers_alive(moment))


def _money(moment: datetime) -> list[Tile]:
    runs, refunds, transfers = settlement.run_counts(), settlement.refund_counts(), bank.transfer_counts()
    carriers, waiting = delivery.cash_by_carrier(moment), payments.waiting_for_desk()
    return [
        ("desk:payouts", "", "hand-coins", _("Payout runs to approve"), runs.get("prepared", 0)),
        ("desk:payouts", "", "shield-check", _("Payout runs to release"), runs.get("approved", 0)),
        (
            "desk:payouts",
            "",
            "triangle-alert",
            _("Payouts that did not go through"),
            len(settlement.payouts_in_trouble()),
        ),
        ("desk:bank-transfers", "", "send", _("Transfers to release"), transfers["waiting"]),
        (
            "desk:bank-transfers",
            "?status=parked",
            "ban",
            _("Transfers with a wrong account number"),
            transfers["parked"],
        ),
        ("desk:bank-entries", "", "circle-help", _("Bank entries to explain"), bank.count_unexplained()),
        ("desk:payments", "", "inbox", _("Amounts that could not be placed"), waiting.parked),
        ("desk:payments_repayments", "", "undo-2", _("Amounts to give back by hand"), waiting.to_give),
        ("desk:refunds", "?state=failed", "circle-alert", _("Refunds that failed"), refunds.get("failed", 0)),
        ("desk:cash", "", "banknote", _("Parcels whose cash is with a carrier"), sum(c.parcels for c in carriers)),
        (
            "desk:cash",
            "#overdue",
            "clock",
            _("Parcels whose cash is overdue"),
            sum(c.overdue_parcels for c in carriers),
        ),
        (
            "desk:bank-slips",
            "?status=different",
            "clipboard-list",
            _("Differences in carriers' slips"),
            delivery.count_open_differences(),
        ),
    ]
