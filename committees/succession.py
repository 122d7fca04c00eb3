"""Committees that took each other's place: what one left open, the next one finishes."""

from committees.models import Committee


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
