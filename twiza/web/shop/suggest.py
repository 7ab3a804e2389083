"""What fields suggest while somebody types."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, ngettext, pgettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from twiza.catalog import api as catalog
from twiza.cooperatives import api as cooperatives
from twiza.geography import api as geography
from twiza.people.api import client_address
from twiza.plumbing.api import may_ask
from twiza.search import api as index
from twiza.web.kit.forms import name_of
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop.asked import typed_words
from twiza.web.shop.marks import Marked, mark

MOST, LONGEST = 8, 100
MOST_IN_TEN_SECONDS = 3000  # from one address, in one process: an operator's thousands of phones stand behind one
KINDS = {
    "category": pgettext_lazy("a kind of thing found", "shelf"),
    "cooperative": pgettext_lazy("a kind of thing found", "cooperative"),
    "commune": pgettext_lazy("a kind of thing found", "near this commune"),
}


@require_GET
@cached(parameters=("q",), tags=("places",), seconds=3600)
def communes(request: HttpRequest) -> HttpResponse:
    """`?q=` in either script: {"items": [{"name", "code"}]}."""
    typed = request.GET.get("q", "").strip()[:80]
    found = geography.find_communes(typed, limit=8) if typed else []
    return JsonResponse({"items": [{"name": name_of(c), "code": c.code} for c in found]})


@dataclass(frozen=True, slots=True)
class Offer:
    """One line below the field, and where it leads."""

    kind: str
    name: Marked
    url: str


@require_GET
@cached(parameters=("q",), index=True)
def suggest(request: HttpRequest) -> HttpResponse:
    """`?q=` as far as it is typed: {"items": [{"kind", "what", "name", "language", "pieces", "url"}], "said"}.

    The pieces of a name are [[text, whether it is met]].
    """
    if not may_ask("suggest", client_address(request), most=MOST_IN_TEN_SECONDS, seconds=10, now=now()):
        sentence = _("Too many questions from your network at once. Please wait a few seconds.")
        return JsonResponse({"items": [], "said": sentence}, status=429, headers={"Retry-After": "10"})
    typed = typed_words(request, LONGEST)
    found = offers(typed, get_language() or "ar") if typed else []
    return JsonResponse({"items": [_item(offer) for offer in found], "said": _said(len(found)) if typed else ""})


def offers(typed: str, language: str) -> list[Offer]:
    """What the index suggests and everybody may see: two at most of shelves, cooperatives and communes, then goods."""
    named = index.suggest(typed, language=language, limit=MOST)
    keys: dict[str, list[str]] = defaultdict(list)
    for one in named:
        keys[one.kind].append(one.key)
    led = {
        "category": _shelves(keys["category"]),
        "cooperative": _sellers(keys["cooperative"]),
        "commune": {code: f"{reverse('shop:search')}?near={code}" for code in keys["commune"]},
        "product": _goods(keys["product"]),
    }
    asked = index.asked(typed, language)
    return [
        Offer(one.kind, mark(one.names, asked, language), url)
        for one in named
        if (url := led.get(one.kind, {}).get(one.key))
    ]


def _shelves(codes: Iterable[str]) -> dict[str, str]:
    return {code: reverse("shop:category", args=[code]) for code in codes if catalog.category(code)}


def _sellers(keys: Iterable[str]) -> dict[str, str]:
    names = cooperatives.public_names(int(key) for key in keys)
    return {str(pk): reverse("shop:cooperative", args=[one.slug]) for pk, one in names.items()}


def _goods(keys: Iterable[str]) -> dict[str, str]:
    cards = catalog.product_cards(int(key) for key in keys)
    return {str(card.id): reverse("shop:product", args=[card.slug]) for card in cards.values()}


def _item(offer: Offer) -> dict[str, Any]:
    return {
        "kind": offer.kind,
        "what": str(KINDS.get(offer.kind, "")),
        "name": offer.name.text,
        "language": offer.name.language,
        "pieces": offer.name.pieces,
        "url": offer.url,
    }


def _said(number: int) -> str:
    """For those who hear the page."""
    if not number:
        return _("No suggestions.")
    return ngettext("%(n)s suggestion.", "%(n)s suggestions.", number) % {"n": number}
