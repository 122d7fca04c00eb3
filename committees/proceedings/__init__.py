"""Everything a committee does, from its order to the signature. Each step is allowed or refused with a sentence.

All functions take `by` (the account acting) and `at` (an aware moment), write
one Event and run in one transaction.
"""

from committees.proceedings.action_points import (
    NotAnAction,
    answer_action,
    close_action,
    possible_owners,
    record_action,
)
from committees.proceedings.attending import AttendanceRow, record_attendance, recuse
from committees.proceedings.constituting import SeatPlan, add_seat, constitute, end_seat, template_for
from committees.proceedings.minuting import (
    StaleSection,
    amend_minutes,
    circulate_minutes,
    correct_minutes,
    draw_up_minutes,
    save_section,
    take_back_minutes,
)
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
    "NotAnAction",
    "NotASitting",
    "NotConstituted",
    "NotDecided",
    "NotOnTheAgenda",
    "NotPresent",
    "NumbersMoved",
    "PasswordMissing",
    "ReasonsMissing",
    "SeatPlan",
    "StaleSection",
    "add_seat",
    "amend_minutes",
    "answer_action",
    "call_meeting",
    "cancel_meeting",
    "cast_vote",
    "circulate_minutes",
    "close_action",
    "close_sitting",
    "concur",
    "constitute",
    "correct_minutes",
    "default_text",
    "draw_up",
    "draw_up_minutes",
    "end_seat",
    "join_meeting",
    "name_delegate",
    "note_dissent",
    "open_item",
    "open_sitting",
    "possible_owners",
    "put_on_agenda",
    "record_action",
    "record_attendance",
    "record_hands",
    "recuse",
    "save_section",
    "send_back",
    "sign",
    "sitting_of",
    "take_back_minutes",
    "take_off_agenda",
    "template_for",
    "who_signs",
]
