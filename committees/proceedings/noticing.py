"""The notice of a meeting: fixes what the members of one committee were told, when, and with which papers."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from audit import edition
from committees.models import ChangeKind, ItemState, Meeting, MeetingNotice, MeetingState
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_meeting
from committees.proceedings.refusals import WrongState
from committees.proceedings.revising import revise
from committees.proceedings.sittings import expect, sitting_of
from committees.roll import seat_lines
from committees.telling import notice_given
from common.clock import day_in_india


@transaction.atomic
def send_notice(meeting, committee, *, by, at) -> MeetingNotice:
    """Tell the seats of this committee of the meeting, its agenda and its papers, and keep what they were told.

    A notice later than the order asks is sent all the same; it says so. After
    it the numbers of the items stay, and what is added is marked as added later.
    After a postponement a further notice may follow.

    Raises WrongState (not called any more, an empty agenda, sent already), NotASitting, NotAllowed.
    """
    acting = Acting(by, Move.CALL_MEETING, committee.place, at=at, thing=committee)
    meeting = lock_meeting(meeting.pk)
    expect(meeting, MeetingState.CALLED)
    sitting_of(meeting, committee)
    items = list(meeting.items.filter(committee=committee).exclude(state=ItemState.TAKEN_OFF).order_by("order"))
    if not items:
        raise WrongState(_("Nothing is on the agenda yet. Put the items on it first; the notice carries them."))
    days = (meeting.held_on - day_in_india(at)).days
    if days < 0:
        raise WrongState(_("The day of this meeting is over, so no notice was sent. Give it a new date or cancel it."))
    lines = seat_lines(committee, meeting.held_on)
    try:
        with transaction.atomic():
            notice = MeetingNotice.objects.create(
                meeting=meeting,
                committee=committee,
                starts_at=meeting.starts_at,
                date_number=meeting.changes.filter(kind=ChangeKind.POSTPONED).count() + 1,
                days_before=days,
                days_asked=committee.notice_days,
                items=[
                    {
                        "item": item.pk,
                        "order": item.order,
                        "title": item.title,
                        "paper": item.paper_id or "",
                        "in_camera": item.in_camera,
                    }
                    for item in items
                ],
                seats=[{"post": line.seat.post.title, "holder": line.holder.name if line.holder else ""} for line in lines],
                sent_at=at,
                sent_by_label=acting.label,
            )
    except IntegrityError as twice:
        raise WrongState(_("The notice of this meeting is sent already. Items added since are marked as added later.")) from twice
    if meeting.notice_sent_at is None:
        Meeting.objects.filter(pk=meeting.pk).update(notice_sent_at=at)
    acting.record(
        "send notice",
        meeting,
        f"{committee}, {meeting.held_on:%d-%m-%Y}",
        data={
            "committee": committee.slug,
            "items": len(items),
            "papers": [item.paper_id for item in items if item.paper_id],
            "days_before": days,
            "days_asked": committee.notice_days,
        },
    )
    notice_given(notice, at=at)
    revise(meeting, at=at)
    edition.bump()
    return notice
