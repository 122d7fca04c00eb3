from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from .marked import Marked


class DesignationShape(serializers.Serializer):
    list = serializers.CharField(source="list.name")
    kind = serializers.CharField(source="list.kind")
    as_of = serializers.CharField()
    as_written = serializers.CharField()


class ProductOfDistrictShape(serializers.Serializer):
    slug = serializers.CharField(source="product.slug")
    name = serializers.CharField(source="product.name")
    name_hi = serializers.CharField(source="product.name_hi")
    sector = serializers.CharField(source="product.sector_id")
    rank = serializers.IntegerField(allow_null=True, help_text="The district's own order; null where no list gives one.")
    designations = DesignationShape(many=True)


class NextStageShape(serializers.Serializer):
    stage = serializers.CharField()
    since = serializers.DateField()


class PlanOfPlaceShape(serializers.Serializer):
    """What is public of a district's plan, or of a State's strategy, at every stage; nothing of its text."""

    stage = serializers.CharField(
        help_text="not_recorded, in_preparation, open_for_comment, returned, before_committee, adopted, notified, published"
    )
    since = serializers.DateField(allow_null=True)
    number = serializers.CharField(allow_null=True, help_text="major.minor, from publication")
    adopted_on = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    url = serializers.CharField(allow_null=True, help_text="of the published text, null before")
    next = NextStageShape(allow_null=True, help_text="a younger version under way")


class StateShape(Marked):
    lgd_code = serializers.IntegerField()
    name = serializers.CharField()
    name_hi = serializers.CharField()
    slug = serializers.CharField()
    iso = serializers.CharField(help_text="ISO 3166-2")
    type = serializers.CharField(source="state_type", help_text="state or ut")
    districts = serializers.IntegerField(source="district_count")
    url = serializers.CharField(source="get_absolute_url")
    strategy = serializers.SerializerMethodField()

    @extend_schema_field(PlanOfPlaceShape)
    def get_strategy(self, state):
        return PlanOfPlaceShape(self.context["stages"][state.pk]).data


class DistrictShape(Marked):
    lgd_code = serializers.IntegerField()
    name = serializers.CharField()
    name_hi = serializers.CharField()
    state = serializers.CharField(source="state.name")
    state_slug = serializers.CharField(source="state.slug")
    state_lgd_code = serializers.IntegerField(source="state.lgd_code")
    slug = serializers.CharField()
    url = serializers.CharField(source="get_absolute_url")
    boundary = serializers.CharField(help_text="own, parent (drawn with the district it came from) or none")
    boundary_of = serializers.IntegerField(source="boundary_of.lgd_code", allow_null=True, default=None)
    in_register = serializers.BooleanField()
    products = ProductOfDistrictShape(many=True, source="products_now")
    plan = serializers.SerializerMethodField()

    @extend_schema_field(PlanOfPlaceShape)
    def get_plan(self, district):
        return PlanOfPlaceShape(self.context["stages"][district.pk]).data
