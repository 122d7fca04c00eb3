"""django-leaflet's form fields, with GeoJSON dicts instead of geometry objects on our side."""

import json

from django.contrib.gis.geos import GEOSGeometry
from leaflet.forms import fields as leaflet_fields

from common.geojson import as_text


class _GeoJSON:
    def prepare_value(self, value):
        if isinstance(value, dict):
            value = GEOSGeometry(as_text(value))
        return super().prepare_value(value)

    def clean(self, value):
        geometry = super().clean(value)
        return json.loads(geometry.geojson) if geometry is not None else None

    def has_changed(self, initial, data):
        if isinstance(initial, dict):
            initial = GEOSGeometry(as_text(initial))
        return super().has_changed(initial, data)


class GeometryFormField(_GeoJSON, leaflet_fields.GeometryField):
    """Any geometry."""


class PointFormField(_GeoJSON, leaflet_fields.PointField):
    """One point."""


class PolygonFormField(_GeoJSON, leaflet_fields.PolygonField):
    """One polygon."""


class MultiPolygonFormField(_GeoJSON, leaflet_fields.MultiPolygonField):
    """Several polygons."""


FORM_FIELDS = {
    None: GeometryFormField,
    "Point": PointFormField,
    "Polygon": PolygonFormField,
    "MultiPolygon": MultiPolygonFormField,
}
