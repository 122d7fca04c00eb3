"""Geometry kept as GeoJSON: dicts in Python, plain JSON in both databases, a Leaflet editor in forms."""

import json

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

GEOMETRY_TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")


def _check_position(position):
    if (
        not isinstance(position, (list, tuple))
        or len(position) not in (2, 3)
        or any(isinstance(part, bool) or not isinstance(part, (int, float)) for part in position)
    ):
        raise ValidationError(_("A position is two numbers: longitude, then latitude."), code="geojson")
    longitude, latitude = position[0], position[1]
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise ValidationError(
            _("Longitude lies between -180 and 180, latitude between -90 and 90. Are the two the wrong way round?"),
            code="geojson",
        )


def _check_positions(coordinates, depth):
    if depth == 0:
        _check_position(coordinates)
        return
    if not isinstance(coordinates, (list, tuple)) or not coordinates:
        raise ValidationError(_("The geometry lacks its positions."), code="geojson")
    for part in coordinates:
        _check_positions(part, depth - 1)


_DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def validate_geometry(value, geometry_types=GEOMETRY_TYPES):
    """Raise ValidationError unless `value` is a GeoJSON geometry of one of `geometry_types`, in degrees."""
    if not isinstance(value, dict) or value.get("type") not in geometry_types or "coordinates" not in value:
        raise ValidationError(
            _("This is not a GeoJSON geometry of the kind %(kinds)s.") % {"kinds": ", ".join(geometry_types)},
            code="geojson",
        )
    _check_positions(value["coordinates"], _DEPTH[value["type"]])


def point(longitude: float, latitude: float) -> dict:
    """A GeoJSON point."""
    return {"type": "Point", "coordinates": [float(longitude), float(latitude)]}


class GeoJSONField(models.JSONField):
    """A GeoJSON geometry as a dict. `geometry_type` limits it to one kind and picks the editor."""

    description = _("Geometry")

    def __init__(self, *args, geometry_type=None, **kwargs):
        self.geometry_type = geometry_type
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        if self.geometry_type:
            kwargs["geometry_type"] = self.geometry_type
        return name, path, args, kwargs

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        validate_geometry(value, (self.geometry_type,) if self.geometry_type else GEOMETRY_TYPES)

    def formfield(self, **kwargs):
        # Here, because GeoDjango's forms load the geometry libraries when they are imported.
        from common.geojson_forms import FORM_FIELDS

        form_class = FORM_FIELDS[self.geometry_type]
        kwargs.pop("encoder", None)
        kwargs.pop("decoder", None)
        return models.Field.formfield(self, **{"form_class": form_class, **kwargs})


def as_text(value) -> str:
    """The geometry as GeoJSON text, for the editor."""
    return value if isinstance(value, str) else json.dumps(value)
