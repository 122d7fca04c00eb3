"""Products of districts with the lists that name them, read in a constant number of queries."""

import re
from dataclasses import dataclass

from django.db.models import F, Prefetch

from districts.models import Designation, DistrictProduct, ProductHS


def designations():
    return Designation.objects.filter(until__isnull=True).select_related("list", "source").order_by("list__order", "list__code")


def named_first_first(**which):
    """Current pairs of district and product, first-named first, with product and sector loaded."""
    return (
        DistrictProduct.objects.filter(until__isnull=True, **which)
        .select_related("product__sector")
        .order_by("district_id", F("rank").asc(nulls_last=True), "product__name")
    )


def current(**which):
    """The same pairs with the lists that name them and the HS codes of the products; two queries more."""
    return named_first_first(**which).prefetch_related(
        Prefetch("designations", queryset=designations(), to_attr="named_by"),
        Prefetch("product__hs_links", queryset=ProductHS.objects.select_related("code").order_by("code__code")),
    )


@dataclass
class Tag:
    """One list that names the product, with its year in the list's own precision."""

    designation: object

    @property
    def year(self):
        if self.designation.listed_on:
            return str(self.designation.listed_on.year)
        found = re.search(r"\b(?:19|20)\d\d(?:-\d\d)?\b", self.designation.as_of)
        about = "c. " if self.designation.as_of.startswith("c.") else ""
        return f"{about}{found.group(0)[:4]}" if found else self.designation.as_of

    @property
    def is_sure(self):
        return self.designation.confidence in ("", "high")


def tags(pair):
    return [Tag(designation) for designation in pair.named_by]


def by_district(districts) -> dict:
    """{district id: [pairs]} for the districts of one page."""
    found = {}
    for pair in named_first_first(district__in=[district.pk for district in districts]):
        found.setdefault(pair.district_id, []).append(pair)
    return found
