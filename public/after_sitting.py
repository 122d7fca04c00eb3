"""What the public reads of a sitting afterwards: its minutes once confirmed, its action points with their ages."""

from committees.actions import points_of_meetings, public_points_of_meeting
from committees.minutes_reading import public_entries


def of_meeting(meeting, sittings, *, on) -> dict:
    """The minutes of each sitting and the action points of the meeting, for its page; `sittings` get `entries`."""
    entries = public_entries(sittings)
    for sitting in sittings:
        sitting.entries = entries.get(sitting.pk, [])
    return {"points": public_points_of_meeting(meeting, on)}


def mark_ages(meetings, *, on) -> None:
    """Give each meeting `open_points`, how many are open, and `longest_unanswered`, in days; for the list of meetings."""
    rows = points_of_meetings([meeting.pk for meeting in meetings], on)
    for meeting in meetings:
        open_rows = [row for row in rows.get(meeting.pk, []) if row.is_open]
        meeting.open_points = len(open_rows)
        meeting.longest_unanswered = max((row.unanswered_days for row in open_rows), default=0)
