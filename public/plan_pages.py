"""What the pages of published plans show beside the frozen text."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plans import citing, queries
from plans.answers import side_by_side
from plans.consultation import counts_of
from plans.corrected import marked
from plans.freezing import HEAD_OF_LIST
from plans.kept import kept_with
from plans.models import Plan
from plans.models.section import Head
from plans.succession import reshaped_since
from plans.translated import in_language
from public import corrections
from public.addresses import plan_base, version_address


def with_plans(districts, funnel):
    """Lay the stage of the day asked for, its days and the version in force today beside each district. One query."""
    in_force = {
        v.plan.place_id: v for v in queries.texts_in_force().filter(plan__place__in=[d.pk for d in districts], plan__kind="deap")
    }
    for district in districts:
        district.plan_stage = funnel.stage_of(district.pk)
        since = district.plan_stage.since
        district.days_there = (funnel.as_of.on - since).days if since else None
        district.in_force = None if funnel.as_of.is_past else in_force.get(district.pk)
    return districts


@dataclass
class HeadOfPlan:
    """One of the eleven heads: its section of prose and the rows that belong under it."""

    number: int
    title: str
    section: object
    facts: list
    rows: list

    @property
    def count(self):
        return len(self.rows)


_ROWS = {head: name for name, head in HEAD_OF_LIST.items()}


def heads(paper):
    """The eleven heads in the Handbook's order."""
    return [
        HeadOfPlan(
            head.value,
            head.label,
            paper.section(head.value),
            paper.facts_of(head.value),
            getattr(paper, _ROWS[head]) if head in _ROWS else [],
        )
        for head in Head
    ]


@dataclass
class Step:
    on: object
    what: str
    who: str = ""
    resolution: object = None
    is_decision: bool = False


def history(version, tablings, errata=()):
    """How the version got here: dated facts, oldest first; then the errata published on it up to this one."""
    steps = [Step(tabling.at, _("Tabled: text frozen and fingerprinted"), tabling.by_label) for tabling in tablings]
    if version.adopted_on:
        who = version.past_adoption.body if version.past_adoption_id else ""
        steps.append(Step(version.adopted_on, _("Adopted"), who, version.resolution, True))
    if version.notified_on:
        steps.append(Step(version.notified_on, _("Notified, No. %(number)s") % {"number": version.notified_number}))
    if version.published_at:
        steps.append(Step(version.published_at, _("Published"), version.published_by_label))
    steps += [
        Step(one.published_at, _("Wording corrected, version %(number)s") % {"number": one.number}, one.published_by_label)
        for one in errata
    ]
    if version.suspended_on:
        steps.append(
            Step(
                version.suspended_on,
                _("Suspended, order %(order)s") % {"order": version.suspended_order},
                version.suspended_reason,
            )
        )
    if version.closed_on:
        steps.append(Step(version.closed_on, _("Closed"), version.closed_reason))
    return steps


def of(found, *, as_adopted=False):
    """The context of a plan's or paper's page; as_adopted: the authentic text on a page of the other language too."""
    version, paper, decided = found.version, found.paper, found.decided
    place = version.plan.place
    language = (get_language() or "en")[:2]
    tablings = list(decided.tablings.order_by("ordinal"))
    errata, translation = [version] if found.erratum else [], None
    if found.erratum:
        paper = marked(found)
    if language != paper.language and not as_adopted:
        translation = in_language(version, paper, language, adopted=found.adopted)
        paper = translation.paper
    return {
        "translation": translation,
        # The language of the text is that of one of the two addresses of its page.
        "authentic_url": f"{'/hi' if paper.language == 'hi' else ''}{version_address(decided)}",
        "found": found,
        "version": version,
        "paper": paper,
        "decided": decided,
        "corrections": corrections.listed(found) if found.erratum else [],
        "place": place,
        "is_strategy": version.plan.kind == "state_strategy",
        "plan_base": plan_base(place, version.plan.kind),
        "heads": heads(paper),
        "resolution": found.resolution,
        "history": history(decided, tablings, errata),
        "comments": counts_of(decided),
        "answers": side_by_side(decided, in_public=True),
        "strategy": queries.version_in_force(place.parent, Plan.Kind.STATE_STRATEGY) if place.kind == "district" else None,
        "remarks": list(decided.state_remarks.all()),
        "reshaped": reshaped_since(decided),
        "kept": kept_with(tablings[-1] if tablings else None),
        "first_target": paper.targets[0] if paper.targets else None,
        "citation": citing.citation(found),
        "licence": citing.LICENCE,
        "licence_address": citing.LICENCE_ADDRESS,
        "licence_terms": citing.LICENCE_TERMS,
        "no_licence": citing.NO_LICENCE,
    }
