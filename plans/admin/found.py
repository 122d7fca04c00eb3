"""What the checks found, as the desk shows it: in the box of what is in the way, at the head, and at the row."""

from dataclasses import dataclass, field

from django.urls import reverse

from accounts.moves import Move
from accounts.permission import may
from plans import checks
from plans.admin.reading import anchors_of
from plans.waivers import holding, waivers_standing
from plans.workflow.waiving import WAIVABLE


@dataclass(frozen=True)
class Way:
    """One thing in the way of tabling, or a remark, with the place in the page where it is mended."""

    sentence: str
    url: str
    level: str = "error"
    check: int = 0
    waive_url: str = ""
    waiver: object = None

    @property
    def is_on_the_plan(self):
        """Whether it is mended on the plan's own page; else at an address of its own."""
        return self.url.startswith("#")

    @property
    def rule_url(self):
        return f"{reverse('public:rules')}#rule-{self.check}" if self.check else ""


@dataclass
class InTheWay:
    """The findings of a draft by their gravity, with its score of the moment."""

    errors: list
    warnings: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    waived: list = field(default_factory=list)
    score: dict | None = None
    #: Every waiver ever granted for the draft, as plans.waivers.waivers_standing() gives them.
    granted: list = field(default_factory=list)


@dataclass(frozen=True)
class WaiverShown:
    """A waiver in the list of the plan's page."""

    standing: object
    title: str
    rule_url: str
    withdraw_url: str = ""


def findings_of(version, heads, user, *, on, rows=None):
    """What the checks find in the draft as it stands; laid beside each head and row of `heads` too."""
    granted = waivers_standing(version, on=on)
    report = checks.run_on(version, on=on, rows=rows, waivers=holding(granted))
    anchors = anchors_of(heads)
    may_waive = bool(may(user, Move.GRANT_WAIVER, version.plan.place, on=on, thing=version))
    ways = {found: _way(found, version, anchors, report.waiver_of(found), may_waive) for found in report.findings}
    _lay_beside(heads, report, ways)
    return InTheWay(
        [ways[found] for found in report.blocking],
        [ways[found] for found in report.warnings],
        [ways[found] for found in report.notes],
        [ways[found] for found in report.waived_errors],
        report.score,
        granted,
    )


def _way(found, version, anchors, waiver, may_waive):
    place = anchors.get(found.uid) or (f"head-{found.head}" if found.head else "cover")
    waive = ""
    if may_waive and found.is_error and waiver is None and version.state in WAIVABLE:
        waive = reverse("desk-waive", args=[version.pk, found.check]) + (f"?row={found.uid}" if found.uid else "")
    return Way(str(found.sentence), f"#{place}", found.level, found.check, waive, waiver)


def _lay_beside(heads, report, ways):
    """Each finding at its row, or at its head where it is about no row of it; notes are for the box alone."""
    for head in heads:
        rows = {str(row.o.commitment.uid): row for kind in head.kinds for row in kind.rows}
        for found in report.of_head(head.number):
            if found.level == "note":
                continue
            if found.uid in rows:
                rows[found.uid].findings.append(ways[found])
            else:
                head.findings.append(ways[found])
            head.errors += found.is_error and ways[found].waiver is None
            head.warnings += found.level == "warning"


def waivers_shown(version, user, *, on, standing=None):
    """The waivers of a version for its page, with the address where each can be withdrawn by this person.

    standing: what waivers_standing() gives, where it has been read already.
    """
    standing = waivers_standing(version, on=on) if standing is None else standing
    may_take = (
        standing and version.state in WAIVABLE and bool(may(user, Move.GRANT_WAIVER, version.plan.place, on=on, thing=version))
    )
    return [
        WaiverShown(
            one,
            checks.title_of(one.waiver.check_number),
            f"{reverse('public:rules')}#rule-{one.waiver.check_number}",
            reverse("desk-waiver-withdraw", args=[version.pk, one.waiver.pk]) if may_take and one.holds else "",
        )
        for one in standing
    ]
