"""What the search index should know of cooperatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from twiza.cooperatives.models import Cooperative
from twiza.cooperatives.queries.cards import visible_q
from twiza.geography.api import commune_cards
from twiza.search.api import Facets, Searchable

KIND = "cooperative"


def searchable(ids: Sequence[int] | None = None) -> Iterator[Searchable]:
    """The public ones among `ids`, or all."""
    rows = Cooperative.objects.filter(visible_q()).order_by("pk")
    rows = rows if ids is None else rows.filter(pk__in=ids)
    found = rows.values_list("pk", "names", "activity", "story", "commune", "first_verified_at")
    for pk, names, activity, story, commune, since in found:
        place = commune_cards([commune]).get(commune)
        yield Searchable(
            KIND,
            str(pk),
            names,
            place=(*place.names.values(), *place.province_names.values(), *place.region_names.values())
            if place
            else (),
            words=tuple(activity.values()),
            description=tuple(story.values()),
            facets=Facets(
                region=place.region_code if place else "",
                province=place.province_code if place else "",
                commune=commune,
                cooperative=str(pk),
            ),
            fresh_at=since,
        )


def searchable_cooperatives() -> Iterator[Searchable]:
    """Every public cooperative."""
    yield from searchable()
