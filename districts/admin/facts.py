"""The desk for sources, bodies, measures and published figures."""

from django.contrib import admin

from districts.models import Agency, ExportFigure, Metric, ReportedCount, Source

from .base import ReferenceAdmin


@admin.register(Source)
class SourceAdmin(ReferenceAdmin):
    list_display = ("publisher", "title", "as_of", "key")
    search_fields = ("publisher", "title", "key")
    prepopulated_fields = {"key": ("publisher", "title")}


@admin.register(Agency)
class AgencyAdmin(ReferenceAdmin):
    list_display = ("name", "acronym", "kind", "level", "head_office")
    list_filter = ("kind", "level")
    search_fields = ("folded",)
    folded = ("folded",)
    autocomplete_fields = ("source",)


@admin.register(Metric)
class MetricAdmin(ReferenceAdmin):
    list_display = ("name", "name_hi", "unit_family", "roll_up", "direction")
    search_fields = ("name", "name_hi", "code")
    autocomplete_fields = ("source",)


@admin.register(ReportedCount)
class ReportedCountAdmin(ReferenceAdmin):
    list_display = ("name", "value", "out_of", "on", "source")
    list_filter = ("code",)
    list_select_related = ("source",)
    autocomplete_fields = ("source",)
    search_fields = ("name", "code")


@admin.register(ExportFigure)
class ExportFigureAdmin(ReferenceAdmin):
    list_display = ("place", "measure", "period", "value_as_published", "unit", "status", "source")
    list_filter = ("measure", "status", "is_part_year", "place__kind")
    list_select_related = ("place", "source")
    search_fields = ("place__folded", "commodity")
    autocomplete_fields = ("place", "product", "hs", "source")
