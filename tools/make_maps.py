"""Make data/geography/maps/*.json and commune_points.csv from their sources, once per change of the sources.

    python -m tools.make_maps PROVINCES.geojson POINTS.csv

PROVINCES.geojson: one feature a province with properties `code` and `region` (OpenStreetMap boundaries, as in npm
`morocco-map`). POINTS.csv: code, lat, lon, source (Who's On First points). What comes out are drawings: outlines in
whole units of a frame of 1,000, so that neighbours which share a border still share it.
"""

from __future__ import annotations

import csv
import json
import sys
from math import cos, radians
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[1] / "data" / "geography"
FRAME = 1000  # longer side of each map, in units of its viewBox
MARGIN = 8
Ring = list[list[float]]


def polygons(geometry: dict[str, Any]) -> list[list[Ring]]:
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def area(ring: list[tuple[int, int]]) -> float:
    """Signed area of a ring (shoelace)."""
    return sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def centre(ring: list[tuple[int, int]]) -> tuple[float, float]:
    """Centroid of a ring."""
    whole = area(ring) * 6
    pairs = list(zip(ring, ring[1:] + ring[:1], strict=True))
    x = sum((x + u) * (x * v - u * y) for (x, y), (u, v) in pairs) / whole
    y = sum((y + v) * (x * v - u * y) for (x, y), (u, v) in pairs) / whole
    return round(x), round(y)


def as_path(rings: list[list[tuple[int, int]]]) -> str:
    """The `d` of an SVG path: relative moves, which are the shortest to write."""
    out = []
    for ring in rings:
        x, y = ring[0]
        out.append(f"M{x} {y}l")
        steps = []
        for u, v in ring[1:]:
            steps.append(f"{u - x} {v - y}")
            x, y = u, v
        out.append(" ".join(steps).replace(" -", "-") + "z")
    return "".join(out)


def draw(region: str, features: list[dict[str, Any]]) -> dict[str, Any]:
    """Equirectangular, true to scale at the region's middle latitude, north up."""
    points = [p for f in features for poly in polygons(f["geometry"]) for ring in poly for p in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = cos(radians((south + north) / 2))
    scale = (FRAME - 2 * MARGIN) / max((east - west) * squeeze, north - south)

    def project(ring: Ring) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for lon, lat in ring[:-1]:
            at = (round(MARGIN + (lon - west) * squeeze * scale), round(MARGIN + (north - lat) * scale))
            if not found or found[-1] != at:
                found.append(at)
        return found

    shapes = {}
    for feature in sorted(features, key=lambda f: f["properties"]["code"]):
        rings = [project(ring) for poly in polygons(feature["geometry"]) for ring in poly]
        rings = [ring for ring in rings if len(ring) > 2 and abs(area(ring)) >= 4]
        x, y = centre(max(rings, key=lambda ring: abs(area(ring))))
        shapes[feature["properties"]["code"]] = {"path": as_path(rings), "x": x, "y": y}
    return {
        "region": region,
        "width": round((east - west) * squeeze * scale) + 2 * MARGIN,
        "height": round((north - south) * scale) + 2 * MARGIN,
        "margin": MARGIN,
        "west": west,
        "north": north,
        "x_per_degree": round(squeeze * scale, 4),
        "y_per_degree": round(scale, 4),
        "provinces": shapes,
    }


def main(outlines: str, points: str) -> None:
    features = json.loads(Path(outlines).read_text(encoding="utf-8"))["features"]
    (OUT / "maps").mkdir(parents=True, exist_ok=True)
    for region in sorted({f["properties"]["region"] for f in features}):
        drawn = draw(region, [f for f in features if f["properties"]["region"] == region])
        path = OUT / "maps" / f"{region}.json"
        path.write_text(json.dumps(drawn, separators=(",", ":")) + "\n", encoding="utf-8")
    with open(points, encoding="utf-8", newline="") as given:
        rows = sorted(csv.DictReader(given), key=lambda row: row["code"])
    with (OUT / "commune_points.csv").open("w", encoding="utf-8", newline="") as out:
        sheet = csv.writer(out, lineterminator="\n")
        sheet.writerow(["code", "latitude", "longitude", "source"])
        for row in rows:
            source = "geonames" if "locality" in row["source"] else "geonames-adm3-quattroshapes"
            sheet.writerow([row["code"], row["lat"], row["lon"], source])


if __name__ == "__main__":
    main(*sys.argv[1:])
