"""A called meeting gets a new date, or is cancelled; the old date and the reason stay on its page."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.postings import posts_of
from audit import edition
from committees.models import Attendance, ChangeKind, Meeting, MeetingChange, MeetingState, Sitting
from committees.proceedings.acting import Acting
from committees.proceedings.refusals import NotASitting, StaleRow, WrongState
from committees.proceedings.revising import revise
from committees.proceedings.sittings import called_by, expect
from committees.states import move
from committees.telling import told_of_cancellation, told_of_postponement
from common.clock import day_in_india
from common.text import tidy


@transaction.atomic
def postpone_meeting(meeting, *, starts_at: datetime, reason, by, at) -> Meeting:
    """Give a called meeting another date; its agenda, committees and invitees stay. By whoever called it.

    Matched on the date it was read with, so of two people doing this in one
    moment one succeeds. Attendance recorded ahead is void, and a delegate who
    holds the post no longer on the new day is none.

    Raises WrongState (not called any more, no reason, the same date, a date in
    the past), NotASitting (a committee not in force on the new day), StaleRow, NotAllowed.
    """
    acting = _of_the_caller(meeting, by=by, at=at)
    expect(meeting, MeetingState.CALLED)
    reason = _reason(reason, _("Write why the meeting gets another date; members and the public will read it."))
    before, held_on = meeting.starts_at, day_in_india(starts_at)
    if starts_at == before:
        raise WrongState(_("The meeting is called for this date and time already, so nothing was changed."))
    if starts_at <= at:
        raise WrongState(_("The new date is over. Choose one that is still to come."))
    sittings = list(meeting.sittings.select_related("committee", "delegate", "delegate_post"))
    for sitting in sittings:
        if not sitting.committee.holds_on(held_on):
            raise NotASitting(
                _("%(committee)s is not in force on %(day)s. Choose a day within its order.")
                % {"committee": sitting.committee, "day": f"{held_on:%d-%m-%Y}"}
            )
    moved = Meeting.objects.filter(pk=meeting.pk, state=MeetingState.CALLED, starts_at=before).update(
        starts_at=starts_at, held_on=held_on, sequence=F("sequence") + 1, revised_at=at
    )
    if not moved:
        raise StaleRow(_("Somebody else changed this meeting in the same moment. Open the page again to see its date."))
    meeting.refresh_from_db()
    MeetingChange.objects.create(
        meeting=meeting, kind=ChangeKind.POSTPONED, old_starts_at=before, new_starts_at=starts_at, reason=reason,
        recorded_at=at, recorded_by_label=acting.label,
    )  # fmt: skip
    void, _each = Attendance.objects.filter(meeting=meeting).delete()
    freed = _free_delegates(sittings, held_on)
    acting.record(
        "postpone meeting",
        meeting,
        data={
            "from": before.isoformat(), "to": starts_at.isoformat(), "reason": reason,
            "attendance_void": void, "delegates_freed": freed,
        },
        is_public=True,
    )  # fmt: skip
    told_of_postponement(meeting, before=before, reason=reason, at=at)
    edition.bump()
    return meeting


@transaction.atomic
def cancel_meeting(meeting, *, reason, by, at) -> Meeting:
    """Cancel a meeting that was called and not opened; its page stays and says so. By whoever called it.

    Raises WrongState, StaleRow, NotAllowed.
    """
    acting = _of_the_caller(meeting, by=by, at=at)
    reason = _reason(reason, _("Write why the meeting is cancelled; members and the public will read it."))
    move(meeting, "meeting", "cancel")
    MeetingChange.objects.create(
        meeting=meeting, kind=ChangeKind.CANCELLED, old_starts_at=meeting.starts_at, reason=reason,
        recorded_at=at, recorded_by_label=acting.label,
    )  # fmt: skip
    acting.record("cancel meeting", meeting, data={"reason": reason}, is_public=True)
    told_of_cancellation(meeting, reason=reason, at=at)
    revise(meeting, at=at)
    edition.bump()
    return meeting


def _of_the_caller(meeting, *, by, at):
    committee = called_by(meeting).committee
    return Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)


def _reason(words, missing):
    reason = tidy(words)
    if not reason:
        raise WrongState(missing)
    return reason[:500]


def _free_delegates(sittings, day):
    """Names of the delegates whose post is another's on the new day; their direction was for the old one."""
    freed = [
        sitting
        for sitting in sittings
        if sitting.delegate_id and sitting.delegate_post not in list(posts_of(sitting.delegate, day))
    ]
    Sitting.objects.filter(pk__in=[sitting.pk for sitting in freed]).update(
        delegate=None, delegate_post=None, delegation_reference=""
    )
    return [sitting.delegate.name for sitting in freed]
