"""How long understanding words takes: `python -m bench.analysis [--rounds 300]`.

Loads the dictionary, makes what questions need of it, analyses products of the sample catalogue (six fields in three
languages) as they come and again with all words known, and asks the judged questions. Medians; the time of a bare loop
over a million numbers in the same run says how fast the machine was. Budget: load 150 ms for 1,500 concepts, a product
300 µs, a question 150 µs, both with words known; the exit code says whether it held.
"""

from __future__ import annotations

import argparse
import csv
import os
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BUDGET = {"load, 1,500 concepts": 150_000.0, "product, words known": 300.0, "question, words known": 150.0}
MANNER = "Pressée à froid par les femmes de la coopérative, sans additif. معصور على البارد بأيدي نساء التعاونية."


def products() -> list[list[list[str]]]:
    """The six fields of each product of the sample."""
    with (ROOT / "data" / "sample" / "products.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter=";"))
    place = ["Tidzi", "تيدزي", "Essaouira", "الصويرة", "Marrakech-Safi"]
    return [
        [
            [row["ar"], row["fr"], row["en"]],
            [row["category"].replace("-", " "), "Alimentation", "مواد غذائية"],
            ["Argane IGP"],
            ["Coopérative Tidzi", "تعاونية تيدزي"],
            place,
            [row["sizes"].replace("=", " "), f"{row['fr']}. {MANNER}", f"{row['en']}, by hand."],
        ]
        for row in rows
    ]


def questions() -> list[tuple[str, str]]:
    with (ROOT / "data" / "search" / "judgments.csv").open(encoding="utf-8", newline="") as lines:
        return [(row[-1], row[2]) for row in list(csv.reader(lines))[1:]]


def each(work: Callable[[Any], object], things: Iterable[Any]) -> list[float]:
    """Microseconds of each."""
    found = []
    for thing in things:
        began = time.perf_counter()
        work(thing)
        found.append((time.perf_counter() - began) * 1e6)
    return found


def main() -> int:
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=3)
    rounds = options.parse_args().rounds
    from twiza.search.terms import analysis, concepts, dictionary

    loop = median(each(lambda _: sum(n * n for n in range(1_000_000)), range(3)))
    rows = concepts.read_concepts()
    load = median(each(lambda _: dictionary.Dictionary(concepts.read_concepts()), range(5)))
    book = dictionary.load()
    warm = each(lambda _: book.vocabulary.warm(), [0])[0]

    def product(fields: list[list[str]]) -> None:
        for texts in fields:
            analysis.indexed(texts)

    def question(pair: tuple[str, str]) -> None:
        analysis.asked(*pair)

    figures = {
        "load, 1,500 concepts": load * 1_500 / len(rows),
        "what questions need": warm,
        "product, as it comes": median(each(product, products())),
        "product, words known": median(each(product, products() * rounds)),
        "question, as it comes": median(each(question, questions())),
        "question, words known": median(each(question, questions() * rounds)),
    }
    print(f"{len(rows)} concepts, {len(book.vocabulary.words)} words; load {os.getloadavg()[0]:.1f}; ", end="")
    print(f"a loop of a million {loop / 1000:.0f} ms")
    for name, figure in figures.items():
        budget = f"  (budget {BUDGET[name]:,.0f})" if name in BUDGET else ""
        print(f"{name:24}{figure:12,.0f} µs{budget}")
    return int(any(figures[name] > budget for name, budget in BUDGET.items()))


if __name__ == "__main__":
    sys.exit(main())
