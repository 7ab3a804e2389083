"""A price through time as a line: steps, drawn as SVG, with its table beside it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from twiza.catalog import api as catalog

WIDTH, HEIGHT, EDGE = 240, 48, 4


def spark(points: Sequence[catalog.PricePoint], moment: datetime) -> str:
    """The `d` of a path in a frame of 240 × 48; "" while there is only one price."""
    if len(points) < 2:
        return ""
    start, end = points[0].from_at, moment
    lowest, highest = min(p.price_centimes for p in points), max(p.price_centimes for p in points)

    def x(at: datetime) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * ((at - start) / (end - start) if end > start else 0), 1)

    def y(price: int) -> float:
        share = (price - lowest) / (highest - lowest) if highest > lowest else 0.5
        return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share, 1)

    path = f"M{x(start)} {y(points[0].price_centimes)}"
    for point in points[1:]:
        path += f"H{x(point.from_at)}V{y(point.price_centimes)}"
    return f"{path}H{WIDTH - EDGE}"
