"""Each change of a meeting that a calendar shows counts one further, so that subscribers take the newer one."""

from django.db.models import F

from committees.models import Meeting


def revise(meeting, *, at) -> None:
    """Count the meeting's revision one further and date it `at`, in the caller's transaction."""
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 1, revised_at=at)
    meeting.refresh_from_db(fields=["sequence", "revised_at"])
