"""Setting a point on the map: headquarters and facilities, with django-leaflet's editor."""

from copy import deepcopy
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from leaflet.admin import LeafletAdminWidget

from common.geojson import point
from common.geojson_forms import PointFormField
from districts.boundaries import lookup, manifest


def outside(district, lat, lon) -> str:
    """The sentence that refuses a point outside its district; empty where it lies inside or no line is known."""
    if manifest.current() is None or lookup.contains(district.lgd_code, lat, lon) is not False:
        return ""
    return _(
        "The point %(lat)s, %(lon)s lies outside %(district)s as its line is drawn. "
        "Move it inside, or leave it empty until the place is known."
    ) % {"lat": lat, "lon": lon, "district": district.name}


class PointForm(forms.ModelForm):
    """Keeps a point drawn on the map in two columns of the row, to five decimals (about a metre).

    lat_name, lon_name: the columns. district_of: the district the point must lie in.
    """

    lat_name, lon_name = "lat", "lon"

    point = PointFormField(required=False, label=gettext_lazy("On the map"), widget=LeafletAdminWidget)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        lat, lon = getattr(self.instance, self.lat_name), getattr(self.instance, self.lon_name)
        if "point" in self.fields and lat is not None:
            self.initial["point"] = point(lon, lat)

    def district_of(self, cleaned):
        return cleaned.get("district")

    def clean(self):
        cleaned = super().clean()
        if "point" not in cleaned:
            return cleaned
        drawn = cleaned["point"]
        lat = lon = None
        if drawn:
            lon, lat = (Decimal(str(part)).quantize(Decimal("0.00001")) for part in drawn["coordinates"][:2])
            district = self.district_of(cleaned)
            if district is not None and (sentence := outside(district, lat, lon)):
                self.add_error("point", sentence)
                return cleaned
        setattr(self.instance, self.lat_name, lat)
        setattr(self.instance, self.lon_name, lon)
        return cleaned


class PointAdminMixin:
    """Gives the point editor the nonce of this page; the policy allows no other inline script."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if "point" in form.base_fields:
            # A copy: the declared field is shared by all requests, a nonce belongs to one.
            field = form.base_fields["point"] = deepcopy(form.base_fields["point"])
            field.widget.csp_nonce = getattr(request, "csp_nonce", None)
        return form
