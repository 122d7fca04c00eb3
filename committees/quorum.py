"""Whether enough were present, and what their votes decide. Pure: no database, no clock.

Who is who is told by keys (any hashable, in practice the ids of Person and
Seat). `proceedings` gathers what was recorded for one item on one day and asks
`evaluate` once when a resolution is drawn up and again when it is signed.

Rules (design of this portal, where the Handbook is silent):

- None set: the chair or the chair's delegate, and at least two other voting
  members. The pages then never say that there was a quorum.
- Number: so many voting persons. Fraction: of the voting seats in force that
  day, vacant ones included, less those that stepped aside for this item,
  rounded up. The chair or delegate has to be there under every rule.
- A person counts once, however many seats; authors count for presence.
- Carried: more for than against among the votes cast; abstaining is no vote.
  Unless the order lets drafters vote, the votes are counted twice, with and
  without authors, and both counts must carry.
- Consensus: nobody with a vote present objects, and at least two of those
  present are no authors.
- The chair presides although the order gives that seat no vote, and so does the
  delegate without a voting seat; neither then counts among the persons.
- Circulation: who signed is present, the chair among them, and as many as the
  rule asks; it is carried once the signatures still missing could not change
  it. There is no casting vote: what is not carried by its date lapses.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

NONE, NUMBER, FRACTION = "none", "number", "fraction"
FOR, AGAINST, ABSTAIN = "for", "against", "abstain"
CONSENSUS = "consensus"
CIRCULATION = "circulation"
CARRIED, LOST, TIED = "carried", "lost", "tied"
TOO_FEW, NO_CHAIR, OBJECTION, AUTHORS_ONLY = "too_few", "no_chair", "objection", "authors_only"
# By circulation: signatures are missing that could still change the outcome.
WAITING = "waiting"

# Where the order sets no quorum: this many besides whoever presides.
OTHERS_WHERE_NONE_IS_SET = 2


@dataclass(frozen=True)
class Rule:
    """What the constituting order says about deciding."""

    kind: str = NONE
    number: int | None = None
    numerator: int | None = None
    denominator: int | None = None
    casting_vote: bool = False
    drafters_vote: bool = False

    def __post_init__(self):
        needs = {NONE: (), NUMBER: (self.number,), FRACTION: (self.numerator, self.denominator)}[self.kind]
        if any(value is None or value < 1 for value in needs):
            raise ValueError(f"The quorum kind {self.kind!r} lacks its numbers.")


@dataclass(frozen=True)
class SeatInForce:
    """A seat of the committee on the day; `is_vacant` when its post had no holder, else `holder` is that person."""

    key: Hashable
    is_chair: bool = False
    votes: bool = True
    is_vacant: bool = False
    holder: Hashable | None = None


@dataclass(frozen=True)
class Sitter:
    """A person in one or more seats during this item, the persons without a seat (a delegate) included."""

    person: Hashable
    seats: frozenset = frozenset()
    is_recused: bool = False
    is_delegate: bool = False
    # Sits in the chair's seat as the delegate and not as its holder: presides all the same.
    is_deputising: bool = False


@dataclass(frozen=True)
class Ballot:
    """One person's vote from one seat."""

    person: Hashable
    seat: Hashable
    choice: str


@dataclass(frozen=True)
class Count:
    """One counting of the votes; `result` is carried, lost or tied."""

    votes_for: int
    votes_against: int
    votes_abstain: int
    result: str


@dataclass(frozen=True)
class Finding:
    """What follows from the rule: numbers, and one word of what was decided.

    `outcome` is carried, lost or tied; or why nothing can be decided: too_few,
    no_chair, objection, authors_only, waiting. `unsigned` counts who could still
    sign a circulated paper.
    """

    outcome: str
    rule: Rule
    method: str
    seats_in_force: int
    seats_vacant: int
    seats_present: int
    seats_recused: int
    base: int
    persons_present: int
    required: int
    chair_present: bool
    presided_by_delegate: bool
    authors_present: int
    count: Count
    count_without_authors: Count
    decided_by_casting_vote: bool = False
    unsigned: int = 0
    unsigned_without_authors: int = 0

    @property
    def quorum_met(self) -> bool:
        """Whether enough were present to decide at all; under "none set" this is no quorum in the word's sense."""
        return self.chair_present and self.persons_present >= self.required

    @property
    def is_decision(self) -> bool:
        return self.outcome in (CARRIED, LOST, TIED)

    @property
    def enough_by_recusal(self) -> bool:
        """Whether enough were present only because seats that stepped aside left the base."""
        if self.rule.kind != FRACTION or not self.quorum_met:
            return False
        return self.persons_present < required_persons(self.rule, self.seats_in_force)


def required_persons(rule: Rule, base: int, *, presides_without_vote: bool = False) -> int:
    """How many voting persons have to be present, the chair among them; `base` as in the fraction's rule.

    Whoever presides without a vote is no voting person: where none is set the two others suffice then.
    """
    if rule.kind == NUMBER:
        return rule.number
    if rule.kind == FRACTION:
        # Rounded up in integers: 2/3 of 12 is 8 and not 9, which a float would not promise.
        return max(1, -(-base * rule.numerator // rule.denominator))
    return OTHERS_WHERE_NONE_IS_SET + (not presides_without_vote)


def _tally(ballots: Iterable[Ballot], *, casting_person=None) -> Count:
    numbers = {FOR: 0, AGAINST: 0, ABSTAIN: 0}
    casting_choice = None
    for ballot in ballots:
        numbers[ballot.choice] += 1
        if casting_person is not None and ballot.person == casting_person:
            casting_choice = ballot.choice
    if numbers[FOR] > numbers[AGAINST]:
        result = CARRIED
    elif numbers[FOR] < numbers[AGAINST]:
        result = LOST
    else:
        result = {FOR: CARRIED, AGAINST: LOST}.get(casting_choice, TIED)
    return Count(numbers[FOR], numbers[AGAINST], numbers[ABSTAIN], result)


def _both(first: str, second: str) -> str:
    """What two counts decide together: both must carry; a lost one loses."""
    if first == second == CARRIED:
        return CARRIED
    return LOST if LOST in (first, second) else TIED


def _result(rule: Rule, count: Count, without: Count) -> str:
    return count.result if rule.drafters_vote else _both(count.result, without.result)


def _aside(attendance) -> set:
    return {sitter.person for sitter in attendance if sitter.is_recused}


def _who_could_sign(voting, done: set, persons: set) -> frozenset:
    """The holders of voting seats without a signature who have not signed from another seat nor stepped aside."""
    return frozenset(
        seat.holder for key, seat in voting.items() if key not in done and seat.holder is not None and seat.holder not in persons
    )


def _stands_against(count: Count, missing: int) -> bool:
    """Whether more are for it than against it even if everybody missing were against it."""
    return count.votes_for - count.votes_against > missing


def evaluate(
    rule: Rule,
    seats: Iterable[SeatInForce],
    attendance: Iterable[Sitter],
    votes: Iterable[Ballot] = (),
    authors: Iterable[Hashable] = (),
    *,
    method: str = "recorded",
) -> Finding:
    """What this rule makes of these seats, persons and votes, for one item.

    Votes count only from persons present who did not step aside, from a voting
    seat they sit in, once per person and once per seat; others are ignored here
    and refused where they are cast. With method "consensus" the votes are
    objections: one vote against means no consensus. With "circulation" the
    sitters are those who signed or stepped aside.
    """
    authors = frozenset(authors)
    seats, attendance = list(seats), list(attendance)
    voting = {seat.key: seat for seat in seats if seat.votes}
    chairs = {seat.key for seat in seats if seat.is_chair}

    present, recused_seats = {}, set()
    presiding, by_delegate = None, False
    for sitter in attendance:
        held = sitter.seats & voting.keys()
        if sitter.is_recused:
            recused_seats |= held
            continue
        if sitter.seats & chairs and presiding is None:
            presiding, by_delegate = sitter.person, sitter.is_deputising
        if held:
            present.setdefault(sitter.person, set()).update(held)
    # A delegate named for the sitting presides although the chair's seat is empty or held by an absent person.
    for sitter in attendance:
        if sitter.is_delegate and not sitter.is_recused and presiding is None:
            presiding, by_delegate = sitter.person, True

    occupied = set().union(*present.values()) if present else set()
    # A seat both represented and stepped aside would count on both sides; stepping aside wins.
    occupied -= recused_seats
    base = len(voting) - len(recused_seats)
    required = required_persons(rule, base, presides_without_vote=presiding is not None and presiding not in present)
    persons = len(present)

    ballots, voted, seats_used = [], set(), set()
    for ballot in votes:
        if ballot.person in voted or ballot.seat in seats_used:
            continue
        if ballot.seat in present.get(ballot.person, ()):
            ballots.append(ballot)
            voted.add(ballot.person)
            seats_used.add(ballot.seat)

    others = [ballot for ballot in ballots if ballot.person not in authors]
    casting_person = presiding if rule.casting_vote and method != CIRCULATION else None
    count, without = (_tally(some, casting_person=casting_person) for some in (ballots, others))
    decided_by_casting_vote = False
    unsigned = frozenset()
    if method == CIRCULATION:
        unsigned = _who_could_sign(voting, occupied | recused_seats, present.keys() | _aside(attendance))

    if presiding is None:
        outcome = NO_CHAIR
    elif persons < required:
        outcome = TOO_FEW
    elif method == CONSENSUS:
        if count.votes_against:
            outcome = OBJECTION
        elif len(present.keys() - authors) < 2 and not rule.drafters_vote:
            outcome = AUTHORS_ONLY
        else:
            outcome = CARRIED
    elif method == CIRCULATION:
        stands = _stands_against(count, len(unsigned))
        if not rule.drafters_vote:
            stands = stands and _stands_against(without, len(unsigned - authors))
        outcome = CARRIED if stands else WAITING
    else:
        outcome = _result(rule, count, without)
        decided_by_casting_vote = outcome != TIED and outcome != _result(rule, _tally(ballots), _tally(others))

    return Finding(
        outcome=outcome,
        rule=rule,
        method=method,
        seats_in_force=len(voting),
        seats_vacant=sum(1 for seat in voting.values() if seat.is_vacant),
        seats_present=len(occupied),
        seats_recused=len(recused_seats),
        base=base,
        persons_present=persons,
        required=required,
        chair_present=presiding is not None,
        presided_by_delegate=by_delegate,
        authors_present=len(present.keys() & authors),
        count=count,
        count_without_authors=without,
        decided_by_casting_vote=decided_by_casting_vote,
        unsigned=len(unsigned),
        unsigned_without_authors=len(unsigned - authors),
    )
