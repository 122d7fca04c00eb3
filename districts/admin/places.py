"""The desk for places: names, headquarters, other names, jurisdictions, facilities, lines."""

from django.contrib import admin
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from leaflet.admin import LeafletAdminWidget

from districts.models import (
    Alias,
    Boundary,
    District,
    Facility,
    Jurisdiction,
    Lineage,
    Place,
    RegionalAuthority,
    State,
)

from .base import ReferenceAdmin, ReferenceAdminWithHistory, ReferenceTable
from .points import PointAdminMixin, PointForm

BY_ANY_NAME = ("folded", "aliases__folded")


class AliasTable(ReferenceTable):
    model = Alias
    fields = ("name", "basis", "source")
    autocomplete_fields = ("source",)


@admin.register(Place)
class PlaceAdmin(ReferenceAdmin):
    """Every place in one list, to be found by any name; each kind is edited on its own page."""

    list_display = ("name", "kind", "parent", "name_hi")
    list_filter = ("kind",)
    list_select_related = ("parent",)
    search_fields = ("folded",)
    folded = BY_ANY_NAME
    adds_rows = False
    fields = readonly_fields = ("kind", "name", "name_hi", "code", "parent")


@admin.register(State)
class StateAdmin(ReferenceAdmin):
    list_display = ("name", "name_hi", "state_type", "iso", "lgd_code")
    list_filter = ("state_type",)
    search_fields = ("folded",)
    folded = BY_ANY_NAME
    codes = ("lgd_code",)
    adds_rows = False
    fields = ("name", "name_hi", "state_type", "iso", "iso_before_2023", "lgd_code", "slug", "source")
    readonly_fields = ("lgd_code", "slug")
    autocomplete_fields = ("source",)
    inlines = (AliasTable,)


class DistrictForm(PointForm):
    lat_name, lon_name = "hq_lat", "hq_lon"

    class Meta:
        model = District
        fields = ()

    def district_of(self, cleaned):
        return self.instance if self.instance.pk else None


@admin.register(District)
class DistrictAdmin(PointAdminMixin, ReferenceAdmin):
    """A district of the register. New districts come with the register; names and headquarters are edited here."""

    form = DistrictForm
    list_display = ("name", "state", "name_hi", "name_hi_confidence", "lgd_code", "boundary", "in_register")
    list_filter = ("in_register", "name_hi_confidence", "boundary", "state")
    list_select_related = ("state",)
    search_fields = ("folded",)
    folded = BY_ANY_NAME
    codes = ("lgd_code",)
    readonly_fields = ("state", "lgd_code", "name_lgd", "slug", "census_2011_code", "boundary", "boundary_of")
    autocomplete_fields = ("source", "name_hi_source", "hq_source")
    inlines = (AliasTable,)
    fieldsets = (
        (None, {"fields": ("name", "name_hi", "name_hi_confidence", "name_hi_source", "state", "is_focus")}),
        (_("Headquarters"), {"fields": ("hq_name", "point", "hq_source")}),
        (
            _("In the directory"),
            {"fields": ("lgd_code", "name_lgd", "census_2011_code", "slug", "source")},
        ),
        (
            _("In existence"),
            {"fields": ("valid_from", "valid_to", "in_register", "last_seen_on", "boundary", "boundary_of", "boundary_note")},
        ),
    )
    adds_rows = False


class JurisdictionTable(ReferenceTable):
    model = Jurisdiction
    fields = ("district", "valid_from", "valid_to", "notice", "source")
    autocomplete_fields = ("district", "source")
    show_change_link = True


@admin.register(RegionalAuthority)
class RegionalAuthorityAdmin(ReferenceAdmin):
    list_display = ("name", "city", "office_kind", "status", "districts_now")
    search_fields = ("folded", "city")
    folded = ("folded", "aliases__folded")
    fields = (
        "name",
        "name_hi",
        "code",
        "slug",
        "city",
        "ra_code",
        "office_kind",
        "status",
        "jurisdiction_note",
        "confidence",
        "source",
    )
    prepopulated_fields = {"slug": ("city",), "code": ("city",)}
    autocomplete_fields = ("source",)
    inlines = (JurisdictionTable,)

    def get_queryset(self, request):
        open_ones = models.Count("jurisdictions", filter=models.Q(jurisdictions__valid_to__isnull=True))
        return super().get_queryset(request).annotate(districts_counted=open_ones)

    @admin.display(description=_("districts"), ordering="districts_counted")
    def districts_now(self, office):
        return office.districts_counted

    def save_model(self, request, obj, form, change):
        if obj.parent_id is None:
            obj.parent = Place.objects.get(kind="nation")
        super().save_model(request, obj, form, change)


@admin.register(Jurisdiction)
class JurisdictionAdmin(ReferenceAdmin):
    list_display = ("district", "authority", "valid_from", "valid_to", "notice")
    list_select_related = ("district", "authority")
    list_filter = ("authority",)
    search_fields = ("district__folded",)
    folded = ("district__folded", "district__aliases__folded", "authority__folded")
    autocomplete_fields = ("district", "authority", "source")


@admin.register(Lineage)
class LineageAdmin(ReferenceAdmin):
    list_display = ("from_place", "kind", "to_place", "on")
    list_select_related = ("from_place", "to_place")
    list_filter = ("kind",)
    search_fields = ("from_place__folded",)
    folded = ("from_place__folded", "to_place__folded")
    autocomplete_fields = ("from_place", "to_place", "source")


class FacilityForm(PointForm):
    class Meta:
        model = Facility
        fields = ()


@admin.register(Facility)
class FacilityAdmin(PointAdminMixin, ReferenceAdminWithHistory):
    form = FacilityForm
    list_display = ("name", "kind", "district", "name_hi")
    list_filter = ("kind",)
    list_select_related = ("district",)
    search_fields = ("name",)
    autocomplete_fields = ("district", "source")
    fields = ("kind", "name", "name_hi", "district", "point", "note", "source")
    removes_rows = True


@admin.register(Boundary)
class BoundaryAdmin(ReferenceAdmin):
    """The lines as built, to look at. They are replaced by file, through build_boundaries."""

    list_display = ("place", "valid_from", "valid_to", "area_sq_km", "source")
    list_select_related = ("place", "source")
    search_fields = ("place__folded",)
    folded = ("place__folded", "place__aliases__folded")
    adds_rows = False
    fields = ("place", "valid_from", "valid_to", "area_sq_km", "source", "geojson")
    readonly_fields = ("place", "valid_from", "valid_to", "area_sq_km", "source")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "geojson":
            # The nonce goes through the field: django-leaflet's field sets its widget's anew, to none where none is given.
            return db_field.formfield(**kwargs, widget=_ReadOnlyMap, disabled=True, csp_nonce=getattr(request, "csp_nonce", None))
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(self, request, context, *args, **kwargs):
        context |= {"show_save": False, "show_save_and_continue": False, "title": capfirst(self.opts.verbose_name)}
        return super().render_change_form(request, context, *args, **kwargs)


class _ReadOnlyMap(LeafletAdminWidget):
    modifiable = False
