"""What waits for whom in committees; asked on every officer's home page."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.moves import Move
from accounts.permission import reach
from accounts.postings import holders, person_of, posts_of
from accounts.waiting import Waiting
from committees import authorship
from committees.models import (
    AgendaItem,
    AnswerState,
    Committee,
    ItemState,
    JoinInvitation,
    Meeting,
    MeetingState,
    Resolution,
    ResolutionState,
    Role,
    Seat,
    Sitting,
)
from committees.pending import pending_for

#: A home page lists what is owed, not a register.
MOST = 20


def votes_asked(user, on):
    """Open items on which this person, sitting in a voting seat, has not voted."""
    person = person_of(user)
    if person is None:
        return []
    seats = Seat.objects.on(on).filter(votes=True, post__in=posts_of(person, on).values("pk"))
    asked = Q(meeting__state=MeetingState.OPEN) | Q(by_circulation=True, circulation__lapses_on__gte=on)
    items = (
        AgendaItem.objects.filter(asked, state=ItemState.OPEN, committee__in=seats.values("committee_id"))
        .exclude(votes__person=person)
        .exclude(recusals__person=person)
        .order_by("opened_at")[:MOST]
    )
    return [
        Waiting(
            (_("Sign by circulation: %(title)s") if item.by_circulation else _("Vote: %(title)s")) % {"title": item.title},
            reverse("desk-circulated" if item.by_circulation else "desk-vote", args=[item.pk]),
            item.opened_at,
            "vote",
        )
        for item in items
    ]


def signatures_asked(user, on):
    """Resolutions drawn up that this person signs, as chair, delegate or in the chair's place.

    One query for each resolution that concerns the person: who wrote its paper.
    """
    person = person_of(user)
    if person is None:
        return []
    posts = posts_of(person, on).values("pk")
    led = Seat.objects.on(on).filter(role__in=[Role.CHAIR, Role.CO_CHAIR], post__in=posts).values("committee_id")
    deputised = Sitting.objects.filter(delegate=person).values("meeting_id", "committee_id")
    waiting = Resolution.objects.filter(state=ResolutionState.DRAWN_UP).filter(
        Q(committee__in=led) | Q(item__meeting__in=deputised.values("meeting_id"))
    )
    waiting = list(waiting.select_related("item").order_by("drawn_up_at")[:MOST])
    if not waiting:
        return []
    leaders = _leaders({resolution.committee_id for resolution in waiting}, on)
    delegates = {
        (sitting.meeting_id, sitting.committee_id): sitting.delegate_id
        for sitting in Sitting.objects.filter(
            meeting__in={resolution.item.meeting_id for resolution in waiting}, delegate__isnull=False
        )
    }
    return [
        Waiting(
            _("Sign the resolution on: %(title)s") % {"title": resolution.title},
            reverse("desk-sign", args=[resolution.pk]),
            resolution.drawn_up_at,
            "sign",
        )
        for resolution in waiting
        if _signs(person, resolution, leaders, delegates)
    ]


def _leaders(committees, on):
    """{(committee id, role): id of the person who acts as chair or co-chair that day}. Two queries."""
    seats = list(Seat.objects.on(on).filter(committee__in=committees, role__in=[Role.CHAIR, Role.CO_CHAIR]))
    acting = holders([seat.post_id for seat in seats], on)
    return {(seat.committee_id, seat.role): acting[seat.post_id].person_id for seat in seats if seat.post_id in acting}


def _signs(person, resolution, leaders, delegates):
    """The same answer as proceedings.who_signs, from what was loaded for many."""
    authors = authorship.authors_of(resolution.paper_id)
    if person.pk in authors:
        return False
    committee = resolution.committee_id
    chair = leaders.get((committee, Role.CHAIR))
    if person.pk in (chair, delegates.get((resolution.item.meeting_id, committee))):
        return True
    return chair in authors and person.pk == leaders.get((committee, Role.CO_CHAIR))


def word_of_the_co_chair_asked(user, on):
    """Resolutions drawn up on which this co-chair has said nothing."""
    person = person_of(user)
    if person is None:
        return []
    co_chaired = Seat.objects.on(on).filter(role=Role.CO_CHAIR, post__in=posts_of(person, on).values("pk"))
    waiting = Resolution.objects.filter(
        state=ResolutionState.DRAWN_UP, concurrence="", committee__in=co_chaired.values("committee_id")
    ).order_by("drawn_up_at")[:MOST]
    return [
        Waiting(
            _("Concur or reserve: %(title)s") % {"title": resolution.title},
            reverse("desk-concur", args=[resolution.pk]),
            resolution.drawn_up_at,
            "concur",
        )
        for resolution in waiting
    ]


def agendas_to_make(user, on):
    """For conveners: papers that stand on no agenda to come, and sittings to open or close."""
    person = person_of(user)
    if person is None:
        return []
    places = list(reach(user, Move.CALL_MEETING, on=on).values_list("pk", flat=True)[: MOST + 1])
    if not places or len(places) > MOST:
        return []
    committees = list(Committee.objects.on(on).filter(place__in=places).select_related("place"))
    return [*_invitations(committees), *_papers_without_agenda(committees, on), *_sittings(committees, on)]


def _invitations(committees):
    """Joint meetings to which these committees are invited and have not answered."""
    waiting = (
        JoinInvitation.objects.filter(committee__in=committees, state=AnswerState.WAITING, meeting__state=MeetingState.CALLED)
        .select_related("meeting", "committee")
        .order_by("invited_at")[:MOST]
    )
    return [
        Waiting(
            _("Join the meeting of %(day)s, or decline") % {"day": f"{invitation.meeting.held_on:%d-%m-%Y}"},
            reverse("desk-meeting-join", args=[invitation.meeting_id, invitation.committee.slug]),
            invitation.invited_at,
            "join",
        )
        for invitation in waiting
    ]


def _papers_without_agenda(committees, on):
    if not committees:
        return []
    listed = set(
        AgendaItem.objects.filter(
            Q(meeting__state__in=[MeetingState.CALLED, MeetingState.OPEN]) | Q(by_circulation=True),
            committee__in=committees,
        )
        .exclude(state__in=[ItemState.TAKEN_OFF, ItemState.LAPSED])
        .exclude(paper__isnull=True, matter="")
        .values_list("paper_id", "matter")
    )
    listed = {matter or paper for paper, matter in listed}
    return [
        Waiting(
            _("Put on an agenda: %(title)s") % {"title": row.title},
            reverse("desk-meetings"),
            row.since,
            "agenda",
        )
        for committee in committees
        for row in pending_for(committee)
        if row.key not in listed
    ]


def _sittings(committees, on):
    meetings = (
        Meeting.objects.filter(committees__in=committees, state__in=[MeetingState.CALLED, MeetingState.OPEN], held_on__lte=on)
        .distinct()
        .order_by("starts_at")[:MOST]
    )
    return [
        Waiting(
            _("Open the meeting of %(day)s") % {"day": f"{meeting.held_on:%d-%m-%Y}"}
            if meeting.state == MeetingState.CALLED
            else _("Close the meeting of %(day)s") % {"day": f"{meeting.held_on:%d-%m-%Y}"},
            reverse("desk-meeting", args=[meeting.pk]),
            meeting.starts_at,
            "meeting",
        )
        for meeting in meetings
    ]


def meetings_to_come(user, on):
    """How many meetings of one's committees lie ahead; None for somebody in no committee."""
    places = reach(user, Move.READ, on=on)
    committees = Committee.objects.on(on).filter(place__in=places)
    if not committees.exists():
        return None
    return Meeting.objects.filter(committees__in=committees, state=MeetingState.CALLED).distinct().count()
