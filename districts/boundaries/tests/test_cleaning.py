import numpy as np
import shapely

from districts.boundaries import cleaning
from districts.boundaries.layer import Layer
from districts.boundaries.tests.building import layer_of

KM = 1_000


def box_km(left, bottom, right, top):
    return shapely.box(left * KM, bottom * KM, right * KM, top * KM)


def test_clean_closes_a_narrow_gap_and_an_overlap_between_neighbours():
    dented = [(10, 0), (20, 0), (20, 10), (10, 10), (10.4, 5)]
    gap = cleaning.clean(layer_of(box_km(0, 0, 10, 10), shapely.Polygon([(x * KM, y * KM) for x, y in dented])))
    overlap = cleaning.clean(layer_of(box_km(0, 0, 10, 10), box_km(9.6, 0, 20, 10)))

    for cleaned in (gap, overlap):
        assert shapely.coverage_is_valid(cleaned.shapes)
        assert shapely.area(cleaned.shapes).sum() == shapely.area(box_km(0, 0, 20, 10))


def test_clean_leaves_a_wide_hole_open():
    around = shapely.Polygon(box_km(0, 0, 20, 20).exterior, [box_km(8, 8, 12, 12).exterior])

    holes = cleaning.holes_of(cleaning.clean(layer_of(around)).shapes)

    assert [hole.area for hole in holes] == [16 * KM * KM]


def test_a_disputed_strip_goes_to_the_neighbour_with_the_longest_shared_edge():
    layer = Layer.of([("1", 1, box_km(0, 0, 10, 10)), ("2", 2, box_km(12, 0, 20, 2)), ("x-7", 0, box_km(10, 0, 12, 10))])

    kept = cleaning.without_patches(layer)

    assert dict(zip(kept.keys, shapely.area(kept.shapes) / KM**2, strict=True)) == {"1": 120.0, "2": 16.0}


def test_a_detached_islet_is_dropped_but_not_where_all_parts_are_small():
    mainland_and_islet = shapely.multipolygons([box_km(0, 0, 10, 10), box_km(20, 20, 21, 21)])

    elsewhere = cleaning.without_crumbs(Layer.of([("1", 1, mainland_and_islet)]))
    lakshadweep = cleaning.without_crumbs(Layer.of([("1", 31, mainland_and_islet)]))

    assert shapely.area(elsewhere.shapes) / KM**2 == [100.0]
    assert shapely.area(lakshadweep.shapes) / KM**2 == [101.0]


def test_the_largest_part_of_a_district_is_never_dropped():
    layer = Layer.of([("1", 1, shapely.multipolygons([box_km(0, 0, 1, 1), box_km(5, 5, 5.5, 5.5)]))])

    assert shapely.area(cleaning.without_crumbs(layer).shapes) / KM**2 == [1.0]


def test_a_sliver_that_touches_a_neighbour_is_given_to_it():
    sliver = box_km(10, 4, 11, 5)
    layer = Layer.of(
        [
            ("1", 1, shapely.multipolygons([box_km(-30, 0, -20, 10), sliver])),
            ("2", 1, shapely.Polygon([(x * KM, y * KM) for x, y in [(0, 0), (10, 0), (10, 4), (10, 5), (10, 10), (0, 10)]])),
        ]
    )

    assert np.array_equal(shapely.area(cleaning.without_crumbs(layer).shapes) / KM**2, [100.0, 101.0])
