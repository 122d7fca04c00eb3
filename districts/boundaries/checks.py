"""What a build must satisfy before anybody sees it. Each check raises BoundaryRefused.

All but the size checks look at degrees; the overview and the State files are
checked as decoded again from the bytes that will be written.
"""

from dataclasses import dataclass

import numpy as np
import shapely

from districts.boundaries.cleaning import holes_of
from districts.boundaries.layer import Layer
from districts.boundaries.projection import to_degrees, to_equal_area, to_metres
from districts.boundaries.refusals import BoundaryRefused

OVERVIEW_LIMIT_BYTES = 48_000

# Two districts of the detail may overlap by so much, from rounding alone.
OVERLAP_LIMIT_SQ_KM = 0.001

# (latitude, longitude) of places that the official map of India includes. The
# last two are islands, too small for the overview.
OUTLINE_POINTS = {
    "Gilgit": (35.92, 74.31),
    "Skardu": (35.30, 75.63),
    "Aksai Chin": (35.10, 79.50),
    "Tawang": (27.586, 91.866),
    "Kibithu": (28.28, 97.02),
}
ISLAND_POINTS = {"Port Blair": (11.655, 92.73), "Kavaratti": (10.566, 72.642)}


@dataclass(frozen=True)
class Headquarters:
    """How the headquarters points of the register lie to the detail."""

    known: int
    inside: int
    outside: list  # (name, LGD code, kilometres to its own polygon)


def check_keys_are_single(layer):
    keys, counts = np.unique(layer.keys.astype(str), return_counts=True)
    if (counts > 1).any():
        raise BoundaryRefused(f"District {keys[counts > 1][0]} is drawn more than once.")


def check_all_are_drawn(layer, required, where):
    """Every code of `required` has a shape that is not empty."""
    present = {key for key, shape in zip(layer.keys, layer.shapes, strict=True) if not shape.is_empty}
    missing = sorted(code for code in required if str(code) not in present)
    if missing:
        raise BoundaryRefused(f"{where} lacks {len(missing)} of the districts it must have, first {missing[0]}.")


def check_valid(layer, where):
    """Every shape is a polygon without crossings."""
    invalid = np.flatnonzero(~shapely.is_valid(layer.shapes))
    if len(invalid):
        row = invalid[0]
        reason = shapely.is_valid_reason(layer.shapes[row])
        raise BoundaryRefused(f"{where} has {len(invalid)} districts with a broken outline, first {layer.keys[row]}: {reason}.")


def check_coverage(layer, where):
    """Neighbours share their vertices exactly: no gap, no overlap between them."""
    if not shapely.coverage_is_valid(layer.shapes):
        raise BoundaryRefused(f"{where} has neighbours whose lines do not meet.")


def overlaps_sq_km(layer):
    """(key, key, square kilometres) of every pair whose insides overlap, largest first; degrees in."""
    left, right = shapely.STRtree(layer.shapes).query(layer.shapes, predicate="intersects")
    left, right = left[left < right], right[left < right]
    common = shapely.intersection(layer.shapes[left], layer.shapes[right])
    areas = shapely.area(shapely.transform(common, to_equal_area)) / 1e6
    order = [row for row in np.argsort(-areas) if areas[row] > 0]
    return [(layer.keys[left[row]], layer.keys[right[row]], float(areas[row])) for row in order]


def check_overlaps(layer, where, limit_sq_km=OVERLAP_LIMIT_SQ_KM):
    pairs = overlaps_sq_km(layer)
    if pairs and pairs[0][2] > limit_sq_km:
        one, other, area = pairs[0]
        raise BoundaryRefused(
            f"{where}: {one} and {other} overlap by {area:.2f} sq km, and {limit_sq_km:g} sq km is allowed. "
            "Let them meet in one line."
        )


def check_outline(layer, where, points=None):
    """The points of the official outline lie inside some shape."""
    points = points or OUTLINE_POINTS
    tree = shapely.STRtree(layer.shapes)
    for name, (latitude, longitude) in points.items():
        if len(tree.query(shapely.Point(longitude, latitude), predicate="intersects")) == 0:
            raise BoundaryRefused(f"{where} does not contain {name}, so it is not the official outline of India.")


def check_size(brotli_bytes, limit=OVERVIEW_LIMIT_BYTES):
    if brotli_bytes > limit:
        raise BoundaryRefused(
            f"The overview takes {brotli_bytes:,} bytes compressed, and {limit:,} are allowed. The lines in use stay."
        )


def headquarters_against(layer, register):
    """Which headquarters lie inside their own polygon, and how far off the others are."""
    rows = layer.index()
    asked = [d for d in register if d.headquarters and str(d.lgd_code) in rows]
    outside = []
    for district in asked:
        latitude, longitude = district.headquarters
        shape = layer.shapes[rows[str(district.lgd_code)]]
        if not shapely.intersects_xy(shape, longitude, latitude):
            outside.append((district.name, district.lgd_code, _distance_km(shape, longitude, latitude)))
    outside.sort(key=lambda row: row[2])
    return Headquarters(known=len(asked), inside=len(asked) - len(outside), outside=outside)


def _distance_km(shape, longitude, latitude):
    point = shapely.transform(shapely.Point(longitude, latitude), to_metres)
    return round(shapely.transform(shape, to_metres).distance(point) / 1000, 2)


def check_detail(layer, required):
    """All that the detail must satisfy."""
    where = "The detail"
    check_keys_are_single(layer)
    check_all_are_drawn(layer, required, where)
    check_valid(layer, where)
    check_overlaps(layer, where)
    check_outline(layer, where, OUTLINE_POINTS | ISLAND_POINTS)


def check_decoded(shapes, required, where, whole_country):
    """All that a file must satisfy once decoded: shapes by id, in degrees."""
    layer = Layer.of((str(key), 0, shape) for key, shape in shapes.items())
    check_all_are_drawn(layer, required, where)
    check_valid(layer, where)
    check_coverage(layer, where)
    if whole_country:
        check_outline(layer, where)


def check_holes(layer, allowed_point):
    """A clean layer in metres has no hole but the one around `allowed_point` (latitude, longitude)."""
    latitude, longitude = allowed_point
    allowed = shapely.transform(shapely.Point(longitude, latitude), to_metres)
    for hole in holes_of(layer.shapes):
        if not hole.intersects(allowed):
            (longitude, latitude), *_ = to_degrees(shapely.get_coordinates(hole.point_on_surface()))
            raise BoundaryRefused(
                f"The lines leave a hole of {hole.area / 1e6:.1f} sq km near {latitude:.2f} N, {longitude:.2f} E "
                "that belongs to no district. Close it and try again."
            )
