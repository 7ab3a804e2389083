"""Drawn maps: outlines made by tools/make_maps.py, points of communes put into the same frame."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from twiza.geography.queries.cards import all_communes, provinces, regions
from twiza.geography.terms import CommunePoint, ProvinceShape, RegionMap
from twiza.kernel.refusals import NotFound


@cache
def _drawing(region_code: str) -> dict[str, Any]:
    path: Path = settings.ROOT / "data" / "geography" / "maps" / f"{region_code}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def region_map(region_code: str) -> RegionMap:
    """The map of a region (its code): its provinces, and its communes whose point is known. NotFound for no region."""
    region = next((r for r in regions() if r.code == region_code), None)
    if region is None:
        raise NotFound(region_code)
    drawing = _drawing(region.code)
    shapes = drawing["provinces"]
    return RegionMap(
        region=region,
        width=drawing["width"],
        height=drawing["height"],
        provinces=tuple(
            ProvinceShape(p.code, p.slug, p.names, shapes[p.code]["path"], shapes[p.code]["x"], shapes[p.code]["y"])
            for p in provinces(region.code)
        ),
        communes=tuple(
            CommunePoint(
                code=c.code,
                slug=c.slug,
                names=c.names,
                x=round(drawing["margin"] + (c.longitude - drawing["west"]) * drawing["x_per_degree"], 1),
                y=round(drawing["margin"] + (drawing["north"] - c.latitude) * drawing["y_per_degree"], 1),
            )
            for c in all_communes().values()
            if c.region_code == region.code and c.latitude is not None and c.longitude is not None
        ),
    )
