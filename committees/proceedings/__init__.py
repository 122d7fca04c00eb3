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
from committees.proceedings.agenda import (
    DOWN,
    UP,
    move_item,
    numbers_stand,
    propose_agenda,
    put_on_agenda,
    take_off_agenda,
)
from committees.proceedings.annulling import NotAnnulled, annul, order_of
from committees.proceedings.attending import AttendanceRow, record_attendance, recuse
from committees.proceedings.circulating import (
    circulate,
    circulating,
    end_circulation,
    lapse_circulations,
    sign_circulated,
    step_aside_circulated,
    void_circulations,
)
from committees.proceedings.constituting import constitute
from committees.proceedings.constituting_many import constitute_many
from committees.proceedings.drawing_up import default_text, draw_up
from committees.proceedings.inviting import invite_specially, record_invitees, withdraw_invitee
from committees.proceedings.joining import decline_to_join, invite_to_join, join_meeting
from committees.proceedings.listing_products import Listed, OrderOfTheState, resolutions_for_products, set_products
from committees.proceedings.minuting import (
    StaleSection,
    amend_minutes,
    circulate_minutes,
    correct_minutes,
    draw_up_minutes,
    save_section,
    take_back_minutes,
)
from committees.proceedings.noticing import send_notice
from committees.proceedings.on_paper import NoFrozenText, ScanIsNoScan, TabledAgain, enter_from_paper
from committees.proceedings.refusals import (
    AlreadyVoted,
    AuthorCannotSign,
    NotASitting,
    NotConstituted,
    NotDecided,
    NotListed,
    NotOnTheAgenda,
    NotPresent,
    NoVote,
    NumbersMoved,
    PasswordMissing,
    ReasonsMissing,
)
from committees.proceedings.rescheduling import cancel_meeting, postpone_meeting
from committees.proceedings.resolving import concur, send_back, sign, who_signs
from committees.proceedings.seating import SeatPlan, add_seat, change_seat, end_seat, template_for
from committees.proceedings.sittings import (
    call_meeting,
    called_by,
    close_sitting,
    name_delegate,
    open_item,
    open_sitting,
    sitting_of,
    still_sits,
)
from committees.proceedings.superseding import end_committee, supersede
from committees.proceedings.voting import cast_vote, note_dissent, record_hands

__all__ = [
    "AlreadyVoted",
    "AttendanceRow",
    "AuthorCannotSign",
    "DOWN",
    "Listed",
    "NoFrozenText",
    "NoVote",
    "NotASitting",
    "NotAnAction",
    "NotAnnulled",
    "NotConstituted",
    "NotDecided",
    "NotListed",
    "NotOnTheAgenda",
    "NotPresent",
    "NumbersMoved",
    "OrderOfTheState",
    "PasswordMissing",
    "ReasonsMissing",
    "ScanIsNoScan",
    "SeatPlan",
    "StaleSection",
    "TabledAgain",
    "UP",
    "add_seat",
    "amend_minutes",
    "annul",
    "answer_action",
    "call_meeting",
    "called_by",
    "cancel_meeting",
    "cast_vote",
    "change_seat",
    "circulate",
    "circulate_minutes",
    "circulating",
    "close_action",
    "close_sitting",
    "concur",
    "constitute",
    "constitute_many",
    "correct_minutes",
    "decline_to_join",
    "default_text",
    "draw_up",
    "draw_up_minutes",
    "end_circulation",
    "end_committee",
    "end_seat",
    "enter_from_paper",
    "invite_specially",
    "invite_to_join",
    "join_meeting",
    "lapse_circulations",
    "move_item",
    "name_delegate",
    "note_dissent",
    "numbers_stand",
    "open_item",
    "open_sitting",
    "order_of",
    "possible_owners",
    "postpone_meeting",
    "propose_agenda",
    "put_on_agenda",
    "record_action",
    "record_attendance",
    "record_hands",
    "record_invitees",
    "recuse",
    "resolutions_for_products",
    "save_section",
    "send_back",
    "send_notice",
    "set_products",
    "sign",
    "sign_circulated",
    "sitting_of",
    "step_aside_circulated",
    "still_sits",
    "supersede",
    "take_back_minutes",
    "take_off_agenda",
    "template_for",
    "void_circulations",
    "who_signs",
    "withdraw_invitee",
]
