"""The sheet of products of districts: one row per district, product and list."""

from django.utils.translation import gettext as _
from import_export import fields

from common.text import tidy
from districts.models import Designation, DistrictProduct, Source

from .names import DistrictNames, ListNames, NotFound, ProductNames
from .sheet import SheetResource, cells_of

DISTRICT, STATE, PRODUCT, RANK, ORDER = "district", "state", "product", "rank", "order"
LIST, AS_WRITTEN, SOURCE = "list", "as written", "source"


class DistrictProductSheet(SheetResource):
    """A pair that is there is changed, a new one added; a list named in the row names the product from then on.

    The district is a name in any spelling or an LGD code. Nothing is taken away.
    """

    district = fields.Field(column_name=DISTRICT, attribute="district__name")
    lgd_code = fields.Field(column_name="LGD code", attribute="district__lgd_code")
    state = fields.Field(column_name="State", attribute="district__state__name")
    product = fields.Field(column_name=PRODUCT, attribute="product__name")
    rank = fields.Field(column_name=RANK, attribute="rank")
    order = fields.Field(column_name=ORDER, attribute="order")
    list = fields.Field(column_name=LIST)
    as_written = fields.Field(column_name=AS_WRITTEN)

    required = (DISTRICT, PRODUCT)

    class Meta:
        model = DistrictProduct
        fields = ("district", "lgd_code", "state", "product", "rank", "order", "list", "as_written")
        report_skipped = True

    def get_queryset(self):
        rows = DistrictProduct.objects.filter(until__isnull=True).select_related("district__state", "product")
        return rows.prefetch_related("designations__list")

    def _designations(self, pair):
        return [row for row in pair.designations.all() if row.until is None] if pair.pk else []

    def dehydrate_list(self, pair):
        return "; ".join(row.list.short_name for row in self._designations(pair))

    def dehydrate_as_written(self, pair):
        return "; ".join(dict.fromkeys(row.as_written for row in self._designations(pair) if row.as_written))

    def before_import(self, dataset, **kwargs):
        super().before_import(dataset, **kwargs)
        self._free_ranks(dataset)

    def _free_ranks(self, dataset):
        """Rows of the file may trade ranks, and a rank is given once: all that move leave theirs before one takes another.

        Within the import's transaction; a preview or a fault in any row rolls it back.
        """
        wanted = {}
        for row in dataset.dict:
            faults = {}
            values = self.read(cells_of(row), faults)
            if not faults and values["rank"] is not None:
                wanted[self.identity(values)] = values["rank"]
        standing = DistrictProduct.objects.filter(until__isnull=True, rank__isnull=False, district__in={key[0] for key in wanted})
        self.rank_before = {
            row.pk: row.rank for row in standing if row.rank != wanted.get((row.district_id, row.product_id), row.rank)
        }
        DistrictProduct.objects.filter(pk__in=self.rank_before).update(rank=None)

    def learn_names(self):
        self.districts, self.products, self.lists = DistrictNames(), ProductNames(), ListNames()
        self.sources = {source.key: source for source in Source.objects.all()}

    def read(self, cells, faults):
        values = {"order": tidy(cells.get(ORDER, "")), "as_written": tidy(cells.get(AS_WRITTEN, ""))}
        state = None
        try:
            state = self.districts.state(cells[STATE]) if cells.get(STATE) else None
        except NotFound as unknown:
            faults["State"] = unknown
        district = cells.get(DISTRICT) or cells.get("lgd code", "")
        if not district:
            faults[DISTRICT] = _("Every row names a district. Fill in its name or its LGD code.")
        elif "State" not in faults:
            try:
                values[DISTRICT] = self.districts.district(district, state)
            except NotFound as unknown:
                faults[DISTRICT] = unknown
        try:
            values[PRODUCT] = self.products.product(cells[PRODUCT], values.get(DISTRICT))
        except NotFound as unknown:
            faults[PRODUCT] = unknown
        values["rank"] = self._read_rank(cells.get(RANK, ""), faults)
        values["lists"] = []
        for part in cells.get(LIST, "").split(";"):
            if part.strip():
                try:
                    values["lists"].append(self.lists.named(part))
                except NotFound as unknown:
                    faults[LIST] = unknown
        key = cells.get(SOURCE, "")
        values["source"] = self.sources.get(key)
        if key and values["source"] is None:
            faults[SOURCE] = _("There is no source with the key “%(key)s”. Add the source first.") % {"key": key}
        return values

    def _read_rank(self, text, faults):
        if not text:
            return None
        if not text.isdecimal() or int(text) < 1:
            faults[RANK] = _("A rank is a whole number from 1; “%(text)s” is none. Leave it empty where no list gives one.") % {
                "text": text
            }
            return None
        return int(text)

    def identity(self, values):
        return (values[DISTRICT].pk, values[PRODUCT].pk)

    def said_twice(self, values, earlier_row):
        return {
            DISTRICT: _("%(district)s already has %(product)s in row %(row)s. Take one of the two rows out.")
            % {"district": values[DISTRICT].name, "product": values[PRODUCT].name, "row": earlier_row}
        }

    def find(self, values):
        pair = self.get_queryset().filter(district=values[DISTRICT], product=values[PRODUCT]).first()
        if pair is not None:
            # The preview compares with the rank the register has, not with the one freed for the move.
            pair.rank = self.rank_before.get(pair.pk, pair.rank)
        return pair

    def apply(self, pair, values):
        pair.district, pair.product = values[DISTRICT], values[PRODUCT]
        if values["rank"] is not None:
            pair.rank = values["rank"]
        if values["order"]:
            pair.order = values["order"]
        if pair.source_id is None and values["source"] is not None:
            pair.source = values["source"]

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if original is None or original.pk is None:
            return False
        named = {designation.list_id for designation in self._designations(original)}
        new_lists = {row.pk for row in self.values["lists"]} - named
        same = all(getattr(instance, name) == getattr(original, name) for name in ("rank", "order", "source_id"))
        return same and not new_lists

    def after_save_instance(self, instance, row, **kwargs):
        named = {designation.list_id for designation in instance.designations.all() if designation.until is None}
        for listed in self.values["lists"]:
            if listed.pk not in named:
                Designation.objects.create(
                    district_product=instance,
                    list=listed,
                    as_written=self.values["as_written"],
                    source=self.values["source"],
                )
        instance._prefetched_objects_cache = {}
