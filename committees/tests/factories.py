"""Committees, meetings and resolutions of the tests, made through the real proceedings.

depc = depc_of(a_district("Erode", "Tamil Nadu"))       # committee, its people and their seats
depc.user("chair"), depc.seat("chair")                   # keys: chair co_chair convener member member_2 ...
item = item_with(a_paper("the text"), depc)              # on the agenda of an open sitting, five persons present
vote(item, depc, chair="for", convener="for", member="against")
resolution = carried_resolution(a_paper("the text"), depc)
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count

from accounts.models import User
from accounts.tests.factories import ON, a_district, make_depc_posts, make_hq, make_ra, make_state_officer, post_of
from audit.recording import Actor
from committees import papers, proceedings
from committees.models import ActionPoint, AgendaItem, Committee, Meeting, Minutes, Paper, Resolution, Seat, Sitting
from committees.pending import pending_for
from committees.proceedings import AttendanceRow, SeatPlan
from tests.recorded_walks import recorded

#: The order, the sitting at 11:00 in India, and moments during and after it.
ORDER_DATE = date(2025, 4, 1)
ORDERED = datetime(2025, 4, 2, 5, 0, tzinfo=UTC)
STARTS = datetime(2025, 8, 14, 5, 30, tzinfo=UTC)
CALLED = STARTS - timedelta(days=14)
SITTING = STARTS + timedelta(minutes=20)
AFTER = STARTS + timedelta(hours=3)

#: Key of the person -> type of seat, in the order at the table.
SEATS = {
    "chair": "depc-head",
    "co_chair": "depc-dgft",
    "convener": "depc-dic",
    "member": "depc-lead-bank",
    "member_2": "depc-agency",
    "member_3": "depc-msme",
    "association": "depc-trade",
}
PRESENT = ("chair", "co_chair", "convener", "member", "member_2")

_numbers = count(1)


@dataclass
class Depc:
    """A committee with the accounts of those who sit in it."""

    committee: Committee
    people: dict[str, User]
    hq: User
    state_officer: User

    def user(self, key) -> User:
        return self.people[key]

    def seat(self, key) -> Seat:
        return Seat.objects.select_related("post__place", "committee").get(
            committee=self.committee, post=post_of(self.people[key])
        )


@recorded
def depc_of(district=None, *, seats=None, **rule) -> Depc:
    """The committee of a district with seven seats, all held; keyword arguments go to constitute()."""
    district = district or a_district("Erode", "Tamil Nadu")
    hq = make_hq()
    people = make_depc_posts(district)
    people["co_chair"] = make_ra([district])
    state_officer = make_state_officer(district.state)
    plans = [SeatPlan(SEATS[key], post=post_of(people[key])) for key in (seats or SEATS)]
    committee = proceedings.constitute(
        district, order_number=f"DC/IND/{next(_numbers)}/2025", order_date=ORDER_DATE, seats=plans, by=hq, at=ORDERED, **rule
    )
    return Depc(committee, people, hq, state_officer)


@recorded
def a_paper(text="A frozen text.", title="District Export Action Plan") -> Paper:
    """A paper with these bytes; the same text is the same paper."""
    return papers.freeze(
        text.encode(), title=title, title_hi="", format="test/1", actor=Actor("G. Devi"), at=CALLED - timedelta(days=2)
    )


@recorded
def a_meeting(depc, *, starts_at=STARTS) -> Meeting:
    """A meeting called by the convener, with nothing on its agenda."""
    return proceedings.call_meeting(
        [depc.committee],
        starts_at=starts_at,
        venue="Collectorate",
        by=depc.user("convener"),
        at=starts_at - timedelta(days=14),
    )


def attend(meeting, depc, *keys, at=None, **rows):
    """Record these persons as present in their own seats; rows= gives an AttendanceRow by key instead."""
    listed = [AttendanceRow(depc.seat(key)) for key in keys] + list(rows.values())
    return proceedings.record_attendance(meeting, depc.committee, listed, by=depc.user("convener"), at=at or meeting.starts_at)


@recorded
def meeting_with(paper, depc, *, starts_at=STARTS, present=PRESENT) -> Meeting:
    """An open sitting with this paper on its agenda and these persons present."""
    meeting = a_meeting(depc, starts_at=starts_at)
    proceedings.put_on_agenda(meeting, depc.committee, paper=paper, by=depc.user("convener"), at=starts_at)
    attend(meeting, depc, *present)
    return proceedings.open_sitting(meeting, by=depc.user("convener"), at=starts_at)


@recorded
def item_with(paper, depc, *, motion="", starts_at=STARTS, present=PRESENT) -> AgendaItem:
    """The item of that paper, open for decision."""
    meeting = meeting_with(paper, depc, starts_at=starts_at, present=present)
    item = meeting.items.select_related("committee__place", "meeting").get(paper=paper)
    return proceedings.open_item(item, motion=motion, by=depc.user("convener"), at=starts_at + timedelta(minutes=10))


def vote(item, depc, **choices):
    """Each person named casts this vote from their own account."""
    return [
        proceedings.cast_vote(item, seat=depc.seat(key), choice=choice, by=depc.user(key), at=_during(item))
        for key, choice in choices.items()
    ]


def drawn_up(item, depc, *, method="recorded", reasons=(), **words) -> Resolution:
    """The resolution on the votes cast so far."""
    return proceedings.draw_up(item, method=method, reasons=reasons, by=depc.user("convener"), at=_during(item), **words)


def signed(resolution, depc, *, by="chair") -> Resolution:
    """The resolution, signed by the chair unless told otherwise."""
    return proceedings.sign(
        resolution, password_confirmed=True, by=depc.user(by), at=_during(resolution.item) + timedelta(hours=2)
    )


@recorded
def carried_resolution(paper=None, depc=None, *, starts_at=STARTS) -> Resolution:
    """A signed, carried resolution on the paper: four for, one abstaining."""
    depc = depc or depc_of()
    item = item_with(paper or a_paper(), depc, starts_at=starts_at)
    vote(item, depc, chair="for", co_chair="for", convener="for", member="for", member_2="abstain")
    return signed(drawn_up(item, depc), depc)


@recorded
def returned_resolution(paper=None, depc=None, *, starts_at=STARTS, reasons=({"path": "/heads/1", "text": "Name the year."},)):
    """A signed resolution that returns the paper with these reasons."""
    depc = depc or depc_of()
    item = item_with(paper or a_paper(), depc, motion="return", starts_at=starts_at)
    vote(item, depc, chair="for", co_chair="for", convener="for")
    return signed(drawn_up(item, depc, reasons=reasons), depc)


@recorded
def held_sitting(depc, *, paper=None, starts_at=STARTS) -> Sitting:
    """A closed sitting that carried a paper: five present, four for, one abstaining."""
    resolution = carried_resolution(paper, depc, starts_at=starts_at)
    return closed(resolution.item.meeting, depc)


def closed(meeting, depc) -> Sitting:
    """The committee's part in this meeting, once it is closed."""
    meeting = Meeting.objects.get(pk=meeting.pk)
    proceedings.close_sitting(meeting, by=depc.user("convener"), at=meeting.starts_at + timedelta(hours=4))
    return Sitting.objects.select_related("meeting", "committee").get(meeting=meeting, committee=depc.committee)


@recorded
def circulated_minutes(depc, sitting=None) -> Minutes:
    """Minutes of a held sitting, drawn up from the record and circulated three days later."""
    sitting = sitting or held_sitting(depc)
    at = sitting.meeting.starts_at + timedelta(days=3)
    minutes = proceedings.draw_up_minutes(sitting, by=depc.user("convener"), at=at)
    return proceedings.circulate_minutes(minutes, by=depc.user("convener"), at=at)


def put_to_confirm(minutes, depc, *, starts_at=STARTS + timedelta(days=60), motion="adopt") -> AgendaItem:
    """The item of an open later sitting that confirms these minutes, as the agenda proposed it."""
    (row,) = [row for row in pending_for(depc.committee) if row.matter == minutes.matter]
    meeting = a_meeting(depc, starts_at=starts_at)
    convener = depc.user("convener")
    item = proceedings.put_on_agenda(
        meeting, depc.committee, paper=row.paper, title=row.title, title_hi=row.title_hi, matter=row.matter,
        by=convener, at=starts_at,
    )  # fmt: skip
    attend(meeting, depc, *PRESENT)
    proceedings.open_sitting(meeting, by=convener, at=starts_at)
    item = AgendaItem.objects.select_related("committee__place", "meeting", "paper").get(pk=item.pk)
    return proceedings.open_item(item, motion=motion, by=convener, at=starts_at + timedelta(minutes=5))


@recorded
def confirmed_minutes(depc, minutes=None, **later) -> Minutes:
    """Minutes that a later meeting of the committee confirmed."""
    minutes = minutes or circulated_minutes(depc)
    item = put_to_confirm(minutes, depc, **later)
    signed(drawn_up(item, depc, method="consensus"), depc)
    return Minutes.objects.get(pk=minutes.pk)


def an_action(depc, sitting, *, owner="member", text="Open the cold store", due=None, **more) -> ActionPoint:
    """An action point of this sitting, due thirty days later unless said otherwise."""
    meeting = sitting.meeting
    return proceedings.record_action(
        sitting,
        text=text,
        owner=depc.seat(owner).post,
        due=due or meeting.held_on + timedelta(days=30),
        by=depc.user("convener"),
        at=meeting.starts_at + timedelta(hours=4),
        **more,
    )


def _during(item):
    return item.meeting.starts_at + timedelta(minutes=20)


__all__ = [
    "AFTER",
    "CALLED",
    "ON",
    "ORDERED",
    "ORDER_DATE",
    "PRESENT",
    "SEATS",
    "SITTING",
    "STARTS",
    "Depc",
    "a_meeting",
    "a_paper",
    "an_action",
    "attend",
    "carried_resolution",
    "circulated_minutes",
    "closed",
    "confirmed_minutes",
    "depc_of",
    "drawn_up",
    "held_sitting",
    "item_with",
    "meeting_with",
    "put_to_confirm",
    "returned_resolution",
    "signed",
    "vote",
]
