"""The sample's goods to search in: made through the front door in a throw-away folder, or described from its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from twiza.search.api import Facets, Searchable


@dataclass(frozen=True)
class Shelf:
    """What may be found, and by which names the judgments know each (`argan-03`, `tifawin-03`), by its key."""

    documents: list[Searchable]
    goods: dict[str, frozenset[str]]


def make_shelf(now: datetime) -> None:
    """Tables, reference data, the sample's cooperatives and goods: as `load-sample`, without its orders."""
    from django.core.management import call_command
    from django.db import transaction

    from twiza.catalog.api import load_categories, load_designations
    from twiza.config.sample import goods, load, sellers
    from twiza.geography.api import load_geography
    from twiza.plumbing.api import deliver

    call_command("migrate", verbosity=0)
    for load_some in (load_geography, load_categories, load_designations):
        load_some()
    lines, shelves = goods.read_lines(), goods.read_goods()
    with transaction.atomic():
        desk = load.person_of(load.SIGN_INS[0])
        for row in sellers.read():
            cooperative = sellers.found(row, lines[row.line], desk=desk, now=now)
            goods.stock_up(cooperative, row, shelves[row.line], lines[row.line], desk=desk, now=now)
    while deliver(now):
        pass


def loaded_shelf() -> Shelf:
    """What the database holds of the sample."""
    from twiza.catalog import api as catalog
    from twiza.config.sample import sellers

    line_of = {row.slug: row.line for row in sellers.read()}
    goods: dict[str, frozenset[str]] = {}
    page = 1
    while page:
        listing = catalog.numbered_page(catalog.ProductFilter(), page=page, page_size=100)
        for card in listing.items:
            slug, _, place = card.sku.lower().rpartition("-")[0].rpartition("-")
            if slug in line_of:
                goods[str(card.id)] = frozenset({f"{slug}-{place}", f"{line_of[slug]}-{place}"})
        page = int(listing.next or 0)
    return Shelf([one for one in catalog.searchable_products() if one.key in goods], goods)


def described_shelf(now: datetime) -> Shelf:
    """The same from the files, in a second: an index without products behind it. Reference data must be there."""
    from twiza.catalog import api as catalog
    from twiza.config.sample import goods as sample
    from twiza.config.sample import sellers
    from twiza.geography.api import find_communes, regions

    region = next(card for card in regions() if card.code == "07")
    lines, shelves = sample.read_lines(), sample.read_goods()
    documents, names = [], {}
    for row in sellers.read():
        commune = find_communes(row.commune, limit=1, region="07")[0]
        for place, good in enumerate(shelves[row.line], start=1):
            if (row.slug, place) in sample.LEFT_FOR_THE_DESK:
                continue
            trail = catalog.trail(good.category)
            key = f"{row.slug}-{place:02d}"
            names[key] = frozenset({key, f"{row.line}-{place:02d}"})
            documents.append(
                Searchable(
                    "product",
                    key,
                    good.names,
                    cooperative=tuple(row.names.values()),
                    category=[name for node in trail for name in node.names.values()],
                    place=[*commune.names.values(), *commune.province_names.values(), *region.names.values()],
                    description=[
                        lines[row.line][language][sample.begun(row.slug, place)[2]].format(name=name)
                        for language, name in good.names.items()
                    ],
                    facets=Facets(categories=[node.code for node in trail], commune=commune.code, cooperative=row.slug),
                    price_centimes=good.sizes[0][3] * 100,
                    fresh_at=now,
                    seller=row.slug,
                )
            )
    return Shelf(documents, names)
