"""Who was there, from which item to which, for whom, and who stepped aside."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from accounts.moves import Move
from committees.models import (
    Attendance,
    ItemState,
    MeetingState,
    Presence,
    PresenceMode,
    Recusal,
    Role,
    Seat,
)
from committees.proceedings.acting import Acting
from committees.proceedings.locking import lock_item, lock_meeting
from committees.proceedings.refusals import NotPresent, WrongState
from committees.proceedings.sittings import sitting_of
from committees.roll import Roll, seat_lines
from common.clock import day_in_india
from common.text import tidy

#: Beyond the last item of any agenda.
FOR_EVER = 10**6


@dataclass
class AttendanceRow:
    """One seat as the convener found it. Without a person, the holder of the day.

    A person who is not the holder sits as the holder's nominee and needs the
    number of the nomination and its date, no later than the sitting. from_item and to_item are numbers of
    agenda items, both included; empty is from the beginning and to the end.
    """

    seat: Seat
    person: Person | None = None
    presence: str = Presence.PRESENT
    mode: str = PresenceMode.IN_PERSON
    nomination: str = ""
    nomination_date: date | None = None
    from_item: int | None = None
    to_item: int | None = None


@transaction.atomic
def record_attendance(meeting, committee, rows: list[AttendanceRow], *, by, at) -> list[Attendance]:
    """Record these seats of one committee; what was recorded for them before is replaced, other seats stay.

    What a decision or a vote stands on cannot be changed any more: an item
    drawn up or decided, or an open item in which the seat has voted.
    Raises NotPresent, WrongState, NotAllowed.
    """
    acting = Acting(by, Move.KEEP_MINUTES, committee.place, at=at, thing=committee)
    # The lock of every vote in this meeting: none comes between the look at who voted and the new rows.
    meeting = lock_meeting(meeting.pk)
    if meeting.state not in (MeetingState.CALLED, MeetingState.OPEN):
        raise WrongState(
            _("This meeting is %(state)s, so its attendance stays as recorded.") % {"state": meeting.get_state_display()}
        )
    sitting = sitting_of(meeting, committee)
    if sitting.closed_at is not None:
        raise WrongState(_("This committee's part of the meeting is closed, so its attendance stays as recorded."))
    lines = {line.seat.pk: line for line in seat_lines(committee, meeting.held_on)}
    fixed = _fixed_items(meeting, committee)
    before = _who_sat(meeting, committee, fixed)
    seats = [row.seat.pk for row in rows]
    Attendance.objects.filter(meeting=meeting, committee=committee, seat__in=seats).delete()
    recorded = [_one(meeting, committee, row, lines, sitting, label=acting.label, at=at) for row in rows]
    _refuse_two_at_once(recorded)
    if _who_sat(meeting, committee, fixed) != before:
        raise WrongState(
            _(
                "This would change who was present at an item that is decided or voted on. "
                "Give the item from which the person left or came instead."
            )
        )
    acting.record(
        "record attendance",
        meeting,
        f"{committee}, {meeting.held_on:%d-%m-%Y}",
        data={
            "committee": committee.slug,
            "present": sum(row.presence == Presence.PRESENT for row in recorded),
            "absent": sum(row.presence == Presence.ABSENT for row in recorded),
        },
    )
    return recorded


@transaction.atomic
def recuse(item, *, person, reason, by, at) -> Recusal:
    """Note that somebody present steps aside for this item only; their seats leave the base for it.

    The member says so, or the convener writes it down. Raises NotPresent for
    somebody absent (an absent member cannot step aside), WrongState after a
    vote of theirs or outside an item on the agenda, NotAllowed.
    """
    is_own = getattr(by, "person_id", None) == person.pk
    item = lock_item(item)
    roll = Roll(item, on=day_in_india(at))
    acting = Acting(
        by, Move.VOTE if is_own else Move.KEEP_MINUTES, item.committee.place, at=at, thing=item,
        on=roll.on if is_own else None,
    )  # fmt: skip
    if item.by_circulation:
        raise WrongState(_("This paper is circulated; a member steps aside from it on its own page."))
    if item.state not in (ItemState.LISTED, ItemState.OPEN):
        raise WrongState(_("This item is %(state)s; nobody can step aside any more.") % {"state": item.get_state_display()})
    if not roll.sits_in(person):
        raise NotPresent(_("%(person)s is not present at this item; only somebody present steps aside.") % {"person": person})
    if item.votes.filter(person=person).exists():
        raise WrongState(_("%(person)s has voted on this item and cannot step aside any more.") % {"person": person})
    recusal = write_recusal(item, person, reason, label=acting.label, at=at)
    acting.record("step aside", item, data={"person": person.name})
    return recusal


def write_recusal(item, person, reason, *, label, at) -> Recusal:
    """The row of one who steps aside. Raises WrongState without words, or a second time."""
    reason = tidy(reason)
    if not reason:
        raise WrongState(_("Write why %(person)s steps aside.") % {"person": person})
    try:
        with transaction.atomic():
            return Recusal.objects.create(item=item, person=person, reason=reason[:300], recorded_at=at, recorded_by_label=label)
    except IntegrityError as twice:
        raise WrongState(_("%(person)s has stepped aside for this item already.") % {"person": person}) from twice


def _one(meeting, committee, row, lines, sitting, *, label, at):
    line = lines.get(row.seat.pk)
    if line is None:
        raise NotPresent(_("%(seat)s is no seat of this committee on that day.") % {"seat": row.seat.post})
    is_delegate_in_chair = row.seat.role == Role.CHAIR and row.person is not None and row.person.pk == sitting.delegate_id
    if line.holder is None and not is_delegate_in_chair:
        raise NotPresent(
            _("%(post)s was vacant on %(day)s, so nobody sat there. Record the posting first.")
            % {"post": row.seat.post, "day": f"{meeting.held_on:%d-%m-%Y}"}
        )
    person = row.person or line.holder
    nominee_of = line.holder if line.holder is not None and person != line.holder else None
    nomination = tidy(row.nomination)
    if is_delegate_in_chair and person != line.holder:
        nomination = nomination or sitting.delegation_reference
    elif nominee_of is not None and row.seat.role == Role.CHAIR and row.presence == Presence.PRESENT:
        raise NotPresent(
            _("Only the delegate named for this sitting takes the chair's seat. Record the chair's direction first.")
        )
    if nominee_of is not None and not nomination and row.presence == Presence.PRESENT:
        raise NotPresent(
            _("%(person)s does not hold %(post)s. Give the number and date of the nomination by %(holder)s.")
            % {"person": person, "post": row.seat.post, "holder": line.holder}
        )
    if nominee_of is not None and row.presence == Presence.PRESENT and not is_delegate_in_chair:
        _refuse_undated(row, person, meeting.held_on)
    present = row.presence == Presence.PRESENT
    if row.from_item and row.to_item and row.from_item > row.to_item:
        raise NotPresent(_("%(person)s cannot leave before the item from which they came.") % {"person": person})
    try:
        with transaction.atomic():
            return Attendance.objects.create(
                meeting=meeting,
                committee=committee,
                seat=row.seat,
                person=person,
                presence=row.presence,
                mode=row.mode if present else "",
                nominee_of=nominee_of if present else None,
                nomination=nomination[:200] if present else "",
                nomination_date=row.nomination_date if present and nomination else None,
                from_item=row.from_item if present else None,
                to_item=row.to_item if present else None,
                recorded_at=at,
                recorded_by_label=label,
            )
    except IntegrityError as twice:
        raise NotPresent(_("%(post)s stands twice from the same item. Keep one.") % {"post": row.seat.post}) from twice


def _refuse_undated(row, person, held_on):
    if row.nomination_date is None:
        raise NotPresent(_("Give the date of the nomination of %(person)s besides its number.") % {"person": person})
    if row.nomination_date > held_on:
        raise NotPresent(
            _("The nomination of %(person)s is dated after the sitting, so they could not sit by it. Check the date.")
            % {"person": person}
        )


def _refuse_two_at_once(rows):
    """In one seat only the holder and the nominee may overlap; the holder's row then counts."""
    present = [row for row in rows if row.presence == Presence.PRESENT]
    for number, row in enumerate(present):
        for other in present[:number]:
            apart = (row.from_item or 0) > (other.to_item or FOR_EVER) or (other.from_item or 0) > (row.to_item or FOR_EVER)
            if row.seat == other.seat and not apart and (row.nominee_of_id is None) == (other.nominee_of_id is None):
                raise NotPresent(
                    _("%(post)s is taken twice at the same item. Give the item after which %(person)s left.")
                    % {"post": row.seat.post, "person": other.person}
                )


def _fixed_items(meeting, committee):
    return [
        item
        for item in meeting.items.filter(
            committee=committee, state__in=[ItemState.OPEN, ItemState.DRAWN_UP, ItemState.DECIDED]
        ).select_related("committee", "meeting")
        if item.state != ItemState.OPEN or item.votes.exists()
    ]


def _who_sat(meeting, committee, items):
    """For each item that stands on its attendance: who sat where. Of open ones only those who voted."""
    sat = {}
    for item in items:
        for line in Roll(item).lines:
            if item.state != ItemState.OPEN or line.vote:
                sat[item.pk, line.seat.pk] = line.sitter.pk if line.sitter else None
    return sat
