"""What has taken longer than it should: each count opens the list of its places."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from common.clock import today
from districts.models import State
from public import lists
from public.clock_facts import clock_facts


@require_safe
def overdue(request):
    """The clocks with their counts, and the list of the one asked for, or of the first that has rows."""
    wanted = lists.asked(request, "clock", "state")
    on = today()
    facts = clock_facts(on, state=wanted["state"])
    chosen = next((fact for fact in facts if fact.code == wanted["clock"]), None) or next(
        (fact for fact in facts if fact.rows), facts[0]
    )
    return render(
        request,
        "public/overdue.html",
        {
            "section": "plans",
            "on": on,
            "facts": facts,
            "chosen": chosen,
            "page": lists.page_of(request, chosen.rows),
            "states": State.objects.order_by("name"),
            "wanted": wanted,
            "overdue_state": wanted["state"],
        },
    )
