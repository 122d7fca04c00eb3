"""What the page of a district says, with facts alone or with a plan."""

from committees.proceedings.listing_products import history_of
from districts.boundaries import lookup, manifest
from districts.models import (
    District,
    ExportFigure,
    FigureMeasure,
    GeographicalIndication,
    Jurisdiction,
    Lineage,
    ReportedCount,
)
from public import painting, plan_facts, products_of, standing, whom_to_ask

# Counts that stand beside a page about one district, so that "not recorded here" is never read as "there is none".
COUNTS_BESIDE = ("plans-drafted", "plans-notified")


def of(district, *, on):
    """Everything the template shows; the number of queries does not grow with products, figures or neighbours."""
    pairs = list(products_of.current(district=district))
    for pair in pairs:
        pair.tags = products_of.tags(pair)
        pair.hs = list(pair.product.hs_links.all())
    gis = list(GeographicalIndication.objects.filter(districts=district).select_related("source").order_by("name"))
    stage = standing.stages_of([district], on=on).get(district.pk)
    return {
        "district": district,
        "state": district.state,
        "pairs": pairs,
        "gis": gis,
        "product_decisions": history_of(district),
        "stage": stage,
        "plan": plan_facts.of_place(district, on=on),
        "figures": figures(district),
        "neighbours": neighbours(district),
        "area": area(district),
        "locator": locator(district),
        "authority": authority(district, on=on),
        "asked": whom_to_ask.for_pairs(pairs),
        "facilities": list(district.facilities.select_related("source").all()),
        "aliases": [alias for alias in district.aliases.all() if alias.name != district.name],
        "lineage_back": list(
            Lineage.objects.filter(to_place=district).select_related("from_place__parent", "source").order_by("from_place__name")
        ),
        "lineage_onward": list(
            Lineage.objects.filter(from_place=district).select_related("to_place__parent", "source").order_by("to_place__name")
        ),
        "peers": peers(district, pairs),
        "counts": latest_counts(COUNTS_BESIDE),
    }


def figures(place):
    """The export figures of a place, newest first; contradicting ones side by side, each marked."""
    rows = list(ExportFigure.objects.filter(place=place).select_related("source", "product", "hs"))
    rows.sort(key=lambda row: (row.period_to is None, -(row.period_to.toordinal() if row.period_to else 0), row.measure))
    told = {}
    for row in rows:
        told.setdefault((row.measure, row.commodity, row.period_from, row.period_to), set()).add(
            (row.value_as_published, row.unit)
        )
    for row in rows:
        row.contradicted = len(told[(row.measure, row.commodity, row.period_from, row.period_to)]) > 1
        row.is_money = row.measure == FigureMeasure.VALUE
    return rows


def neighbours(district):
    """Today's districts that share a line with this one, by name; empty where it has no line of its own."""
    if manifest.current() is None:
        return []
    codes = lookup.neighbours(district.lgd_code)
    return list(District.objects.filter(lgd_code__in=codes).select_related("state").order_by("name"))


def area(district):
    return lookup.area_sq_km(district.lgd_code) if manifest.current() is not None else None


def locator(district):
    """The State with this district marked, or None; a shared line is the parent's."""
    codes = list(District.objects.filter(state_id=district.state_id).values_list("lgd_code", flat=True))
    picture = painting.lines(codes)
    if picture is None:
        return None
    own = str(district.boundary_of.lgd_code if district.boundary_of_id else district.lgd_code)
    return {
        "view_box": picture.view_box,
        "here": picture.paths.get(own, ""),
        "rest": "".join(path for key, path in picture.paths.items() if key != own),
    }


def authority(district, *, on):
    """The Regional Authority that answers for the district that day, with its notice, or None where nobody entered it."""
    return (
        Jurisdiction.objects.on(on)
        .filter(district=district)
        .select_related("authority", "source")
        .order_by("-valid_from")
        .first()
    )


def peers(district, pairs, most=12):
    """Other districts with the same first-named product."""
    if not pairs:
        return []
    return list(
        District.objects.current()
        .filter(district_products__product=pairs[0].product_id, district_products__until__isnull=True)
        .exclude(pk=district.pk)
        .select_related("state")
        .order_by("name")[:most]
    )


def latest_counts(codes):
    """The newest official count of each code, in that order."""
    found = {}
    for count in ReportedCount.objects.filter(code__in=codes).select_related("source").order_by("on"):
        found[count.code] = count
    return [found[code] for code in codes if code in found]
