"""One finer file per State, at the full detail of the source on a grid of about 100 m."""

import numpy as np
import shapely

from districts.boundaries.arcs import cut_into_arcs
from districts.boundaries.cleaning import with_holes
from districts.boundaries.gridding import faces_on_grid, rounded
from districts.boundaries.overview import without_holes
from districts.boundaries.projection import to_degrees

GRID_DEGREES = 0.001

# Nothing this size is unowned on the ground: a million cells is the size of a large
# district, so that any face between the lines is given to somebody.
FILL_BELOW_CELLS = 1e6


def on_state_grid(layer):
    """The whole clean layer (metres) in cells of GRID_DEGREES, rounded once for all States.

    Rounding once is what lets the State files be laid side by side. Strips below
    the grid vanish.
    """
    protected = with_holes(layer)
    lines = [rounded(to_degrees(line) / GRID_DEGREES) for line in cut_into_arcs(protected.shapes).lines()]
    targets = shapely.transform(protected.shapes, lambda metres: to_degrees(metres) / GRID_DEGREES)
    snapped = without_holes(protected.with_shapes(faces_on_grid(lines, targets, FILL_BELOW_CELLS)))
    return snapped.where(~shapely.is_empty(snapped.shapes) | ~snapped.patches())


def by_state(layer):
    """State code -> the features of its file: its districts, then the disputed strips it touches."""
    patches = layer.where(layer.patches())
    tree = shapely.STRtree(patches.shapes)
    files = {}
    for code in sorted(set(layer.state_codes[~layer.patches()].tolist())):
        districts = layer.where(~layer.patches() & (layer.state_codes == code))
        _, touched = tree.query(districts.shapes, predicate="intersects")
        strips = np.zeros(len(patches), dtype=bool)
        strips[touched] = True
        files[code] = districts.followed_by(patches.where(strips))
    return files
