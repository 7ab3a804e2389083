"""A region's map as the template draws it: figures already written as SVG wants them, whatever the page's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from twiza.geography import api as geography

LETTER = 3.1  # size of a name, in hundredths of the map's width


@dataclass(frozen=True, slots=True)
class Shape:
    path: str
    names: Mapping[str, str]
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A commune with cooperatives; its area grows with their number."""

    names: Mapping[str, str]
    x: str
    y: str
    radius: str
    count: int


@dataclass(frozen=True, slots=True)
class Sketch:
    width: str
    height: str
    letter: str  # size of the names of provinces
    provinces: tuple[Shape, ...]
    dots: tuple[Dot, ...]
    credit: str


def sketch(region_code: str, communes: Iterable[str]) -> Sketch:
    """The map of a region with a dot per commune of `communes` (one entry a cooperative), the big ones below."""
    drawing, counts = geography.region_map(region_code), Counter(communes)
    step = drawing.width / 100
    points = sorted((p for p in drawing.communes if counts[p.code]), key=lambda p: -counts[p.code])
    return Sketch(
        width=svg(drawing.width),
        height=svg(drawing.height),
        letter=svg(step * LETTER),
        provinces=tuple(
            Shape(p.path, p.names, svg(_inside(p.x, p.names, step * LETTER, drawing.width)), svg(p.y))
            for p in drawing.provinces
        ),
        dots=tuple(
            Dot(p.names, svg(p.x), svg(p.y), svg(step * (0.7 + sqrt(counts[p.code]))), counts[p.code]) for p in points
        ),
        credit=drawing.credit,
    )


def _inside(x: float, names: Mapping[str, str], letter: float, width: float) -> float:
    """Where the middle of a name may stand so that it is not cut off at an edge; a sign is some 0.58 of its height."""
    half = max(len(names.get(language, "")) for language in ("ar", "fr", "en")) * letter * 0.58 / 2
    return min(max(x, half), width - half)


def svg(number: float) -> str:
    """Never localised: a comma would end the figure."""
    return f"{number:.1f}"
