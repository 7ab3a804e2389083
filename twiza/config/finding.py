"""Who has what can be found, and who keeps the index: said once, when the house opens."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from threading import Event

from django.db import connection, transaction
from django.utils import timezone

from twiza.catalog.api import searchable_categories, searchable_products
from twiza.cooperatives.api import searchable_cooperatives
from twiza.freshness.api import drop
from twiza.geography.api import communes
from twiza.ordering.api import received_counts
from twiza.plumbing.api import beside_worker
from twiza.reviews.api import stars_of_all
from twiza.search.api import (
    Facets,
    Searchable,
    Signals,
    feed_from,
    keep_index,
    kinds_to_refill,
    refill,
    tally,
    write_with,
)

log = logging.getLogger(__name__)


def open_index() -> None:
    """Sources, and a keeper in each worker."""
    feed_from("product", searchable_products, product_signals)
    feed_from("cooperative", searchable_cooperatives)
    feed_from("category", searchable_categories)
    feed_from("commune", searchable_communes)
    beside_worker("index", keep)
    write_with(write_counts_down)


def write_counts_down(missed: Mapping[tuple[str, str], int], shown: Mapping[str, int]) -> None:
    """Once a minute, by a thread of a web process; the page that publishes them is drawn anew."""
    now = timezone.now()
    with transaction.atomic():
        tally(missed, shown, now=now)
        if shown:
            drop(["exposure"], now=now)


def keep(stop: Event) -> None:
    """An upgraded house has rows of an older form: they are written anew first."""
    if kinds := kinds_to_refill():
        log.warning("search: writing anew what can be found: %s", ", ".join(kinds))
        refill(now=timezone.now(), kinds=kinds)
    connection.close()
    keep_index(stop)


def product_signals() -> Mapping[str, Signals]:
    """Pieces received and stars shown, of every product that has either."""
    sold, stars = received_counts(), stars_of_all()
    return {str(pk): Signals(sold.get(pk, 0), *stars.get(pk, (0, 0))) for pk in sorted(sold.keys() | stars.keys())}


def searchable_communes() -> Iterator[Searchable]:
    """The 1,503 communes, with their province and region."""
    for card in communes():
        yield Searchable(
            "commune",
            card.code,
            card.names,
            place=(*card.province_names.values(), *card.region_names.values()),
            facets=Facets(region=card.region_code, province=card.province_code, commune=card.code),
        )
