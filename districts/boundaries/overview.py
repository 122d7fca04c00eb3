"""The whole country in one small file: thinned as far as each district bears it."""

from dataclasses import dataclass

import numpy as np
import shapely

from districts.boundaries.arcs import cut_into_arcs, shoelace
from districts.boundaries.cleaning import HOLE, STATES_KEPT_WHOLE, holes_of, with_holes
from districts.boundaries.gridding import faces_on_grid, rounded
from districts.boundaries.layer import Layer
from districts.boundaries.projection import to_degrees, to_equal_area
from districts.boundaries.refusals import BoundaryRefused
from districts.boundaries.thinning import removal_sizes

GRID_DEGREES = 0.005

# A vertex goes when its triangle is smaller than the smallest of these three.
CEILING_SQ_M = 20e6
DISTRICT_DIVISOR = 60
PART_DIVISOR = 10
PART_DIVISOR_KEPT_WHOLE = 100

# Unowned faces below so many cells are filled; Dahagram is larger, and protected besides.
FILL_BELOW_CELLS = 40

# A district may change its area by this share before its arcs are drawn more finely.
AREA_CHANGE = 0.10
FINER_FOR_DISTRICT = 0.15
FINER_FOR_HOLE = 0.3
ROUNDS = 6

# Islets of Lakshadweep are below the grid, so they are drawn larger than they are.
LAKSHADWEEP = 31
SMALLEST_ISLET_CELLS = 2


@dataclass
class Overview:
    """Shapes in whole cells of GRID_DEGREES, and how many rounds they took."""

    layer: Layer
    rounds: int


def build_overview(layer):
    """Thin a clean layer (EPSG:7755 metres, no patches) to the overview grid.

    Raises BoundaryRefused when a district is still lost or misshapen after the
    last round, naming it.
    """
    protected = with_holes(layer)
    arc_map = cut_into_arcs(protected.shapes)
    lines = [to_degrees(line) / GRID_DEGREES for line in arc_map.lines()]
    sizes = [removal_sizes(line) for line in arc_map.lines()]
    thresholds = arc_thresholds(arc_map, protected)
    islands = np.flatnonzero(protected.state_codes == LAKSHADWEEP)
    targets = shapely.transform(protected.shapes, lambda metres: to_degrees(metres) / GRID_DEGREES)
    areas = grid_areas(targets)

    for round_number in range(1, ROUNDS + 1):
        thinned = [
            thin(line, size >= threshold, enlarge=bool(owners.intersection(islands)))
            for line, size, threshold, owners in zip(lines, sizes, thresholds, arc_map.owners, strict=True)
        ]
        shapes = faces_on_grid(thinned, targets, FILL_BELOW_CELLS)
        failing = failing_features(shapes, areas, islands)
        false_holes = holes_of(shapes)
        if not failing and not false_holes:
            return Overview(without_holes(protected.with_shapes(shapes)), round_number)
        _draw_more_finely(thresholds, arc_map, lines, failing, false_holes)

    named = ", ".join(str(protected.keys[row]) for row in sorted(failing)) or "a false hole"
    raise BoundaryRefused(
        f"The overview could not be drawn within {ROUNDS} rounds: {named} is lost or changes its "
        f"area by more than {AREA_CHANGE:.0%}. The lines in use stay."
    )


def arc_thresholds(arc_map, layer):
    """For each arc the triangle, in square metres, below which a vertex goes."""
    kept_whole = np.isin(layer.state_codes, STATES_KEPT_WHOLE)
    divisors = np.array(
        [PART_DIVISOR_KEPT_WHOLE if any(kept_whole[row] for row in owners) else PART_DIVISOR for owners in arc_map.owners]
    )
    by_district = arc_map.smallest_owner(shapely.area(layer.shapes)) / DISTRICT_DIVISOR
    by_part = arc_map.smallest_part() / divisors
    return np.minimum(CEILING_SQ_M, np.minimum(by_district, by_part))


def thin(line, keep, enlarge=False):
    """The kept vertices on whole cells; with `enlarge`, a closed speck becomes a diamond."""
    cells = rounded(line[keep])
    closed = (line[0] == line[-1]).all()
    if enlarge and closed and (len(cells) < 4 or abs(shoelace(cells[:-1])) < SMALLEST_ISLET_CELLS):
        x, y = np.rint(line.mean(axis=0))
        return np.array([[x - 1, y], [x, y - 1], [x + 1, y], [x, y + 1], [x - 1, y]])
    return cells


def grid_areas(shapes, grid=GRID_DEGREES):
    """Square kilometres of shapes given in grid cells, from the equal-area projection."""
    return shapely.area(shapely.transform(shapes, lambda cells: to_equal_area(cells * grid))) / 1e6


def failing_features(shapes, areas, islands):
    """Rows that are lost, or changed by more than AREA_CHANGE; islands may only not be lost."""
    lost = shapely.is_empty(shapes)
    changed = np.abs(grid_areas(shapes) - areas) > AREA_CHANGE * areas
    changed[islands] = False
    return set(np.flatnonzero(lost | changed).tolist())


def without_holes(layer):
    return layer.where(layer.keys != HOLE)


def _draw_more_finely(thresholds, arc_map, lines, failing, false_holes):
    holes = shapely.multipolygons(false_holes)
    for number, owners in enumerate(arc_map.owners):
        if owners & failing:
            thresholds[number] *= FINER_FOR_DISTRICT
        elif len(owners) == 1 and shapely.dwithin(shapely.linestrings(lines[number]), holes, 0.5):
            thresholds[number] *= FINER_FOR_HOLE
