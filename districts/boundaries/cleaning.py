"""Close the gaps and overlaps between neighbours, and tidy what an overview cannot show."""

import numpy as np
import shapely

from districts.boundaries.layer import Layer

# Widest gap closed, and how near vertices must be to become one. 1,500 m closes
# every sliver but not Dahagram-Angarpota, a true hole that 4,000 m would swallow.
# Snapping at 100 m is three times as fast and moves areas by up to 50 sq km: not worth it.
GAP_WIDTH_M = 1_500
SNAPPING_M = 1

ISLET_BELOW_SQ_M = 3e6
SLIVER_BELOW_SQ_M = 2e6

# Lakshadweep, Puducherry, Dadra with Daman and Diu: all their parts are small, so all are kept.
STATES_KEPT_WHOLE = (31, 34, 38)

HOLE = "hole"


def clean(layer):
    """A layer in metres made into a valid coverage: neighbours share their vertices exactly.

    Features that lay wholly under their neighbours disappear (seven of the disputed strips).
    """
    shapes = shapely.coverage_clean(layer.shapes, gap_width=GAP_WIDTH_M, snapping_distance=SNAPPING_M)
    cleaned = layer.with_shapes(shapes)
    return cleaned.where(~shapely.is_empty(shapes))


def holes_of(shapes):
    """The holes of a valid coverage as polygons, largest first."""
    union = shapely.coverage_union_all(shapes)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(union) for ring in part.interiors]
    return sorted(holes, key=lambda hole: hole.area, reverse=True)


def with_holes(layer):
    """The layer and its holes as features of their own, so that simplifying cannot close them."""
    holes = holes_of(layer.shapes)
    if not holes:
        return layer
    return layer.followed_by(Layer.of((HOLE, 0, hole) for hole in holes))


def for_overview(layer):
    """Patches given to a neighbour, islets dropped, slivers given away."""
    return without_crumbs(without_patches(layer))


def without_patches(layer):
    """Each disputed strip joined to the neighbour with which it shares the longest edge."""
    mask = layer.patches()
    kept = layer.where(~mask)
    tree = shapely.STRtree(kept.shapes)
    additions = {}
    for patch in layer.shapes[mask]:
        row = longest_neighbour(patch, kept.shapes, tree.query(patch, predicate="intersects"))
        if row is not None:
            additions.setdefault(row, []).append(patch)
    shapes = kept.shapes.copy()
    for row, patches in additions.items():
        shapes[row] = shapely.coverage_union_all([shapes[row], *patches])
    return kept.with_shapes(shapes)


def longest_neighbour(shape, shapes, candidates):
    """Which of `candidates` (row numbers) shares the longest edge with `shape`; None if none does."""
    best_row, best_length = None, 0.0
    outline = shapely.boundary(shape)
    for row in candidates:
        length = shapely.length(shapely.intersection(outline, shapely.boundary(shapes[row])))
        if length > best_length:
            best_row, best_length = row, length
    return best_row


def without_crumbs(layer):
    """Drop detached islets and give away slivers; a feature's largest part always stays its own."""
    parts, owners = shapely.get_parts(layer.shapes, return_index=True)
    areas = shapely.area(parts)
    largest = np.zeros(len(layer))
    np.maximum.at(largest, owners, areas)
    expendable = (areas < largest[owners]) & ~np.isin(layer.state_codes[owners], STATES_KEPT_WHOLE)

    left, right = shapely.STRtree(parts).query(parts, predicate="intersects")
    left, right = left[left != right], right[left != right]
    touching = np.bincount(left, minlength=len(parts)) > 0

    keep = ~(expendable & ~touching & (areas < ISLET_BELOW_SQ_M))
    new_owners = owners.copy()
    for part in np.flatnonzero(expendable & touching & (areas < SLIVER_BELOW_SQ_M)):
        neighbour = longest_neighbour(parts[part], parts, right[left == part])
        if neighbour is not None:
            new_owners[part] = owners[neighbour]
    return layer.with_shapes([joined(parts[keep & (new_owners == row)]) for row in range(len(layer))])


def joined(parts):
    """One polygon or multipolygon from parts of a coverage; empty when there are none."""
    if len(parts) == 0:
        return shapely.Polygon()
    if len(parts) == 1:
        return parts[0]
    return shapely.coverage_union_all(parts)
