"""The overview of the real build, decoded again from the file that is served."""

import gzip

import brotli
import numpy as np
import pytest
import shapely

from districts.boundaries import checks, figures, overview
from districts.boundaries.tests import building


def test_the_overview_fits_its_budget_as_it_lies_on_the_disk(real_build, overview_bytes):
    path = building.REAL_ROOT / real_build.manifest["overview"]
    compressed = path.with_name(path.name + ".br").read_bytes()

    assert len(compressed) <= 48_000
    assert brotli.decompress(compressed) == overview_bytes
    assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == overview_bytes


def test_the_overview_draws_every_district_the_manifest_says(real_build, overview_layer):
    expected = {str(code) for code in real_build.manifest["matched"]} | {"671", "x-mirpur", "x-muzaffarabad"}

    assert set(overview_layer.keys) == expected
    assert not shapely.is_empty(overview_layer.shapes).any()


def test_the_overview_is_valid_and_neighbours_meet(overview_layer):
    assert shapely.is_valid(overview_layer.shapes).all()
    assert shapely.coverage_is_valid(overview_layer.shapes)


@pytest.mark.parametrize("name", checks.OUTLINE_POINTS)
def test_the_overview_has_the_official_outline(overview_layer, name):
    latitude, longitude = checks.OUTLINE_POINTS[name]
    point = shapely.Point(longitude, latitude)

    assert shapely.intersects(overview_layer.shapes, point).sum() == 1


def test_no_district_changes_its_area_by_more_than_a_tenth_but_lakshadweep(real_detail, overview_layer):
    before, after = figures.areas_sq_km(real_detail), figures.areas_sq_km(overview_layer)

    changed = {key for key in after if abs(after[key] - before[key]) > overview.AREA_CHANGE * before[key]}

    assert changed <= {"553"}


def test_the_overview_has_no_hole_but_dahagram(overview_layer):
    union = shapely.coverage_union_all(overview_layer.shapes)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(union) for ring in part.interiors]

    assert len(holes) == 1
    assert holes[0].contains(shapely.Point(88.95, 26.30))


def test_an_islet_of_lakshadweep_becomes_a_diamond_instead_of_vanishing():
    speck = np.array([[10.1, 20.1], [10.2, 20.1], [10.2, 20.2], [10.1, 20.1]])

    drawn = overview.thin(speck, np.ones(4, dtype=bool), enlarge=True)

    assert drawn.tolist() == [[9, 20], [10, 19], [11, 20], [10, 21], [9, 20]]
