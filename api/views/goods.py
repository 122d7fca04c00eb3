from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema

from api.serializers.goods import ExportFigureShape, GIShape, HSShape, ProductShape, SectorShape
from api.views.reading import Detail, Listing, unknown, whole_number
from districts.models import DistrictProduct, ExportFigure, GeographicalIndication, HSCode, HSLevel, Product, Sector
from districts.queries import find_products, resolve_hs

from .places import sector_named, state_named


class Sectors(Listing):
    """The 24 sectors in seven families."""

    serializer_class = SectorShape
    filter_backends = []

    def get_queryset(self):
        living = Q(products__merged_into=None)
        return Sector.objects.annotate(product_count=Count("products", filter=living)).order_by("order")


class SectorDetail(Detail):
    """One sector by its code."""

    serializer_class = SectorShape

    def get_object(self):
        return get_object_or_404(Sectors().get_queryset(), code__iexact=self.kwargs["code"])


def _products():
    districts = (
        DistrictProduct.objects.filter(until=None, district__in_register=True)
        .select_related("district__state")
        .order_by("district__state__name", "district__name")
    )
    return (
        Product.objects.select_related("merged_into")
        .prefetch_related("aliases", "hs_links__code", Prefetch("district_products", districts, to_attr="districts_now"))
        .order_by("name")
    )


@extend_schema(
    parameters=[
        OpenApiParameter("search", str, description="any spelling or alias, in English or Hindi"),
        OpenApiParameter("sector", str, description="code of a sector"),
        OpenApiParameter("state", str, description="slug, LGD code or ISO code of a State with a district that has it"),
        OpenApiParameter("hs", str, description="an HS code the product stands under, e.g. 5701 or 0713.20"),
    ]
)
class Products(Listing):
    """Products and services, each with its aliases, HS codes and districts."""

    serializer_class = ProductShape
    filter_backends = []

    def get_queryset(self):
        products = _products().living()
        asked = self.request.query_params
        if text := asked.get("search"):
            products = products.filter(pk__in=[found.pk for found in find_products(text)])
        if text := asked.get("sector"):
            products = products.filter(sector=sector_named(text))
        if text := asked.get("state"):
            here = Q(district_products__until=None, district_products__district__state=state_named(text))
            products = products.filter(here).distinct()
        if text := asked.get("hs"):
            products = products.filter(hs_links__code__code__startswith=resolve_hs(text).code).distinct()
        return products


class ProductDetail(Detail):
    """One product by its slug; a merged one answers with what it went into."""

    serializer_class = ProductShape

    def get_object(self):
        found = get_object_or_404(_products(), slug=self.kwargs["slug"])
        return _products().get(pk=found.merged_into_id) if found.merged_into_id else found


@extend_schema(
    parameters=[
        OpenApiParameter("search", str, description="words of the title, or the beginning of a code"),
        OpenApiParameter("level", str, enum=["chapter", "heading", "subheading", "tariff", "service"]),
    ]
)
class HSCodes(Listing):
    """HS 2022: chapters, headings, and the six-digit codes of products."""

    serializer_class = HSShape
    filter_backends = []

    def get_queryset(self):
        codes = HSCode.objects.select_related("parent").order_by("edition", "code")
        asked = self.request.query_params
        if text := asked.get("level"):
            if text not in HSLevel.values:
                raise unknown("level", text, ", ".join(HSLevel.values))
            codes = codes.filter(level=text)
        if text := asked.get("search"):
            digits = text.replace(".", "").replace(" ", "")
            codes = codes.filter(code__startswith=digits) if digits.isdigit() else codes.filter(title__icontains=text)
        return codes


class HSDetail(Detail):
    """One HS code; 0713.20 is 071320."""

    serializer_class = HSShape

    def get_object(self):
        code = self.kwargs["code"].replace(".", "")
        return get_object_or_404(HSCode.objects.select_related("parent").order_by("-edition"), code=code)


@extend_schema(
    parameters=[
        OpenApiParameter("state", str, description="slug, LGD code or ISO code of a State named in the register"),
        OpenApiParameter("search", str, description="part of the registered name"),
    ]
)
class GIs(Listing):
    """Registered geographical indications."""

    serializer_class = GIShape
    filter_backends = []

    def get_queryset(self):
        names = GeographicalIndication.objects.select_related("source").prefetch_related("districts", "products")
        asked = self.request.query_params
        if text := asked.get("state"):
            names = names.filter(states=state_named(text))
        if text := asked.get("search"):
            names = names.filter(name__icontains=text)
        return names.order_by("name", "pk")


@extend_schema(
    parameters=[
        OpenApiParameter("lgd_code", int, description="of a district"),
        OpenApiParameter("state", str, description="figures of the State itself: slug, LGD code or ISO code"),
        OpenApiParameter("financial_year", str, description="2024-25"),
    ]
)
class Exports(Listing):
    """Export figures as published, each with its source; contradictions stand side by side."""

    serializer_class = ExportFigureShape
    filter_backends = []

    def get_queryset(self):
        figures = ExportFigure.objects.select_related("place", "hs", "product", "source")
        asked = self.request.query_params
        if text := asked.get("lgd_code"):
            figures = figures.filter(place__as_district__lgd_code=whole_number(text))
        if text := asked.get("state"):
            figures = figures.filter(place=state_named(text))
        if text := asked.get("financial_year"):
            figures = figures.filter(financial_year=text)
        return figures.order_by("place__kind", "place__name", "-period_to", "measure", "pk")
