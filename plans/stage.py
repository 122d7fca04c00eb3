"""How far a place's plan has come, as the public sees it (design.md section 5).

A stage says nothing of the text: only how far the furthest living version is, and since when. Superseded, withdrawn and
closed versions do not live; a suspended one counts as adopted and says so. A younger version under way stands beside as
`next`. A day that is past is asked of plans/history.py, which reads the record of moves.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, TextChoices
from django.utils.translation import gettext_lazy as _

from common.clock import day_in_india
from plans.models import Plan, PlanVersion
from plans.states import State

LIVING = (
    State.DRAFT,
    State.IN_CONSULTATION,
    State.RETURNED,
    State.TABLED,
    State.ADOPTED,
    State.SUSPENDED,
    State.PUBLISHED,
)
# Adopted once and not done away with since.
STANDING = (State.ADOPTED, State.PUBLISHED, State.SUSPENDED)


class PublicStage(TextChoices):
    """The codes of the API, in order: the furthest wins."""

    NOT_RECORDED = "not_recorded", _("Not recorded on this portal")
    IN_PREPARATION = "in_preparation", _("In preparation")
    OPEN_FOR_COMMENT = "open_for_comment", _("Open for comment")
    RETURNED = "returned", _("Returned by the committee")
    BEFORE_COMMITTEE = "before_committee", _("Before the committee")
    ADOPTED = "adopted", _("Adopted")
    NOTIFIED = "notified", _("Notified")
    PUBLISHED = "published", _("Published")


PUBLIC_STAGES = tuple(PublicStage.values)
_ORDER = {code: place for place, code in enumerate(PUBLIC_STAGES)}
_OF_STATE = {
    State.DRAFT: PublicStage.IN_PREPARATION,
    State.IN_CONSULTATION: PublicStage.OPEN_FOR_COMMENT,
    State.RETURNED: PublicStage.RETURNED,
    State.TABLED: PublicStage.BEFORE_COMMITTEE,
    State.SUSPENDED: PublicStage.ADOPTED,
}


@dataclass(frozen=True)
class Stage:
    """The public stage of one place.

    `number` is "2.0" from adoption on, "" before. `since` is the day of the stage. `next` is the stage of a younger version
    under way, or None. `version_id` leads to the version that the stage is of; None where nothing is recorded.
    """

    code: str
    since: date | None = None
    number: str = ""
    next: "Stage | None" = None
    adopted_on: date | None = None
    notified_on: date | None = None
    published_on: date | None = None
    suspended_on: date | None = None
    version_id: int | None = None

    @property
    def label(self):
        return PublicStage(self.code).label

    @property
    def is_suspended(self):
        return self.suspended_on is not None

    @property
    def rank(self):
        """Place in the order of stages, 0 for not recorded."""
        return _ORDER[self.code]


NOT_RECORDED = Stage(PublicStage.NOT_RECORDED.value)

_COLUMNS = (
    "pk",
    "plan__place_id",
    "major",
    "minor",
    "state",
    "state_since",
    "adopted_on",
    "notified_on",
    "published_on",
    "suspended_on",
)


def stage_of(places, on):
    """{place id: Stage} for places given as rows, ids or a queryset; every place given has an entry. One query.

    on: today; facts dated later do not count. What stood on a day that is past is answered by plans.history.stages_on.
    """
    wanted = [getattr(place, "pk", place) for place in places]
    found = dict.fromkeys(wanted, NOT_RECORDED)
    rows = PlanVersion.objects.filter(state__in=LIVING, minor=0).order_by("pk")
    if len(wanted) <= 200:
        rows = rows.filter(plan__place__in=wanted)
    by_place = {}
    for row in rows.values_list(*_COLUMNS, named=True):
        if row.plan__place_id in found:
            by_place.setdefault(row.plan__place_id, []).append(amounts_to(row, on, day_in_india(row.state_since)))
    for place, stages in by_place.items():
        found[place] = furthest(stages)
    return found


def amounts_to(row, on, since):
    """The stage one living version amounts to; `since` is the day on which it came into its state."""
    number = f"{row.major}.{row.minor}" if row.adopted_on else ""
    facts = {
        "number": number,
        "adopted_on": row.adopted_on,
        "notified_on": row.notified_on,
        "published_on": row.published_on,
        "version_id": row.pk,
    }
    if row.state == State.SUSPENDED:
        return Stage(PublicStage.ADOPTED.value, row.adopted_on, suspended_on=row.suspended_on, **facts)
    if row.state == State.PUBLISHED and row.published_on <= on:
        return Stage(PublicStage.PUBLISHED.value, row.published_on, **facts)
    if row.adopted_on is not None:
        if row.notified_on is not None and row.notified_on <= on:
            return Stage(PublicStage.NOTIFIED.value, row.notified_on, **facts)
        return Stage(PublicStage.ADOPTED.value, row.adopted_on, **facts)
    return Stage(_OF_STATE[State(row.state)].value, since, version_id=row.pk)


def furthest(stages):
    """The furthest of a place's living versions, given oldest first; what is younger and still under way stands beside."""
    foremost = max(stages, key=lambda stage: stage.rank)
    younger = [stage for stage in stages if stage.version_id > foremost.version_id]
    return replace(foremost, next=max(younger, key=lambda stage: stage.rank)) if younger else foremost


@dataclass(frozen=True)
class Funnel:
    """How many plans of districts are recorded here at each dated fact; each counted by its own, none by another's."""

    begun: int
    before_committee: int
    adopted: int
    notified: int
    published: int


def funnel(on, *, state=None):
    """The Funnel of all districts, or of one State's, on that day. One query.

    Counts districts, each once, as they stand today (plans.history.History.reached counts on other days): with a living
    version at all, with one before the committee now, and with a standing version whose adoption, notification or
    publication is dated by then.
    """
    rows = Plan.objects.filter(kind=Plan.Kind.DEAP, place__kind="district")
    if state is not None:
        rows = rows.filter(place__parent=state.pk)
    main = Q(versions__minor=0)
    standing = main & Q(versions__state__in=STANDING)
    return Funnel(
        **rows.aggregate(
            begun=Count("place", filter=main & Q(versions__state__in=LIVING), distinct=True),
            before_committee=Count("place", filter=main & Q(versions__state=State.TABLED), distinct=True),
            adopted=Count("place", filter=standing & Q(versions__adopted_on__lte=on), distinct=True),
            notified=Count("place", filter=standing & Q(versions__notified_on__lte=on), distinct=True),
            published=Count(
                "place", filter=main & Q(versions__state=State.PUBLISHED, versions__published_on__lte=on), distinct=True
            ),
        )
    )
