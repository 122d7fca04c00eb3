"""Before the committee and back: table, withdraw, reopen, answer the reasons of a return."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.postings import person_of
from audit.recording import record
from committees.models import AgendaItem
from committees.papers import freeze
from committees.proceedings import void_circulations
from committees.states import ItemState, MeetingState
from common.clock import day_in_india
from common.refusals import Refusal
from plans import checks
from plans.answers import reasons_before
from plans.authorship import authors_for_the_record
from plans.evidence import evidence_for
from plans.freezing import FORMAT, frozen_bytes, paper_of
from plans.models import Plan, PlanVersion, ReturnReason, Tabling
from plans.states import EDITABLE, FROZEN, State
from plans.telling import told_of_tabling
from plans.translations import hindi_title
from plans.workflow.commenting import CommentsUnanswered, unanswered_comments
from plans.workflow.moving import allowed, label_of, locked, move, open_for, open_to


class BlockedByChecks(Refusal):
    """At least one check that blocks fails; `report` names each, with its place in the plan."""

    def __init__(self, report):
        self.report = report
        count = len(report.blocking)
        first = report.blocking[0].sentence
        super().__init__(
            ngettext(
                "The plan cannot be tabled yet: %(first)s",
                "The plan cannot be tabled yet; %(count)d checks fail. The first: %(first)s",
                count,
            )
            % {"count": count, "first": first}
        )


class ReasonsUnanswered(Refusal):
    """The committee returned the version with reasons, and not each has its answer."""

    default_sentence = _("Answer each reason for which the committee returned the plan, then table it again.")


class MeetingIsOpen(Refusal):
    """A tabled version can be withdrawn only while no meeting on it sits or waits for a signature."""

    default_sentence = _(
        "A meeting has this plan on its table now, or its resolution waits for the signature. "
        "Withdraw it when the committee has finished."
    )


class AnswerIsEmpty(Refusal):
    """A reason is answered with words."""

    default_sentence = _("Write what was done about this reason, or why it stays as it is.")


class AnswerStands(Refusal):
    """What the committee had before it, with its answers, is not rewritten after a later return."""

    default_sentence = _(
        "The plan was tabled again with this answer, so it stands. Answer the reasons of the last return; nothing was changed."
    )


@transaction.atomic
def table(version, *, by, at, remark="", post=None, seen=None):
    """Freeze the version into a paper and lay it before the committee of its place.

    The number is given at the first tabling, without gaps within the plan. The
    score of the checks, what they found and compared with, the waivers this
    text made use of and the authors are kept with the tabling.

    Raises NotAllowed, MovedOn, ReasonsUnanswered, CommentsUnanswered, BlockedByChecks. Nothing is
    written then. Source: HBP 2023 para 3.04 (the DEPC prepares the plan).
    """
    actor = allowed(version, "table", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "table", seen)
    if unanswered_reasons(version).exists():
        raise ReasonsUnanswered
    if waiting := unanswered_comments(version).count():
        raise CommentsUnanswered(waiting)
    plan_paper = paper_of(version)
    on = day_in_india(at)
    waivers, evidence = checks.waivers_of(version, on=on), evidence_for(plan_paper, version.plan.place, on=on)
    report = checks.run(plan_paper, waivers, evidence)
    if report.blocking:
        raise BlockedByChecks(report)
    paper = freeze(
        frozen_bytes(plan_paper), title=version.title, title_hi=hindi_title(version), format=FORMAT, actor=actor, at=at
    )
    changes = {} if version.major else {"major": next_major(version.plan)}
    tabling = Tabling.objects.create(
        version=version,
        ordinal=version.tablings.count() + 1,
        paper=paper,
        at=at,
        by=person_of(by),
        by_label=str(actor)[:250],
        score=report.score,
        waivers=report.waived,
        findings=checks.findings_to_keep(plan_paper, waivers, evidence),
        evidence=evidence,
        authors=authors_for_the_record(version),
    )
    version = move(
        version,
        "table",
        actor=actor,
        at=at,
        data={"sha256": paper.sha256, "time": tabling.ordinal, "score": report.score, "remark": remark},
        **changes,
    )
    told_of_tabling(version, tabling, at=at)
    return version


@transaction.atomic
def withdraw(version, *, by, at, remark, post=None, seen=None):
    """Take the version off the way. Its number, once given, stays given. A circulation of its paper is void with it.

    Raises NotAllowed, MovedOn, MeetingIsOpen.
    """
    actor = allowed(version, "withdraw", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "withdraw", seen)
    if version.state in FROZEN and _is_on_a_table(version):
        raise MeetingIsOpen
    for paper in version.tablings.values_list("paper_id", flat=True).distinct():
        void_circulations(paper, actor=actor, at=at, remark="The plan was withdrawn.")
    return move(version, "withdraw", actor=actor, at=at, data={"remark": remark})


@transaction.atomic
def reopen(version, *, by, at, remark="", post=None, seen=None):
    """Take a returned version up again as a draft. Raises NotAllowed, MovedOn."""
    actor = allowed(version, "reopen", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "reopen", seen)
    return move(version, "reopen", actor=actor, at=at, data={"remark": remark})


@transaction.atomic
def answer_reason(reason, *, answer, by, at, post=None):
    """Answer one reason of a return; an answer can be rewritten until the plan is tabled again.

    Where the returned version was withdrawn, its reasons wait in the version under way.

    Raises NotAllowed, MovedOn, AnswerIsEmpty, AnswerStands. Answers make nobody an author.
    """
    version = reason.tabling.version
    if version.state == State.WITHDRAWN:
        version = version.plan.versions.filter(state__in=EDITABLE, minor=0).select_related("plan__place").first() or version
    version, actor = open_to(version, "write", EDITABLE, by=by, at=at, post=post)
    if Tabling.objects.filter(version__plan=version.plan_id, pk__gt=reason.tabling_id).exists():
        raise AnswerStands
    if not answer.strip():
        raise AnswerIsEmpty
    ReturnReason.objects.filter(pk=reason.pk).update(answer=answer.strip(), answered_at=at, answered_by_label=str(actor)[:250])
    reason.refresh_from_db()
    record(
        "plan.reason_answered",
        actor=actor,
        target=version,
        label=label_of(version),
        at=at,
        data={"reason": reason.order, "of_tabling": reason.tabling.ordinal},
    )
    return reason


def unanswered_reasons(version):
    """The reasons of earlier returns that nobody has answered: of this version, and of those withdrawn before it."""
    return reasons_before(version).filter(answer="")


def next_major(plan):
    """One more than the highest number given in this plan; the plan's row is locked so that two tablings cannot share it."""
    Plan.objects.select_for_update(no_key=True).get(pk=plan.pk)
    last = PlanVersion.objects.filter(plan=plan, major__isnull=False).order_by("-major").values_list("major", flat=True).first()
    return (last or 0) + 1


def _is_on_a_table(version):
    """Whether a sitting meeting has the paper on its agenda, or a resolution on it waits for the signature."""
    items = AgendaItem.objects.filter(paper__plan_tablings__version=version, committee__place=version.plan.place_id)
    return (
        items.filter(meeting__state=MeetingState.OPEN, state__in=[ItemState.LISTED, ItemState.OPEN]).exists()
        or items.filter(state=ItemState.DRAWN_UP).exists()
    )
