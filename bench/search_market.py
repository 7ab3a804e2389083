"""What `bench.search_index` invents: a catalogue from the dictionary's own words, and what is asked of it."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
QUESTIONS, SELLERS, COMMUNES = 1_000, 5_000, 1_503
# What nobody asks in earnest; each must be answered as fast as the others.
ODD = (
    "x" * 10_000,
    "miel " * 2_000,
    "tapis laine argan savon huile miel couscous safran rose bijou cuir poterie panier zellige thé menthe",
    "زربية صوف أركان صابون زيت عسل كسكس زعفران ورد حلي جلد فخار سلة زليج شاي نعناع",
    "?!.,;:*()[]{}\"'`~^" * 100,
    "\x00\x01\x02\x1f\x7f\u202e\u200f" * 50,
    "arganأركانⴰⵔⴳⴰⵏ miel عسل ⵜⴰⵎⵎⵏⵜ 蜂蜜 мёд",
    "name:argan AND (NOT miel) OR [a TO z] +x -y ^9 ~2 arg* /.*/",
    "a b c d e f g h i j k l m n o p",
    "tapi tapsi atpis tpais zerbya zrebia aragn sabno miell clouer",
    "\ud800\udfff argan",
    "' OR 1=1 --",
    "1 2 3 4 5 6 7 8 9 10 kg g l ml cm",
)


class Words:
    """The dictionary as a writer of catalogues uses it."""

    def __init__(self) -> None:
        from twiza.search.terms.dictionary import load

        concepts = [one for one in load().concepts.values() if {"ar", "fr"} <= set(one.words)]
        self.goods = [one for one in concepts if one.kind in ("good", "dish", "tool", "ingredient")]
        self.others = [
            one for one in concepts if one.kind in ("material", "attribute", "colour", "technique", "place", "use")
        ]
        self.weights = list(accumulate(1 / (place + 8) for place in range(len(self.goods))))


def say(concept: Any, language: str) -> str:
    words = concept.words.get(language) or concept.words["fr"]
    return str(words[0])


def catalogue(products: int, words: Words) -> Iterator[Any]:
    """Things to be found, always the same."""
    from twiza.search.api import Facets, Searchable

    dice = random.Random(5)
    for n in range(products):
        good = dice.choices(words.goods, cum_weights=words.weights)[0]
        kind, place = dice.choice(words.others), dice.choice(words.others)
        more = dice.choices(words.others, k=9)
        seller, commune = dice.randrange(SELLERS), dice.randrange(COMMUNES)
        code = words.goods.index(good) % 150
        names = {language: f"{say(good, language)} {say(kind, language)}" for language in ("ar", "fr", "en")}
        yield Searchable(
            "product",
            str(n),
            names,
            cooperative=[f"Coopérative Nour {seller}", f"تعاونية النور {seller}"],
            category=[say(words.goods[code], "fr"), say(words.goods[code], "ar")],
            place=[say(place, "fr"), f"Commune {commune}"],
            words=[f"{dice.choice((100, 250, 500))} g"],
            description=[
                " et ".join(say(one, "fr") for one in more) + f", lot {n}",
                " و".join(say(one, "ar") for one in more),
            ],
            facets=Facets(
                categories=[f"c{code % 12}", f"c{code % 12}-{code}"],
                region=f"{commune % 12:02}",
                province=f"{commune % 75:02}",
                commune=f"{commune:04}",
                cooperative=str(seller),
            ),
            price_centimes=dice.randrange(1_000, 100_000),
            in_stock=dice.random() > 0.1,
            fresh_at=NOW - timedelta(minutes=dice.randrange(1_000_000)),
            seller=str(seller),
        )


def questions(words: Words) -> list[tuple[str, str]]:
    """(text, language) of a thousand different ones: what people ask, and what stands in the catalogue."""
    dice = random.Random(6)
    with (ROOT / "data" / "search" / "judgments.csv").open(encoding="utf-8", newline="") as lines:
        asked = {row["query"]: row["language"] for row in csv.DictReader(lines)}
    while len(asked) < QUESTIONS:
        good, kind = dice.choices(words.goods, cum_weights=words.weights)[0], dice.choice(words.others)
        language = dice.choice(("ar", "fr", "en", "darija"))
        text = say(good, language)
        shape = dice.randrange(5)
        if shape == 1:
            text = f"{text} {say(kind, language)}"
        elif shape == 2 and len(text) > 5:
            place = dice.randrange(1, len(text) - 2)
            text = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        elif shape == 3:
            text = f"{text} 500g"
        asked[text] = language
    return list(asked.items())[:QUESTIONS]
