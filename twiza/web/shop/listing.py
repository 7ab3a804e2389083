"""A list of goods from the index: its cards, what narrows it, its order and what is near."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language, pgettext_lazy

from twiza.catalog import api as catalog
from twiza.geography import api as geography
from twiza.search import api as index
from twiza.web.kit.forms import name_of
from twiza.web.kit.pages import count
from twiza.web.shop import marks, shelves, why
from twiza.web.shop.choices import MOST, chips, choices, sellers_of, without
from twiza.web.shop.keyset import after_text
from twiza.web.shop.narrowing import BEST, SORTS, FacetForm

PAGE = 24
NEAREST = ("best", pgettext_lazy("order of a list", "Nearest first"))


def listing(
    request: HttpRequest, base: index.Filter, *, text: str = "", sellers: Iterable[str] = (), wide: bool = True
) -> dict[str, Any]:
    """What `parts/listing.html` and `parts/facets.html` need. One query for the cards and one for cooperatives named.

    `base` is where the shelf stands; `sellers` are cooperatives (ids as text) that the page shows as well; not `wide`:
    a shelf of one cooperative. `?explain=1` says of each thing why it stands where it stands.
    """
    language = get_language() or "ar"
    form = FacetForm(request.GET)
    chosen = form.narrowed(base)
    near = form.place()
    sorts = [BEST, *SORTS] if text else [NEAREST, *SORTS] if near else SORTS
    order = form.order(sorts[0][0])
    order = order if order in dict(sorts) else sorts[0][0]
    explain = bool(text) and request.GET.get("explain") == "1"
    found = index.find(
        index.Question(
            text=text,
            language=language,
            filter=chosen,
            sort=order,
            after=after_text(request),
            page_size=PAGE,
            near=near.code if near else None,
            explain=explain,
        )
    )
    cards = list(catalog.product_cards(int(hit.key) for hit in found.hits).values())
    named = [code for code, _n in found.facets.get("cooperative", ())[:MOST]] if wide else []
    known = sellers_of([*named, *sellers])
    offered = choices(found.facets, chosen, known)
    price = dict(found.facets.get("price", ()))
    # Nothing in one region or under a price says nothing of the words.
    missed = (text, language) if text and not found.count and chosen == base else None
    count(request, sellers=(str(card.cooperative_id) for card in cards) if wide else (), missed=missed)
    return {
        "form": form,
        "found": found,
        "cards": cards,
        "sellers": known,
        "facets": offered,
        "lowest_centimes": price.get("lowest"),
        "highest_centimes": price.get("highest"),
        "kinds": shelves.kinds(card.category_code for card in cards),
        "sorts": sorts,
        "sort": order,
        "chips": chips(request, offered, chosen),
        "near": near,
        "near_name": name_of(near) if near else "",
        "distances": _distances(near, cards) if near else {},
        "narrowed": any(request.GET.get(name) for name in form.fields if name not in ("sort", "near")),
        "without": {name: without(request, *name.split()) for name in ("stock", "lowest highest", "near", "explain")},
        "begin_again": without(request, *form.fields, "explain"),
        "kept": _kept(text, request.GET.get("category", "")[:60]),
        "marked": marks.marked(cards, text, language) if text else {},
        "why": {int(hit.key): why.said(hit.why) for hit in found.hits if hit.why} if explain else {},
        "explain": explain,
        "wide": wide,
    }


def _kept(text: str, category: str) -> list[tuple[str, str]]:
    """What the form of the facets sends along unseen."""
    return [(name, value) for name, value in (("q", text), ("category", category)) if value]


def _distances(near: geography.CommuneCard, cards: Iterable[catalog.ProductCard]) -> dict[int, int]:
    """Kilometres as the crow flies by product, where both points are known."""
    places = geography.commune_cards({card.commune_code for card in cards if card.commune_code})
    far = {
        card.id: geography.distance_km(near, places[card.commune_code]) for card in cards if card.commune_code in places
    }
    return {pk: round(km) for pk, km in far.items() if km is not None}
