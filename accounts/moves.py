"""Who may do what: the table, as data.

may() and reach() (accounts.permission) and docs/permissions.md are made from
MOVES. A grant reads: holders of posts with one of these duties may do the move
at the places of this scope, if the named conditions hold for the thing at hand.

What accounts cannot know (who holds a seat, who saved a change in a version)
stands here by name; committees and plans register the functions
(accounts.conditions), and a system check fails where one is missing.
"""

from dataclasses import dataclass
from enum import Enum

from django.db import models
from django.utils.translation import gettext_lazy as _

from .models.post import Duty


class Move(models.TextChoices):
    """Everything the portal asks permission for. The label completes the sentence "Only ... can ..."."""

    READ = "read", _("read what is not published yet")
    WRITE = "write", _("write in this plan")
    COMMENT = "comment", _("comment on this plan")
    OPEN_CONSULTATION = "open_consultation", _("open this plan for comment")
    CLOSE_CONSULTATION = "close_consultation", _("close the consultation and moderate its comments")
    TABLE = "table", _("table this plan")
    WITHDRAW = "withdraw", _("withdraw this plan")
    TRANSLATE = "translate", _("translate this plan")
    ASK_FOR_DATA = "ask_for_data", _("ask posts for facts of this plan")
    ANSWER_DATA_REQUEST = "answer_data_request", _("answer this data request")
    GRANT_WAIVER = "grant_waiver", _("grant a waiver of a check")
    CALL_MEETING = "call_meeting", _("call a meeting")
    KEEP_MINUTES = "keep_minutes", _("keep the minutes")
    CORRECT_MINUTES = "correct_minutes", _("ask for a correction of the minutes")
    ANSWER_ACTION = "answer_action", _("answer this action point")
    VOTE = "vote", _("vote")
    CONCUR = "concur", _("concur as co-chair")
    SIGN = "sign", _("sign this resolution")
    RECORD_NOTIFICATION = "record_notification", _("record a notification")
    PUBLISH = "publish", _("publish this version")
    ENTER_READING = "enter_reading", _("enter a reading")
    APPROVE_READING = "approve_reading", _("approve a reading")
    SUSPEND = "suspend", _("suspend this plan")
    RESUME = "resume", _("resume this plan")
    CLOSE = "close", _("close this plan")
    ANNUL = "annul", _("annul a decision")
    CONSTITUTE = "constitute", _("constitute a committee")
    CHANGE_SEATS = "change_seats", _("change the seats of a committee")
    LIST_PRODUCTS_BY_ORDER = "list_products_by_order", _("change a district's product list by an order of the State")
    LIST_PRODUCTS_BY_RESOLUTION = (
        "list_products_by_resolution",
        _("change a district's product list by a resolution of its committee"),
    )
    APPOINT = "appoint", _("change posts and postings, and send invitations")
    REFERENCE_DATA = "reference_data", _("change reference data")


class Scope(Enum):
    """At which places a grant holds, seen from the post that carries it."""

    OWN_DISTRICT = "the district of the post"
    JURISDICTION = "the districts under the Regional Authority of the post on that day"
    OWN_STATE = "the State of the post and its districts"
    STATE_ITSELF = "the State of the post, not its districts"
    EVERYWHERE = "every place"
    SEAT = "places of the committees in which the post holds a seat on that day"
    CHAIR = "places of the committees which the post chairs, or for a sitting of which its holder is the named delegate"
    CO_CHAIR = "places of the committees which the post co-chairs"
    ASKED = "places whose plan asks the post for facts"


#: Scopes only committees and plans can answer: scope -> name of the condition that is asked.
REGISTERED_SCOPES = {
    Scope.SEAT: "holds_a_seat",
    Scope.CHAIR: "is_chair_or_delegate",
    Scope.CO_CHAIR: "is_co_chair",
    Scope.ASKED: "is_asked_post",
}

#: Conditions by name, with the sentence that is said when one does not hold and its function gave no better one.
CONDITIONS = {
    "holds_a_seat": _("None of your posts holds a voting seat in this committee on that day."),
    "is_chair_or_delegate": _("Only the chair, or the delegate named for this sitting, signs."),
    "is_co_chair": _("Only the holder of the co-chair's seat concurs or reserves."),
    "is_no_author": _("You saved a change in this version, so another person has to do this."),
    "did_not_sign": _("You signed the resolution on this version, so another person has to publish it."),
    "is_own_action": _("This action belongs to another member."),
    "is_own_action_point": _("This action point belongs to another post; its holder answers it."),
    "is_asked_post": _("This request asks another post; its holder answers it."),
    "is_another_than_entered": _("You entered this reading, so another person has to approve it."),
    "is_a_committee_post": _(
        "A Regional Authority fills the seats of the committees in its districts: chair, convener and members. "
        "Ask the State officer or headquarters for other posts."
    ),
}

#: Duties whose holders count for a grant; ANY_POST: whatever the duty, the scope decides.
ANY_POST = (*Duty.values, "")


@dataclass(frozen=True)
class Grant:
    duties: tuple[str, ...]
    scope: Scope
    conditions: tuple[str, ...] = ()


def _grant(*duties, at, only_if=()):
    return Grant(tuple(str(duty) for duty in duties), at, tuple(only_if))


def _seat(scope, only_if=()):
    return Grant(ANY_POST, scope, tuple(only_if))


_OWN = _grant(Duty.CONVENER, at=Scope.OWN_DISTRICT)
_OWN_WRITERS = _grant(Duty.PLAN_OFFICER, Duty.CONVENER, at=Scope.OWN_DISTRICT)
_RA = _grant(Duty.RA_OFFICER, at=Scope.JURISDICTION)
#: A State's strategy goes the way of a plan; its office does for it what the convener and the Regional Authority do below.
_OWN_STRATEGY = _grant(Duty.CONVENER, Duty.STATE_OFFICER, at=Scope.STATE_ITSELF)
_STATE = _grant(Duty.STATE_OFFICER, at=Scope.OWN_STATE)
_HQ = _grant(Duty.HQ, at=Scope.EVERYWHERE)

_NO_AUTHOR = ("is_no_author",)
_PUBLISHER = ("is_no_author", "did_not_sign")

MOVES: dict[str, tuple[Grant, ...]] = {
    Move.READ: (
        _grant(Duty.PLAN_OFFICER, Duty.CONVENER, Duty.CHAIR, at=Scope.OWN_DISTRICT),
        _grant(Duty.CONVENER, Duty.CHAIR, at=Scope.STATE_ITSELF),
        _RA,
        _STATE,
        _seat(Scope.SEAT),
        _grant(Duty.HQ, Duty.AUDITOR, at=Scope.EVERYWHERE),
    ),
    Move.WRITE: (_OWN_WRITERS, _RA, _STATE, _OWN_STRATEGY),
    Move.COMMENT: (
        _grant(Duty.PLAN_OFFICER, Duty.CONVENER, Duty.CHAIR, at=Scope.OWN_DISTRICT),
        _RA,
        _STATE,
        _seat(Scope.SEAT),
    ),
    Move.OPEN_CONSULTATION: (_OWN, _RA, _OWN_STRATEGY),
    Move.CLOSE_CONSULTATION: (_OWN, _RA, _OWN_STRATEGY),
    Move.TABLE: (_OWN, _RA, _OWN_STRATEGY),
    Move.WITHDRAW: (_OWN, _RA, _OWN_STRATEGY),
    Move.TRANSLATE: (_OWN, _RA, _OWN_STRATEGY),
    Move.ASK_FOR_DATA: (_OWN, _RA, _OWN_STRATEGY),
    Move.ANSWER_DATA_REQUEST: (_seat(Scope.ASKED),),
    Move.GRANT_WAIVER: (
        _grant(Duty.STATE_OFFICER, at=Scope.OWN_STATE, only_if=_NO_AUTHOR),
        _grant(Duty.HQ, at=Scope.EVERYWHERE, only_if=_NO_AUTHOR),
    ),
    Move.CALL_MEETING: (_OWN, _grant(Duty.STATE_OFFICER, at=Scope.STATE_ITSELF)),
    Move.KEEP_MINUTES: (_OWN, _grant(Duty.STATE_OFFICER, at=Scope.STATE_ITSELF)),
    Move.CORRECT_MINUTES: (_seat(Scope.SEAT),),
    Move.ANSWER_ACTION: (
        _seat(Scope.OWN_DISTRICT, only_if=("is_own_action_point",)),
        _seat(Scope.STATE_ITSELF, only_if=("is_own_action_point",)),
        _seat(Scope.SEAT, only_if=("is_own_action_point",)),
    ),
    Move.VOTE: (_seat(Scope.SEAT),),
    Move.CONCUR: (_seat(Scope.CO_CHAIR),),
    Move.SIGN: (_seat(Scope.CHAIR, only_if=_NO_AUTHOR),),
    Move.RECORD_NOTIFICATION: (_OWN, _RA, _OWN_STRATEGY),
    Move.PUBLISH: (
        _grant(Duty.RA_OFFICER, at=Scope.JURISDICTION, only_if=_PUBLISHER),
        _grant(Duty.STATE_OFFICER, at=Scope.OWN_STATE, only_if=_PUBLISHER),
        _grant(Duty.HQ, at=Scope.EVERYWHERE, only_if=_PUBLISHER),
    ),
    Move.ENTER_READING: (_OWN_WRITERS, _RA, _seat(Scope.SEAT, only_if=("is_own_action",))),
    Move.APPROVE_READING: (
        _grant(Duty.RA_OFFICER, at=Scope.JURISDICTION, only_if=("is_another_than_entered",)),
        _grant(Duty.STATE_OFFICER, at=Scope.OWN_STATE, only_if=("is_another_than_entered",)),
        _grant(Duty.HQ, at=Scope.EVERYWHERE, only_if=("is_another_than_entered",)),
    ),
    Move.SUSPEND: (_HQ,),
    Move.RESUME: (_HQ,),
    Move.CLOSE: (_HQ,),
    Move.ANNUL: (_HQ,),
    Move.CONSTITUTE: (_STATE, _HQ),
    Move.CHANGE_SEATS: (_STATE, _HQ),
    Move.LIST_PRODUCTS_BY_ORDER: (_STATE, _HQ),
    Move.LIST_PRODUCTS_BY_RESOLUTION: (_OWN,),
    Move.APPOINT: (
        _grant(Duty.RA_OFFICER, at=Scope.JURISDICTION, only_if=("is_a_committee_post",)),
        _STATE,
        _HQ,
    ),
    Move.REFERENCE_DATA: (_grant(Duty.HQ, Duty.DATA_OFFICER, at=Scope.EVERYWHERE),),
}
