"""Everything a committee does, from its order to the signature. Each step is allowed or refused with a sentence.

All functions take `by` (the account acting) and `at` (an aware moment), write
one Event and run in one transaction.
"""

from committees.proceedings.attending import AttendanceRow, record_attendance, recuse
from committees.proceedings.constituting import SeatPlan, add_seat, constitute, end_seat, template_for
from committees.proceedings.refusals import (
    AlreadyVoted,
    AuthorCannotSign,
    NotASitting,
    NotConstituted,
    NotDecided,
    NotOnTheAgenda,
    NotPresent,
    NoVote,
    NumbersMoved,
    PasswordMissing,
    ReasonsMissing,
)
from committees.proceedings.resolving import concur, default_text, draw_up, send_back, sign, who_signs
from committees.proceedings.sittings import (
    call_meeting,
    cancel_meeting,
    close_sitting,
    join_meeting,
    name_delegate,
    open_item,
    open_sitting,
    put_on_agenda,
    sitting_of,
    take_off_agenda,
)
from committees.proceedings.voting import cast_vote, note_dissent, record_hands

__all__ = [
    "AlreadyVoted",
    "AttendanceRow",
    "AuthorCannotSign",
    "NoVote",
    "NotASitting",
    "NotConstituted",
    "NotDecided",
    "NotOnTheAgenda",
    "NotPresent",
    "NumbersMoved",
    "PasswordMissing",
    "ReasonsMissing",
    "SeatPlan",
    "add_seat",
    "call_meeting",
    "cancel_meeting",
    "cast_vote",
    "close_sitting",
    "concur",
    "constitute",
    "default_text",
    "draw_up",
    "end_seat",
    "join_meeting",
    "name_delegate",
    "note_dissent",
    "open_item",
    "open_sitting",
    "put_on_agenda",
    "record_attendance",
    "record_hands",
    "recuse",
    "send_back",
    "sign",
    "sitting_of",
    "take_off_agenda",
    "template_for",
    "who_signs",
]
