"""Districts in force without a committee, and committees of districts that have ended: what a State officer sets up next."""

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext as _

from accounts.moves import Move
from accounts.permission import reach
from committees.desk.shell import at_the_desk, page
from committees.models import Committee, CommitteeKind
from common.clock import today
from districts.models import District, Lineage, LineageKind, State


@at_the_desk
def districts_without(request):
    """One State at a time; a new district names the one it came out of, whose committee does not decide for it."""
    on = today()
    within = reach(request.user, Move.CONSTITUTE, on=on)
    if not within.exists():
        return page(
            request,
            "refused.html",
            {
                "sentence": _("Only a State officer or headquarters sets up committees."),
                "heading": _("Districts without a committee"),
            },
            status=403,
        )
    states = list(State.objects.filter(pk__in=within.filter(kind="district").values("parent_id")).order_by("name"))
    slug = request.GET.get("state", "")
    chosen = next((state for state in states if state.slug == slug), states[0] if len(states) == 1 else None)
    return page(
        request,
        "without.html",
        {
            "heading": _("Districts without a committee"),
            "states": states,
            "chosen": chosen,
            "districts": without_committee(chosen, within, on) if chosen else [],
            "ended": _of_ended_districts(chosen, on) if chosen else [],
            "trail": [(_("Districts without a committee"), "")],
        },
    )


def without_committee(state, within, on):
    """The districts of the State in force that day without a DEPC, each with `came_out_of`. Two queries."""
    committees = Committee.objects.on(on).filter(kind=CommitteeKind.DEPC, place_id=OuterRef("pk"))
    back = Lineage.objects.filter(kind=LineageKind.SPLIT).select_related("from_place").order_by("from_place__name")
    return list(
        District.objects.on(on)
        .filter(state=state, in_register=True, pk__in=within.filter(kind="district").values("pk"))
        .filter(~Exists(committees))
        .prefetch_related(Prefetch("lineage_back", queryset=back, to_attr="came_out_of"))
        .order_by("name")
    )


def _of_ended_districts(state, on):
    standing = District.objects.on(on).filter(state=state, in_register=True)
    return list(
        Committee.objects.on(on)
        .filter(kind=CommitteeKind.DEPC, place__parent=state)
        .exclude(place_id__in=standing.values("pk"))
        .select_related("place")
        .order_by("name")
    )
