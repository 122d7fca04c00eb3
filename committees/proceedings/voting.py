"""Votes: one per person and per seat, cast once, never changed."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from accounts.postings import person_of
from committees.models import Choice, Dissent, ItemState, Seat, Vote
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_item
from committees.proceedings.refusals import AlreadyVoted, NotPresent, NoVote, WrongState
from committees.roll import Roll
from common.clock import INDIA, day_in_india
from common.text import tidy


@transaction.atomic
def cast_vote(item, *, seat: Seat | None = None, choice: str, by, at) -> Vote:
    """One member's own vote, from the seat held on the day of the sitting.

    Whoever holds two seats has one vote and names the seat; whoever holds one
    need not. The door asks the password once per sitting before it calls this.

    Raises NoVote (no seat here, another committee's seat, a seat without a
    vote), NotPresent, AlreadyVoted (this person, or this seat), WrongState
    when the item is not open, NotAllowed.
    """
    choice = known_choice(choice)
    _refuse_circulated(item)
    item = lock_item(item)
    roll, person = Roll(item), person_of(by)
    line = own_line(item, roll, person, seat)
    acting = Acting(by, Move.VOTE, item.committee.place, at=at, thing=item, on=roll.on, post=line.seat.post)
    vote = write_vote(item, roll, line, person, choice, by_hand=False, label=acting.label, at=at)
    # How somebody voted stands in the vote alone: events are read by more people than votes are.
    acting.record("vote", item, data={"seat": line.seat.position})
    return vote


def own_line(item, roll, person, seat):
    """The line of the voting seat from which this person votes on the day of the roll. Raises NoVote."""
    if person is None:
        raise NoVote(_("You are not signed in with the account of a member, so no vote was recorded."))
    if seat is not None and seat.committee_id != item.committee_id:
        raise NoVote(
            _("This seat belongs to %(other)s. The item is before %(committee)s, where it has no vote.")
            % {"other": seat.committee, "committee": item.committee}
        )
    held = [line for line in roll.seats_of(person) if line.seat.votes]
    if not held:
        raise NoVote(
            _("You held no voting seat in %(committee)s on %(day)s, so no vote was recorded.")
            % {"committee": item.committee, "day": f"{roll.on:%d-%m-%Y}"}
        )
    if seat is None and len(held) > 1:
        raise NoVote(
            _("You hold %(number)s seats here and have one vote. Choose the seat you vote from.") % {"number": len(held)}
        )
    line = held[0] if seat is None else next((one for one in held if one.seat.pk == seat.pk), None)
    if line is None:
        raise NoVote(
            _("%(post)s is not your seat on %(day)s, so no vote was recorded.")
            % {"post": seat.post, "day": f"{roll.on:%d-%m-%Y}"}
        )
    return line


@transaction.atomic
def record_hands(item, choices: dict[Seat, str], *, by, at) -> list[Vote]:
    """Write down a show of hands: for each seat how the person sitting in it voted, nominees included.

    Raises NoVote, NotPresent, AlreadyVoted, WrongState, NotAllowed; then none is written.
    """
    acting = Acting(by, Move.KEEP_MINUTES, item.committee.place, at=at, thing=item)
    _refuse_circulated(item)
    item = lock_item(item)
    roll = Roll(item)
    votes = []
    for seat, choice in choices.items():
        line = roll.line_of(seat)
        if line is None or not line.seat.votes:
            raise NoVote(_("%(post)s has no vote in this committee on that day.") % {"post": seat.post})
        if line.sitter is None:
            raise NotPresent(_("Nobody sat for %(post)s at this item, so no hand was raised.") % {"post": seat.post})
        votes.append(write_vote(item, roll, line, line.sitter, known_choice(choice), by_hand=True, label=acting.label, at=at))
    acting.record("record hands", item, data={"seats": len(votes)})
    return votes


@transaction.atomic
def note_dissent(item, *, seat: Seat, text, by, at) -> Dissent:
    """Keep a member's disagreement word for word with the item; by the member, or by the convener for one.

    Raises NotPresent, WrongState once the resolution is signed or without words, NotAllowed.
    """
    item = lock_item(item)
    roll = Roll(item, on=day_in_india(at))
    line = roll.line_of(seat)
    if line is None or line.sitter is None:
        raise NotPresent(_("Nobody sits for this seat at this item, so nothing was noted."))
    is_own = getattr(by, "person_id", None) == line.sitter.pk
    acting = Acting(
        by, Move.VOTE if is_own else Move.KEEP_MINUTES, item.committee.place, at=at, thing=item,
        on=roll.on if is_own else None,
    )  # fmt: skip
    if item.state not in (ItemState.OPEN, ItemState.DRAWN_UP):
        raise WrongState(_("A dissent is noted from the opening of the item to the signature. Nothing was noted."))
    text = tidy(text)
    if not text:
        raise WrongState(_("Write the dissent in the member's words."))
    try:
        with transaction.atomic():
            dissent = Dissent.objects.create(
                item=item, person=line.sitter, seat=seat, text=text, recorded_at=at, entered_by_label=acting.label
            )
    except IntegrityError as refused:
        if "dissent_is_noted_before_its_item_is_decided" in str(refused):
            raise WrongState(_("The resolution was signed in the same moment, so no dissent was noted.")) from refused
        raise AlreadyVoted(_("A dissent of this member is noted already and is not changed.")) from refused
    acting.record("note dissent", item, data={"seat": seat.position})
    return dissent


def _refuse_circulated(item):
    if item.by_circulation:
        raise WrongState(_("This paper is circulated; it is signed on its own page. No vote was recorded."))


def known_choice(choice):
    """The Choice of this word. Raises WrongState."""
    if choice not in Choice.values:
        raise WrongState(_("Choose for, against or abstain. No vote was recorded."))
    return Choice(choice)


def write_vote(item, roll, line, person, choice, *, by_hand, label, at):
    """The row of one vote. Raises AlreadyVoted, WrongState, NotPresent, NoVote (stepped aside)."""
    own = item.votes.filter(person=person).first()
    if own:
        at = own.cast_at.astimezone(INDIA)
        raise AlreadyVoted(
            _("%(person)s has voted on this item at %(time)s on %(day)s; a vote is not changed.")
            % {"person": person, "time": f"{at:%H:%M}", "day": f"{at:%d-%m-%Y}"}
        )
    if line.vote is not None:
        raise AlreadyVoted(_("%(post)s has voted on this item; a vote is not changed.") % {"post": line.seat.post})
    if item.state != ItemState.OPEN:
        raise WrongState(
            _("This item is %(state)s. Votes are cast while it is open for decision; none was recorded.")
            % {"state": item.get_state_display()}
        )
    if not item.by_circulation and (line.attendance is None or line.attendance.person_id != person.pk):
        raise NotPresent(
            _("%(person)s is not recorded as present at this item. The convener records attendance; then vote.")
            % {"person": person}
        )
    if person.pk in roll.recused:
        raise NoVote(_("%(person)s stepped aside for this item and has no vote on it.") % {"person": person})
    try:
        with transaction.atomic():
            return Vote.objects.create(
                item=item,
                person=person,
                seat=line.seat,
                choice=choice,
                by_hand=by_hand,
                cast_at=at,
                entered_by_label=label,
            )
    except IntegrityError as refused:
        if "open" in str(refused):
            raise WrongState(
                _("The item was closed in the same moment, so no vote was recorded. Open the page again.")
            ) from refused
        raise AlreadyVoted(
            _("A vote of this person or seat was recorded in the same moment; a vote is not changed.")
        ) from refused
