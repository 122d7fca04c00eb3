"""Every way in which a plan version changes its state. Nothing else writes that column.

Each move asks accounts.permission, swaps the state by comparing it with what was read, and writes exactly one Event per
version moved, all in one transaction. A move that finds the version elsewhere than it was read changes nothing and says
who was faster. All take `by` (the account), `at` (aware moment), and may take `post` (the post acted in) and `seen`
(the version's row_version as the page showed it: a stale tab is refused even where the state is the same).
"""

from plans.workflow.annulling import receive_annulment, rests_on_annulled
from plans.workflow.commenting import (
    CommentsUnanswered,
    hide_comment,
    leave_comment,
    reply_to_comment,
    show_comment,
    unanswered_comments,
)
from plans.workflow.consulting import close_consultation, open_consultation
from plans.workflow.deciding import adopt, receive_outcome, return_version, stay
from plans.workflow.errata import (
    correct,
    drop_correction,
    publish_erratum,
    start_erratum,
    submit_erratum,
    take_back_erratum,
    withdraw_erratum,
)
from plans.workflow.moving import MovedOn
from plans.workflow.past import AlreadyRecorded, DecidedHere, enter_past_adoption
from plans.workflow.publishing import (
    CHECKLIST,
    ChecklistOpen,
    ContactsOpen,
    OnlyItsScanIsHere,
    close,
    publish,
    record_notification,
    record_past_adoption,
    resume,
    suspend,
)
from plans.workflow.remarking import record_state_remarks
from plans.workflow.requesting import (
    answer_data_request,
    ask_for_data,
    send_back_answer,
    take_answers,
    withdraw_data_request,
)
from plans.workflow.sending_back import ReasonMissing, send_back
from plans.workflow.starting import patterns_for, start_version
from plans.workflow.tabling import (
    BlockedByChecks,
    MeetingIsOpen,
    ReasonsUnanswered,
    answer_reason,
    reopen,
    table,
    withdraw,
)
from plans.workflow.translating import NotToBeChecked, TranslatedMeanwhile, check_translations, translate
from plans.workflow.waiving import (
    AlreadyWithdrawn,
    LastDayIsOff,
    NothingToWaive,
    ReasonIsMissing,
    UnknownCheck,
    grant_waiver,
    withdraw_waiver,
)

__all__ = [
    "answer_data_request",
    "ask_for_data",
    "send_back_answer",
    "take_answers",
    "withdraw_data_request",
    "AlreadyRecorded",
    "AlreadyWithdrawn",
    "LastDayIsOff",
    "NothingToWaive",
    "ReasonIsMissing",
    "UnknownCheck",
    "grant_waiver",
    "withdraw_waiver",
    "DecidedHere",
    "OnlyItsScanIsHere",
    "enter_past_adoption",
    "CHECKLIST",
    "BlockedByChecks",
    "ChecklistOpen",
    "CommentsUnanswered",
    "ContactsOpen",
    "ReasonMissing",
    "MeetingIsOpen",
    "MovedOn",
    "NotToBeChecked",
    "ReasonsUnanswered",
    "TranslatedMeanwhile",
    "adopt",
    "answer_reason",
    "check_translations",
    "close",
    "close_consultation",
    "correct",
    "drop_correction",
    "hide_comment",
    "leave_comment",
    "open_consultation",
    "patterns_for",
    "publish",
    "publish_erratum",
    "receive_annulment",
    "receive_outcome",
    "record_notification",
    "record_past_adoption",
    "record_state_remarks",
    "reopen",
    "reply_to_comment",
    "resume",
    "rests_on_annulled",
    "return_version",
    "show_comment",
    "start_erratum",
    "send_back",
    "start_version",
    "stay",
    "submit_erratum",
    "suspend",
    "table",
    "take_back_erratum",
    "translate",
    "unanswered_comments",
    "withdraw",
    "withdraw_erratum",
]
