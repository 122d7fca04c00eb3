"""Committees that took each other's place: what one left open, the next one finishes."""

from django.db.models import Exists, F, OuterRef

from committees.models import AnswerState, Committee, JoinInvitation, Sitting


def with_those_before(committee: Committee) -> list[int]:
    """Ids of the committee and of those whose place it took, the latest first. No query where it took none's."""
    if committee.supersedes_id is None:
        return [committee.pk]
    of_the_place = dict(
        Committee.objects.filter(place_id=committee.place_id, kind=committee.kind).values_list("pk", "supersedes_id")
    )
    found, before = [committee.pk], committee.supersedes_id
    while before is not None:
        found.append(before)
        before = of_the_place[before]
    return found


def gone_over(committee: Committee) -> list[Sitting]:
    """The sittings of later committees to which this one had been called: their meetings went over by the order that ended it.

    Each with meeting and committee. One query; none while the committee is in force.
    """
    if committee.valid_to is None:
        return []
    # A later committee may also have come to an older meeting by an invitation of its own.
    joined = JoinInvitation.objects.filter(meeting=OuterRef("meeting"), committee=OuterRef("committee"), state=AnswerState.JOINED)
    return list(
        Sitting.objects.filter(
            committee__place=committee.place_id,
            committee__kind=committee.kind,
            committee__recorded_at__gt=committee.recorded_at,
            meeting__recorded_at__lt=F("committee__recorded_at"),
        )
        .exclude(Exists(joined))
        .select_related("meeting", "committee")
        .order_by("-meeting__starts_at", "-meeting_id")
    )
