"""Small charts as inline SVG; the table beside each says the same in figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, GAP = 600, 160, 0.3


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the units of the view box."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from the reading side's start; values below zero are drawn as none."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def bars(values: Sequence[int]) -> Bars | None:
    """A bar a value, the highest as high as the chart; None where there is nothing to draw."""
    most = max(values, default=0)
    if most <= 0:
        return None
    step = WIDTH / len(values)
    drawn = []
    for n, value in enumerate(values):
        high = HEIGHT * max(value, 0) / most
        drawn.append(
            Bar(round((n + GAP / 2) * step, 1), round(HEIGHT - high, 1), round(step * (1 - GAP), 1), round(high, 1))
        )
    return Bars(WIDTH, HEIGHT, tuple(drawn))
