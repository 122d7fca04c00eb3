from rest_framework import serializers

from .marked import Marked, SourceShape


class SectorShape(Marked):
    code = serializers.CharField()
    name = serializers.CharField()
    name_hi = serializers.CharField()
    family = serializers.CharField()
    products = serializers.IntegerField(source="product_count")
    url = serializers.CharField(source="get_absolute_url")


class HSOfProductShape(serializers.Serializer):
    code = serializers.CharField(source="code.code")
    edition = serializers.CharField(source="code.edition")
    title = serializers.CharField(source="code.title")
    checked = serializers.BooleanField(source="code.checked", help_text="false: only the heading was looked up")
    confidence = serializers.CharField()


class DistrictOfProductShape(serializers.Serializer):
    lgd_code = serializers.IntegerField(source="district.lgd_code")
    name = serializers.CharField(source="district.name")
    state = serializers.CharField(source="district.state.name")
    url = serializers.CharField(source="district.get_absolute_url")


class ProductShape(Marked):
    slug = serializers.CharField()
    name = serializers.CharField()
    name_hi = serializers.CharField()
    aliases = serializers.SerializerMethodField()
    sector = serializers.CharField(source="sector_id")
    is_service = serializers.BooleanField()
    hs_codes = HSOfProductShape(many=True, source="hs_links")
    districts = DistrictOfProductShape(many=True, source="districts_now")
    url = serializers.CharField(source="get_absolute_url")

    def get_aliases(self, product) -> list[str]:
        # Two bases may give the same spelling.
        return sorted({alias.name for alias in product.aliases.all()})


class HSShape(Marked):
    code = serializers.CharField()
    edition = serializers.CharField()
    level = serializers.CharField()
    title = serializers.CharField()
    parent = serializers.CharField(source="parent.code", allow_null=True, default=None)
    selectable = serializers.BooleanField()
    checked = serializers.BooleanField()
    url = serializers.CharField(source="get_absolute_url")


class GIShape(Marked):
    name = serializers.CharField()
    name_hi = serializers.CharField()
    goods = serializers.CharField(source="goods_type")
    country = serializers.CharField()
    application_no = serializers.CharField()
    districts = serializers.SerializerMethodField()
    products = serializers.SerializerMethodField()
    district_basis = serializers.CharField()
    source = SourceShape(allow_null=True)

    def get_districts(self, indication) -> list[int]:
        return [district.lgd_code for district in indication.districts.all()]

    def get_products(self, indication) -> list[str]:
        return [product.slug for product in indication.products.all()]


class ExportFigureShape(Marked):
    place = serializers.CharField(source="place.name")
    place_kind = serializers.CharField(source="place.kind")
    place_code = serializers.CharField(source="place.code")
    measure = serializers.CharField()
    period = serializers.CharField()
    financial_year = serializers.CharField()
    is_part_year = serializers.BooleanField()
    value = serializers.CharField(source="value_as_published", help_text="digits and decimals as published")
    unit = serializers.CharField()
    commodity = serializers.CharField()
    hs = serializers.CharField(source="hs.code", allow_null=True, default=None)
    product = serializers.CharField(source="product.slug", allow_null=True, default=None)
    destination = serializers.CharField()
    status = serializers.CharField()
    as_of = serializers.CharField()
    confidence = serializers.CharField()
    note = serializers.CharField()
    source = SourceShape(allow_null=True)
