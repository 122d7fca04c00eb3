"""The difference of two published versions: a page in readers' words, and the same as data."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.canonical import canonical_bytes
from plans.difference import difference
from plans.difference_data import as_data
from plans.difference_words import in_words
from public.addresses import plan_base
from public.views.plans import published_page


def _both(state, district, older, newer):
    """The PlanPages of both numbers; 404 unless both are published."""
    return published_page(state, district, older), published_page(state, district, newer)


@require_safe
def page(request, state, older, newer, district=None):
    """/plan/2..3/: what the newest of major 3 says otherwise than the newest of major 2; /plan/2.0..3.1/ exactly those."""
    old, new = _both(state, district, older, newer)
    place = new.version.plan.place
    shown = in_words(difference(old.paper.data, new.paper.data))
    context = {
        "section": "plans",
        "place": place,
        "plan_base": plan_base(place, new.version.plan.kind),
        "old": old,
        "new": new,
        "shown": shown,
        "paper": new.paper,
    }
    return render(request, "public/plan_difference.html", context)


@require_safe
def data(request, state, older, newer, district=None):
    """The same as JSON; numbers stand as they do in the two texts, as strings with their decimals."""
    old, new = _both(state, district, older, newer)
    content = canonical_bytes(as_data(difference(old.paper.data, new.paper.data), _named(old), _named(new)))
    return HttpResponse(content, content_type="application/json")


def _named(page):
    resolution = page.resolution
    return {
        "number": page.version.number,
        "sha256": page.sha256,
        "adopted_sha256": page.paper.sha256,
        "resolution": resolution.number if resolution else None,
        "adopted_on": page.decided.adopted_on,
    }
