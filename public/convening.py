"""How a meeting was convened, for its public page: notices, changes of the date, special invitees by their body.

Names no holder told, no title and no link for joining: those are for members.
"""

from collections import defaultdict

from committees.models import ChangeKind, Invitee, MeetingChange, MeetingNotice
from common.clock import day_in_india


def of_meeting(meeting, sittings):
    """Set `notice` and `invitees` on each sitting; the changes of the meeting, in their order. Three queries."""
    notices = {
        notice.committee_id: notice
        for notice in MeetingNotice.objects.filter(meeting=meeting).defer("items", "seats").order_by("pk")
    }
    invitees = defaultdict(list)
    for invitee in Invitee.objects.filter(meeting=meeting).order_by("pk"):
        invitees[invitee.committee_id].append(invitee)
    for sitting in sittings:
        sitting.notice = notices.get(sitting.committee_id)
        sitting.invitees = invitees[sitting.committee_id]
        sitting.invitees_came = [invitee for invitee in sitting.invitees if invitee.attended]
    return list(MeetingChange.objects.filter(meeting=meeting).order_by("pk"))


def address_of_today(meeting, day):
    """Where a meeting stands whose address names a date it was first called for; None where it never was."""
    for change in MeetingChange.objects.filter(meeting=meeting, kind=ChangeKind.POSTPONED):
        if day_in_india(change.old_starts_at).isoformat() == day:
            return meeting.get_absolute_url()
    return None


def mark_old_dates(meetings):
    """Set `old_dates` on each meeting: the moments it was called for before. One query."""
    found = defaultdict(list)
    for change in MeetingChange.objects.filter(meeting__in=meetings, kind=ChangeKind.POSTPONED).order_by("pk"):
        found[change.meeting_id].append(change.old_starts_at)
    for meeting in meetings:
        meeting.old_dates = found[meeting.pk]
