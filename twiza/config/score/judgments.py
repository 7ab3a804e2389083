"""The judged questions of `data/search/`: what a buyer asks, and which goods of the sample answer it how well.

`judgments.csv`: one question a row. `judgments_grades.csv`: id, grade (3 what was asked, 2 does as well, 1 near it) and
the goods of that grade. A good is `argan-03`, the third of that line in `data/sample/products.csv` from both
cooperatives that make it, or `tifawin-03`, the same from one cooperative. Type `none`: nothing here answers.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

FOLDER = settings.ROOT / "data" / "search"
SPLITS = ("train", "test", "all")
NONE = "none"


@dataclass(frozen=True)
class Judged:
    """`grades`: from 1 to 3, by good; what is not there has none."""

    id: str
    split: str
    language: str
    type: str
    query: str
    grades: dict[str, int]

    def grade(self, goods: frozenset[str]) -> int:
        """Of a product that goes by these names."""
        return max((self.grades.get(good, 0) for good in goods), default=0)


def read(split: str = "all", language: str | None = None, only: Callable[[Judged], bool] | None = None) -> list[Judged]:
    grades: dict[str, dict[str, int]] = {}
    with (FOLDER / "judgments_grades.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            grades.setdefault(row["id"], {}).update(dict.fromkeys(row["goods"].split(), int(row["grade"])))
    with (FOLDER / "judgments.csv").open(encoding="utf-8", newline="") as file:
        all_of_them = [Judged(**row, grades=grades.get(row["id"], {})) for row in csv.DictReader(file)]
    return [
        one
        for one in all_of_them
        if split in ("all", one.split) and language in (None, one.language) and (only is None or only(one))
    ]
