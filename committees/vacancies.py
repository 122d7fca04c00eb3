"""Which seats nobody holds, and since when: computed from postings, never stored.

A seat is vacant from the day the last posting to its post ended, whatever its
kind: who officiates or has additional charge holds it. A post to which nobody
was ever posted is vacant from the day its seat began.
"""

from datetime import date
from typing import NamedTuple

from django.db.models import Q

from accounts.models import Posting
from accounts.postings import holders
from committees.models import Seat


class Vacancy(NamedTuple):
    """A seat and the first day on which nobody held it."""

    seat: Seat
    since: date


def vacant_seats(committee, on) -> list[Vacancy]:
    """The seats of the committee that nobody holds that day, in their order. Three queries."""
    return vacant_seats_of([committee], on).get(committee.pk, [])


def vacant_seats_of(committees, on) -> dict[int, list[Vacancy]]:
    """{committee id: its vacant seats that day}; three queries, however many committees. Committees without are left out.

    `committees`: rows or a queryset; those in force that day are the caller's choice.
    """
    seats = list(
        Seat.objects.on(on)
        .filter(committee__in=committees)
        .select_related("post__place", "seat_type", "committee__place")
        .order_by("committee_id", "position", "pk")
    )
    since = vacant_since(seats, on)
    found = {}
    for seat in seats:
        if seat.pk in since:
            found.setdefault(seat.committee_id, []).append(Vacancy(seat, since[seat.pk]))
    return found


def vacant_since(seats, on) -> dict[int, date]:
    """{seat id: first day without a holder} for those of these seats (with their post) that are vacant. Two queries."""
    posts = {seat.post_id for seat in seats}
    held = holders(posts, on)
    empty = {post for post in posts if post not in held}
    if not empty:
        return {}
    ended = _last_days(empty, on)
    return {seat.pk: ended.get(seat.post_id) or seat.valid_from for seat in seats if seat.post_id in empty}


def _last_days(posts, on) -> dict[int, date]:
    """{post id: first day after its last posting, or of its abolition}; never held: absent. One query."""
    ended = {}
    past = Posting.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__lte=on), post__in=posts, valid_from__lte=on)
    for post, until, abolished in past.values_list("post_id", "valid_to", "post__abolished_on"):
        day = min(day for day in (until, abolished) if day is not None)
        ended[post] = max(ended.get(post, day), day)
    return ended
