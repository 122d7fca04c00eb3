"""The rows at which two people doing something in the same instant take turns.

Taken in this order and no other, or two steps wait for each other for ever:

    committees (by id), meetings (by id), a resolution, an item; then what receivers lock (a version, minutes); posts (by id);
    the edition last

What a step decides on is read after its locks. Whoever waited gets the locked row as the other left it, but what was
joined to it or loaded before stays as it was before the wait (PostgreSQL, READ COMMITTED). The keys stay free, so a row
that only points at a locked one is written without waiting.
"""

from accounts.models import Post
from committees.models import AgendaItem, Committee, Meeting, MeetingState, Resolution


def lock_committee(pk) -> Committee:
    """The committee as it stands, with its place: under its row numbers and places in the chain are given, and it ends."""
    return Committee.objects.select_for_update(of=("self",), no_key=True).select_related("place").get(pk=pk)


def lock_committees(committees) -> list[Committee]:
    """These committees as they stand, in the order given."""
    locked = {pk: lock_committee(pk) for pk in sorted({committee.pk for committee in committees})}
    return [locked[committee.pk] for committee in committees]


def lock_meeting(pk) -> Meeting:
    """The meeting as it stands: under its row are its agenda, its attendance, its votes and its end."""
    return Meeting.objects.select_for_update(no_key=True).get(pk=pk)


def lock_meetings_of(committee) -> None:
    """Every meeting of the committee that is called or open."""
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).filter(
        sittings__committee=committee, state__in=[MeetingState.CALLED, MeetingState.OPEN]
    )
    list(rows.order_by("pk").values_list("pk", flat=True))


def lock_posts(posts) -> None:
    """Every post of these that exists, before the first holder is recorded and the edition is counted on."""
    known = {post.pk for post in posts if post is not None and post.pk}
    list(
        Post.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=known).order_by("pk").values_list("pk", flat=True)
    )


def lock_item(item) -> AgendaItem:
    """The item as it stands, with committee, place, meeting and paper; its meeting, where it has one, is locked before it.

    Its circulation is not joined: it changes under the item's lock.
    """
    if item.meeting_id:
        lock_meeting(item.meeting_id)
    rows = AgendaItem.objects.select_for_update(of=("self",), no_key=True).select_related("committee__place", "meeting", "paper")
    return rows.get(pk=item.pk)


def lock_resolution(resolution) -> AgendaItem:
    """Locks the meeting, the resolution and its item; returns the item as it stands. The resolution is read after it."""
    item = AgendaItem.objects.get(pk=resolution.item_id)
    if item.meeting_id:
        lock_meeting(item.meeting_id)
    Resolution.objects.select_for_update(of=("self",), no_key=True).get(pk=resolution.pk)
    return lock_item(item)
