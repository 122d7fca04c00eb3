import pytest
from django.core.exceptions import ValidationError

from common.geojson import GeoJSONField, point, validate_geometry

ERODE = {"type": "Point", "coordinates": [77.7172, 11.341]}
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def test_a_point_is_longitude_then_latitude():
    assert point(77.7172, 11.341) == ERODE


@pytest.mark.parametrize("value", [ERODE, SQUARE, {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]]}])
def test_geometries_in_degrees_are_taken(value):
    validate_geometry(value)
    assert GeoJSONField().clean(value, None) == value


@pytest.mark.parametrize(
    "value",
    [
        "POINT(77 11)", [77, 11], {"type": "Point"}, {"type": "Circle", "coordinates": [1, 1]},
        {"type": "Point", "coordinates": [77]}, {"type": "Point", "coordinates": ["77", "11"]},
        {"type": "Point", "coordinates": [True, False]}, {"type": "Point", "coordinates": [11.3, 177.7]},
        {"type": "Polygon", "coordinates": []}, {"type": "Polygon", "coordinates": [[0, 0]]},
    ],
)  # fmt: skip
def test_anything_else_is_refused(value):
    with pytest.raises(ValidationError):
        validate_geometry(value)


def test_a_field_of_points_refuses_polygons():
    with pytest.raises(ValidationError, match="of the kind Point"):
        GeoJSONField(geometry_type="Point").clean(SQUARE, None)


def test_the_form_gives_a_dict_and_sees_no_change_where_there_is_none():
    field = GeoJSONField(geometry_type="Point").formfield()

    cleaned = field.clean('{"type": "Point", "coordinates": [77.7172, 11.341]}')

    assert cleaned == ERODE
    assert not field.has_changed(ERODE, '{"type": "Point", "coordinates": [77.7172, 11.341]}')
    assert field.has_changed(ERODE, '{"type": "Point", "coordinates": [77.8, 11.341]}')
    assert "[ 77.7172, 11.341 ]" in field.widget.render("hq", field.prepare_value(ERODE), {"id": "id_hq"})


def test_the_form_refuses_what_is_no_geometry():
    with pytest.raises(ValidationError):
        GeoJSONField(geometry_type="Point").formfield().clean("somewhere near Erode")


def test_an_empty_form_field_is_none():
    assert GeoJSONField(geometry_type="Point", null=True, blank=True).formfield().clean("") is None


def test_the_field_describes_itself_to_migrations():
    _name, path, args, kwargs = GeoJSONField(geometry_type="Point", null=True).deconstruct()

    assert (path, args, kwargs) == ("common.geojson.GeoJSONField", [], {"geometry_type": "Point", "null": True})
