"""What plans add to the brief of a committee: what happened to the plan, and the bottlenecks its text names."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from audit.models import Event
from committees.brief import Asked, Line
from committees.papers import content_of
from common.clock import day_in_india
from plans.models import Plan, PlanVersion
from plans.papers import read_paper
from plans.queries import last_tabling
from plans.states import DECIDED, FINAL, State


def _kind_of(committee):
    return Plan.Kind.DEAP if committee.kind == "depc" else Plan.Kind.STATE_STRATEGY


def versions_of(committee):
    return PlanVersion.objects.filter(plan__place_id=committee.place_id, plan__kind=_kind_of(committee), minor=0)


def what_happened(asked: Asked) -> list[Line]:
    """The moves of the plan's versions since the last meeting, each as the record has it. Two queries."""
    said = {
        "plan.started": _("A version of the plan was started"),
        "plan.consultation_opened": _("The plan was opened for comment"),
        "plan.consultation_closed": _("The consultation on the plan was closed"),
        "plan.tabled": _("The plan was tabled"),
        "plan.reopened": _("The returned plan was taken up again"),
        "plan.past_adoption_recorded": _("An adoption from before this portal was recorded"),
        "plan.withdrawn": _("A version of the plan was withdrawn"),
        "plan.published": _("The plan was published"),
        "plan.suspended": _("The plan was suspended"),
        "plan.resumed": _("The suspension of the plan was lifted"),
        "plan.closed": _("The plan was closed"),
        "plan.notified": _("The plan was notified"),
    }
    keys = [str(pk) for pk in versions_of(asked.committee).values_list("pk", flat=True)]
    events = Event.objects.filter(target_kind="plans.planversion", target_id__in=keys, verb__in=said).order_by("-id")
    since = asked.last_met or date.min
    lines = []
    for event in events:
        day = day_in_india(event.at)
        if since <= day <= asked.on:
            lines.append(Line(said[event.verb], f"{day:%d-%m-%Y}, {event.target_label}", day))
    return lines


def open_bottlenecks(asked: Asked) -> list[Line]:
    """The bottlenecks of the version in force, else of the one tabled last; those without an intervention first."""
    versions = list(versions_of(asked.committee).exclude(state=State.WITHDRAWN).order_by("-major", "-pk"))
    version = next((one for one in versions if one.state == State.PUBLISHED), None) or next(
        (one for one in versions if one.state in (State.TABLED, *DECIDED) and one.state not in FINAL), None
    )
    tabling = last_tabling(version) if version else None
    if tabling is None:
        return []
    rows = read_paper(content_of(tabling.paper)).bottlenecks
    lines = []
    for row in sorted(rows, key=lambda row: bool(row.interventions)):
        answers = len(row.interventions)
        said = (
            ngettext("%(n)s intervention", "%(n)s interventions", answers) % {"n": answers} if answers else _("no intervention")
        )
        where = ", ".join(str(part) for part in (row.product_name, row.stage_label, row.level_label, said) if part)
        lines.append(Line(row.statement, where))
    return lines
