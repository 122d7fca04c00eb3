"""What the page of a committee says: seats and who holds them, orders, meetings, resolutions, the head of its chain.

Every block of the page is one template in templates/public/committee/ and reads what `of` lays out; the number of
queries does not grow with seats, meetings or resolutions.
"""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Max

from accounts.models import Kind, Posting
from accounts.postings import holders
from accounts.queries import may_be_named
from committees.actions import public_points
from committees.models import Committee, Meeting, Seat, SeatChange
from committees.register import head_of
from committees.states import MeetingState
from public import convening, plan_facts
from public.titles import in_page_language

#: So many meetings and resolutions stand on the page itself; the lists have all.
MOST = 20


def of(committee, *, on):
    """The context of the page."""
    ended = committee.valid_to is not None and committee.valid_to <= on
    # The page of a committee that has ended keeps its address and shows who sat on its last day.
    seats = seats_on(committee, committee.valid_to - timedelta(days=1) if ended else on)
    meetings = list(Meeting.objects.filter(committees=committee).order_by("-starts_at", "-pk")[:MOST])
    convening.mark_old_dates(meetings)
    resolutions = in_page_language(plan_facts.signed().filter(committee=committee).order_by("-chain_position")[: MOST + 1])
    held = Meeting.objects.filter(committees=committee, state=MeetingState.CLOSED, held_on__lte=on)
    return {
        "committee": committee,
        "is_ended": ended,
        "successor": Committee.objects.filter(supersedes=committee).first(),
        "seats": seats,
        "voting": sum(1 for seat in seats if seat.votes),
        "vacant": sum(1 for seat in seats if seat.is_vacant),
        "orders": orders_of(committee),
        "others": list(Committee.objects.filter(place=committee.place_id).exclude(pk=committee.pk).order_by("valid_from")),
        "to_come": [one for one in reversed(meetings) if one.state == MeetingState.CALLED and one.held_on >= on],
        "meetings": [one for one in meetings if one.state != MeetingState.CALLED or one.held_on < on],
        "last_met": held.order_by("-held_on", "-pk").first(),
        "resolutions": resolutions[:MOST],
        "more_resolutions": len(resolutions) > MOST,
        # The last link of the chain: whoever keeps it can show later that nothing before it was changed or cut away.
        "head": head_of(committee),
        "points": public_points(committee, on),
    }


def seats_on(committee, on):
    """The seats in force that day, each with its holder where he or she is named in public, or since when it is vacant."""
    seats = list(
        Seat.objects.on(on)
        .filter(committee=committee)
        .select_related("post", "seat_type", "for_product", "for_sector")
        .order_by("position")
    )
    posts = [seat.post_id for seat in seats]
    sitting = holders(posts, on)
    left = dict(
        Posting.objects.filter(post__in=posts, valid_to__lte=on).values_list("post").annotate(last=Max("valid_to")).order_by()
    )
    for seat in seats:
        posting = sitting.get(seat.post_id)
        seat.is_vacant = posting is None
        seat.vacant_since = None if posting else left.get(seat.post_id)
        # Holders who act officially are named; nominees of associations by their body, or with their consent.
        seat.holder = posting.person if posting and may_be_named(seat.post, posting, on) else None
        seat.held_as = posting.get_kind_display() if posting and posting.kind != Kind.SUBSTANTIVE else ""
    return seats


@dataclass
class Order:
    """One order on the committee: the one that constituted it, one that changed its seats, the one that ended it."""

    number: str
    on: object
    document: object = None
    changes: list = field(default_factory=list)
    is_first: bool = False
    is_last: bool = False


def orders_of(committee):
    """The constituting order, then each later one with the seats it changed, then the one that ended it. One query."""
    first = Order(committee.order_number, committee.order_date, committee.order_document, is_first=True)
    found = {(first.number, first.on): first}
    rows = SeatChange.objects.filter(committee=committee).select_related("order_document").order_by("on", "pk")
    for change in rows:
        key = (change.order_number, change.order_date)
        order = found.setdefault(key, Order(*key, change.order_document))
        order.changes.append(change)
    orders = sorted(found.values(), key=lambda order: (not order.is_first, str(order.on or ""), order.number))
    if committee.end_order_number:
        orders.append(Order(committee.end_order_number, committee.end_order_date, is_last=True))
    return orders
