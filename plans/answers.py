"""Reasons of a return beside what was done about them: reason, answer, the text as returned, the text as tabled again.

Both texts are made from the stored bytes of the two papers. A reason follows the plan, not the version: one that was
withdrawn with its reasons open hands them on to the version begun after it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from committees.papers import content_of
from plans.models import ReturnReason, Tabling
from plans.papers import read_paper
from plans.states import DECIDED

_KINDS = ("products", "bottlenecks", "interventions", "targets")


@dataclass(frozen=True)
class Answered:
    """One reason. `before` and `after` are the lines that stood, and stand now, at the place it names.

    before: empty where it names the whole text. after: None until the plan is tabled again; empty where
        nothing stands at that place any more.
    """

    reason: ReturnReason
    before: list
    after: list | None

    @property
    def is_changed(self):
        return self.after is not None and self.before != self.after


def reasons_before(version):
    """The reasons of every return of this version, and of versions of its plan no committee decided before it. One query."""
    return (
        ReturnReason.objects.filter(tabling__version__plan=version.plan_id, tabling__version_id__lte=version.pk)
        .exclude(tabling__version__state__in=DECIDED, tabling__version_id__lt=version.pk)
        .order_by("tabling_id", "order")
    )


def side_by_side(version, *, in_public=False):
    """The reasons of returns with their answers and both texts, oldest first; what was in camera is for no reader.

    Three queries, however many reasons.
    """
    found = reasons_before(version).select_related("resolution__item")
    reasons = [one for one in found if not (in_public and one.resolution.item.in_camera)]
    if not reasons:
        return []
    tablings = list(Tabling.objects.filter(version__plan=version.plan_id).select_related("paper").order_by("pk"))
    views = {}

    def lines(tabling, path):
        if tabling.paper_id not in views:
            views[tabling.paper_id] = read_paper(content_of(tabling.paper))
        return passage(views[tabling.paper_id], path)

    found = []
    for reason in reasons:
        path = path_of(reason)
        again = next((one for one in tablings if one.pk > reason.tabling_id and one.version_id <= version.pk), None)
        found.append(Answered(reason, lines(reason.tabling, path), lines(again, path) if again else None))
    return found


def path_of(reason):
    """The place in the text as the resolution names it ("targets/<uid>"); "" for the whole text."""
    reasons = reason.resolution.reasons or []
    return reasons[reason.order - 1]["path"] if reason.order <= len(reasons) else ""


def passage(view, path):
    """What stands at this place of a frozen plan, line by line; [] for the whole text, or where nothing stands there."""
    kind, _slash, key = path.partition("/")
    if kind == "heads" and key.isdecimal():
        section = view.section(int(key))
        words = (section.text or section.not_applicable) if section else ""
        return [line for line in words.splitlines() if line.strip()]
    if kind in _KINDS:
        row = next((row for row in getattr(view, kind) if row.uid == key), None)
        return [line for line in _LINES[kind](row) if line] if row else []
    return []


def _target(row):
    subject = row.product_name or _("whole district")
    return [
        f"{row.metric_name}, {subject}",
        _("Baseline: %(figure)s") % {"figure": _figure(row.baseline_figure, row.unit_label, row.baseline["fy"])},
        _("Target: %(figure)s") % {"figure": _figure(row.target_figure, row.unit_label, row.target["fy"])},
        row.note,
    ]


def _intervention(row):
    due = _("From %(start)s to %(due)s") % {"start": row.start_on or "–", "due": row.due_on or "–"}
    cost = _("Cost: %(figure)s") % {"figure": _figure(row.cost_figure, "₹")}
    return [row.title, *row.description.splitlines(), row.lead_name, due, cost, row.note]


def _bottleneck(row):
    return [row.statement, *row.evidence.splitlines(), row.no_intervention_reason]


def _chapter(row):
    prose = (row.text, row.strengths, row.weaknesses, row.opportunities, row.threats, row.value_chain)
    return [row.product_name, *(line for words in prose if isinstance(words, str) for line in words.splitlines())]


_LINES = {"targets": _target, "interventions": _intervention, "bottlenecks": _bottleneck, "products": _chapter}


def _figure(figure, unit="", year=None):
    words = f"{figure.value} {unit}".strip() if figure.is_given else str(figure.reason)
    return f"{words} ({year})" if year else words
