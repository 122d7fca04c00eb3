import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from districts.boundaries.arcs import cut_into_arcs
from districts.boundaries.gridding import faces_on_grid, rounded

# Quarters, because GEOS cannot divide the plane between points a rounding error apart.
QUARTERS = st.integers(0, 120).map(lambda quarters: quarters / 4)


def snapped(shapes, fill_below=1.0):
    lines = [rounded(line) for line in cut_into_arcs(shapes).lines()]
    return faces_on_grid(lines, shapes, fill_below)


def test_rounded_leaves_out_points_that_fall_together():
    assert rounded(np.array([[0.1, 0.1], [0.2, 0.3], [2.6, 0.0]])).tolist() == [[0, 0], [3, 0]]


def test_lines_that_cross_after_rounding_still_make_valid_neighbours():
    spike = shapely.Polygon([(0, 0), (10, 0), (10, 4.6), (5.4, 4.4), (9.6, 5.4), (0, 5.6)])
    rest = shapely.Polygon([(10, 0), (12, 0), (12, 9), (0, 9), (0, 5.6), (9.6, 5.4), (5.4, 4.4), (10, 4.6)])
    shapes = np.array([spike, rest])

    result = snapped(shapes)

    assert shapely.is_valid(result).all()
    assert shapely.coverage_is_valid(result)
    assert (shapely.get_coordinates(result) % 1 == 0).all()


def test_a_hole_larger_than_the_limit_stays_and_a_smaller_one_is_filled():
    around = shapely.Polygon(shapely.box(0, 0, 20, 20).exterior, [shapely.box(4, 4, 8, 8).exterior])

    assert shapely.area(snapped(np.array([around]), fill_below=10))[0] == 400 - 16
    assert shapely.area(snapped(np.array([around]), fill_below=17))[0] == 400


def test_a_shape_below_the_grid_comes_back_empty():
    shapes = np.array([shapely.box(0, 0, 10, 10), shapely.box(20.1, 20.1, 20.3, 20.3)])

    result = snapped(shapes)

    assert shapely.is_empty(result).tolist() == [False, True]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(QUARTERS, QUARTERS), min_size=4, max_size=14, unique=True))
def test_any_division_of_the_plane_snaps_to_a_valid_coverage(points):
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=shapely.box(0, 0, 30, 30)))
    cells = shapely.coverage_clean(cells)
    cells = cells[~shapely.is_empty(cells)]

    result = snapped(cells)

    assert shapely.is_valid(result).all()
    assert shapely.coverage_is_valid(result[~shapely.is_empty(result)])
