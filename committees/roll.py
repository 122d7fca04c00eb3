"""Who sat where for one item: the rows of the day, gathered once and handed to the pure rule."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from accounts.models import Posting
from accounts.postings import holders
from committees import authorship, quorum
from committees.models import AgendaItem, Attendance, Committee, Presence, Role, Seat, SeatedAs, Sitting, Vote


def rule_of(committee: Committee) -> quorum.Rule:
    """The committee's rule as its order gives it."""
    return quorum.Rule(
        kind=committee.quorum_kind,
        number=committee.quorum_number,
        numerator=committee.quorum_numerator,
        denominator=committee.quorum_denominator,
        casting_vote=committee.casting_vote,
        drafters_vote=committee.drafters_vote,
    )


@dataclass
class SeatLine:
    """One seat on one day: who holds it, who sat in it, what came of it."""

    seat: Seat
    posting: Posting | None
    attendance: Attendance | None = None
    is_recused: bool = False
    is_author: bool = False
    vote: Vote | None = None
    by_circulation: bool = False

    @property
    def holder(self):
        return self.posting.person if self.posting else None

    @property
    def holder_is_named(self) -> bool:
        """Whether the name of who sat there may stand in public: officers always, else the holder, by consent of their own."""
        if self.seat.post.is_official:
            return True
        return bool(self.posting and self.posting.name_consent_on) and self.sitter in (None, self.holder)

    @property
    def sitter(self):
        """The person who sits in the seat for this item, or None."""
        return self.attendance.person if self.attendance else None

    @property
    def seated_as(self) -> str:
        if self.attendance is not None:
            if self.is_recused:
                return SeatedAs.RECUSED
            if self.by_circulation:
                return SeatedAs.SIGNED
            return SeatedAs.NOMINEE if self.attendance.nominee_of_id else SeatedAs.PRESENT
        if not self.posting:
            return SeatedAs.VACANT
        return SeatedAs.UNSIGNED if self.by_circulation else SeatedAs.ABSENT


def seat_lines(committee: Committee, on) -> list[SeatLine]:
    """The seats in force that day in their order, each with its holder. Two queries."""
    seats = list(
        Seat.objects.on(on)
        .filter(committee=committee)
        .select_related("post__place", "seat_type", "for_product", "for_sector")
        .order_by("position", "pk")
    )
    held = holders([seat.post_id for seat in seats], on)
    return [SeatLine(seat, held.get(seat.post_id)) for seat in seats]


class Roll:
    """One item of one committee, as recorded at this moment: of a sitting, or circulated outside one.

    Seats and holders are those of the day of the sitting; of a circulated paper
    those of the day it took effect, and until then of `on`, which has to be
    given. Five queries and the authors'.
    """

    def __init__(self, item: AgendaItem, *, on=None):
        self.item = item
        self.committee = item.committee
        self.on = _day_of(item, on)
        self.rule = rule_of(item.committee)
        self.authors = authorship.authors_of(item.paper_id)
        self.sitting = None
        if not item.by_circulation:
            self.sitting = Sitting.objects.select_related("delegate").get(meeting=item.meeting_id, committee=item.committee_id)
        self.lines = seat_lines(item.committee, self.on)
        self.recused = set(item.recusals.values_list("person_id", flat=True))
        votes = {vote.seat_id: vote for vote in item.votes.select_related("person")}
        seated = self._signed_by(votes) if item.by_circulation else self._in_the_room()
        for line in self.lines:
            line.by_circulation = item.by_circulation
            line.attendance = seated.get(line.seat.pk)
            line.vote = votes.get(line.seat.pk)
            line.is_recused = line.attendance is not None and line.attendance.person_id in self.recused
            person_id = line.attendance.person_id if line.attendance else line.posting.person_id if line.posting else None
            line.is_author = person_id in self.authors

    def _in_the_room(self):
        """{seat id: the row of who sits there at this item}."""
        rows = [
            row
            for row in Attendance.objects.filter(meeting=self.item.meeting_id, presence=Presence.PRESENT)
            .select_related("person")
            .order_by("from_item", "pk")
            if covers(row, self.item.order)
        ]
        # A nominee does not count while the principal is in the room, in whatever seat and for whichever committee.
        here = {row.person_id for row in rows}
        own = [row for row in rows if row.committee_id == self.item.committee_id and row.nominee_of_id not in here]
        # Of two rows of one seat the principal's stands, whichever was written first.
        return {row.seat_id: row for row in sorted(own, key=lambda row: row.nominee_of_id is None)}

    def _signed_by(self, votes):
        """{seat id: a row, not stored, of who signed or stepped aside there}. A signature stays with its seat."""
        signed = {seat: Attendance(seat_id=seat, person=vote.person) for seat, vote in votes.items()}
        for line in self.lines:
            if line.posting and line.posting.person_id in self.recused:
                signed.setdefault(line.seat.pk, Attendance(seat=line.seat, person=line.posting.person))
        return signed

    def line_of(self, seat) -> SeatLine | None:
        """The line of this seat; None when it is not in force here that day."""
        return next((line for line in self.lines if line.seat.pk == seat.pk), None)

    def seats_of(self, person) -> list[SeatLine]:
        """The lines whose seat this person holds that day."""
        return [line for line in self.lines if line.holder == person]

    def sits_in(self, person) -> list[SeatLine]:
        """The lines in whose seat this person sits for this item, as holder or nominee."""
        return [line for line in self.lines if line.attendance and line.attendance.person_id == person.pk]

    @property
    def co_chair(self) -> SeatLine | None:
        return next((line for line in self.lines if line.seat.role == Role.CO_CHAIR), None)

    @property
    def chair(self) -> SeatLine | None:
        return next((line for line in self.lines if line.seat.role == Role.CHAIR), None)

    @cached_property
    def _seats_in_force(self):
        return [
            quorum.SeatInForce(
                key=line.seat.pk,
                is_chair=line.seat.role == Role.CHAIR,
                votes=line.seat.votes,
                is_vacant=line.posting is None,
                holder=line.posting.person_id if line.posting else None,
            )
            for line in self.lines
        ]

    @cached_property
    def _sitters(self):
        by_person = {}
        for line in self.lines:
            if line.attendance:
                by_person.setdefault(line.attendance.person_id, []).append(line)
        delegate = self.sitting.delegate_id if self.sitting else None
        sitters = []
        for person, lines in by_person.items():
            # The delegate may sit in the chair's own seat without being its holder, and then presides as delegate.
            in_chair_as_delegate = person == delegate and any(
                line.seat.role == Role.CHAIR and line.attendance.nominee_of_id for line in lines
            )
            sitters.append(
                quorum.Sitter(
                    person=person,
                    seats=frozenset(line.seat.pk for line in lines),
                    is_recused=any(line.is_recused for line in lines),
                    is_delegate=person == delegate,
                    is_deputising=in_chair_as_delegate,
                )
            )
        return sitters

    def finding(self, method: str) -> quorum.Finding:
        """What the committee's rule makes of this item under this method."""
        return quorum.evaluate(
            self.rule,
            self._seats_in_force,
            self._sitters,
            [quorum.Ballot(line.vote.person_id, line.seat.pk, line.vote.choice) for line in self.lines if line.vote],
            self.authors,
            method=method,
        )


def covers(row: Attendance, order: int) -> bool:
    """Whether this row of the attendance holds at the item with this number; both ends are included."""
    return (row.from_item is None or row.from_item <= order) and (row.to_item is None or row.to_item >= order)


def _day_of(item, on):
    if not item.by_circulation:
        return item.meeting.held_on
    day = item.circulation.effective_on or on
    if day is None:
        raise TypeError("A paper that still circulates is counted on a day: Roll(item, on=...).")
    return day


def numbers_of(finding: quorum.Finding) -> dict:
    """The finding as fields of a Resolution."""
    return {
        "seats_in_force": finding.seats_in_force,
        "seats_vacant": finding.seats_vacant,
        "seats_present": finding.seats_present,
        "persons_present": finding.persons_present,
        "recused": finding.seats_recused,
        "votes_for": finding.count.votes_for,
        "votes_against": finding.count.votes_against,
        "votes_abstain": finding.count.votes_abstain,
        "votes_for_without_authors": finding.count_without_authors.votes_for,
        "votes_against_without_authors": finding.count_without_authors.votes_against,
        "votes_abstain_without_authors": finding.count_without_authors.votes_abstain,
        "quorum_required": finding.required,
        "quorum_met": finding.quorum_met,
    }


def rule_in_numbers(finding: quorum.Finding) -> dict:
    """The rule and all it counted, as the register commits to it."""
    rule = finding.rule
    numbers = {
        "quorum": rule.kind,
        "number": rule.number,
        "numerator": rule.numerator,
        "denominator": rule.denominator,
        "casting_vote": rule.casting_vote,
        "drafters_vote": rule.drafters_vote,
        "base": finding.base,
        "required": finding.required,
        "chair_present": finding.chair_present,
        "presided_by_delegate": finding.presided_by_delegate,
        "authors_present": finding.authors_present,
        "decided_by_casting_vote": finding.decided_by_casting_vote,
        "result": finding.outcome,
        "seats_in_force": finding.seats_in_force,
        "seats_vacant": finding.seats_vacant,
        "seats_present": finding.seats_present,
        "seats_recused": finding.seats_recused,
        "persons_present": finding.persons_present,
        "for": finding.count.votes_for,
        "against": finding.count.votes_against,
        "abstain": finding.count.votes_abstain,
        "for_without_authors": finding.count_without_authors.votes_for,
        "against_without_authors": finding.count_without_authors.votes_against,
        "abstain_without_authors": finding.count_without_authors.votes_abstain,
    }
    if finding.method == quorum.CIRCULATION:
        numbers |= {"unsigned": finding.unsigned, "unsigned_without_authors": finding.unsigned_without_authors}
    return numbers
