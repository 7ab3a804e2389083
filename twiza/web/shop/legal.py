"""Your rights as the rule book says them, the terms that a buyer accepts, personal data, who we are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.law import api as law
from twiza.ordering import api as ordering
from twiza.privacy.api import register
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
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
# What else protects a buyer, and what else we promise: the book has the rest.
ALSO = ("price_all_included", "receipt", "written_confirmation", "advertising_true", "abusive_clauses", "origin")
OURS = ("price_difference_share", "reviews", "delivery_attempts", "figures_least_cell")


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


# What acts by itself: (icon, what happens, what is done here without anybody asking, the rules of law, our promises).
ACTING: tuple[tuple[str, Any, Any, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "undo-2",
        _("You changed your mind"),
        _(
            "Your order's page says for each article until which day it goes back, and why not where the law makes an "
            "exception. You choose, and that is all: the day of your refund is fixed then, and a clock runs to it."
        ),
        ("withdrawal_days", "withdrawal_days_unconfirmed", "withdrawal_exceptions", "refund_days", "full_periods"),
        ("withdrawal_delivery_share",),
    ),
    (
        "clock",
        _("The parcel does not come"),
        _(
            "The promised day is a clock that you and the cooperative both see. When the law's days are over, the page "
            "offers you to give the parcel up; what you paid comes back by its day."
        ),
        ("execution_days", "late_days", "rescission_days", "late_refund_days"),
        ("rescission_stays_open", "cancel_before_handover"),
    ),
    (
        "package",
        _("The cooperative can't send it"),
        _("What you paid for it goes back to you by itself, by the day of the law."),
        ("unavailable_refund_days",),
        ("confirm_hours",),
    ),
    (
        "shield-check",
        _("It is broken, or not what was shown"),
        _(
            "You say what is wrong, with a photo, and what you want. The cooperative has a day to answer by; after its "
            "silence your money is yours to take."
        ),
        ("defect_action_days", "defect_remedy", "defect_notice_days", "no_waiver_of_guarantee"),
        ("claim_answer_days", "claim_silence_refund", "defect_remedies"),
    ),
    (
        "flag",
        _("You complain"),
        _(
            "A few taps make a complaint. The money of what it is about stays where it is until the complaint is "
            "answered, and from there it goes up by itself: to us, or to a consumer association if you wish."
        ),
        ("full_responsibility", "burden_of_proof", "court_of_consumer"),
        ("complaint_answer_days", "complaint_promise_days", "doubt_for_buyer", "association_independent"),
    ),
)


@require_safe
@cached(seconds=60)
def rights(request: HttpRequest) -> HttpResponse:
    """What acts by itself, law and promise of the house apart; what else protects a buyer; the book has everything."""
    book = {rule.id: rule for rule in _in_force()}

    def of(area: str, names: tuple[str, ...]) -> list[law.Rule]:
        return [book[f"{area}.{name}"] for name in names if f"{area}.{name}" in book]

    acting = [(icon, title, text, of("consumer", laws), of("house", own)) for icon, title, text, laws, own in ACTING]
    return render(
        request,
        "shop/rights.html",
        {
            "acting": acting,
            "law": of("consumer", ALSO),
            "house": of("house", OURS),
            "head": head(
                request,
                title=gettext("Your rights"),
                description=gettext("What the law gives you when you buy here, and what we promise beyond it."),
            ),
        },
    )


@require_safe
@cached(seconds=60)
def terms(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "shop/terms.html",
        {
            "version": ordering.TERMS_VERSION,
            "rules": {rule.id.replace(".", "_"): rule for rule in _in_force()},
            "head": head(
                request, title=gettext("Terms of sale"), description=gettext("The terms of sale of the market.")
            ),
        },
    )


@require_safe
@cached(seconds=60)
def privacy(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "shop/privacy.html",
        {
            "register": register(on=day_of(now())),
            "basket": law.rule("house.basket_days", on=day_of(now())),
            "head": head(
                request,
                title=gettext("Personal data"),
                description=gettext("What we know of you, why, and for how long."),
            ),
        },
    )


@require_safe
@cached(seconds=60)
def about(request: HttpRequest) -> HttpResponse:
    return render(
        request,
        "shop/about.html",
        {
            "credit": geography.MAP_CREDIT,
            "head": head(request, title=gettext("Who we are"), description=gettext("Who keeps this market.")),
        },
    )
