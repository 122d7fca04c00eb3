"""Plans and papers: published texts only, each made from its stored bytes."""

import re
from pathlib import Path

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from common.clock import today
from districts.models import District, State
from plans import queries, verify_plan
from plans.deap_schema import schema_text
from plans.models import Plan
from public import as_of as as_of_day
from public import funnel, lists, plan_files, plan_pages, stages
from public.addresses import file_name
from public.clock_facts import clock_facts
from public.sourcing import Sources
from public.views import files

PROGRAM = Path(verify_plan.__file__)
_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4})?")


@require_safe
def plan_list(request):
    """The funnel of a day, and every district with a plan recorded here, in any stage; its text only where published."""
    wanted = lists.asked(request, "q", "state", "stage", "reached")
    as_of = as_of_day.asked(request, today())
    found = funnel.of(as_of)
    if wanted["stage"] in stages.STAGES:
        ids = found.at(wanted["stage"])
    elif wanted["reached"] in funnel.FACTS:
        ids = found.places[wanted["reached"]]
    else:
        ids = set(found.by_place)
    rows = District.objects.filter(pk__in=ids).select_related("state").order_by("state__name", "name")
    if wanted["q"]:
        rows = rows.filter(lists.spelled(wanted["q"], "folded"))
    if wanted["state"]:
        rows = rows.filter(state__slug=wanted["state"])
    page = lists.page_of(request, rows)
    page.object_list = plan_pages.with_plans(list(page.object_list), found)
    return render(
        request,
        "public/plans.html",
        {
            "section": "plans",
            "page": page,
            "wanted": wanted,
            "states": State.objects.order_by("name"),
            "stages": list(stages.STAGES.items()),
            "as_of": as_of,
            "funnel": found,
            "clocks": [] if as_of.is_past else clock_facts(as_of.on),
            "reached": funnel.FACTS.get(wanted["reached"]) if wanted["stage"] not in stages.STAGES else None,
            "sources": Sources(),
        },
    )


def place_of(state, district=None):
    """The place behind an address and the kind of its plan; 404 where there is no such place."""
    if district is None:
        return get_object_or_404(State, slug=state), Plan.Kind.STATE_STRATEGY
    place = get_object_or_404(District.objects.select_related("state"), state__slug=state, slug=district)
    return place, Plan.Kind.DEAP


def published_page(state, district, number):
    """The PlanPage behind an address; 404 for anything not published."""
    if number is not None and not _NUMBER.fullmatch(number):
        raise Http404
    place, kind = place_of(state, district)
    found = queries.plan_page(place, number, kind)
    if found is None:
        raise Http404
    return found


@require_safe
def plan(request, state, district=None, number=None):
    """The version in force, the newest of a major number, or one exactly; nothing before its publication.

    Where the last published version is suspended or closed, the address without a number says what became of it.
    """
    if number is None:
        place, kind = place_of(state, district)
        over = None if queries.version_in_force(place, kind) else queries.last_published(place, kind)
        if over is not None:
            return render(request, "public/plan_over.html", {"section": "plans", "place": place, "version": over})
    found = published_page(state, district, number)
    context = plan_pages.of(found)
    return render(request, "public/plan.html", {"section": "plans", **context})


@require_safe
def plan_json(request, state, number, district=None):
    """The stored bytes, never written anew: their SHA-256 is the fingerprint decided on, or of an erratum that of its list."""
    found = published_page(state, district, number)
    content = queries.public_json_bytes(found.version)
    response = HttpResponse(content, content_type="application/json")
    response.headers["Content-Disposition"] = f'inline; filename="{file_name(found.version)}.json"'
    response.headers["X-Content-SHA256"] = found.sha256
    return response


@require_safe
def plan_tables(request, state, number, district=None):
    """The tables of a published version with the text itself, one ZIP; the same bytes under both languages."""
    found = published_page(state, district, number)
    response = HttpResponse(plan_files.ensure(found, "tables"), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(found.version)}.zip"'
    return response


#: The program as it is: one file of plain Python.
program = files.program(PROGRAM)


@require_safe
def deap_schema(request):
    """The form of the text as data: a JSON Schema of deap/1."""
    return HttpResponse(schema_text(), content_type="application/schema+json")


@require_safe
def paper(request, sha256):
    """A paper by its fingerprint, from publication on; before, there is nothing at this address."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        raise Http404
    version = queries.version_of_paper(sha256)
    if version is None:
        raise Http404
    found = queries.plan_page(version.plan.place, version.number, version.plan.kind)
    if found is None or found.paper.sha256 != sha256:
        raise Http404
    return render(request, "public/paper.html", {"section": "plans", **plan_pages.of(found, as_adopted=True)})
