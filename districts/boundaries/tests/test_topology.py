import json

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from districts.boundaries import topology
from districts.boundaries.layer import Layer
from districts.boundaries.tests.test_arcs import grid_coverage

STEPS = st.lists(st.tuples(st.integers(-9999, 9999), st.integers(-9999, 9999)), min_size=1, max_size=30)


@given(STEPS)
def test_delta_coding_is_undone_by_adding_up(points):
    points = np.array(points)

    assert np.cumsum(topology.delta_coded(points), axis=0).tolist() == points.tolist()


@given(st.lists(st.integers(0, 4), min_size=20, max_size=20))
def test_what_is_decoded_is_what_was_encoded(owners):
    shapes = grid_coverage(5, 4, owners)
    layer = Layer.of((str(700 + row), 1, shape) for row, shape in enumerate(shapes))

    decoded = topology.decode_cells(topology.encode(layer, 0.001))

    equal = [decoded[int(key)].equals(shape) for key, shape in zip(layer.keys, layer.shapes, strict=True)]
    assert equal == [True] * len(layer)


def test_decoded_degrees_are_cells_times_the_grid():
    layer = Layer.of([("570", 33, shapely.box(77_000, 11_000, 78_000, 12_000))])

    decoded = topology.decode(topology.encode(layer, 0.001))

    assert decoded[570].bounds == pytest.approx((77.0, 11.0, 78.0, 12.0))


def test_a_feature_carries_its_id_and_nothing_else():
    layer = Layer.of([("570", 33, shapely.box(0, 0, 1, 1)), ("x-mirpur", 1, shapely.box(1, 0, 2, 1))])

    document = json.loads(topology.encode(layer, 0.001))

    geometries = document["objects"]["districts"]["geometries"]
    assert sorted(document) == ["arcs", "objects", "transform", "type"]
    assert {frozenset(geometry) for geometry in geometries} == {frozenset({"type", "id", "arcs"})}
    assert {geometry["id"] for geometry in geometries} == {570, "x-mirpur"}


def test_hilbert_distance_visits_every_cell_once_and_steps_to_a_neighbour():
    side = 8
    cells = sorted(((x, y) for x in range(side) for y in range(side)), key=lambda c: topology.hilbert_distance(*c, side))

    steps = {abs(a - c) + abs(b - d) for (a, b), (c, d) in zip(cells, cells[1:], strict=False)}
    assert [topology.hilbert_distance(*cell, side) for cell in cells] == list(range(side * side))
    assert steps == {1}
