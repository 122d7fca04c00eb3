import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from districts.boundaries.thinning import corner_size, removal_sizes

COORDINATES = st.integers(-1000, 1000).map(float)
LINES = st.lists(st.tuples(COORDINATES, COORDINATES), min_size=2, max_size=40, unique=True).map(np.array)


def test_corner_size_without_weight_is_the_area_of_the_triangle():
    assert corner_size((0, 0), (1, 2), (2, 0), weight=0) == 2.0


def test_corner_size_is_smaller_on_a_flat_run_than_at_a_sharp_turn_of_equal_area():
    flat = corner_size((0, 0), (10, 1), (20, 0))
    sharp = corner_size((9, 0), (10, 10), (11, 0))

    assert corner_size((0, 0), (10, 1), (20, 0), weight=0) == corner_size((9, 0), (10, 10), (11, 0), weight=0)
    assert flat < sharp


def test_removal_sizes_of_a_straight_line_are_zero_between_its_ends():
    sizes = removal_sizes(np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0], [3.0, 0.0]]))

    assert sizes.tolist() == [np.inf, 0.0, 0.0, np.inf]


def test_removal_sizes_puts_the_small_tooth_before_the_large_one():
    line = np.array([[0, 0], [10, 0], [11, 1], [12, 0], [20, 0], [25, 9], [30, 0], [40, 0]], dtype=float)

    sizes = removal_sizes(line, weight=0)

    assert sizes[2] < sizes[5]


@given(LINES)
def test_removal_sizes_never_lets_an_end_go(line):
    sizes = removal_sizes(line)

    assert np.isinf(sizes[[0, -1]]).all()
    assert np.isfinite(sizes[1:-1]).all()


@given(LINES.filter(lambda line: len(line) >= 4))
def test_a_closed_line_keeps_four_points_at_any_threshold(line):
    closed = np.vstack([line, line[:1]])

    assert np.isinf(removal_sizes(closed)).sum() == 4


@given(LINES, st.floats(0, 1e6), st.floats(0, 1e6))
def test_a_higher_threshold_keeps_a_part_of_what_a_lower_one_keeps(line, one, other):
    sizes = removal_sizes(line)
    low, high = sorted((one, other))

    assert not ((sizes >= high) & ~(sizes >= low)).any()


def test_removal_sizes_does_not_depend_on_the_direction():
    line = np.random.default_rng(7).normal(size=(60, 2)).cumsum(axis=0)

    assert removal_sizes(line) == pytest.approx(removal_sizes(line[::-1])[::-1])
