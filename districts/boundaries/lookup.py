"""Questions to the detail: which district is here, what lies beside it, how large is it.

The detail is read once per process and build. The overview is never asked: it
moves lines by up to four kilometres.
"""

import json
from decimal import Decimal
from functools import lru_cache

import shapely

from districts.boundaries import manifest, store


def district_at(lat, lon):
    """LGD code of the polygon that holds the point (degrees), or None outside all of them.

    The line of a district may be shared: in Hansi this answers Hisar, whose line
    it is. In the polygon of Shahdara it answers 671, which is no longer in the
    register. On a line between two districts the smaller code is given.
    """
    detail, tree = _detail(manifest.require()["detail"])
    hits = tree.query(shapely.Point(float(lon), float(lat)), predicate="intersects")
    codes = sorted(int(detail.keys[row]) for row in hits if detail.keys[row].isdigit())
    return codes[0] if codes else None


def line_of(lgd_code):
    """Code of the polygon a district is drawn with: its own, that of another, or None."""
    build = manifest.require()
    if str(lgd_code) in _figures(build["figures"]):
        return lgd_code
    shared = {row["lgd_code"]: row["shares_line_of"] for row in build["unmatched"]}
    return shared.get(lgd_code)


def contains(lgd_code, lat, lon):
    """Whether the point lies in the polygon the district is drawn with; None when it has none."""
    code = line_of(lgd_code)
    if code is None:
        return None
    return bool(shapely.intersects_xy(shape(code), float(lon), float(lat)))


def neighbours(lgd_code):
    """LGD codes of today's districts that share a line with this one, not merely a corner.

    Empty for a district without a line of its own: its neighbours are not known.
    """
    row = _figures(manifest.require()["figures"]).get(str(lgd_code))
    return list(row["neighbours"]) if row else []


def area_sq_km(lgd_code):
    """Area of the district's own polygon in square kilometres, one decimal; None without one.

    Measured in an equal-area projection on generalised lines: for orientation, not a survey.
    """
    row = _figures(manifest.require()["figures"]).get(str(lgd_code))
    return Decimal(row["area_sq_km"]) if row else None


def shape(lgd_code):
    """The district's own polygon of the detail in degrees, or None."""
    detail, _ = _detail(manifest.require()["detail"])
    row = detail.index().get(str(lgd_code))
    return None if row is None else detail.shapes[row]


@lru_cache(maxsize=2)
def _detail(name):
    layer = store.read_layer(manifest.path_of(name))
    shapely.prepare(layer.shapes)
    return layer, shapely.STRtree(layer.shapes)


@lru_cache(maxsize=2)
def _figures(name):
    return json.loads(manifest.path_of(name).read_bytes())
