"""Where every plan stood on a day that is past, read from the record of moves.

Each move of a version left one Event (plans/workflow), which nothing rewrites. A move counts on the day it happened by
its paper: an adoption on the day of the sitting, a notification, a suspension or a closing on the day the paper names,
everything else on the day it was made. `recorded` is the day on which the portal was told. So two questions have two
answers: how it was on a day, as known today, and how it was on that day as far as it was known by another.

    stages_on(date(2026, 3, 31))                                  {place id: Stage} of every place with a plan recorded
    stages_on(date(2026, 3, 31), known=date(2026, 4, 15))         the same from what was recorded by 15 April
    history = History.of_plans(); history.stages(on); history.spells(on)
"""

from collections import namedtuple
from dataclasses import dataclass
from datetime import date

from audit.models import Event
from audit.recording import kind_of
from common.clock import day_in_india
from plans.models import Plan, PlanVersion
from plans.stage import LIVING, STANDING, Funnel, PublicStage, amounts_to, furthest
from plans.states import MOVES, State

# Verb of a move -> the state it leads to; a move that leaves the state alone leads nowhere.
_LEADS_TO = {move.verb: move.target for move in MOVES if move.target and move.name != "stay"}
_NOTIFIED = "plan.notified"
# The day of the paper, where a move has one that may lie before the day it was recorded.
_DAY_OF_ITS_PAPER = {
    "plan.adopted": "adopted_on",
    "plan.past_adoption_recorded": "adopted_on",
    _NOTIFIED: "notified_on",
    "plan.suspended": "suspended_on",
    "plan.closed": "closed_on",
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One move of one version: what it led to ("" for a notification), when it happened, when it was recorded."""

    verb: str
    state: str
    on: date
    recorded: date


# What plans.stage reads of a version, as it was.
_AsItWas = namedtuple("_AsItWas", "pk plan__place_id major minor state since adopted_on notified_on published_on suspended_on")


class History:
    """The moves of many plans, read once: two queries, whatever is asked of it afterwards."""

    def __init__(self, versions, facts):
        self._versions, self._facts = versions, facts

    @classmethod
    def of_plans(cls, *, kind=Plan.Kind.DEAP, state=None):
        """Of all plans of this kind, or of those in one State."""
        rows = PlanVersion.objects.filter(plan__kind=kind, minor=0).order_by("pk")
        if state is not None:
            rows = rows.filter(plan__place__parent=state.pk)
        columns = ("pk", "plan__place_id", "major", "minor", *sorted({*_DAY_OF_ITS_PAPER.values()}))
        versions = {row.pk: row for row in rows.values_list(*columns, named=True)}
        events = Event.objects.filter(target_kind=kind_of(PlanVersion), verb__in=[*_LEADS_TO, _NOTIFIED]).order_by("id")
        if state is not None:
            events = events.filter(target_id__in=[str(pk) for pk in versions])
        facts = {pk: [] for pk in versions}
        for target, verb, at, data in events.values_list("target_id", "verb", "at", "data"):
            version = versions.get(int(target))
            if version is not None:
                facts[version.pk].append(_fact(version, verb, day_in_india(at), data))
        return cls(versions, facts)

    @property
    def begins_on(self):
        """The day of the first fact of all, or None while nothing is recorded."""
        return min((fact.on for facts in self._facts.values() for fact in facts), default=None)

    @property
    def first_recorded(self):
        """The day on which the first fact of all was recorded, or None."""
        return min((fact.recorded for facts in self._facts.values() for fact in facts), default=None)

    def _rows(self, on, known):
        """Every version that there was, as it was: by the last of its facts that had happened and was known."""
        for pk, version in self._versions.items():
            days, state, since = dict.fromkeys(("adopted_on", "notified_on", "published_on", "suspended_on")), None, None
            for fact in self._facts[pk]:
                if fact.on > on or (known is not None and fact.recorded > known):
                    continue
                if fact.verb == _NOTIFIED:
                    days["notified_on"] = fact.on
                    continue
                state, since = fact.state, fact.on
                if fact.state == State.ADOPTED:
                    days["adopted_on"] = fact.on
                elif fact.verb == "plan.published":
                    days["published_on"] = fact.on
                days["suspended_on"] = fact.on if fact.state == State.SUSPENDED else None
            if state is not None:
                yield _AsItWas(pk, version.plan__place_id, version.major, version.minor, state, since, **days)

    def stages(self, on, known=None):
        """{place id: Stage} of every place with a living version that day; the others are not recorded."""
        by_place = {}
        for row in self._rows(on, known):
            if row.state in LIVING:
                by_place.setdefault(row.plan__place_id, []).append(amounts_to(row, on, row.since))
        return {place: furthest(stages) for place, stages in by_place.items()}

    def reached(self, on, known=None):
        """{"begun": ids of places, "before_committee": ..., "adopted": ..., "notified": ..., "published": ...}.

        Each by its own dated fact, as plans.stage.Funnel counts: a place may stand in several, and one published without
        a notification stands in no "notified".
        """
        found = {name: set() for name in Funnel.__dataclass_fields__}
        for row in self._rows(on, known):
            place = row.plan__place_id
            if row.state in LIVING:
                found["begun"].add(place)
            if row.state == State.TABLED:
                found["before_committee"].add(place)
            if row.state in STANDING:
                found["adopted"].add(place)
                if row.notified_on:
                    found["notified"].add(place)
            if row.state == State.PUBLISHED:
                found["published"].add(place)
        return found

    def spells(self, on, known=None):
        """{public stage: [days, ...]}: how long versions stayed at each desk they have left by that day.

        A version that came back to a desk counts there once for each time. Only stages that are left for another are
        told: what is still there is told by its `since`.
        """
        found = {}
        for facts in self._facts.values():
            at, since = None, None
            for fact in facts:
                if fact.on > on or (known is not None and fact.recorded > known):
                    continue
                to = _desk(fact, at)
                if to == at:
                    continue
                if at is not None:
                    found.setdefault(at, []).append(max(0, (fact.on - since).days))
                at, since = to, fact.on
        return found


def _desk(fact, before):
    """The public stage that a version has after the fact, None once it is out of the way."""
    if fact.verb == _NOTIFIED:
        return PublicStage.NOTIFIED if before == PublicStage.ADOPTED else before
    return _DESKS.get(fact.state)


_DESKS = {
    State.DRAFT: PublicStage.IN_PREPARATION,
    State.IN_CONSULTATION: PublicStage.OPEN_FOR_COMMENT,
    State.RETURNED: PublicStage.RETURNED,
    State.TABLED: PublicStage.BEFORE_COMMITTEE,
    State.ADOPTED: PublicStage.ADOPTED,
    State.PUBLISHED: PublicStage.PUBLISHED,
}


def _fact(version, verb, recorded, data):
    on = data.get("on")
    if on:
        day = date.fromisoformat(on)
    else:
        column = _DAY_OF_ITS_PAPER.get(verb)
        day = (getattr(version, column) if column else None) or recorded
    return Fact(verb, str(_LEADS_TO.get(verb, "")), day, recorded)


def stages_on(on, known=None, *, kind=Plan.Kind.DEAP, state=None):
    """{place id: Stage} of every place with a living version on that day, from what was recorded by `known`. Two queries.

    A place that is absent was not recorded. For today, with nothing recorded later, this is what stage_of says.
    """
    return History.of_plans(kind=kind, state=state).stages(on, known)
