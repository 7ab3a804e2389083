"""Your rights as the rule book says them, the terms that a buyer accepts, personal data, who we are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.law import api as law
from twiza.ordering import api as ordering
from twiza.privacy.api import register
from twiza.web.kit.gate import now
from twiza.web.kit.page import public
from twiza.web.shop.head import head

# What a buyer needs first, in the order of a purchase; the rule book has all of it.
FIRST = (
    "consumer.price_all_included",
    "consumer.delivery_cost_apart",
    "consumer.unit_price",
    "consumer.supplier_identity",
    "consumer.terms_accepted",
    "consumer.check_and_correct",
    "consumer.written_confirmation",
    "consumer.receipt",
    "consumer.full_responsibility",
    "consumer.execution_days",
    "consumer.written_delivery_date_above",
    "consumer.late_days",
    "consumer.late_refund_days",
    "consumer.unavailable_refund_days",
    "consumer.withdrawal_days",
    "consumer.withdrawal_days_unconfirmed",
    "consumer.withdrawal_exceptions",
    "consumer.refund_days",
    "consumer.defect_action_days",
    "consumer.defect_notice_days",
    "consumer.defect_remedy",
    "consumer.warranty_document",
    "consumer.burden_of_proof",
    "consumer.court_of_consumer",
    "consumer.full_period_counting",
)
BUYERS = ("consumer", "house")


def _in_force() -> list[law.Rule]:
    """The rules about buyers that are in force today, in the order of their names."""
    today, found = day_of(now()), []
    for name in law.book():
        if name.split(".")[0] in BUYERS:
            try:
                found.append(law.rule(name, on=today))
            except law.UnknownRule:
                continue
    return found


@require_GET
@public(3600)
def rights(request: HttpRequest) -> HttpResponse:
    """Law and house policy apart, each with its source; what was not read in the legal text itself says so."""
    rules = [rule for rule in _in_force() if rule.id in FIRST or rule.id.startswith("house.")]
    return render(
        request,
        "shop/rights.html",
        {
            "law": [rule for rule in rules if rule.is_law],
            "guidance": [rule for rule in rules if not rule.is_law and not rule.id.startswith("house.")],
            "house": [rule for rule in rules if rule.id.startswith("house.")],
            "head": head(
                request,
                title=_("Your rights"),
                description=_("What the law gives you when you buy here, and what we promise beyond it."),
            ),
        },
    )


@require_GET
@public(3600)
def terms(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "shop/terms.html",
        {
            "version": ordering.TERMS_VERSION,
            "rules": {rule.id.replace(".", "_"): rule for rule in _in_force()},
            "head": head(request, title=_("Terms of sale"), description=_("The terms of sale of the market.")),
        },
    )


@require_GET
@public(3600)
def privacy(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "shop/privacy.html",
        {
            "register": register(on=day_of(now())),
            "basket": law.rule("house.basket_days", on=day_of(now())),
            "head": head(
                request, title=_("Personal data"), description=_("What we know of you, why, and for how long.")
            ),
        },
    )


@require_GET
@public(3600)
def about(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "shop/about.html",
        {
            "credit": geography.MAP_CREDIT,
            "head": head(request, title=_("Who we are"), description=_("Who keeps this market.")),
        },
    )
