"""The sheet of products: one row each, with HS codes and other names."""

import re

from django.utils.translation import gettext as _
from import_export import fields

from common.refusals import Refusal
from common.text import fold, tidy
from districts.models import AliasBasis, HSCode, HSLevel, Product, ProductAlias, ProductHS
from districts.naming import address_name
from districts.queries import resolve_hs

from .names import NotFound, ProductNames, SectorNames
from .sheet import SheetResource

NAME, NAME_HI, SECTOR, SERVICE = "name", "name in Hindi", "sector", "service"
HS, OTHER_NAMES, NOTE = "HS codes", "other names", "note"
_YES_NO = {"yes": True, "no": False, "": False, "true": True, "false": False, "1": True, "0": False}


def _parts(cell):
    return [tidy(part) for part in re.split(r"[;\n]", cell) if part.strip()]


class ProductSheet(SheetResource):
    """A known name changes that product, a new one adds it. HS codes and other names are added, never taken away."""

    name = fields.Field(column_name=NAME, attribute="name")
    name_hi = fields.Field(column_name=NAME_HI, attribute="name_hi")
    sector = fields.Field(column_name=SECTOR, attribute="sector__name", readonly=False)
    service = fields.Field(column_name=SERVICE)
    hs_codes = fields.Field(column_name=HS)
    other_names = fields.Field(column_name=OTHER_NAMES)
    note = fields.Field(column_name=NOTE, attribute="note")

    required = (NAME, SECTOR)

    class Meta:
        model = Product
        fields = ("name", "name_hi", "sector", "service", "hs_codes", "other_names", "note")
        report_skipped = True

    def get_queryset(self):
        return Product.objects.living().select_related("sector").prefetch_related("hs_links__code", "aliases")

    def dehydrate_service(self, product):
        return "yes" if product.is_service else "no"

    def dehydrate_hs_codes(self, product):
        return "; ".join(sorted(link.code.code for link in product.hs_links.all())) if product.pk else ""

    def dehydrate_other_names(self, product):
        if not product.pk:
            return ""
        return "; ".join(alias.name for alias in product.aliases.all() if alias.scope_district_id is None)

    def learn_names(self):
        self.products, self.sectors = ProductNames(), SectorNames()

    def read(self, cells, faults):
        values = {"note": tidy(cells.get(NOTE, "")), "name_hi": tidy(cells.get(NAME_HI, ""))}
        values["name"] = tidy(cells[NAME])
        if not values["name"]:
            faults[NAME] = _("Every row names a product. Fill in the name or take the row out.")
        try:
            values["sector"] = self.sectors.sector(cells[SECTOR])
        except NotFound as unknown:
            faults[SECTOR] = unknown
        service = cells.get(SERVICE, "").casefold()
        if service not in _YES_NO:
            faults[SERVICE] = _("Write yes or no; “%(text)s” is neither.") % {"text": service}
        values["is_service"] = _YES_NO.get(service)
        values["hs"] = []
        for part in re.split(r"[;,\n]", cells.get(HS.casefold(), "")):
            if part.strip():
                self._read_code(part, values, faults)
        if values["hs"] and values["is_service"]:
            faults[HS] = _("A service has no HS code. Empty this cell, or write no in the column service.")
        values["other_names"] = _parts(cells.get(OTHER_NAMES, ""))
        if values["name"]:
            self._settle_name(values, faults)
        return values

    def _read_code(self, text, values, faults):
        try:
            values["hs"].append(resolve_hs(text))
        except Refusal as unknown:
            faults[HS] = unknown.sentence

    def _settle_name(self, values, faults):
        known = self.products.own.get(fold(values["name"]))
        values["product"] = known
        others = self.products.others.get(fold(values["name"]), {})
        if known is None and others:
            faults[NAME] = _("“%(name)s” is another name of %(names)s. Write that name, or take it out there first.") % {
                "name": values["name"],
                "names": ", ".join(sorted(product.name for product in others.values())),
            }

    def identity(self, values):
        return fold(values["name"])

    def said_twice(self, values, earlier_row):
        return {
            NAME: _("“%(name)s” stands in row %(row)s already. Take one of the two rows out.")
            % {"name": values["name"], "row": earlier_row}
        }

    def find(self, values):
        product = values["product"]
        return self.get_queryset().get(pk=product.pk) if product else None

    def apply(self, product, values):
        if product.pk is None:
            product.name = values["name"]
            product.slug = address_name(values["name"], Product.objects.values_list("slug", flat=True))
        for name in ("name_hi", "note"):
            if values[name]:
                setattr(product, name, values[name])
        product.sector, product.is_service = values["sector"], values["is_service"]

    def skip_row(self, instance, original, row, import_validation_errors=None):
        if original is None or original.pk is None:
            return False
        same = all(getattr(instance, name) == getattr(original, name) for name in ("name_hi", "note", "sector_id", "is_service"))
        codes = {link.code.code for link in original.hs_links.all()}
        names = {fold(alias.name) for alias in original.aliases.all()} | {fold(original.name)}
        new_codes = {answer.code for answer in self.values["hs"]} - codes
        new_names = {fold(name) for name in self.values["other_names"]} - names
        return same and not new_codes and not new_names

    def after_save_instance(self, instance, row, **kwargs):
        for answer in self.values["hs"]:
            ProductHS.objects.get_or_create(product=instance, code=code_row(answer))
        known = {fold(name) for name in instance.aliases.values_list("name", flat=True)} | {fold(instance.name)}
        for name in self.values["other_names"]:
            if fold(name) not in known:
                ProductAlias.objects.create(product=instance, name=name, basis=AliasBasis.EDITOR)
                known.add(fold(name))
        instance._prefetched_objects_cache = {}


def code_row(answer):
    """The row of the code; one below the heading is added, marked as not looked up."""
    if answer.code == answer.heading.code:
        return answer.heading
    level = HSLevel.SUBHEADING if len(answer.code) == 6 else HSLevel.TARIFF
    row, _created = HSCode.objects.get_or_create(
        edition=answer.edition,
        code=answer.code,
        defaults={
            "level": level,
            "parent": answer.heading,
            "section_id": answer.heading.section_id,
            "checked": False,
        },
    )
    return row
