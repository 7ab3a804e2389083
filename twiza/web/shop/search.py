"""Search over products, cooperatives and communes, in any of the languages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.search import api as index
from twiza.web.kit.gate import now
from twiza.web.kit.page import public
from twiza.web.shop import shelves
from twiza.web.shop.head import head

PAGE = 24


@require_GET
@public(60)
def search(request: HttpRequest) -> HttpResponse:
    """`?q=`, then `?start=` for what comes after the first page."""
    typed = " ".join(request.GET.get("q", "").split())[:100]
    start = _start(request)
    hits = [int(hit.key) for hit in index.find(typed, kinds=["product"], limit=PAGE, offset=start)]
    sellers = [int(hit.key) for hit in index.find(typed, kinds=["cooperative"], limit=6)] if not start else []
    products = list(catalog.product_cards(hits).values())
    total = index.count(typed, kinds=["product"])
    cards = cooperatives.cooperative_cards(sellers, on=day_of(now())) if sellers else {}
    communes = geography.find_communes(typed, limit=4) if len(typed) > 2 and not start else []
    return render(
        request,
        "shop/search.html",
        {
            "search_text": typed,
            "products": products,
            "kinds": shelves.kinds(card.category_code for card in products),
            "cooperatives": [cards[pk] for pk in sellers if pk in cards and cards[pk].is_public],
            "communes": communes,
            "count": total,
            "next": start + PAGE if total > start + PAGE else None,
            "tiles": shelves.tiles() if not products else [],
            "head": head(request, title=typed or _("Search"), description=_("Search the market")),
        },
    )


def _start(request: HttpRequest) -> int:
    typed = request.GET.get("start", "")
    return min(int(typed), 2400) if typed.isascii() and typed.isdecimal() and len(typed) < 6 else 0
