from decimal import Decimal

import pytest
import shapely

from districts.boundaries import lookup, manifest, store
from districts.boundaries.refusals import NoBoundaries

ERODE, HANSI, HISAR = 573, 792, 63


def test_a_point_in_a_town_finds_its_district(in_force):
    assert lookup.district_at(11.3410, 77.7172) == ERODE


def test_a_point_in_the_sea_or_abroad_finds_none(in_force):
    assert [lookup.district_at(15.0, 70.0), lookup.district_at(31.5, 74.35)] == [None, None]


def test_neighbours_are_mutual(in_force):
    pairs = {(code, other) for code in in_force["matched"] for other in lookup.neighbours(code)}

    assert {(other, code) for code, other in pairs} == pairs


def test_neighbours_share_a_line_in_the_detail(in_force):
    erode = lookup.shape(ERODE)

    for code in lookup.neighbours(ERODE):
        assert shapely.intersection(erode, lookup.shape(code)).length > 0


def test_a_district_without_a_line_has_no_neighbours_and_no_area_but_contains_its_town(in_force):
    assert lookup.neighbours(HANSI) == []
    assert lookup.area_sq_km(HANSI) is None
    assert lookup.line_of(HANSI) == HISAR
    assert lookup.contains(HANSI, 29.10, 75.96) is True


def test_contains_says_no_outside_and_none_for_a_code_nobody_has(in_force):
    assert lookup.contains(HISAR, 11.34, 77.71) is False
    assert lookup.contains(999_999, 11.34, 77.71) is None


def test_an_area_is_a_decimal_with_one_place(in_force):
    # The prepared register gives 2,781.7 sq km for Anantnag.
    assert lookup.area_sq_km(1) == pytest.approx(Decimal("2781.7"), abs=Decimal("8"))


def test_before_the_first_build_a_lookup_says_what_to_run(settings, tmp_path):
    settings.BOUNDARY_ROOT = tmp_path

    assert manifest.current() is None
    with pytest.raises(NoBoundaries, match="Run build_boundaries once"):
        lookup.district_at(20, 78)


def test_the_manifest_is_read_again_when_a_build_replaces_it(settings, tmp_path):
    settings.BOUNDARY_ROOT = tmp_path
    store.write_manifest(tmp_path, {"overview": "one"})
    assert manifest.current() == {"overview": "one"}

    store.write_manifest(tmp_path, {"overview": "two"})

    assert manifest.current() == {"overview": "two"}
