"""What waits for whom after a sitting: minutes to draw up and circulate, corrections, action points of one's post."""

from datetime import timedelta

from django.db.models import F, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.moves import Move
from accounts.permission import reach
from accounts.postings import holders, person_of, posts_of
from accounts.waiting import Waiting
from committees.models import ActionPoint, ActionState, Committee, MeetingState, Minutes, MinutesState, Sitting

#: A home page lists what is owed, not a register; whoever keeps the minutes of more places than this is no convener.
MOST = 20
#: How many days before its date an action point waits on the home page of its owner.
SOON = 14


def minutes_to_keep(user, on):
    """For conveners: sittings without minutes, drafts to circulate, corrections that came in."""
    if person_of(user) is None:
        return []
    places = list(reach(user, Move.KEEP_MINUTES, on=on).values_list("pk", flat=True)[: MOST + 1])
    if not places or len(places) > MOST:
        return []
    committees = list(Committee.objects.filter(place__in=places).values_list("pk", flat=True))
    if not committees:
        return []
    return [*_without_minutes(committees), *_in_work(committees)]


def _without_minutes(committees):
    sittings = (
        Sitting.objects.filter(committee__in=committees, meeting__state=MeetingState.CLOSED, minutes__isnull=True)
        .select_related("meeting", "committee")
        .order_by("-meeting__closed_at")[:MOST]
    )
    return [
        Waiting(
            _("Draw up the minutes of %(day)s") % {"day": f"{sitting.meeting.held_on:%d-%m-%Y}"},
            reverse("desk-minutes-begin", args=[sitting.meeting_id, sitting.committee.slug]),
            sitting.meeting.closed_at,
            "minutes",
        )
        for sitting in sittings
    ]


def _in_work(committees):
    entries = (
        Minutes.objects.filter(sitting__committee__in=committees)
        .exclude(state=MinutesState.CONFIRMED)
        .select_related("sitting__meeting")
        .annotate(corrected_at=Max("corrections__recorded_at", filter=Q(corrections__recorded_at__gte=F("circulated_at"))))
        .order_by("drawn_up_at")[:MOST]
    )
    found = []
    for entry in entries:
        if entry.state == MinutesState.DRAFT:
            title, since = _("Circulate: %(minutes)s"), entry.drawn_up_at
        elif entry.corrected_at:
            title, since = _("Corrections came in: %(minutes)s"), entry.corrected_at
        else:
            continue
        found.append(Waiting(title % {"minutes": str(entry)}, reverse("desk-minutes", args=[entry.pk]), since, "minutes"))
    return found


def own_actions(user, on):
    """Action points of posts in which this person acts: overdue, or due within SOON days and not answered."""
    person = person_of(user)
    if person is None:
        return []
    held = [post.pk for post in posts_of(person, on)]
    if not held:
        return []
    points = list(
        ActionPoint.objects.filter(owner__in=held, state=ActionState.OPEN, due__lte=on + timedelta(days=SOON))
        .filter(Q(answers__isnull=True) | Q(due__lt=on))
        .distinct()
        .select_related("sitting__meeting")
        .order_by("due")[:MOST]
    )
    if not points:
        return []
    acting = holders({point.owner_id for point in points}, on)
    return [
        Waiting(
            (_("Action overdue since %(day)s: %(text)s") if point.due < on else _("Action due on %(day)s: %(text)s"))
            % {"day": f"{point.due:%d-%m-%Y}", "text": point.text[:80]},
            reverse("desk-action", args=[point.pk]),
            point.recorded_at,
            "action",
        )
        for point in points
        if point.owner_id in acting and acting[point.owner_id].person_id == person.pk
    ]
