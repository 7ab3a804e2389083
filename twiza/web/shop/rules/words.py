"""What the rule book's codes mean to a reader."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from twiza.kernel.say import dirhams
from twiza.law import api as law

AREAS = {
    "consumer": _("Buyers"),
    "privacy": _("Personal data"),
    "trade": _("Sellers and goods"),
    "house": _("Promises of the house"),
}
CONFIDENCE = {
    "H": _("We read this in the text of the law itself."),
    "M": _("We have this from a good second source, or worked it out by comparison: it is guidance, not a verdict."),
    "L": _("We have this from the press or an old page: it is guidance, not a verdict."),
}
CONFIDENCE_OF_HOUSE = _("The market promises this by itself; the law does not ask for it.")
PLACES = {
    "ordering": _("Orders"),
    "protection": _("Returns, refunds and guarantees"),
    "complaints": _("Complaints"),
    "mediation": _("Consumer associations"),
    "reviews": _("Reviews"),
    "privacy": _("Requests on personal data"),
    "people": _("Accounts and consents"),
    "conversations": _("Messages"),
    "observatory": _("Open figures"),
    "guidance": _("Advice"),
    "clocks": _("Deadlines"),
    "catalog": _("What an offer must say"),
    "cooperatives": _("The papers of cooperatives"),
    "delivery": _("Parcels"),
    "payments": _("Payments"),
    "settlement": _("Payouts to cooperatives"),
    "commission": _("Commission"),
    "invoicing": _("Invoices"),
    "cashbook": _("Sales at a stall"),
    "members": _("The members' work"),
    "search": _("Search"),
    "wishes": _("Wishes: “tell me when it comes”"),
    "web/shop": _("Pages of the shop"),
    "web/account": _("Pages of the account"),
    "web/workshop": _("Pages of the workshop"),
    "web/desk": _("Pages of the market's desk"),
    "web/association": _("Pages of consumer associations"),
    "rest": _("Data for machines"),
}


def value_words(version: law.Rule) -> str:
    """The value with its unit; "" for a duty or a list, which the sentence says."""
    value, unit = version.value, version.unit
    if isinstance(value, bool) or not isinstance(value, int):
        return ""
    if unit == "centimes of dirham":
        return dirhams(value)
    if unit == "basis points":
        return f"{value / 100:g} %"
    return _counted(unit, value)


def _counted(unit: str, n: int) -> str:
    said: Any = {
        "full days": lambda: ngettext("%(n)s full day", "%(n)s full days", n),
        "days": lambda: ngettext("%(n)s day", "%(n)s days", n),
        "hours": lambda: ngettext("%(n)s hour", "%(n)s hours", n),
        "minutes": lambda: ngettext("%(n)s minute", "%(n)s minutes", n),
        "months": lambda: ngettext("%(n)s month", "%(n)s months", n),
    }.get(unit, lambda: "%(n)s")
    return str(said()) % {"n": n}


def confidence_words(sheet: law.Sheet) -> Any:
    return CONFIDENCE_OF_HOUSE if sheet.kind == law.HOUSE else CONFIDENCE[sheet.confidence]


def place_words(name: str) -> list[Any]:
    """Where the platform asks this rule, each part once."""
    return [PLACES[place] for place in law.where_used(name) if place in PLACES]
