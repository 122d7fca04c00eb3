import numpy as np
import pyogrio.raw
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from districts.boundaries import projection, source

LONGITUDES = st.floats(68, 98)
LATITUDES = st.floats(6, 38)


@given(LONGITUDES, LATITUDES)
def test_metres_and_back_gives_the_same_degrees(longitude, latitude):
    point = np.array([[longitude, latitude]])

    assert np.abs(projection.to_degrees(projection.to_metres(point)) - point).max() < 1e-12


def test_metres_agree_with_gdal_on_every_point_of_the_source():
    member = str(source.find_member())
    in_sql = 'SELECT ST_Transform(geometry, 7755) AS geometry FROM "district_boundary_lite"'
    _, _, expected, _ = pyogrio.raw.read(member, sql=in_sql, sql_dialect="SQLITE")
    _, _, degrees, _ = pyogrio.raw.read(member)

    ours = projection.to_metres(shapely.get_coordinates(shapely.from_wkb(degrees)))

    assert np.abs(ours - shapely.get_coordinates(shapely.from_wkb(expected))).max() < 1e-6


def test_a_degree_square_at_the_equator_has_its_area_on_the_ellipsoid():
    square = shapely.segmentize(shapely.box(77, 0, 78, 1), 0.01)

    area = shapely.area(shapely.transform(square, projection.to_equal_area)) / 1e6

    assert area == pytest.approx(12_308.8, abs=1.0)


@given(LONGITUDES, LATITUDES, st.floats(0.001, 0.5))
def test_equal_area_does_not_depend_on_longitude(longitude, latitude, size):
    here = shapely.transform(shapely.box(longitude, latitude, longitude + size, latitude + size), projection.to_equal_area)
    there = shapely.transform(shapely.box(70, latitude, 70 + size, latitude + size), projection.to_equal_area)

    assert shapely.area(here) == pytest.approx(shapely.area(there), rel=1e-6)
