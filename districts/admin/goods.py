"""The desk for products, lists, HS codes and geographical indications."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from districts.models import (
    Designation,
    DistrictProduct,
    GeographicalIndication,
    HSCode,
    Product,
    ProductAlias,
    ProductHS,
    ProductList,
    Sector,
)
from districts.queries import find_products
from districts.spreadsheets.district_products import DistrictProductSheet
from districts.spreadsheets.products import ProductSheet

from .base import ReferenceAdmin, ReferenceAdminWithHistory, ReferenceStack, ReferenceTable
from .merge import MergesProducts
from .sheets import SheetAdmin


class ProductAliasTable(ReferenceTable):
    model = ProductAlias
    fields = ("name", "basis", "is_compound", "scope_district")
    autocomplete_fields = ("scope_district",)


class ProductHSTable(ReferenceTable):
    model = ProductHS
    fields = ("code", "confidence")
    autocomplete_fields = ("code",)


@admin.register(Product)
class ProductAdmin(MergesProducts, SheetAdmin, ReferenceAdminWithHistory):
    """Products under their trade names. Two that are one are merged; none is deleted, its address stays."""

    resource_classes = [ProductSheet]
    list_display = ("name", "name_hi", "sector", "is_service", "merged")
    list_filter = ("sector", "is_service", "name_hi_confidence", ("merged_into", admin.EmptyFieldListFilter))
    list_select_related = ("sector", "merged_into")
    search_fields = ("folded",)
    folded = ("folded", "aliases__folded")
    fields = ("name", "name_hi", "name_hi_confidence", "slug", "sector", "is_service", "note", "source", "merged")
    readonly_fields = ("merged",)
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("source",)
    inlines = (ProductAliasTable, ProductHSTable)

    def get_search_results(self, request, queryset, search_term):
        """By any alias; by near spelling where no name contains what was typed. A choice offers living products only."""
        if "autocomplete" in request.path:
            queryset = queryset.filter(merged_into__isnull=True)
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if search_term.strip() and not found.exists():
            return queryset.filter(pk__in=[product.pk for product in find_products(search_term)]), False
        return found, duplicates

    def get_prepopulated_fields(self, request, obj=None):
        # The address of a product that is there does not follow its name.
        return super().get_prepopulated_fields(request, obj) if obj is None else {}

    def get_readonly_fields(self, request, obj=None):
        return (*super().get_readonly_fields(request, obj), *(("slug",) if obj else ()))

    @admin.display(description=_("merged into"))
    def merged(self, product):
        return product.merged_into or "-"


class DesignationStack(ReferenceStack):
    model = Designation
    fields = (("list", "listed_on", "as_of", "until"), ("as_written", "rank_as_given", "confidence"), "note", "source")
    autocomplete_fields = ("source",)


@admin.register(DistrictProduct)
class DistrictProductAdmin(SheetAdmin, ReferenceAdminWithHistory):
    resource_classes = [DistrictProductSheet]
    list_display = ("product", "district", "state", "rank", "until")
    list_filter = ("product__sector", "designations__list", "district__state")
    list_select_related = ("product", "district__state")
    search_fields = ("product__folded", "district__folded")
    folded = ("product__folded", "product__aliases__folded", "district__folded", "district__aliases__folded")
    fields = ("district", "product", "rank", "since", "until", "order", "source")
    autocomplete_fields = ("district", "product", "source")
    inlines = (DesignationStack,)
    ordering = ("district__name", "rank")

    @admin.display(description=_("State"), ordering="district__state__name")
    def state(self, pair):
        return pair.district.state


@admin.register(ProductList)
class ProductListAdmin(ReferenceAdmin):
    list_display = ("name", "short_name", "kind", "is_ranked", "order")
    list_filter = ("kind",)
    search_fields = ("name", "short_name")
    autocomplete_fields = ("source",)


@admin.register(Sector)
class SectorAdmin(ReferenceAdmin):
    list_display = ("code", "name", "name_hi", "family", "swatch")
    list_filter = ("family",)
    search_fields = ("name", "name_hi", "code")
    autocomplete_fields = ("source",)
    adds_rows = False
    readonly_fields = ("code",)

    @admin.display(description=_("colour"))
    def swatch(self, sector):
        # An attribute, not a style: the page allows no inline style.
        return format_html(
            '<svg width="32" height="16" role="img" aria-label="{0}">'
            '<rect width="32" height="16" fill="{0}" stroke="{1}"/></svg>',
            sector.colour,
            sector.border_light,
        )


@admin.register(HSCode)
class HSCodeAdmin(ReferenceAdmin):
    list_display = ("code", "title", "level", "edition", "selectable", "checked")
    list_filter = ("edition", "level", "selectable", "checked")
    search_fields = ("code__startswith", "title")
    autocomplete_fields = ("parent", "replaced_by", "source")


@admin.register(GeographicalIndication)
class GeographicalIndicationAdmin(ReferenceAdminWithHistory):
    list_display = ("name", "goods_type", "country", "application_no")
    list_filter = ("goods_type", "country", "is_logo")
    search_fields = ("folded",)
    folded = ("folded",)
    autocomplete_fields = ("states", "districts", "products", "source")
