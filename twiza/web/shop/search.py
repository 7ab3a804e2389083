"""Search over products, cooperatives, shelves and communes, in any of the languages."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.catalog import api as catalog
from twiza.geography import api as geography
from twiza.people.api import client_address
from twiza.plumbing.api import may_ask
from twiza.search import api as index
from twiza.web.kit import errors
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop import shelves
from twiza.web.shop.asked import LONGEST, typed_words
from twiza.web.shop.head import head
from twiza.web.shop.listing import listing
from twiza.web.shop.narrowing import PARAMETERS

MOST_IN_TEN_SECONDS = 1000  # from one address, in one process: an operator's thousands of phones stand behind one
SELLERS, PLACES, SHELVES = 6, 2, 3


@require_GET
@cached(parameters=("q", "explain", *PARAMETERS), index=True)
def search(request: HttpRequest) -> HttpResponse:
    """`?q=`, what narrows it, then `?after=` for what comes after the first page; without words, all there is."""
    if not may_ask("search", client_address(request), most=MOST_IN_TEN_SECONDS, seconds=10, now=now()):
        return errors.busy(request)
    typed = typed_words(request)
    first = bool(typed) and not request.GET.get("after")
    sellers = _sellers(typed) if first else []
    shown = listing(request, index.Filter(), text=typed, sellers=sellers)
    found = shown["found"]
    empty = not shown["cards"]
    shown |= {
        "search_text": typed,
        "cut": len(request.GET.get("q", "")) > LONGEST,
        "corrected": found.corrected,
        "corrected_url": f"?{urlencode({'q': found.corrected})}" if found.corrected else "",
        "cooperatives": [card for key in sellers if (card := shown["sellers"].get(int(key))) and card.is_public],
        "communes": geography.find_communes(typed, limit=PLACES) if first and len(typed) > 2 else [],
        "shelves": [(node, shelves.kind_of(node.code)) for node in catalog.categories_named(typed)[:SHELVES]]
        if first
        else [],
        "tiles": shelves.tiles() if empty else [],
        "wish_url": f"{reverse('shop:wish')}?{urlencode({'q': typed})}" if empty and typed else "",
        "head": _head(request, typed),
    }
    return render(request, "shop/search.html", shown)


def _sellers(typed: str) -> list[str]:
    asked = index.Question(text=typed, kinds=("cooperative",), page_size=SELLERS, facets=False)
    found = index.find(asked)
    return [] if found.loosened else [hit.key for hit in found.hits]


def _head(request: HttpRequest, typed: str) -> Any:
    return head(request, title=typed or _("Search"), description=_("Search the market"))
