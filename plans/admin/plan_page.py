"""The one page of a version: where it stands, what is in the way, the eleven heads."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.moves import Move
from accounts.permission import may
from common.clock import today
from plans.addresses import consultation_address, plan_base
from plans.admin.access import open_version
from plans.admin.commenting import tell_comments, threads_of
from plans.admin.consulting import said_of
from plans.admin.errata import errata_of
from plans.admin.found import Way, findings_of, waivers_shown
from plans.admin.reading import heads_of
from plans.admin.remarking import asked_of
from plans.admin.requesting import may_ask, owed_by
from plans.admin.shell import at_the_desk, heading_of, page, trail_to
from plans.admin.standing import Standing, buttons_of, line_of, stops_of
from plans.answers import reasons_before
from plans.authorship import authors_for_the_record
from plans.kept import kept_with
from plans.models import Tabling
from plans.publication import sent_back
from plans.rows_of_version import RowsOf
from plans.states import EDITABLE, FROZEN, State
from plans.workflow import CommentsUnanswered, unanswered_comments


@dataclass
class PlanPage:
    """What the template shows. Frozen versions carry their paper instead of heads."""

    version: object
    heading: str
    sentence: str
    facts: list
    standing: Standing
    may_write: bool
    heads: list = field(default_factory=list)
    reasons: list = field(default_factory=list)
    threads: list = field(default_factory=list)
    may_comment: bool = False
    may_answer: bool = False
    comment_url: str = ""
    filled: int | None = None
    public_url: str = ""
    start_url: str = ""
    meetings_url: str = ""
    paper: object = None
    public_comments: tuple | None = None
    errata: list = field(default_factory=list)
    may_correct: bool = False
    sent_back: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    may_remark: bool = False
    waivers: list = field(default_factory=list)
    kept: object = None
    owed: list = field(default_factory=list)
    may_ask: bool = False


@at_the_desk
@require_safe
def plan(request, pk):
    """The page, read and worked on here. From tabling on the text is the paper's, on a page of its own."""
    on = today()
    access = open_version(request.user, pk, on=on)
    version = access.version
    tabling = Tabling.objects.filter(version=version).select_related("paper").defer("paper__content").order_by("-ordinal").first()
    standing = Standing(stops_of(version, tabling and tabling.at), *buttons_of(version, request.user, on=on))
    shown = PlanPage(
        version,
        heading_of(version),
        _sentence(access, request.user, on),
        _facts(version),
        standing,
        access.may_write,
        reasons=list(reasons_before(version)),
        threads=threads_of(version),
        may_comment=bool(may(request.user, Move.COMMENT, version.plan.place, on=on)),
        may_answer=bool(access.write),
        public_comments=said_of(version),
        comment_url=reverse("desk-comment", args=[version.pk]),
        remarks=list(version.state_remarks.all()),
        may_remark=bool(asked_of(request.user, version, on=on)),
        public_url=_public_url(version),
        meetings_url=reverse("desk-meetings") if version.state == State.TABLED else "",
    )
    if version.state == State.WITHDRAWN:
        shown.start_url = _start_url(version, request.user, on)
    if version.state in FROZEN:
        shown.paper = tabling.paper if tabling else None
        if version.is_decided:
            shown.errata = errata_of(version, may_write=bool(access.write))
            shown.may_correct = bool(access.write) and version.state == State.PUBLISHED
        shown.sent_back = sent_back(version) if version.state == State.ADOPTED else []
        shown.kept = kept_with(tabling)
    else:
        rows = RowsOf(version)
        shown.heads = heads_of(version, rows)
        tell_comments(shown.heads, shown.threads)
        if version.state in EDITABLE:
            standing.report = in_the_way(version, shown.heads, shown.reasons, request.user, on=on, rows=rows)
            shown.filled = standing.report.score["heads_filled"]
        granted = standing.report and standing.report.granted
        shown.waivers = waivers_shown(version, request.user, on=on, standing=granted)
        shown.owed = owed_by(version, on=on)
        shown.may_ask = may_ask(request.user, version, on=on)
    return page(
        request,
        "admin/plans/plan.html",
        {
            "page": shown,
            "tabling": tabling,
            "kept": shown.kept,
            "line": line_of(version),
            "title": shown.heading,
            "trail": trail_to(version),
        },
    )


def in_the_way(version, heads, reasons, user, *, on, rows=None):
    """What hinders tabling: reasons of a return without an answer, then what the checks find in the draft as it stands."""
    found = findings_of(version, heads, user, on=on, rows=rows)
    open_reasons = [
        Way(_("A reason of the committee has no answer: %(reason)s") % {"reason": reason.text}, f"#reason-{reason.pk}")
        for reason in reasons
        if not reason.answer
    ]
    waiting = unanswered_comments(version).count() if version.consultation_opened_at else 0
    if waiting:
        open_reasons.append(Way(CommentsUnanswered(waiting).sentence, reverse("desk-public-comments", args=[version.pk])))
    found.errors[:0] = open_reasons
    return found


def _start_url(version, user, on):
    """Where the next version begins, for those who write; "" where one has begun already."""
    if version.plan.versions.filter(pk__gt=version.pk).exists() or not may(user, Move.WRITE, version.plan.place, on=on):
        return ""
    return reverse("desk-start", args=[version.plan.place_id])


def _public_url(version):
    """Where everybody reads it: published, or open for comment; "" where nobody does."""
    plan = version.plan
    if version.state == State.IN_CONSULTATION:
        return consultation_address(plan.place, plan.kind)
    return plan_base(plan.place, plan.kind) if version.published_at else ""


def _sentence(access, user, on):
    version = access.version
    if access.may_write:
        if may(user, Move.PUBLISH, version.plan.place, on=on):
            return _("You may edit it until it is tabled; but whoever writes in it can neither waive a check nor publish it.")
        return _("You may edit it until it is tabled.")
    if version.state in EDITABLE:
        return access.write.sentence
    if version.state in FROZEN:
        return _("Its text is frozen; a change needs a new version.")
    return _("Its text does not change while it stands here.")


def _facts(version):
    period = f"{version.period_from_fy} – {version.period_to_fy}" if version.period_from_fy else _("not given")
    authors = [author["name"] for author in authors_for_the_record(version)]
    return [
        (_("Title"), version.title),
        (_("Period"), period),
        (_("File number"), version.file_number or _("not given")),
        (_("Authentic language"), version.get_authentic_language_display()),
        (_("Written by"), ", ".join(authors) or _("nobody yet")),
    ]
