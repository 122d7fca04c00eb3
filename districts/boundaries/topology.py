"""TopoJSON of polygons that already lie on a grid: written, and read back.

Each feature carries its id and nothing else; names and values are the page's.
Format: the TopoJSON specification, version 1 (github.com/topojson).
"""

import json

import numpy as np
import shapely

from districts.boundaries.arcs import arc_number, cut_into_arcs
from districts.boundaries.layer import key_as_id

OBJECT = "districts"
HILBERT_SIDE = 1 << 12


def encode(layer, grid):
    """TopoJSON bytes of a layer in whole cells of `grid` degrees.

    Arcs are delta-coded from the south-west corner. Features follow a Hilbert
    curve, because neighbours beside each other compress better.
    """
    ordered = layer.where(hilbert_order(layer.shapes))
    # Rings begin at their lowest point, so that equal lines make equal bytes and keep their file's name.
    arc_map = cut_into_arcs(shapely.normalize(ordered.shapes))
    cells = np.rint(arc_map.points).astype(int)
    corner = cells.min(axis=0)
    topology = {
        "type": "Topology",
        "transform": {
            "scale": [grid, grid],
            "translate": [round(float(value * grid), 6) for value in corner],
        },
        "objects": {
            OBJECT: {
                "type": "GeometryCollection",
                "geometries": [_geometry(key, polygons) for key, polygons in zip(ordered.keys, arc_map.features, strict=True)],
            }
        },
        "arcs": [delta_coded(cells[arc] - corner) for arc in arc_map.arcs],
    }
    return json.dumps(topology, separators=(",", ":")).encode()


def delta_coded(points):
    """The first point, then each step from the last, as lists of whole numbers."""
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), dtype=points.dtype))
    return steps.tolist()


def decode(content):
    """id -> shapely polygon in degrees, from TopoJSON bytes; points shared in the file are equal floats."""
    topology = json.loads(content)
    scale, translate = _grid_of(topology)
    return _shapes(topology, scale, translate)


def decode_cells(content):
    """id -> shapely polygon in whole cells of the grid: exact, and comparable between files of one grid."""
    topology = json.loads(content)
    scale, translate = _grid_of(topology)
    return _shapes(topology, np.ones(2), np.rint(translate / scale))


def ids(content):
    """The ids of the features of a file, in its order."""
    return [geometry["id"] for geometry in json.loads(content)["objects"][OBJECT]["geometries"]]


def _grid_of(topology):
    transform = topology["transform"]
    return np.array(transform["scale"]), np.array(transform["translate"])


def _shapes(topology, scale, translate):
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]
    return {geometry["id"]: _polygon(geometry, arcs) for geometry in topology["objects"][OBJECT]["geometries"]}


def _geometry(key, polygons):
    if len(polygons) == 1:
        return {"type": "Polygon", "id": key_as_id(key), "arcs": polygons[0]}
    return {"type": "MultiPolygon", "id": key_as_id(key), "arcs": polygons}


def _polygon(geometry, arcs):
    polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
    parts = [shapely.Polygon(_ring(rings[0], arcs), [_ring(ring, arcs) for ring in rings[1:]]) for rings in polygons]
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _ring(references, arcs):
    runs = [arcs[reference] if reference >= 0 else arcs[arc_number(reference)][::-1] for reference in references]
    return np.concatenate([runs[0], *(run[1:] for run in runs[1:])])


def hilbert_order(shapes):
    """Row numbers along a Hilbert curve through the centres of the shapes' common box."""
    centres = shapely.get_coordinates(shapely.centroid(shapes))
    low = centres.min(axis=0)
    span = max(float((centres.max(axis=0) - low).max()), 1e-9)
    squares = ((centres - low) / span * (HILBERT_SIDE - 1)).astype(int)
    distances = [hilbert_distance(x, y) for x, y in squares.tolist()]
    return np.argsort(distances, kind="stable")


def hilbert_distance(x, y, side=HILBERT_SIDE):
    """How far along the Hilbert curve of a `side` x `side` square the cell (x, y) lies."""
    distance, half = 0, side // 2
    while half:
        right, upper = bool(x & half), bool(y & half)
        distance += half * half * ((3 * right) ^ upper)
        if not upper:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        half //= 2
    return distance
