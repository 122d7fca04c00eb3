"""Area and neighbours of every district, computed once per build from the detail."""

import shapely

from districts.boundaries.projection import to_equal_area

SQ_M_PER_SQ_KM = 1e6


def areas_sq_km(layer):
    """Key -> square kilometres, from the equal-area projection; the layer is in degrees."""
    areas = shapely.area(shapely.transform(layer.shapes, to_equal_area)) / SQ_M_PER_SQ_KM
    return dict(zip(layer.keys.tolist(), areas.tolist(), strict=True))


def neighbours_by_key(layer):
    """Key -> keys of the features that share a line with it, not merely a corner.

    The layer must be a valid coverage. Lists are sorted as numbers where they are numbers.
    """
    left, right = shapely.STRtree(layer.shapes).query(layer.shapes, predicate="touches")
    outlines = shapely.boundary(layer.shapes)
    shared = shapely.length(shapely.intersection(outlines[left], outlines[right])) > 0
    found = {key: set() for key in layer.keys}
    for a, b in zip(left[shared], right[shared], strict=True):
        found[layer.keys[a]].add(layer.keys[b])
    return {key: sorted(others, key=_numbers_first) for key, others in found.items()}


def _numbers_first(key):
    return (0, int(key), "") if key.isdigit() else (1, 0, key)
