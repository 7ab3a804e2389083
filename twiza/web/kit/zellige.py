"""Zellige: eight-fold star patterns drawn as SVG from a seed. Quiet, ≤ 2 KB, the same seed always the same."""

from __future__ import annotations

import hashlib
import math

PALETTES = {
    "food": [("#f3e7c9", "#d9a441", "#a94f2d"), ("#e9efdc", "#8aa65a", "#2f6b3c"), ("#fbead6", "#e0924f", "#8a3d1f")],
    "craft": [("#e3eaf6", "#7f9fd6", "#1f4fa3"), ("#e0f0ee", "#67aaa2", "#1d6b66"), ("#f1e4ec", "#b98aa6", "#6f3a5a")],
    "care": [("#f8e6ea", "#d99aa8", "#9a3d55"), ("#efe9f5", "#a893c9", "#54408a"), ("#f3efe2", "#c9b98a", "#7a6530")],
}


def tile(seed: str, kind: str = "craft", width: int = 400, height: int = 300) -> str:
    """An SVG picture of `width`×`height` for `seed`; `kind` is a palette: food, craft or care."""
    bits = hashlib.sha256(seed.encode()).digest()
    light, middle, strong = PALETTES.get(kind, PALETTES["craft"])[bits[0] % 3]
    size = (80, 100, 133)[bits[1] % 3]
    turn = (0, 22.5, 45)[bits[2] % 3]
    shape = (_star(0.52, 8, 0.62), _star(0.5, 8, 0.76), _khatim(0.46), _star(0.5, 16, 0.72))[bits[3] % 4]
    inner = (_star(0.26, 8, 0.7), _khatim(0.22), _star(0.2, 8, 0.5))[bits[4] % 3]
    corner = (_khatim(0.16), _star(0.18, 4, 0.45))[bits[5] % 2]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'preserveAspectRatio="xMidYMid slice" aria-hidden="true"><defs><pattern id="z" width="1" height="1" '
        f'patternUnits="userSpaceOnUse" patternTransform="scale({size}) rotate({turn})">'
        f'<rect width="1" height="1" fill="{light}"/>'
        f'<g transform="translate(.5 .5)"><path d="{shape}" fill="{middle}" opacity=".55"/>'
        f'<path d="{inner}" fill="{_mixed(light, strong, 0.45)}"/></g>'
        f'<path id="c" d="{corner}" fill="{strong}" opacity=".35"/>'
        '<use href="#c" x="1"/><use href="#c" y="1"/><use href="#c" x="1" y="1"/>'
        f'</pattern></defs><rect width="{width}" height="{height}" fill="url(#z)"/></svg>'
    )


def _star(radius: float, points: int, waist: float) -> str:
    corners = []
    for i in range(points * 2):
        r = radius if i % 2 == 0 else radius * waist
        a = math.pi * i / points
        corners.append(f"{_short(r * math.cos(a))} {_short(r * math.sin(a))}")
    return "M" + "L".join(corners) + "Z"


def _khatim(radius: float) -> str:
    """Two squares turned by 45°: the seal."""
    return _star(radius, 8, 0.765)


def _short(number: float) -> str:
    """Three decimals, no needless zeros: a picture stays under 2 KB."""
    return f"{number:.3f}".rstrip("0").rstrip(".").replace("0.", ".", 1).replace("-0", "0") or "0"


def _mixed(below: str, above: str, share: float) -> str:
    """The colour that `above`, laid over `below` at this opacity, gives."""
    pairs = [(int(below[i : i + 2], 16), int(above[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(b + (a - b) * share):02x}" for b, a in pairs)
