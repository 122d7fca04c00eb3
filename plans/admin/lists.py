"""The own lists of the desk: my districts, before my committee, to publish."""

from django.core.paginator import Paginator
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.acting import held_posts
from accounts.moves import Move
from accounts.permission import Verdict, reach
from accounts.postings import person_of
from accounts.sites import address_of
from accounts.waiting import lists_for
from accounts.wording import condition_failed
from committees.models import AgendaItem, ItemState
from common.clock import today
from common.text import fold
from plans.admin.access import opens
from plans.admin.shell import at_the_desk, page
from plans.authorship import authors_of_each
from plans.models import PlanVersion, Tabling
from plans.queries import publishable
from plans.states import DECIDED, IN_FORCE, UNDER_WAY, State

ON_A_PAGE = 50


def desk_lists(posts):
    """The links in the margin: every app's own lists that concern whoever holds these posts."""
    return [{"title": entry.label, "about": entry.about, "url": address_of(entry.url)} for entry in lists_for(posts)]


def my_places(user, on):
    """Places whose plan this person writes or reads by duty; a queryset."""
    return reach(user, Move.WRITE, on=on) | reach(user, Move.READ, on=on)


def newest(places):
    """{place id: the version that counts at the desk}: the one under way, else the adopted, else the one in force."""
    found = {}
    rank = dict.fromkeys(UNDER_WAY, 0) | {State.ADOPTED: 1} | dict.fromkeys(IN_FORCE, 2)
    versions = PlanVersion.objects.filter(
        plan__place__in=places, minor=0, state__in=[*UNDER_WAY, State.ADOPTED, *IN_FORCE]
    ).select_related("plan")
    for version in versions:
        before = found.get(version.plan.place_id)
        if before is None or rank[version.state] < rank[before.state]:
            found[version.plan.place_id] = version
    return found


@at_the_desk
@require_safe
def districts(request):
    """Every district in reach with the version that counts, or a button that starts one."""
    on = today()
    mine = my_places(request.user, on).select_related("parent").order_by("name", "pk").distinct()
    asked = request.GET.get("q", "").strip()
    if asked:
        mine = mine.filter(folded__contains=fold(asked))
    sheet = Paginator(mine.filter(kind="district"), ON_A_PAGE).get_page(request.GET.get("page"))
    # A State's own strategy stands above the plans of its districts, on every page of them.
    here = [*mine.filter(kind="state"), *sheet.object_list]
    versions = newest([place.pk for place in here])
    writes = set(reach(request.user, Move.WRITE, on=on).filter(pk__in=[place.pk for place in here]).values_list("pk", flat=True))
    rows = [
        {
            "place": place,
            "version": versions.get(place.pk),
            "may_start": place.pk in writes and _can_start(versions.get(place.pk)),
            "opens": place.pk in versions and opens(versions[place.pk], place, writes, held_posts(request, on=on)),
        }
        for place in here
    ]
    return page(
        request,
        "admin/plans/districts.html",
        {"rows": rows, "sheet": sheet, "asked": asked, "trail": [(_("My districts"), "")], "heading": _("My districts")},
    )


def _can_start(version):
    return version is None or version.state not in UNDER_WAY


@at_the_desk
@require_safe
def committee(request):
    """What lies before the committees in which this person holds a voting seat, with the meeting that takes it up."""
    on = today()
    rows = before_my_committee(request.user, on)
    mine = PlanVersion.objects.filter(plan__place__in=reach(request.user, Move.VOTE, on=on), state__in=DECIDED)
    decided = _last_texts(mine.order_by("-state_since")[:20])
    return page(
        request,
        "admin/plans/committee.html",
        {"rows": rows, "decided": decided, "trail": [(_("Before my committee"), "")], "heading": _("Before my committee")},
    )


def before_my_committee(user, on):
    """Tabled versions at places where `user` votes, each with its paper and the item of the next or current meeting."""
    rows = _last_texts(
        PlanVersion.objects.filter(plan__place__in=reach(user, Move.VOTE, on=on), state=State.TABLED).order_by("state_since")
    )
    papers = [row["paper"] for row in rows]
    items = {}
    listed = AgendaItem.objects.filter(paper__in=papers).exclude(by_circulation=True, state=ItemState.LAPSED)
    # A paper in circulation is signed there, whatever meeting has it on its agenda.
    for item in listed.select_related("meeting", "committee").order_by(F("meeting__starts_at").asc(nulls_last=True)):
        items[item.paper_id] = item
    for row in rows:
        row["item"] = items.get(row["paper"])
    return rows


def _last_texts(versions):
    versions = list(versions.select_related("plan__place"))
    last = {}
    for tabling in Tabling.objects.filter(version__in=versions).order_by("ordinal"):
        last[tabling.version_id] = tabling
    return [
        {"version": version, "paper": last[version.pk].paper_id, "since": last[version.pk].at}
        for version in versions
        if version.pk in last
    ]


@at_the_desk
@require_safe
def publish(request):
    """Adopted versions within reach, with the button or the reason why it is another's."""
    on = today()
    rows = to_publish(request.user, on)
    return page(
        request,
        "admin/plans/publish.html",
        {"rows": rows, "trail": [(_("To publish"), "")], "heading": _("To publish")},
    )


def to_publish(user, on):
    """[{version, verdict}] of adopted, unpublished versions at places where the post of `user` publishes.

    The place is answered for all of them by reach(), the table's two conditions from one reading of the authors; a test
    holds that each verdict is the one may() gives.
    """
    versions = list(
        publishable(PlanVersion.objects.filter(plan__place__in=reach(user, Move.PUBLISH, on=on), state=State.ADOPTED))
        .select_related("plan__place__parent", "resolution")
        .order_by("adopted_on", "pk")
    )
    person, authors = person_of(user), authors_of_each(versions)
    return [{"version": version, "verdict": _verdict(person, version, authors[version.pk])} for version in versions]


def _verdict(person, version, authors):
    if person.pk in authors:
        return Verdict(False, sentence=condition_failed("is_no_author", False))
    if version.resolution is not None and version.resolution.signed_by_id == person.pk:
        return Verdict(False, sentence=condition_failed("did_not_sign", False))
    return Verdict(True)


def _count_of_districts(user, on):
    """How many districts are in reach; None, which hides the list, for those who follow none."""
    return my_places(user, on).filter(kind="district").distinct().count() or None


def _count_before_committee(user, on):
    """How many texts wait; None for those who vote nowhere."""
    votes_at = reach(user, Move.VOTE, on=on)
    return PlanVersion.objects.filter(plan__place__in=votes_at, state=State.TABLED).count() if votes_at.exists() else None


def _count_to_publish(user, on):
    """How many adopted versions wait; None for those who publish nowhere."""
    places = reach(user, Move.PUBLISH, on=on)
    return PlanVersion.objects.filter(plan__place__in=places, state=State.ADOPTED).count() if places.exists() else None


LISTS = (
    (
        "desk-districts",
        _("My districts"),
        _count_of_districts,
        _("The districts you write for or follow, each with its plan."),
        None,
    ),
    (
        "desk-committee",
        _("Before my committee"),
        _count_before_committee,
        _("Texts laid before a committee in which you hold a seat."),
        None,
    ),
    (
        "desk-publish",
        _("To publish"),
        _count_to_publish,
        _("Adopted versions that wait for somebody who did not write them."),
        Move.PUBLISH,
    ),
)
