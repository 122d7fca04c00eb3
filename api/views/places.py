from django.db.models import Count, F, Prefetch, Q
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import OpenApiParameter, extend_schema

from api.serializers.places import DistrictShape, StateShape
from api.views.reading import Detail, Listing, unknown, whole_number
from common.clock import today
from common.numbers import parse_count
from districts.models import District, DistrictProduct, Place, Product, Sector, State
from districts.queries import find_districts
from plans.stage import PUBLIC_STAGES, stage_of

from .plan_of_place import plan_of


def _states():
    current = Q(districts__in_register=True, districts__valid_to=None)
    return State.objects.annotate(district_count=Count("districts", filter=current)).order_by("name")


class _WithStages:
    """What is public of each place's plan goes along; one query for any number of places."""

    def get_serializer(self, found=None, **options):
        # The schema generator asks without a place.
        places = [found] if isinstance(found, Place) else list(found or [])
        stages = stage_of(places, today())
        context = self.get_serializer_context() | {"stages": {place.pk: plan_of(place, stages[place.pk]) for place in places}}
        return self.serializer_class(found, **(options | {"context": context}))


class States(_WithStages, Listing):
    """The 36 States and Union territories, with the stage of their own export strategies."""

    serializer_class = StateShape
    filter_backends = []

    def get_queryset(self):
        return _states()


class StateDetail(_WithStages, Detail):
    """One State by its LGD code."""

    serializer_class = StateShape

    def get_object(self):
        return get_object_or_404(_states(), lgd_code=whole_number(self.kwargs["lgd_code"]))


def _districts():
    products = (
        DistrictProduct.objects.filter(until=None)
        .select_related("product")
        .prefetch_related("designations__list")
        .order_by(F("rank").asc(nulls_last=True), "product__name")
    )
    return (
        District.objects.select_related("state", "boundary_of")
        .prefetch_related(Prefetch("district_products", products, to_attr="products_now"))
        .order_by("state__name", "name")
    )


def state_named(text):
    """A State by slug, LGD code, ISO code or name; refuses with a sentence."""
    asked = Q(slug=text.casefold()) | Q(iso=text.upper()) | Q(name__iexact=text)
    code = parse_count(text)
    if code is not None:
        asked |= Q(lgd_code=code)
    found = State.objects.filter(asked).first()
    if found is None:
        raise unknown("state", text, "slug (tamil-nadu), LGD code (33), ISO (IN-TN)")
    return found


def sector_named(text):
    found = Sector.objects.filter(code__iexact=text).first()
    if found is None:
        raise unknown("sector", text, ", ".join(Sector.objects.values_list("code", flat=True)))
    return found


def product_named(text):
    """A product by its slug; a merged one leads to what it went into."""
    found = Product.objects.select_related("merged_into").filter(slug=text).first()
    if found is None:
        raise unknown("product", text, "the slugs of /api/v1/products/")
    return found.merged_into or found


@extend_schema(
    parameters=[
        OpenApiParameter("search", str, description="any spelling or alias"),
        OpenApiParameter("state", str, description="slug, LGD code or ISO code"),
        OpenApiParameter("sector", str, description="code of a sector one of its products belongs to"),
        OpenApiParameter("product", str, description="slug of a product"),
        OpenApiParameter("stage", str, description="stage of its plan", enum=list(PUBLIC_STAGES)),
    ]
)
class Districts(_WithStages, Listing):
    """The districts of the register, with their products and the stage of their plans."""

    serializer_class = DistrictShape
    filter_backends = []

    def get_queryset(self):
        districts = _districts().current()
        asked = self.request.query_params
        if text := asked.get("search"):
            districts = districts.filter(pk__in=[found.pk for found in find_districts(text)])
        if text := asked.get("state"):
            districts = districts.filter(state=state_named(text))
        current = Q(district_products__until=None)
        if text := asked.get("sector"):
            districts = districts.filter(current, district_products__product__sector=sector_named(text)).distinct()
        if text := asked.get("product"):
            districts = districts.filter(current, district_products__product=product_named(text)).distinct()
        if text := asked.get("stage"):
            if text not in PUBLIC_STAGES:
                raise unknown("stage", text, ", ".join(PUBLIC_STAGES))
            stages = stage_of(districts.values_list("pk", flat=True), today())
            districts = districts.filter(pk__in=[pk for pk, stage in stages.items() if stage.code == text])
        return districts


class DistrictDetail(_WithStages, Detail):
    """One district by its LGD code, retired ones too."""

    serializer_class = DistrictShape

    def get_object(self):
        return get_object_or_404(_districts(), lgd_code=whole_number(self.kwargs["lgd_code"]))
