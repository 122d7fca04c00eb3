"""Where the plans of all districts, or of one State's, stood on a day: each desk with its districts and the days there.

found = funnel.of(as_of)            four queries, whatever is recorded
found.desks                         the eight stages in order, each district at exactly one
found.facts                         adopted, notified, published: each by its own dated fact
"""

from dataclasses import dataclass, field
from statistics import median

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from districts.models import District, ReportedCount
from plans.history import History
from plans.stage import NOT_RECORDED
from public import stages

FACTS = {
    "begun": _("Begun"),
    "before_committee": _("Laid before the committee"),
    "adopted": _("Adopted"),
    "notified": _("Notified"),
    "published": _("Published"),
}
OFFICIAL = ("plans-drafted", "plans-notified")


@dataclass
class Desk:
    """One stage: how many districts stand there, how long they have, and how long those took that went on."""

    code: str
    count: int
    query: str
    middle: int | None = None  # days, of those who stand there
    longest: int | None = None
    passed: int = 0  # stays that ended
    passed_middle: int | None = None
    width: float = 0  # of 1000

    @property
    def label(self):
        return stages.STAGES[self.code]


@dataclass
class Fact:
    """How many districts have it, each by its own day."""

    code: str
    count: int
    query: str

    @property
    def label(self):
        return FACTS[self.code]


@dataclass
class Funnel:
    as_of: object
    total: int
    desks: list
    facts: list
    counts: list
    unknown: str
    by_place: dict = field(repr=False)
    ids: set = field(repr=False)
    places: dict = field(repr=False)

    @property
    def recorded(self):
        return self.total - self.desks[0].count

    def stage_of(self, place):
        return self.by_place.get(place, NOT_RECORDED)

    def at(self, code):
        """Ids of the districts that stand at this stage."""
        return {pk for pk in self.ids if self.stage_of(pk).code == code}


def of(as_of, *, state=None):
    """The Funnel of the districts that were in the register that day."""
    districts = District.objects.on(as_of.on)
    if state is not None:
        districts = districts.filter(state=state)
    ids = set(districts.values_list("pk", flat=True))
    history = History.of_plans(state=state)
    by_place = {pk: stage for pk, stage in history.stages(as_of.on, as_of.known).items() if pk in ids}
    reached = {name: places & ids for name, places in history.reached(as_of.on, as_of.known).items()}
    carried = {"state": state.slug} if state is not None else {}
    if as_of.is_past:
        carried |= {"on": as_of.on.isoformat()} | ({"known": as_of.known.isoformat()} if as_of.known else {})
    return Funnel(
        as_of=as_of,
        total=len(ids),
        desks=_desks(ids, by_place, history.spells(as_of.on, as_of.known), as_of.on, carried),
        facts=[Fact(code, len(reached[code]), urlencode({"reached": code, **carried})) for code in FACTS],
        counts=_official(as_of.on),
        unknown=as_of.before_all(history),
        by_place=by_place,
        ids=ids,
        places=reached,
    )


def _desks(ids, by_place, spells, on, carried):
    there = {code: [] for code in stages.STAGES}
    for stage in by_place.values():
        there[stage.code].append((on - stage.since).days)
    desks = []
    for code, days in there.items():
        count = len(ids) - len(by_place) if code == NOT_RECORDED.code else len(days)
        passed = spells.get(code, [])
        desks.append(
            Desk(
                code,
                count,
                urlencode({"stage": code, **carried}),
                middle=round(median(days)) if days else None,
                longest=max(days, default=None),
                passed=len(passed),
                passed_middle=round(median(passed)) if passed else None,
                width=round(1000 * count / len(ids), 1) if ids else 0,
            )
        )
    return desks


def _official(on):
    """The newest count of each code that officials had given by that day, with its source."""
    found = {}
    for count in ReportedCount.objects.filter(code__in=OFFICIAL, on__lte=on).select_related("source").order_by("on"):
        found[count.code] = count
    return [found[code] for code in OFFICIAL if code in found]
