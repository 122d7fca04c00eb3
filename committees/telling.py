"""Whom the proceedings tell: the notices each step owes, in its own transaction (accounts.notices).

A mail carries no title of an item with a paper, because a mail travels further than the page behind the sign-in.
"""

from django.urls import reverse
from django.utils.translation import override

from accounts.notices import owe, with_place
from accounts.postings import in_force
from committees.models import Attendance, Committee, Presence, Role, Seat
from common.clock import INDIA


def told_of_meeting(meeting, committee, *, at):
    """A meeting is called: every seat of the committee in force on its day."""
    _owe("meeting_called", meeting, committee, at=at, key=_dated(meeting), data=_particulars(meeting))


def told_of_postponement(meeting, *, before, reason, at):
    """A called meeting has another date: the seats of each committee. before: the moment it was called for."""
    data = _particulars(meeting) | {"before": _moment(before), "reason": reason}
    for committee in _committees(meeting):
        _owe("meeting_postponed", meeting, committee, at=at, key=_dated(meeting), data=data)


def told_of_cancellation(meeting, *, reason, at):
    """A called meeting will not be held: the seats of each committee."""
    for committee in _committees(meeting):
        _owe("meeting_cancelled", meeting, committee, at=at, key="", data=_particulars(meeting) | {"reason": reason})


def notice_given(notice, *, at):
    """The notice of a meeting with its agenda: every seat of the committee; the agenda itself is read behind the sign-in."""
    meeting, committee = notice.meeting, notice.committee
    data = _particulars(meeting) | {"items": len(notice.items), "papers": sum(bool(item["paper"]) for item in notice.items)}
    _owe(
        "notice_given", meeting, committee, at=at, key=_dated(meeting), data=data, url=reverse("desk-meeting", args=[meeting.pk])
    )


def asked_to_join(meeting, committee, *, host, at):
    """A committee is invited to a joint meeting: its convener."""
    about, about_hi = _about(committee, meeting)
    conveners = _seats(committee, meeting.held_on).filter(role=Role.CONVENER)
    owe(
        "asked_to_join",
        [seat.post for seat in conveners],
        about=about,
        url=reverse("desk-meeting-join", args=[meeting.pk, committee.slug]),
        data=_particulars(meeting) | {"about_hi": about_hi, "host": host.name, "host_hi": host.name_hi or host.name},
        place=committee.place,
        at=at,
        key=f"asked_to_join/{meeting.pk}/{committee.pk}",
    )


def vote_asked(item, *, at):
    """An item is open for decision: the voting seats of those recorded as present, or all while none is recorded."""
    meeting, committee = item.meeting, item.committee
    seats = _seats(committee, meeting.held_on).filter(votes=True)
    present = Attendance.objects.filter(meeting=meeting, committee=committee, presence=Presence.PRESENT)
    if present.exists():
        seats = seats.filter(pk__in=present.values("seat_id"))
    # A nobody's seat has no vote, so nobody is asked in its stead.
    seats = seats.filter(post__in=in_force(meeting.held_on).order_by().values("post_id"))
    question, question_hi = _in_both(item.get_motion_display)
    data = {"item": item.order, "question": question, "question_hi": question_hi}
    about, about_hi = _about(committee, meeting)
    owe(
        "vote_asked",
        [seat.post for seat in seats],
        about=about,
        url=reverse("desk-vote", args=[item.pk]),
        data=data | {"about_hi": about_hi},
        place=committee.place,
        at=at,
        # An item sent back and opened again asks again.
        key=f"vote_asked/{item.pk}/{at:%Y%m%d%H%M%S}",
    )


def seats_of_place(place, on):
    """The posts with a seat in a committee of this place that is in force that day. One query."""
    return [
        seat.post
        for seat in Seat.objects.on(on)
        .filter(committee__in=Committee.objects.on(on).filter(place=place.pk))
        .select_related("post")
    ]


def _owe(kind, meeting, committee, *, at, key, data, url=""):
    about, about_hi = _about(committee, meeting)
    owe(
        kind,
        [seat.post for seat in _seats(committee, meeting.held_on)],
        about=about,
        url=url or meeting.get_absolute_url(),
        data=data | {"about_hi": about_hi},
        place=committee.place,
        at=at,
        key=f"{kind}/{meeting.pk}/{committee.pk}/{key}",
    )


def _seats(committee, on):
    return Seat.objects.on(on).filter(committee=committee).select_related("post")


def _committees(meeting):
    return [sitting.committee for sitting in meeting.sittings.select_related("committee__place")]


def _about(committee, meeting):
    day, place = f"{meeting.held_on:%d-%m-%Y}", committee.place
    named = with_place(committee.name, place.name)
    named_hi = with_place(committee.name_hi or committee.name, place.name_hi or place.name)
    return f"{named}, {day}", f"{named_hi}, {day}"


def _particulars(meeting):
    mode, mode_hi = _in_both(meeting.get_mode_display)
    return {"when": _moment(meeting.starts_at), "venue": meeting.venue, "mode": mode, "mode_hi": mode_hi}


def _in_both(words):
    said = []
    for language in ("en", "hi"):
        with override(language):
            said.append(str(words()))
    return said


def _dated(meeting):
    return f"{meeting.starts_at:%Y%m%d%H%M}"


def _moment(at):
    return f"{at.astimezone(INDIA):%d-%m-%Y %H:%M}"
