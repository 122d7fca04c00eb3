"""States and districts."""

from django.db.models import Count, Q
from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.clock import today
from districts.models import District, GeographicalIndication, Sector, State
from public import as_of as as_of_day
from public import district_page, funnel, lists, painting, products_of, stages, standing
from public.clock_facts import clock_facts
from public.sourcing import Sources


@require_safe
def states(request):
    rows = State.objects.annotate(
        district_count=Count("districts", filter=Q(districts__in_register=True, districts__valid_to__isnull=True))
    ).order_by("name")
    rows = list(rows)
    return render(
        request,
        "public/states.html",
        {"section": "districts", "states": rows, "districts_total": sum(row.district_count for row in rows)},
    )


def _with_products_and_stages(districts, on):
    """Lay the products and the public stage beside each district of a page."""
    pairs = products_of.by_district(districts)
    found = standing.stages_of(districts, on=on)
    for district in districts:
        district.pairs = pairs.get(district.pk, [])
        district.stage = found[district.pk]
    return districts


@require_safe
def districts_of_state(request, state):
    """What is left of a district's address when its last part is cut off."""
    place = get_object_or_404(State, slug=state)
    return HttpResponsePermanentRedirect(f"{request.language_prefix}{place.get_absolute_url()}")


@require_safe
def state(request, state):
    place = get_object_or_404(State.objects.select_related("source"), slug=state)
    as_of = as_of_day.asked(request, today())
    found = funnel.of(as_of, state=place)
    rows = list(place.districts.filter(pk__in=found.ids).select_related("state").order_by("name"))
    pairs = products_of.by_district(rows)
    for row in rows:
        row.pairs, row.stage = pairs.get(row.pk, []), found.stage_of(row.pk)
    families = {}
    for row in rows:
        if row.pairs:
            row.family = row.pairs[0].product.sector.family
            families[row.family] = families.get(row.family, 0) + 1
    picture = painting.lines([row.lgd_code for row in rows])
    shapes = []
    if picture:
        shapes = [(row, picture.paths[str(row.lgd_code)]) for row in rows if str(row.lgd_code) in picture.paths]
    from districts.models import Family

    legend = [(family.value, family.label, families[family.value]) for family in Family if family.value in families]
    return render(
        request,
        "public/state.html",
        {
            "section": "districts",
            "state": place,
            "rows": rows,
            "picture": picture,
            "shapes": shapes,
            "legend": legend,
            "not_drawn": [row for row in rows if not picture or str(row.lgd_code) not in picture.paths],
            "with_products": sum(1 for row in rows if row.pairs),
            "as_of": as_of,
            "funnel": found,
            "clocks": [] if as_of.is_past else clock_facts(as_of.on, state=place.slug),
            "overdue_state": place.slug,
            "figures": district_page.figures(place),
            "gis": list(GeographicalIndication.objects.filter(states=place).order_by("name")),
            "strategy": standing.strategy_of(place, on=today()),
            "sources": Sources(),
        },
    )


@require_safe
def district_list(request):
    wanted = lists.asked(request, "q", "state", "sector", "stage")
    on = today()
    rows = District.objects.current().select_related("state").order_by("state__name", "name")
    if wanted["q"]:
        rows = rows.filter(lists.spelled(wanted["q"], "folded") | Q(pk__in=_by_alias(wanted["q"])))
    if wanted["state"]:
        rows = rows.filter(state__slug=wanted["state"])
    if wanted["sector"]:
        rows = rows.filter(district_products__until__isnull=True, district_products__product__sector=wanted["sector"]).distinct()
    if wanted["stage"] in stages.STAGES:
        rows = rows.filter(pk__in=standing.places_at(wanted["stage"], on=on))
    page = lists.page_of(request, rows)
    page.object_list = _with_products_and_stages(list(page.object_list), on)
    return render(
        request,
        "public/districts.html",
        {
            "section": "districts",
            "page": page,
            "wanted": wanted,
            "states": State.objects.order_by("name"),
            "sectors": Sector.objects.order_by("order"),
            "stages": stages.STAGES.items(),
        },
    )


def _by_alias(text):
    from districts.models import Alias

    return Alias.objects.filter(lists.spelled(text, "folded"), place__kind="district").values("place_id")


@require_safe
def district(request, state, district):
    place = get_object_or_404(
        District.objects.select_related("state", "source", "boundary_of__state"), state__slug=state, slug=district
    )
    if place.state.slug != state:
        raise Http404
    context = district_page.of(place, on=today())
    return render(request, "public/district.html", {"section": "districts", "sources": Sources(), **context})
