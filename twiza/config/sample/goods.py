"""The sample's products: 207 kinds of goods of the region, each made by the two cooperatives of its line."""

from __future__ import annotations

import csv
import random
import re
import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from twiza.catalog import api as catalog
from twiza.config.sample.sellers import FOLDER, Row
from twiza.cooperatives.api import Cooperative
from twiza.people.api import Person

# So that the desk has something to review.
LEFT_FOR_THE_DESK = {("yad-al-kheir", 18), ("naqch-lkhchab", 16), ("doum-w-fedda", 17)}
SIZE = re.compile(r"(?P<amount>\d+)(?P<unit>g|ml|@(?P<grams>\d+)g)=(?P<price>\d+)(#(?P<label>.+))?")


@dataclass(frozen=True)
class Good:
    """One line of `products.csv`; `sizes` are amount, unit, weight in grams, price in dirhams, label."""

    category: str
    names: dict[str, str]
    sizes: tuple[tuple[int, str, int, int, str], ...]
    perishable: bool
    lead_days: int


def read_lines() -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / "lines.toml").read_text("utf-8"))


def read_goods() -> dict[str, list[Good]]:
    shelves: dict[str, list[Good]] = defaultdict(list)
    with (FOLDER / "products.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter=";"):
            flags = row["flags"]
            shelves[row["line"]].append(
                Good(
                    category=row["category"],
                    names={k: row[k] for k in ("ar", "fr", "en")},
                    sizes=tuple(read_size(size) for size in row["sizes"].split(",")),
                    perishable="p" in flags,
                    lead_days=int(flags[1:]) if flags.startswith("m") else 0,
                )
            )
    return shelves


def read_size(text: str) -> tuple[int, str, int, int, str]:
    """`250g=45`, `500ml=90`, `1@900g=180#28 cm`: amount, unit, packed weight in grams, dirhams, label."""
    found = SIZE.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not a size: {text}")
    amount, price, label = int(found["amount"]), int(found["price"]), found["label"] or ""
    if found["grams"]:
        return amount, "piece", int(found["grams"]) * 11 // 10, price, label
    return amount, found["unit"], amount * 13 // 10 + 60, price, label


def stock_up(
    cooperative: Cooperative, row: Row, shelf: list[Good], line: dict[str, Any], *, desk: Person, now: datetime
) -> int:
    """The products of a cooperative, published 210 days ago; those whose SKU is there are left. Returns how many."""
    there = {
        variant.sku
        for item in catalog.products_of_cooperative(cooperative.pk, page_size=100).items
        for variant in item.variants
    }
    for place, good in enumerate(shelf, start=1):
        if f"{row.slug.upper()}-{place:02d}-1" not in there:
            _make(cooperative, row, place, good, line, desk=desk, now=now)
    return len(shelf)


def begun(slug: str, place: int) -> tuple[random.Random, int, int]:
    """A product's own chance, and what it gives first: minutes after the beginning, and which of three descriptions."""
    chance = random.Random(f"{slug} {place}")
    return chance, chance.randrange(60 * 24 * 20), chance.randrange(3)


def _make(
    cooperative: Cooperative, row: Row, place: int, good: Good, line: dict[str, Any], *, desk: Person, now: datetime
) -> None:
    chance, minutes, form = begun(row.slug, place)
    then = now - timedelta(days=210) + timedelta(minutes=minutes)
    food = catalog.is_food(good.category)
    fields: dict[str, Any] = {
        "names": good.names,
        "descriptions": {k: line[k][form].format(name=good.names[k]) for k in ("ar", "fr", "en")},
        "category": good.category,
        "made_to_order": good.lead_days > 0,
        "lead_days": good.lead_days,
    }
    if good.perishable:
        fields["perishable"] = True
    if food:
        fields |= {"compositions": line["food"], "shelf_life_days": 12 if good.perishable else line["shelf_days"]}
    elif "shelf_days" in line:
        fields["shelf_life_days"] = line["shelf_days"]
    product = catalog.create_product(cooperative_id=cooperative.pk, by=None, now=then, **fields)
    # Two cooperatives of one line don't ask the same price.
    factor = 100 + chance.choice((-8, -5, 0, 0, 4, 6))
    for number, (amount, unit, grams, price, label) in enumerate(good.sizes, start=1):
        dirhams = max(5, round(price * factor / 500) * 5 if price > 60 else round(price * factor / 100))
        variant = catalog.add_variant(
            product=product,
            price_centimes=dirhams * 100,
            by=None,
            now=then,
            on_hand=0 if good.lead_days else chance.choice((6, 12, 20, 40, 60)),
            sku=f"{row.slug.upper()}-{place:02d}-{number}",
            content_amount=amount,
            content_unit=unit,
            weight_grams=grams,
            labels={"ar": label.replace("cm", "سم"), "fr": label, "en": label} if label else {},
        )
        if chance.random() < 0.25:  # prices have a memory
            later = then + timedelta(days=chance.randrange(20, 150))
            catalog.set_price(
                variant=variant, price_centimes=(dirhams + max(2, dirhams // 12)) * 100, by=None, now=later
            )
    catalog.submit_product(product=product, by=None, now=then)
    if (row.slug, place) not in LEFT_FOR_THE_DESK:
        catalog.publish_product(product=product, by=desk, now=then + timedelta(hours=5))
