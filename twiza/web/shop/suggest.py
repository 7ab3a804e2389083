"""What fields suggest while somebody types."""

from __future__ import annotations

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
from twiza.kernel.periods import day_of
from twiza.kernel.text import pick
from twiza.people.api import client_address
from twiza.plumbing.api import may_ask
from twiza.search import api as index
from twiza.web.kit.forms import name_of
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop.asked import typed_words

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
    name: str
    url: str


@require_GET
@cached(parameters=("q",), index=True)
def suggest(request: HttpRequest) -> HttpResponse:
    """`?q=` as far as it is typed: {"items": [{"kind", "what", "name", "pieces": [[text, hit]], "url"}], "said"}."""
    if not may_ask("suggest", client_address(request), most=MOST_IN_TEN_SECONDS, seconds=10, now=now()):
        sentence = _("Too many questions from your network at once. Please wait a few seconds.")
        return JsonResponse({"items": [], "said": sentence}, status=429, headers={"Retry-After": "10"})
    typed = typed_words(request, LONGEST)
    found = offers(typed, get_language() or "ar") if typed else []
    return JsonResponse({"items": [_item(offer) for offer in found], "said": _said(len(found)) if typed else ""})


def offers(typed: str, language: str, most: int = MOST) -> list[Offer]:
    """Shelves, cooperatives and communes whose names begin so, two at most of each, and goods in the rest."""
    names = index.suggest(typed, language=language, limit=most, kinds=("product", "cooperative"))
    categories = [
        Offer("category", pick(node.names, language), reverse("shop:category", args=[node.code]))
        for node in catalog.categories_named(typed)[:2]
    ]
    near = geography.find_communes(typed, limit=2) if len(typed) > 2 else []
    places = [Offer("commune", name_of(c), f"{reverse('shop:search')}?near={c.code}") for c in near]
    goods = catalog.product_cards(int(s.key) for s in names if s.kind == "product")
    products = [
        Offer("product", pick(card.names, language), reverse("shop:product", args=[card.slug]))
        for card in goods.values()
    ]
    keys = [int(s.key) for s in names if s.kind == "cooperative"]
    cards = cooperatives.cooperative_cards(keys, on=day_of(now())) if keys else {}
    sellers = [
        Offer("cooperative", pick(cards[pk].names, language), reverse("shop:cooperative", args=[cards[pk].slug]))
        for pk in keys[:2]
        if pk in cards and cards[pk].is_public
    ]
    rest = [*categories, *sellers, *places]
    return [*products[: max(most - len(rest), most // 2)], *rest][:most]


def _item(offer: Offer) -> dict[str, Any]:
    return {
        "kind": offer.kind,
        "what": str(KINDS.get(offer.kind, "")),
        "name": offer.name,
        "pieces": [[offer.name, False]],
        "url": offer.url,
    }


def _said(number: int) -> str:
    """For those who hear the page."""
    if not number:
        return _("No suggestions.")
    return ngettext("%(n)s suggestion.", "%(n)s suggestions.", number) % {"n": number}
