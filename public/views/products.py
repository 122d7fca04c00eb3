"""Products, sectors, HS codes and geographical indications."""

from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from districts.models import (
    CURRENT_EDITION,
    Family,
    GeographicalIndication,
    GoodsType,
    HSCode,
    HSSection,
    Product,
    ProductAlias,
    ProductHS,
    Sector,
    State,
)
from districts.queries.hs_codes import UnknownHSCode, resolve_hs
from public import lists, products_of, whom_to_ask
from public.sourcing import Sources

_NOW = Q(district_products__until__isnull=True, district_products__district__in_register=True)
_NAMED_IN = Count("district_products", filter=_NOW, distinct=True)


def _living():
    return Product.objects.living().select_related("sector").annotate(district_count=_NAMED_IN)


@require_safe
def product_list(request):
    wanted = lists.asked(request, "q", "sector", "kind")
    rows = _living().order_by("name")
    if wanted["q"]:
        by_alias = ProductAlias.objects.filter(lists.spelled(wanted["q"], "folded")).values("product_id")
        rows = rows.filter(lists.spelled(wanted["q"], "folded") | Q(pk__in=by_alias))
    if wanted["sector"]:
        rows = rows.filter(sector=wanted["sector"])
    if wanted["kind"] in ("goods", "services"):
        rows = rows.filter(is_service=wanted["kind"] == "services")
    context = {
        "section": "products",
        "page": lists.page_of(request, rows),
        "wanted": wanted,
        "sectors": Sector.objects.order_by("order"),
    }
    return render(request, "public/products.html", context)


@require_safe
def product(request, slug):
    """A product; a merged one answers from the address of the product it went into."""
    found = get_object_or_404(Product.objects.select_related("sector", "source", "merged_into"), slug=slug)
    if found.merged_into_id:
        return HttpResponsePermanentRedirect(f"{request.language_prefix}/products/{found.merged_into.slug}/")
    pairs = list(
        products_of.current(product=found, district__in_register=True)
        .select_related("product__sector", "district__state")
        .order_by("district__state__name", "district__name")
    )
    for pair in pairs:
        pair.tags = products_of.tags(pair)
        pair.written = list(dict.fromkeys(tag.designation.as_written for tag in pair.tags))
    codes = list(found.hs_links.select_related("code__parent", "code__section", "source"))
    return render(
        request,
        "public/product.html",
        {
            "section": "products",
            "product": found,
            "pairs": pairs,
            "states_count": len({pair.district.state_id for pair in pairs}),
            "codes": codes,
            "aliases": list(found.aliases.filter(scope_district__isnull=True).order_by("name")),
            "gis": list(GeographicalIndication.objects.filter(products=found).select_related("source").order_by("name")),
            "merged": list(found.merged_from.order_by("name")),
            "asked": whom_to_ask.for_pairs([whom_to_ask.Alone(found, codes)]),
            "sources": Sources(),
        },
    )


@require_safe
def sector_list(request):
    sectors = Sector.objects.annotate(
        product_count=Count("products", filter=Q(products__merged_into__isnull=True), distinct=True),
        district_count=Count(
            "products__district_products__district",
            filter=Q(products__district_products__until__isnull=True, products__district_products__district__in_register=True),
            distinct=True,
        ),
    ).order_by("order")
    rows = list(sectors)
    families = [(family, [row for row in rows if row.family == family.value]) for family in Family]
    return render(request, "public/sectors.html", {"section": "products", "families": families})


@require_safe
def sector(request, code):
    found = get_object_or_404(Sector, code=code)
    rows = _living().filter(sector=found).order_by("name")
    return render(
        request, "public/sector.html", {"section": "products", "sector": found, "page": lists.page_of(request, rows, 100)}
    )


@require_safe
def hs_list(request):
    wanted = lists.asked(request, "q")
    codes = HSCode.objects.filter(edition=CURRENT_EDITION).select_related("section")
    context = {"section": "products", "wanted": wanted, "edition_name": CURRENT_EDITION}
    if wanted["q"]:
        digits = "".join(c for c in wanted["q"] if c.isdigit())
        looked = codes.filter(code__startswith=digits) if digits else codes.filter(title__icontains=wanted["q"])
        context["page"] = lists.page_of(request, looked.order_by("code"))
    else:
        chapters = list(codes.filter(level="chapter").order_by("code"))
        services = list(codes.filter(level="service").order_by("code"))
        context["sections"] = [
            (part, [chapter for chapter in chapters if chapter.section_id == part.pk])
            for part in HSSection.objects.order_by("number")
        ]
        context["services"] = services
    return render(request, "public/hs_list.html", context)


@require_safe
def hs(request, code):
    """A code; one set with dots leads to its digits, one of 6 or 8 digits that no product uses to its heading."""
    codes = HSCode.objects.filter(edition=CURRENT_EDITION)
    found = codes.select_related("section", "parent__parent", "source").filter(code=code).first()
    if found is None:
        try:
            meant = resolve_hs(code)
        except UnknownHSCode as refusal:
            raise Http404 from refusal
        there = codes.filter(code=meant.code).exists()
        return HttpResponseRedirect(f"{request.language_prefix}/hs/{meant.code if there else meant.heading.code}/")
    linked = Prefetch("hs_links", queryset=ProductHS.objects.select_related("code").order_by("code__code"))
    children = list(found.children.order_by("code"))
    products = list(_living().filter(hs_links__code__code__startswith=code).distinct().order_by("name").prefetch_related(linked))
    for child in children:
        # Below the heading the edition has no words: the products stand for them.
        child.named = [row for row in products if any(link.code_id == child.pk for link in row.hs_links.all())]
    return render(
        request,
        "public/hs.html",
        {
            "section": "products",
            "code": found,
            "children": children,
            "products": products,
            "asked": whom_to_ask.for_products(products),
            "sources": Sources(),
        },
    )


@require_safe
def gi_list(request):
    wanted = lists.asked(request, "q", "state", "goods")
    rows = GeographicalIndication.objects.prefetch_related("states", "districts__state", "products").order_by("name")
    if wanted["q"]:
        rows = rows.filter(lists.spelled(wanted["q"], "folded"))
    if wanted["state"]:
        rows = rows.filter(states__slug=wanted["state"])
    if wanted["goods"] in GoodsType.values:
        rows = rows.filter(goods_type=wanted["goods"])
    source = GeographicalIndication.objects.select_related("source").exclude(source=None).order_by("pk").first()
    context = {
        "section": "products",
        "page": lists.page_of(request, rows),
        "wanted": wanted,
        "states": State.objects.order_by("name"),
        "goods_types": GoodsType.choices,
        "list_source": source.source if source else None,
        "sources": Sources(),
    }
    return render(request, "public/gi.html", context)
