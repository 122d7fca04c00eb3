"""What may be said of a place's plan and committee: published versions, public stages, signed resolutions."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from committees.models import Committee, Meeting
from committees.queries import signed_resolutions
from committees.states import MeetingState
from plans import queries
from plans.models import PlanVersion
from plans.stage import STANDING, funnel
from public import standing
from public.titles import in_page_language

#: So many targets stand on the page of the district; the plan has all.
MOST_TARGETS = 6


@dataclass
class PlanFacts:
    """What a page shows of the plan of one place; every member may be empty."""

    stage: object = None
    in_force: object = None
    versions: list = field(default_factory=list)
    committee: object = None
    resolutions: list = field(default_factory=list)
    last_meeting: object = None
    paper: object = None

    @property
    def promised(self):
        """The first targets of the plan in force, in the order of its text."""
        return self.paper.targets[:MOST_TARGETS] if self.paper else []

    @property
    def next(self):
        return self.stage.next if self.stage else None

    @property
    def sentence(self):
        if self.versions and (self.stage is None or self.stage.code == "not_recorded"):
            return _("Its export plan is over; no later one is recorded on this portal.")
        if (self.stage is None or self.stage.code == "not_recorded") and self.annulled:
            return _("The decision on its export plan was annulled by order; no other plan is recorded on this portal.")
        return sentence(self.stage)

    @property
    def annulled(self):
        """Whether a resolution that is shown here, on a text of this place, was annulled."""
        return any(one.paper_id and getattr(one, "annulment", None) for one in self.resolutions)

    @property
    def line(self):
        """The standing of the text, which the line of the sheet tells."""
        if self.in_force:
            return "published"
        return "adopted" if self.stage and self.stage.code in ("adopted", "notified") else "draft"


def of_place(place, *, on):
    """Five queries whatever the plan's age, and one for the text in force."""
    committee = Committee.objects.on(on).filter(place_id=place.pk).order_by("pk").first()
    versions = list(queries.readable_versions().filter(plan__place_id=place.pk, plan__kind="deap").order_by("-major", "-minor"))
    for version, older in zip(versions, versions[1:], strict=False):
        version.older = older
    in_force = next((version for version in versions if version.state == "published"), None)
    held = Meeting.objects.filter(committees__place_id=place.pk, state=MeetingState.CLOSED, held_on__lte=on)
    return PlanFacts(
        stage=standing.stages_of([place], on=on).get(place.pk),
        in_force=in_force,
        paper=queries.text_of(in_force) if in_force else None,
        versions=versions,
        committee=committee,
        resolutions=in_page_language(signed().filter(committee__place_id=place.pk)[:5]),
        last_meeting=held.order_by("-held_on", "-pk").first(),
    )


def signed():
    """Signed resolutions, last signature first, with all their columns: a resolution's own page shows its words."""
    return signed_resolutions().defer(None).order_by("-signed_at", "-pk")


def sentence(stage):
    """One sentence about where the plan stands."""
    code = stage.code if stage else "not_recorded"
    if stage and stage.is_suspended:
        return _("Its export plan is suspended by order.")
    return {
        "not_recorded": _("No export plan of it is recorded on this portal; that does not mean that there is none."),
        "in_preparation": _("Its export plan is in preparation; the text is public once it is published."),
        "open_for_comment": _("A draft of its export plan is open for comment."),
        "returned": _("Its committee returned the draft for more work."),
        "before_committee": _("Its export plan is before the committee."),
        "adopted": _("Its committee adopted an export plan; it is not yet published."),
        "notified": _("Its committee adopted an export plan, and it is notified; it is not yet published."),
        "published": _("Its export plan is published."),
    }[code]


@dataclass
class AdoptedCard:
    place: object
    stage: object
    resolution: object
    adopted_on: object


def newest_adopted(*, on, most):
    """The newest adopted plans of districts recorded here; two queries."""
    versions = list(
        PlanVersion.objects.filter(state__in=STANDING, minor=0, plan__kind="deap", adopted_on__lte=on)
        .select_related("plan__place__parent", "resolution")
        .order_by("-adopted_on", "-pk")[:most]
    )
    found = standing.stages_of([version.plan.place_id for version in versions], on=on)
    return [AdoptedCard(v.plan.place, found[v.plan.place_id], v.resolution, v.adopted_on) for v in versions]


def counts_recorded_here(*, on):
    """The Funnel of all districts: each count by its own dated fact."""
    return funnel(on)
