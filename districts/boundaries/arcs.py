"""Cut a coverage into arcs: lines that one or two features own, each kept once.

Working on arcs is what keeps neighbours in agreement: a vertex removed from an
arc is removed on both of its sides. Reference i >= 0 means arc i forwards,
~i means arc i backwards, as in TopoJSON.
"""

from dataclasses import dataclass

import numpy as np
import shapely


@dataclass
class ArcMap:
    """A coverage taken apart.

    points    (n, 2) array of distinct vertices
    arcs      for each arc the rows of `points` it runs through
    owners    for each arc the set of features on its sides (one or two)
    features  for each feature its polygons; a polygon is a list of rings (outer
              first), a ring a list of references to arcs
    """

    points: np.ndarray
    arcs: list
    owners: list
    features: list

    def lines(self):
        """Coordinates of every arc."""
        return [self.points[arc] for arc in self.arcs]

    def smallest_owner(self, sizes):
        """For each arc the smallest of `sizes` (one number per feature) among its owners."""
        return np.array([min(sizes[feature] for feature in owners) for owners in self.owners])

    def smallest_part(self):
        """For each arc the area of the smallest polygon part it bounds."""
        smallest = np.full(len(self.arcs), np.inf)
        for polygons in self.features:
            for rings in polygons:
                area = abs(shoelace(self.ring_points(rings[0])))
                for reference in (reference for ring in rings for reference in ring):
                    number = arc_number(reference)
                    smallest[number] = min(smallest[number], area)
        return smallest

    def ring_points(self, references):
        """Coordinates of one ring, first point not repeated."""
        return np.concatenate([self.points[self._run(reference)[:-1]] for reference in references])

    def _run(self, reference):
        arc = self.arcs[arc_number(reference)]
        return arc if reference >= 0 else arc[::-1]


def arc_number(reference):
    return reference if reference >= 0 else ~reference


def shoelace(points):
    """Signed area of a ring whose first point is not repeated."""
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def cut_into_arcs(shapes):
    """The ArcMap of an array of polygons that form a valid coverage."""
    points, rings, places = _number_the_vertices(shapes)
    junctions = _find_junctions(len(points), rings, [feature for feature, _ in places])
    book = _ArcBook()
    features = [[] for _ in shapes]
    for ring, (feature, starts_polygon) in zip(rings, places, strict=True):
        if starts_polygon:
            features[feature].append([])
        features[feature][-1].append(book.references(ring, junctions, feature))
    return ArcMap(points, book.arcs, book.owners, features)


def _number_the_vertices(shapes):
    """Distinct points, rings as arrays of point numbers, and for each ring (feature, is outer)."""
    parts, feature_of_part = shapely.get_parts(shapes, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    coordinates, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    distinct, numbers = np.unique(coordinates[:, 0] + 1j * coordinates[:, 1], return_inverse=True)
    bounds = np.flatnonzero(np.diff(ring_of_point)) + 1
    closed_rings = np.split(numbers, bounds) if len(numbers) else []
    places = [(feature_of_part[part], row == 0 or part != part_of_ring[row - 1]) for row, part in enumerate(part_of_ring)]
    return (
        np.column_stack([distinct.real, distinct.imag]),
        [_without_repeats(ring[:-1]) for ring in closed_rings],
        places,
    )


def _without_repeats(ring):
    return ring[ring != np.roll(ring, 1)]


def _find_junctions(point_count, rings, features):
    """Mask of the points where arcs must end.

    A point is a junction when other than two edges meet there, or when the two
    edges that meet have different owners.
    """
    start = np.concatenate(rings)
    end = np.concatenate([np.roll(ring, -1) for ring in rings])
    owner = np.repeat(features, [len(ring) for ring in rings])
    edge = np.minimum(start, end) * point_count + np.maximum(start, end)
    distinct, row = np.unique(edge, return_inverse=True)

    first, last = np.full(len(distinct), np.iinfo(np.int64).max), np.full(len(distinct), -1)
    np.minimum.at(first, row, owner)
    np.maximum.at(last, row, owner)
    pair = first * (owner.max() + 1) + last

    ends = np.concatenate([distinct // point_count, distinct % point_count])
    pairs = np.concatenate([pair, pair])
    degree = np.bincount(ends, minlength=point_count)
    lowest, highest = np.full(point_count, np.iinfo(np.int64).max), np.full(point_count, -1)
    np.minimum.at(lowest, ends, pairs)
    np.maximum.at(highest, ends, pairs)
    return (degree != 2) | (lowest != highest)


class _ArcBook:
    """Collects arcs, recognising one that was met before from the other side."""

    def __init__(self):
        self.arcs = []
        self.owners = []
        self._number_by_run = {}

    def references(self, ring, junctions, feature):
        """The references of one ring, adding the arcs not seen yet."""
        cuts = np.flatnonzero(junctions[ring])
        start = cuts[0] if len(cuts) else np.argmin(ring)
        turned = np.append(np.roll(ring, -start), ring[start])
        stops = np.append(cuts - start, len(ring)) if len(cuts) else np.array([0, len(ring)])
        return [self._reference(turned[left : right + 1], feature) for left, right in zip(stops[:-1], stops[1:], strict=True)]

    def _reference(self, run, feature):
        forwards, backwards = run.tobytes(), run[::-1].tobytes()
        if forwards in self._number_by_run:
            number = self._number_by_run[forwards]
            reference = number
        elif backwards in self._number_by_run:
            number = self._number_by_run[backwards]
            reference = ~number
        else:
            number = reference = len(self.arcs)
            self._number_by_run[forwards] = number
            self.arcs.append(run)
            self.owners.append(set())
        self.owners[number].add(int(feature))
        return reference
