"""The clocks of committees: a meeting not held within the order's interval, a seat nobody has held for a month."""

from datetime import timedelta

from django.db.models import Max, Min, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.clocks import Clock, Overdue
from accounts.models import Duty
from accounts.moves import Move
from accounts.postings import in_force
from committees.models import Committee, MeetingState, Seat
from committees.vacancies import vacant_since
from common.months import add_months

#: A vacancy of this many days is no longer a transfer under way.
VACANT_DAYS = 30


def meetings_overdue(on, places=None):
    """Committees in force whose interval is over since their last closed meeting, or since their order; one query.

    Where the order names no interval there is no clock. A meeting called for a day to come stops none, and is told.
    """
    held = Q(meetings__state=MeetingState.CLOSED, meetings__held_on__lte=on)
    called = Q(meetings__state=MeetingState.CALLED, meetings__held_on__gte=on)
    committees = _in_force(on, places).filter(interval_months__isnull=False)
    committees = committees.annotate(
        met_on=Max("meetings__held_on", filter=held), next_on=Min("meetings__held_on", filter=called)
    )
    rows = []
    for committee in committees:
        began = max(filter(None, (committee.met_on, committee.valid_from)))
        due = add_months(began, committee.interval_months)
        if due >= on:
            continue
        rows.append(
            Overdue(
                place=committee.place,
                since=due,
                on=on,
                thing=f"committee/{committee.pk}",
                url=reverse("desk-meetings"),
                began=began,
                label=committee.name,
                label_hi=committee.name_hi,
                data={
                    "months": committee.interval_months,
                    "met_on": f"{committee.met_on:%d-%m-%Y}" if committee.met_on else "",
                    "next_on": f"{committee.next_on:%d-%m-%Y}" if committee.next_on else "",
                },
            )
        )
    return sorted(rows, key=lambda row: (row.since, row.place.name))


def seats_not_updated(on, places=None):
    """Seats of committees in force that stood empty for more than VACANT_DAYS, as committees.vacancies counts; three queries."""
    seats = list(
        Seat.objects.on(on)
        .filter(committee__in=_in_force(on, places).order_by().values("pk"))
        .exclude(post__in=in_force(on).order_by().values("post_id"))
        .select_related("committee__place__parent", "post")
        .order_by("committee__place__name", "position", "pk")
    )
    since = vacant_since(seats, on)
    rows = [
        Overdue(
            place=seat.committee.place,
            since=since[seat.pk] + timedelta(days=VACANT_DAYS),
            on=on,
            thing=f"seat/{seat.pk}",
            url=reverse("desk-depc", args=[seat.committee.slug]),
            began=since[seat.pk],
            label=seat.post.title,
            label_hi=seat.post.title_hi,
            data={"vacant_since": f"{since[seat.pk]:%d-%m-%Y}"},
        )
        for seat in seats
        if seat.pk in since and since[seat.pk] < on - timedelta(days=VACANT_DAYS)
    ]
    return sorted(rows, key=lambda row: row.since)


def _in_force(on, places):
    committees = Committee.objects.on(on).select_related("place__parent").order_by("place__name", "pk")
    return committees if places is None else committees.filter(place__in=places.order_by().values("pk"))


CLOCKS = (
    Clock(
        code="meeting",
        title=_("Committee not met in time"),
        about=_("The order sets how often the committee meets; its last meeting recorded here is longer ago."),
        rows=meetings_overdue,
        move=Move.CALL_MEETING,
        kind="meeting_overdue",
        duties=(Duty.CONVENER, Duty.CHAIR, Duty.STATE_OFFICER),
        sentence=ngettext_lazy(
            "%(place)s: the committee should have met %(days)s day ago. Call a meeting.",
            "%(place)s: the committee should have met %(days)s days ago. Call a meeting.",
            "days",
        ),
        many=_("%(n)s committees have not met in time. Call their meetings."),
        list_url="/admin/meetings/",
    ),
    Clock(
        code="seat",
        title=_("Seat vacant for over 30 days"),
        about=_("Nobody is recorded in the post that holds the seat."),
        rows=seats_not_updated,
        move=Move.APPOINT,
        kind="seat_vacant",
        duties=(Duty.CONVENER, Duty.RA_OFFICER, Duty.STATE_OFFICER),
        sentence=_("%(place)s: nobody is recorded as %(what)s. Record the holder, or end the seat."),
        many=_("%(n)s seats have had no holder for over 30 days. Record their holders."),
        list_url="/admin/posts/?vacant=1",
    ),
)
