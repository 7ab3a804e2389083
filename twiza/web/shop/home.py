"""The first page: search, near you, what is in season, shelves, one story, your rights, the market in figures."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.kernel.periods import day_of
from twiza.law import api as law
from twiza.settlement import api as settlement
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop import seasons, shelves
from twiza.web.shop.head import head

RIGHTS = ("consumer.price_all_included", "consumer.withdrawal_days", "house.cancel_before_handover")


@require_safe
@cached(tags=["market"])
def home(request: HttpRequest) -> HttpResponse:
    today = day_of(now())
    fresh = catalog.list_products(page_size=8)
    return render(
        request,
        "shop/home.html",
        {
            "head": head(
                request,
                title=_("The market of cooperatives"),
                description=_("Goods of Morocco's cooperatives, from those who make them. Pay at the door."),
            ),
            "products": fresh.items,
            "kinds": shelves.kinds(card.category_code for card in fresh.items),
            "tiles": shelves.tiles(),
            "seasons": seasons.in_season(today.month)[:3],
            "year": seasons.year(),
            "months": [date(today.year, month, 1) for month in range(1, 13)],
            "month": today.month,
            "today": today,
            "withdrawal": law.rule("consumer.withdrawal_days", on=today),
            "rights": [law.rule(name, on=today) for name in RIGHTS],
            "story": cooperatives.cooperative_of_the_day(on=today),
            "figures": cooperatives.market_figures(),
            "paid_out": settlement.paid_to_cooperatives(),
            "product_count": fresh.count,
        },
    )
