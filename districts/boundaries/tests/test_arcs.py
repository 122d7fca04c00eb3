import numpy as np
import shapely
from hypothesis import given
from hypothesis import strategies as st

from districts.boundaries.arcs import cut_into_arcs, shoelace

LEFT = shapely.Polygon([(0, 0), (1, 0), (1, 1), (1, 2), (0, 2)])
RIGHT = shapely.Polygon([(1, 0), (2, 0), (2, 2), (1, 2), (1, 1)])


def rebuilt(arc_map, feature):
    polygons = [
        shapely.Polygon(arc_map.ring_points(rings[0]), [arc_map.ring_points(ring) for ring in rings[1:]])
        for rings in arc_map.features[feature]
    ]
    return shapely.multipolygons(polygons)


def test_two_neighbours_make_three_arcs_and_share_one():
    arc_map = cut_into_arcs(np.array([LEFT, RIGHT]))

    assert sorted(sorted(owners) for owners in arc_map.owners) == [[0], [0, 1], [1]]
    shared = next(i for i, owners in enumerate(arc_map.owners) if owners == {0, 1})
    assert sorted(arc_map.points[arc_map.arcs[shared]].tolist()) == [[1, 0], [1, 1], [1, 2]]


def test_the_second_owner_refers_to_the_shared_arc_backwards():
    arc_map = cut_into_arcs(np.array([LEFT, RIGHT]))
    shared = next(i for i, owners in enumerate(arc_map.owners) if owners == {0, 1})

    assert shared in arc_map.features[0][0][0]
    assert ~shared in arc_map.features[1][0][0]


def test_a_lone_island_is_one_closed_arc():
    arc_map = cut_into_arcs(np.array([shapely.box(0, 0, 1, 1)]))

    (arc,) = arc_map.arcs
    assert arc[0] == arc[-1]
    assert len(arc) == 5


def test_an_enclave_shares_one_closed_arc_with_the_hole_around_it():
    hole = shapely.box(1, 1, 2, 2)
    around = shapely.Polygon(shapely.box(0, 0, 3, 3).exterior, [hole.exterior])

    arc_map = cut_into_arcs(np.array([around, hole]))

    assert sorted(sorted(owners) for owners in arc_map.owners) == [[0], [0, 1]]


def test_smallest_part_is_the_area_of_the_smaller_side():
    arc_map = cut_into_arcs(np.array([LEFT, shapely.Polygon([(1, 0), (5, 0), (5, 2), (1, 2), (1, 1)])]))
    shared = next(i for i, owners in enumerate(arc_map.owners) if owners == {0, 1})

    assert arc_map.smallest_part()[shared] == 2.0


def test_shoelace_is_positive_counter_clockwise():
    assert shoelace(np.array([[0, 0], [2, 0], [2, 3], [0, 3]])) == 6.0


def grid_coverage(columns, rows, owners):
    """Cells of a grid given to owners, and the owners' unions: a coverage with odd shapes in it."""
    cells = [shapely.box(x, y, x + 1, y + 1) for y in range(rows) for x in range(columns)]
    return np.array(
        [
            shapely.coverage_union_all([cell for cell, owner in zip(cells, owners, strict=True) if owner == each])
            for each in sorted(set(owners))
        ]
    )


@given(st.lists(st.integers(0, 4), min_size=20, max_size=20))
def test_any_coverage_is_rebuilt_from_its_arcs(owners):
    shapes = grid_coverage(5, 4, owners)

    arc_map = cut_into_arcs(shapes)

    for row, shape in enumerate(shapes):
        assert rebuilt(arc_map, row).equals(shape)


@given(st.lists(st.integers(0, 4), min_size=20, max_size=20))
def test_no_stretch_of_line_stands_in_two_arcs(owners):
    arc_map = cut_into_arcs(grid_coverage(5, 4, owners))

    edges = [tuple(sorted(edge)) for arc in arc_map.arcs for edge in zip(arc[:-1], arc[1:], strict=True)]
    assert len(edges) == len(set(edges))
