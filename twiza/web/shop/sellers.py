"""Cooperatives: who they are, where, and what they make; by region, on a map, near a commune."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from twiza.cooperatives import api as cooperatives
from twiza.geography import api as geography
from twiza.kernel.periods import day_of
from twiza.kernel.refusals import NotFound
from twiza.kernel.text import pick
from twiza.law import api as law
from twiza.search import api as index
from twiza.web.kit.forms import CommuneField, Form
from twiza.web.kit.gate import now
from twiza.web.kit.pages import cached
from twiza.web.shop import linked_data
from twiza.web.shop.head import head
from twiza.web.shop.keyset import after_text
from twiza.web.shop.listing import listing
from twiza.web.shop.maps import sketch
from twiza.web.shop.narrowing import PARAMETERS

MOST_ON_A_MAP = 1000


class NearForm(Form):
    commune = CommuneField(required=False)


@require_safe
@cached(parameters=PARAMETERS, index=True)
def cooperative(request: HttpRequest, slug: str) -> HttpResponse:
    today, language = day_of(now()), get_language() or "ar"
    page = cooperatives.public_cooperative(slug, on=today)
    place = geography.commune(page.card.commune_code)
    name = pick(page.card.names, language)
    crumbs = [
        (reverse("shop:home"), _("The market")),
        (reverse("shop:cooperatives"), _("Cooperatives")),
        *_region_crumb(page.card.region_code, language),
        ("", name),
    ]
    return render(
        request,
        "shop/cooperative.html",
        listing(request, index.Filter(cooperative=str(page.card.id)), wide=False)
        | {
            "page": page,
            "place": place,
            "region_slug": next(r.slug for r in geography.regions() if r.code == place.region_code),
            "story": pick(page.story, language),
            "crumbs": crumbs,
            "mentions": law.rule("trade.cooperative_mentions", on=today),
            "head": head(
                request,
                title=name,
                description=pick(page.story, language) or name,
                image=page.photos[0].image.fallback if page.photos else f"/zellige/c{page.card.id}.svg",
                linked=[linked_data.breadcrumbs(crumbs)],
            ),
        },
    )


def _region_crumb(code: str, language: str) -> list[tuple[str, str]]:
    found = next((r for r in geography.regions() if r.code == code), None)
    return [(reverse("shop:region", args=[found.slug]), pick(found.names, language))] if found else []


@require_safe
@cached(parameters=["commune", "after"])
def list_of(request: HttpRequest) -> HttpResponse:
    """All of them by name, or those nearest to a commune; the twelve regions lead to their maps."""
    form, today = NearForm(request.GET), day_of(now())
    form.is_valid()
    near = form.cleaned_data.get("commune") if form.is_bound else None
    shown: dict[str, Any] = {"form": form, "near": near, "regions": geography.regions()}
    if near:
        shown |= {"cards": _nearest(near, today), "next": None}
    else:
        found = cooperatives.list_cooperatives(on=today, after=after_text(request))
        shown |= {"cards": [(card, None) for card in found.items], "next": found.next, "count": found.count}
    shown["head"] = head(request, title=_("Cooperatives"), description=_("The cooperatives of the market, by region."))
    return render(request, "shop/cooperatives.html", shown)


def _nearest(commune: geography.CommuneCard, today: Any) -> list[tuple[cooperatives.CooperativeCard, int | None]]:
    """Those of the same region, the nearest first, with kilometres as the crow flies where both points are known."""
    found = cooperatives.list_cooperatives(on=today, region=commune.region_code, page_size=200).items
    places = geography.commune_cards({card.commune_code for card in found})
    placed = [(card, geography.distance_km(commune, places[card.commune_code])) for card in found]
    placed.sort(key=lambda pair: (pair[1] is None, pair[1] or 0, pair[0].slug))
    return [(card, None if far is None else round(far)) for card, far in placed[:24]]


@require_safe
@cached(parameters=PARAMETERS, index=True)
def region(request: HttpRequest, slug: str) -> HttpResponse:
    today, language = day_of(now()), get_language() or "ar"
    card = next((r for r in geography.regions() if r.slug == slug), None)
    if card is None:
        raise NotFound(slug)
    found = cooperatives.list_cooperatives(on=today, region=card.code, page_size=MOST_ON_A_MAP).items
    crumbs = [
        (reverse("shop:home"), _("The market")),
        (reverse("shop:cooperatives"), _("Cooperatives")),
        ("", pick(card.names, language)),
    ]
    return render(
        request,
        "shop/region.html",
        listing(request, index.Filter(region=card.code))
        | {
            "region": card,
            "sketch": sketch(card.code, (c.commune_code for c in found)),
            "places": _places(found),
            "cooperatives": found,
            "crumbs": crumbs,
            "head": head(
                request,
                title=pick(card.names, language),
                description=_("Cooperatives and goods of the region %(region)s.")
                % {"region": pick(card.names, language)},
                linked=[linked_data.breadcrumbs(crumbs)],
            ),
        },
    )


def _places(
    found: list[cooperatives.CooperativeCard],
) -> list[tuple[geography.CommuneCard, list[cooperatives.CooperativeCard]]]:
    """The table behind the map: each commune with its cooperatives."""
    by_commune: dict[str, list[cooperatives.CooperativeCard]] = {}
    for card in found:
        by_commune.setdefault(card.commune_code, []).append(card)
    cards = geography.commune_cards(by_commune)
    return sorted(
        ((cards[code], rows) for code, rows in by_commune.items()),
        key=lambda pair: (pair[0].province_code, pair[0].slug),
    )
