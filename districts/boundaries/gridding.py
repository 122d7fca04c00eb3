"""Round lines to a whole-number grid without breaking the polygons they bound.

Rounding alone makes lines cross (54 to 58 invalid districts in the overview).
Here the rounded lines are noded on the grid, the faces between them are built
anew, and each face goes to the district that held its inner point: the result
lies on the grid and is a valid coverage.
"""

import numpy as np
import shapely

# How far, in cells, an ownerless crumb without a neighbour may look for a district.
CRUMB_REACH_CELLS = 3.0


def rounded(line):
    """The line on whole cells, without immediate repeats."""
    cells = np.rint(line)
    fresh = np.append(True, (np.diff(cells, axis=0) != 0).any(axis=1))
    return cells[fresh]


def faces_on_grid(lines, shapes, fill_below_cells):
    """Polygons on whole coordinates for `shapes`, bounded by the noded `lines`.

    shapes are in the unit of the grid, before rounding. A face that no shape claims
    is filled by a neighbour when it is smaller than `fill_below_cells`; larger ones
    stay empty (sea, or a true hole). A shape that lost all its faces comes back empty.
    """
    strings = [shapely.linestrings(line) for line in lines if len(line) > 1]
    noded = shapely.union_all(strings, grid_size=1.0)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    tree = shapely.STRtree(shapes)
    owner = _owner_by_inner_point(faces, tree)
    _fill_crumbs(faces, owner, tree, fill_below_cells)
    result = [_union(faces[owner == row]) for row in range(len(shapes))]
    return np.array(result, dtype=object)


def _owner_by_inner_point(faces, tree):
    owner = np.full(len(faces), -1)
    face, shape = tree.query(shapely.point_on_surface(faces), predicate="within")
    owner[face] = shape
    return owner


def _fill_crumbs(faces, owner, tree, fill_below_cells):
    areas = shapely.area(faces)
    crumbs = np.flatnonzero((owner < 0) & (areas < fill_below_cells))
    if len(crumbs) == 0:
        return
    face_tree = shapely.STRtree(faces)
    for crumb in crumbs[np.argsort(areas[crumbs])]:
        owner[crumb] = _owner_of_longest_edge(crumb, faces, owner, face_tree)
        if owner[crumb] < 0:
            nearest = tree.query_nearest(faces[crumb], max_distance=CRUMB_REACH_CELLS, all_matches=False)
            owner[crumb] = nearest[0] if len(nearest) else -1


def _owner_of_longest_edge(crumb, faces, owner, face_tree):
    best_owner, best_length = -1, 0.0
    for face in face_tree.query(faces[crumb], predicate="touches"):
        if owner[face] >= 0:
            length = shapely.length(shapely.intersection(faces[crumb], faces[face]))
            if length > best_length:
                best_owner, best_length = owner[face], length
    return best_owner


def _union(faces):
    return shapely.coverage_union_all(faces) if len(faces) else shapely.Polygon()
