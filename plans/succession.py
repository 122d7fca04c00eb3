"""Plans of districts that were divided, merged or ended since: what became of the district, and who may go on from its text."""

from dataclasses import dataclass

from django.db.models import Q

from districts.models import Lineage
from plans.models import PlanVersion
from plans.states import DECIDED, State

#: What a successor may begin from: a text that a committee, or a paper from before this portal, decided.
_PATTERNS = tuple(state for state in DECIDED if state != State.ANNULLED)


@dataclass(frozen=True)
class Reshaped:
    """That a plan was written for a district that has another shape now.

    ended: the district is no longer one. steps: the lineage rows that say what became of it, with places loaded.
    uncertain: a step whose day no source gives, so that the plan may be younger than it.
    """

    ended: bool
    steps: list
    uncertain: bool


def reshaped_since(version):
    """Reshaped where the district was divided or ended after this version was decided; None where it was not. One query.

    Where no source gives the day of a division, the text is marked with that said: nobody is to take figures of a larger
    district for those of a smaller one.
    """
    place = version.plan.place
    decided = version.adopted_on
    steps = list(
        Lineage.objects.filter(from_place=place.pk)
        .filter(Q(on=None) | Q(on__gt=decided) if decided else Q())
        .select_related("to_place__parent", "source")
        .order_by("to_place__name")
    )
    ended = any(step.kind == "merge" for step in steps)
    if not steps:
        return None
    return Reshaped(ended, steps, any(step.on is None for step in steps))


def predecessors_of(place):
    """Ids of the places that this one came out of, or that went into it."""
    return Lineage.objects.filter(to_place=place.pk).values("from_place_id")


def texts_of_predecessors(place):
    """The newest decided text of each district this one came out of: what its plan can begin from. One query."""
    found = {}
    versions = (
        PlanVersion.objects.filter(plan__place__in=predecessors_of(place), minor=0, state__in=_PATTERNS)
        .exclude(past_adoption__text_is_here=False)
        .select_related("plan__place__parent")
        .order_by("plan__place__name", "-major")
    )
    for version in versions:
        found.setdefault(version.plan_id, version)
    return list(found.values())


def may_follow(place, version):
    """Whether the plan of `place` may begin from this text of a district it came out of, published or not."""
    return version.state in _PATTERNS and predecessors_of(place).filter(from_place=version.plan.place_id).exists()
