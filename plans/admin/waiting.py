"""What waits for whom at the desk; registered with accounts.waiting, asked on every home page."""

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.moves import Move
from accounts.permission import reach
from accounts.postings import holders, person_of, posts_of
from accounts.waiting import Waiting
from common.clock import day_in_india
from plans import checks
from plans.admin.lists import before_my_committee, to_publish
from plans.answers import reasons_before
from plans.authorship import authors_of_each
from plans.models import AskedFact, PlanVersion, PublicComment, ReturnReason
from plans.reminding import owing
from plans.states import ANSWERABLE, EDITABLE, State

#: A home page is for what is owed, not for a register: more than this stands in the lists.
MOST = 20
#: Drafts that stand alone on a home page.
DRAFTS_ALONE = 5


def returned_plans(user, on):
    """Versions the committee returned, with the number of reasons that have no answer yet."""
    versions = (
        PlanVersion.objects.filter(plan__place__in=reach(user, Move.WRITE, on=on), state=State.RETURNED)
        .select_related("plan__place")
        .order_by("state_since")[:MOST]
    )
    return [
        Waiting(
            _("The committee returned the plan for %(place)s. Answer its reasons and take it up again.")
            % {"place": version.plan.place.name},
            reverse("desk-plan", args=[version.pk]),
            version.state_since,
            "returned",
        )
        for version in versions
    ]


def unanswered(user, on):
    """Drafts with reasons of a return that nobody has answered."""
    waiting = {}
    reasons = (
        ReturnReason.objects.filter(
            answer="", tabling__version__state=State.DRAFT, tabling__version__plan__place__in=reach(user, Move.WRITE, on=on)
        )
        .select_related("tabling__version__plan__place")
        .order_by("tabling__version__state_since")[:MOST]
    )
    for reason in reasons:
        version = reason.tabling.version
        waiting[version.pk] = Waiting(
            _("Answer the committee's reasons in the plan for %(place)s") % {"place": version.plan.place.name},
            reverse("desk-plan", args=[version.pk]) + "#reasons-title",
            version.state_since,
            "answer",
        )
    return list(waiting.values())


def closed_consultations(user, on):
    """Versions whose closing day is over and which are still open for comment."""
    versions = (
        PlanVersion.objects.filter(
            plan__place__in=reach(user, Move.CLOSE_CONSULTATION, on=on), state=State.IN_CONSULTATION, consultation_until__lt=on
        )
        .select_related("plan__place")
        .order_by("consultation_until")[:MOST]
    )
    return [
        Waiting(
            _("The closing day for comments on the plan for %(place)s is over. Close the consultation.")
            % {"place": version.plan.place.name},
            reverse("desk-plan", args=[version.pk]),
            version.consultation_until,
            "consultation",
        )
        for version in versions
    ]


def public_comments(user, on):
    """Comments of the public that nobody has read, or that have no reply yet."""
    counted = (
        PublicComment.objects.filter(
            version__plan__place__in=reach(user, Move.CLOSE_CONSULTATION, on=on), version__state__in=ANSWERABLE, reply=""
        )
        .exclude(state=PublicComment.State.HIDDEN)
        .values("version_id", "version__plan__place__name")
        .annotate(n=Count("pk"), since=Min("at"))
        .order_by("since")[:MOST]
    )
    return [
        Waiting(
            ngettext(
                "%(n)d comment of the public on the plan for %(place)s has no reply",
                "%(n)d comments of the public on the plan for %(place)s have no reply",
                row["n"],
            )
            % {"n": row["n"], "place": row["version__plan__place__name"]},
            reverse("desk-public-comments", args=[row["version_id"]]),
            day_in_india(row["since"]),
            "consultation",
        )
        for row in counted
    ]


def facts_asked_of_me(user, on):
    """Requests to posts that this person acts in that day which still lack an answer, by the day they are due."""
    person = person_of(user)
    if person is None:
        return []
    asked = owing().filter(post__in=posts_of(person, on).order_by().values("pk"))[:MOST]
    acting = holders([request.post_id for request in asked], on)
    return [
        Waiting(
            _("Give facts for the export plan of %(place)s by %(day)s")
            % {"place": request.version.plan.place.name, "day": f"{request.due_on:%d-%m-%Y}"},
            reverse("desk-data-request", args=[request.pk]),
            request.asked_at,
            "facts",
        )
        for request in asked
        if request.post_id in acting and acting[request.post_id].person_id == person.pk
    ]


def facts_answered(user, on):
    """Answers of posts that wait to be taken into a draft, by plan."""
    counted = (
        AskedFact.objects.filter(
            state=AskedFact.State.ANSWERED,
            request__withdrawn_at=None,
            request__version__state__in=EDITABLE,
            request__version__plan__place__in=reach(user, Move.WRITE, on=on),
        )
        .values("request__version_id", "request__version__plan__place__name")
        .annotate(n=Count("pk"), since=Min("answered_at"))
        .order_by("since")[:MOST]
    )
    return [
        Waiting(
            ngettext(
                "%(n)d answer to facts asked for the plan of %(place)s: take it in or send it back",
                "%(n)d answers to facts asked for the plan of %(place)s: take them in or send them back",
                row["n"],
            )
            % {"n": row["n"], "place": row["request__version__plan__place__name"]},
            reverse("desk-data-requests", args=[row["request__version_id"]]),
            day_in_india(row["since"]),
            "facts",
        )
        for row in counted
    ]


def papers_to_read(user, on):
    """Texts before a committee in which this person votes."""
    return [
        Waiting(
            _("Read the plan for %(place)s, version %(number)s, which is before your committee")
            % {"place": row["version"].plan.place.name, "number": row["version"].number},
            reverse("paper", args=[row["paper"]]),
            row["since"],
            "read",
        )
        for row in before_my_committee(user, on)[:MOST]
    ]


def publications(user, on):
    """Adopted versions this person may publish."""
    return [
        Waiting(
            _("Publish the plan for %(place)s, version %(number)s")
            % {"place": row["version"].plan.place.name, "number": row["version"].number},
            reverse("desk-move", args=[row["version"].pk, "publish"]),
            row["version"].adopted_on,
            "publish",
        )
        for row in to_publish(user, on)
        if row["verdict"]
    ][:MOST]


def errata_to_publish(user, on):
    """Submitted errata this person may publish. An author of one is told of it on its own page."""
    errata = list(
        PlanVersion.objects.filter(plan__place__in=reach(user, Move.PUBLISH, on=on), state=State.SUBMITTED)
        .select_related("plan__place", "corrects__resolution")
        .order_by("state_since")[:MOST]
    )
    authors = authors_of_each(errata) if errata else {}
    return [
        Waiting(
            _("Publish the corrections of the plan for %(place)s, version %(number)s")
            % {"place": erratum.plan.place.name, "number": erratum.number},
            reverse("desk-erratum", args=[erratum.pk]),
            erratum.state_since,
            "publish",
        )
        for erratum in errata
        if person_of(user).pk not in authors[erratum.pk]
    ]


def drafts(user, on):
    """Drafts to be written, with what still hinders their tabling, and those that can be tabled.

    The longest waiting stand alone; where there are more, one line leads to the list, so that an authority with forty
    districts reads six lines. The checks run on those that stand alone, so the number of queries has a bound. Who judges a
    district's plan (waives, publishes) may write in it too, and is not asked to: an author judges no more.
    """
    judged = reach(user, Move.GRANT_WAIVER, on=on).filter(kind="district")
    writes, tables = reach(user, Move.WRITE, on=on).exclude(pk__in=judged), reach(user, Move.TABLE, on=on)
    mine = PlanVersion.objects.filter(state=State.DRAFT, minor=0).filter(Q(plan__place__in=writes) | Q(plan__place__in=tables))
    found = list(mine.select_related("plan__place").order_by("state_since", "pk")[: DRAFTS_ALONE + 1])
    if not found:
        return []
    may_write = set(writes.values_list("pk", flat=True))
    may_table = set(tables.values_list("pk", flat=True))
    waiting = [
        item
        for version in found[:DRAFTS_ALONE]
        if (item := _of_draft(version, version.plan.place_id in may_write, version.plan.place_id in may_table, on))
    ]
    if len(found) > DRAFTS_ALONE:
        more = mine.count() - DRAFTS_ALONE
        waiting.append(
            Waiting(
                ngettext("%(n)s further draft in your districts", "%(n)s further drafts in your districts", more) % {"n": more},
                reverse("desk-districts"),
                found[DRAFTS_ALONE].state_since,
                "write",
            )
        )
    return waiting


def _of_draft(version, may_write, may_table, on):
    """What this draft asks of somebody, or None: words, or the next move. Reasons of a return wait in lines of their own."""
    unanswered_here = reasons_before(version).filter(answer="").count()
    hinders = len(checks.run_on(version, on=on).blocking)
    place, address = version.plan.place.name, reverse("desk-plan", args=[version.pk])
    if hinders and may_write:
        title = ngettext("Write: %(place)s, %(n)s thing missing", "Write: %(place)s, %(n)s things missing", hinders)
        return Waiting(title % {"place": place, "n": hinders}, address, version.state_since, "write")
    if not hinders and not unanswered_here and may_table:
        title = _("Ready to table: the plan for %(place)s") % {"place": place}
        return Waiting(title, reverse("desk-move", args=[version.pk, "table"]), version.state_since, "table")
    return None


PROVIDERS = (
    drafts,
    returned_plans,
    unanswered,
    closed_consultations,
    public_comments,
    facts_asked_of_me,
    facts_answered,
    papers_to_read,
    publications,
    errata_to_publish,
)
