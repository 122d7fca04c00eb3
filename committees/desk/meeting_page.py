"""What one person sees of one meeting: its parts, gathered for all committees at the table at once."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Q

from accounts.moves import Move
from accounts.permission import reach
from accounts.postings import person_of, posts_of
from committees import actions, proceedings
from committees.desk.deciding import paper_address
from committees.models import (
    ActionPoint,
    AgendaItem,
    Attendance,
    Invitee,
    ItemState,
    Meeting,
    MeetingNotice,
    MeetingState,
    Minutes,
    MinutesState,
    Presence,
    Resolution,
    ResolutionState,
    Seat,
    Sitting,
)
from committees.pending import not_listed, pending_for
from committees.quorum import required_persons
from committees.roll import Roll, rule_of
from common.clock import today


@dataclass
class AgendaRow:
    """One item as the person of this request sees it."""

    item: AgendaItem
    resolution: Resolution | None
    may_vote: bool = False
    has_voted: bool = False
    votes: int = 0
    text_address: str = ""
    is_after_notice: bool = False


@dataclass
class Table:
    """One committee's part of the meeting page."""

    sitting: Sitting
    is_convener: bool
    is_member: bool
    items: list[AgendaRow] = field(default_factory=list)
    pending: list = field(default_factory=list)
    attendance: list = field(default_factory=list)
    invitees: list = field(default_factory=list)
    notice: MeetingNotice | None = None
    numbers_stand: str = ""
    voting: int = 0
    present: int = 0
    needed: int = 0
    minutes: list = field(default_factory=list)
    points: list = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether this part may still change: called or sitting, and not closed."""
        return self.sitting.closed_at is None and self.sitting.meeting.state in (MeetingState.CALLED, MeetingState.OPEN)


def tables_of(request, meeting: Meeting, sittings: list[Sitting]) -> list[Table]:
    """A Table for each of these sittings. The number of queries does not grow with committees, items or persons in them;
    it does with items open for decision, and with the committees whose minutes this person keeps."""
    on, person = today(), person_of(request.user)
    committees = [sitting.committee_id for sitting in sittings]
    places = [sitting.committee.place_id for sitting in sittings]
    kept = set(reach(request.user, Move.KEEP_MINUTES, on=on).filter(pk__in=places).values_list("pk", flat=True))
    held = posts_of(person, on).order_by().values("pk")
    own = set(Seat.objects.on(on).filter(committee__in=committees, post__in=held).values_list("committee_id", flat=True))
    tables = {}
    for sitting in sittings:
        sitting.meeting = meeting
        is_convener = sitting.committee.place_id in kept
        tables[sitting.committee_id] = Table(sitting, is_convener, is_convener or sitting.committee_id in own)
    _add_people(tables, meeting)
    _add_agendas(tables, meeting, person)
    _add_afterwards(tables, meeting, on)
    for table in tables.values():
        if table.is_convener and table.is_open:
            committee = table.sitting.committee
            listed = {row.item.key for row in table.items}
            table.pending = [row for row in not_listed(committee, pending_for(committee)) if row.key not in listed]
            table.numbers_stand = proceedings.numbers_stand(meeting, committee)
    return list(tables.values())


def _add_people(tables, meeting):
    """Attendance, invitees, and how many of the voting seats are there against what the order asks."""
    rows = Attendance.objects.filter(meeting=meeting, committee__in=tables)
    persons = defaultdict(set)
    for row in rows.select_related("seat__post", "person").order_by("seat__position", "from_item"):
        tables[row.committee_id].attendance.append(row)
        if row.presence == Presence.PRESENT and row.seat.votes:
            persons[row.committee_id].add(row.person_id)
    for invitee in Invitee.objects.filter(meeting=meeting, committee__in=tables):
        tables[invitee.committee_id].invitees.append(invitee)
    seats = Seat.objects.on(meeting.held_on).filter(committee__in=tables, votes=True).order_by()
    voting = dict(seats.values_list("committee_id").annotate(number=Count("pk")))
    for committee_id, table in tables.items():
        table.voting = voting.get(committee_id, 0)
        table.present = len(persons[committee_id])
        table.needed = required_persons(rule_of(table.sitting.committee), table.voting)


def _add_agendas(tables, meeting, person):
    for notice in MeetingNotice.objects.filter(meeting=meeting, committee__in=tables).order_by("pk"):
        tables[notice.committee_id].notice = notice
    noticed = {
        committee_id: {told["item"] for told in table.notice.items} if table.notice else None
        for committee_id, table in tables.items()
    }
    drafts = {
        resolution.item_id: resolution
        for resolution in Resolution.objects.filter(item__meeting=meeting, committee__in=tables).exclude(
            state=ResolutionState.SET_ASIDE
        )
    }
    items = (
        meeting.items.filter(committee__in=tables)
        .exclude(state=ItemState.TAKEN_OFF)
        .select_related("paper", "committee__place", "meeting")
        .defer("paper__content")
        .order_by("order")
    )
    for item in items:
        row = AgendaRow(item, drafts.get(item.pk), text_address=paper_address(item.paper))
        told = noticed[item.committee_id]
        row.is_after_notice = told is not None and item.pk not in told
        if item.state == ItemState.OPEN:
            roll = Roll(item)
            row.may_vote = any(line.seat.votes for line in roll.seats_of(person))
            row.has_voted = any(line.vote and line.vote.person_id == person.pk for line in roll.lines)
            row.votes = sum(line.vote is not None for line in roll.lines)
        tables[item.committee_id].items.append(row)


def _add_afterwards(tables, meeting, on):
    """Minutes and action points of each part."""
    minutes = Minutes.objects.filter(sitting__meeting=meeting, sitting__committee__in=tables).select_related("sitting__meeting")
    for entry in minutes.order_by("ordinal"):
        table = tables[entry.sitting.committee_id]
        if table.is_convener or entry.state != MinutesState.DRAFT:
            table.minutes.append(entry)
    points = ActionPoint.objects.filter(Q(sitting__meeting=meeting), sitting__committee__in=tables).order_by("sitting", "number")
    by_sitting = {table.sitting.pk: table for table in tables.values()}
    for row in actions.rows_of(points, on):
        by_sitting[row.point.sitting_id].points.append(row)
