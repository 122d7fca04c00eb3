"""Committees and what they decide: one file per noun."""

from committees.models.action import ActionAnswer, ActionPoint, AnswerKind
from committees.models.annulment import Annulment, RegisterEntry
from committees.models.attendance import Attendance, Presence, PresenceMode, Recusal
from committees.models.circulation import Circulation, CirculationEnd
from committees.models.committee import TEN_MEMBERS, Committee, CommitteeKind, Form, QuorumKind
from committees.models.meeting import AgendaItem, Meeting, MeetingMode, Motion, Sitting
from committees.models.minutes import Minutes, MinutesCorrection, MinutesSection
from committees.models.notice import AnswerState, ChangeKind, Invitee, JoinInvitation, MeetingChange, MeetingNotice
from committees.models.paper import Paper
from committees.models.paper_decision import PaperDecision
from committees.models.product_list import ProductDecision, ProductLine, ProductStep
from committees.models.resolution import METHODS_OF_A_SITTING, Method, Outcome, Resolution, SeatedAs, SeatOfTheDay, Stand
from committees.models.seat import SOLE_ROLES, Role, Seat, SeatType
from committees.models.seat_change import Change, SeatChange
from committees.models.sent_form import SentForm
from committees.models.vote import Choice, Dissent, Vote
from committees.states import ActionState, ItemState, MeetingState, MinutesState, ResolutionState

__all__ = [
    "METHODS_OF_A_SITTING",
    "SOLE_ROLES",
    "ActionAnswer",
    "ActionPoint",
    "ActionState",
    "TEN_MEMBERS",
    "AgendaItem",
    "Annulment",
    "AnswerKind",
    "AnswerState",
    "Attendance",
    "ChangeKind",
    "Change",
    "Choice",
    "Circulation",
    "CirculationEnd",
    "Committee",
    "CommitteeKind",
    "Dissent",
    "Invitee",
    "Form",
    "ItemState",
    "JoinInvitation",
    "Meeting",
    "MeetingChange",
    "MeetingMode",
    "MeetingNotice",
    "MeetingState",
    "Method",
    "Minutes",
    "MinutesCorrection",
    "MinutesSection",
    "MinutesState",
    "Motion",
    "Outcome",
    "Paper",
    "PaperDecision",
    "Presence",
    "PresenceMode",
    "ProductDecision",
    "ProductLine",
    "ProductStep",
    "QuorumKind",
    "Recusal",
    "RegisterEntry",
    "Resolution",
    "ResolutionState",
    "Role",
    "Seat",
    "SeatChange",
    "SeatOfTheDay",
    "SeatType",
    "SeatedAs",
    "SentForm",
    "Sitting",
    "Stand",
    "Vote",
]
