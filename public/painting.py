"""Maps painted on the server as SVG paths, from the overview the boundaries' build left.

Coordinates are whole grid steps of the overview, x shortened by the cosine of the middle latitude, y downwards.
"""

import json
import math
from dataclasses import dataclass
from functools import lru_cache

from districts.boundaries import manifest


@dataclass(frozen=True)
class Picture:
    """Paths by key, and the box they lie in as "x y width height"."""

    paths: dict
    view_box: str
    width: int
    height: int


def lines(codes) -> Picture | None:
    """The shapes of these LGD codes; None before the first build or where none of them is drawn."""
    build = manifest.current()
    if build is None:
        return None
    shapes, scale_y = _shapes(build["overview"])
    return _picture({str(code): shapes[str(code)] for code in codes if str(code) in shapes}, scale_y)


def everything() -> Picture | None:
    """Every shape of the overview, those of no district included; None before the first build."""
    build = manifest.current()
    return _picture(*_shapes(build["overview"])) if build else None


def _picture(found, scale_y):
    if not found:
        return None
    points = [point for rings in found.values() for ring in rings for point in ring]
    shrink = math.cos(math.radians(sum(y for _, y in points) / len(points) * scale_y[0] + scale_y[1]))
    left, right = min(x for x, _ in points) * shrink, max(x for x, _ in points) * shrink
    low, high = min(y for _, y in points), max(y for _, y in points)
    pad = max(2, round((high - low) * 0.01))
    width, height = round(right - left) + 2 * pad, high - low + 2 * pad
    paths = {key: "".join(_path(ring, shrink, left - pad, high + pad) for ring in rings) for key, rings in found.items()}
    return Picture(paths, f"0 0 {width} {height}", width, height)


def _path(ring, shrink, left, top):
    """One ring with relative steps; steps that round to nothing are left out."""
    placed = [(round(x * shrink - left), top - y) for x, y in ring]
    at = placed[0]
    parts = [f"M{at[0]} {at[1]}"]
    steps = []
    for point in placed[1:-1]:
        if point != at:
            steps.append(f"{point[0] - at[0]} {point[1] - at[1]}")
            at = point
    return f"{parts[0]}l{' '.join(steps)}z" if steps else ""


@lru_cache(maxsize=2)
def _shapes(name):
    topology = json.loads(manifest.path_of(name).read_bytes())
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x, y))
        arcs.append(points)
    shapes = {}
    (collection,) = topology["objects"].values()
    for geometry in collection["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        shapes[str(geometry["id"])] = [_ring(refs, arcs) for polygon in polygons for refs in polygon]
    return shapes, (topology["transform"]["scale"][1], topology["transform"]["translate"][1])


def _ring(refs, arcs):
    points = []
    for ref in refs:
        arc = arcs[~ref][::-1] if ref < 0 else arcs[ref]
        points.extend(arc[1:] if points else arc)
    return points
