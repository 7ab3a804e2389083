"""What every page of the desk shares: its menu, and doing one thing from a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from twiza.kernel.refusals import Refusal
from twiza.people.api import Person

START = ("start", "desk:start", "house", _("Start"))
MARKET = (
    ("cooperatives", "desk:cooperatives", "store", _("Cooperatives")),
    ("products", "desk:products", "package", _("Products")),
    ("orders", "desk:orders", "clipboard-list", _("Orders")),
    ("members", "desk:members", "users", _("Members' work")),
    ("reviews", "desk:reviews", "star", _("Reviews")),
    ("words", "desk:words", "search", _("Words of search")),
)
RIGHTS = (
    ("complaints", "desk:complaints", "circle-alert", _("Complaints")),
    ("clocks", "desk:clocks", "clock", _("What is due")),
    ("flags", "desk:flags", "flag", _("Messages")),
    ("associations", "desk:associations", "users", _("Associations")),
)
MONEY = (
    ("cash", "desk:cash", "banknote", _("Carriers' cash")),
    ("bank", "desk:bank", "wallet", _("Bank")),
    ("payments", "desk:payments", "coins", _("Payments")),
    ("payouts", "desk:payouts", "hand-coins", _("Payouts")),
    ("refunds", "desk:refunds", "undo-2", _("Refunds")),
    ("commission", "desk:commission", "percent", _("Commission")),
    ("reports", "desk:reports", "chart-column", _("Reports")),
    ("books", "desk:books", "scale", _("The books")),
)
HOUSE = (
    ("letters", "desk:letters", "mail", _("Letters")),
    ("machines", "desk:machines", "settings", _("Jobs and workers")),
    ("audit", "desk:audit", "history", _("Audit trail")),
    ("privacy", "desk:privacy", "lock", _("Personal data")),
    ("style", "desk:style", "eye", _("The look")),
)
# A section's name leads to its first page; below stand the pages of the section one is in.
MENU = (
    (START[1], START[2], START[3], (START,)),
    (MARKET[0][1], "store", _("Market"), MARKET),
    (RIGHTS[0][1], "scale", _("Rights"), RIGHTS),
    (MONEY[0][1], "coins", _("Money"), MONEY),
    (HOUSE[0][1], "settings", _("House"), HOUSE),
)


class DeskRequest(HttpRequest):
    """A request that the gate let in: somebody of the desk, in a language of ours."""

    user: Person
    LANGUAGE_CODE: str


def hall(request: HttpRequest, template: str, *, tab: str, status: int = 200, **shown: Any) -> HttpResponse:
    section = next(pages for _address, _icon, _word, pages in MENU if any(name == tab for name, *_rest in pages))
    said = {"menu": MENU, "section": section, "tab": tab}
    return render(request, f"desk/{template}.html", said | shown, status=status)


def do(request: HttpRequest, said: str | Promise, act: Callable[[], Any]) -> bool:
    """Do it and say so; a refusal is said instead. For one-button forms, which have no field to carry the sentence."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, str(said))
    return True


def word_of(request: HttpRequest, name: str, *allowed: str) -> str:
    """A parameter of the address: one of `allowed` (else ''), or any short text where none are named."""
    value = request.GET.get(name, "").strip()[:120].replace("\x00", "")
    return value if not allowed or value in allowed else ""
