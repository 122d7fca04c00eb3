"""Words of the desk: what a state is called, what each move does and did."""

from django.utils.translation import gettext_lazy as _

from plans.states import State

_STAGES = {
    "not_recorded": _("Not recorded here"),
    "in_preparation": _("In preparation"),
    "open_for_comment": _("Open for comment"),
    "before_committee": _("Before the committee"),
    "notified": _("Notified"),
}


#: What each confirm page says will happen.
WHAT_HAPPENS = {
    "open_consultation": _(
        "Anyone with the address can read the text and comment until the closing day. It does not change meanwhile."
    ),
    "close_consultation": _("The public address closes, the text can be changed again, and each comment waits for its answer."),
    "table": _(
        "The text is frozen into a paper with a fingerprint and laid before the committee of this place. Nobody "
        "can change it after that; the committee adopts or returns it."
    ),
    "reopen": _("The version becomes a draft again. Each reason of the committee needs an answer before it can be tabled again."),
    "withdraw": _("The version is taken off the way for good. Its text stays in the record; a new version can be started."),
    "publish": _(
        "The adopted text becomes public on the next request: on the map, the district's page, the plan's page and in the API."
    ),
    "send_back": _(
        "The plan stays adopted and is not published. Those who write it are told, and read the reason on its page. What the "
        "committee adopted cannot be changed: a new version goes before it, or the reason is answered and the plan published."
    ),
    "suspend": _("The plan stays readable, is marked as suspended with order and reason, and counts as adopted."),
    "resume": _("The plan is in force again as it was published."),
    "close": _("The plan stays readable and is no longer in force."),
    "record_notification": _("Number and date are shown beside the plan. The state stays as it is."),
    "start_erratum": _(
        "A list of corrections begins: slips in prose, names, contact posts and addresses of sources. Numbers and all else that "
        "was decided are changed by a new version and the committee. The adopted text stays at its own address."
    ),
    "submit_erratum": _("The corrections are frozen into a paper. Somebody else, who did not sign the decision, publishes them."),
    "take_back_erratum": _("The list of corrections can be changed again. It has to be submitted anew."),
    "publish_erratum": _(
        "The corrected places are public on the next request, marked, with the reasons; the text as adopted stays one link away."
    ),
    "withdraw_erratum": _("The list of corrections is taken off the way; nothing of it becomes public."),
    "record_past_adoption": _(
        "The text is frozen as it stands and marked as adopted on paper, before this portal, with the scan as its proof."
    ),
}
#: What is said when it has happened.
DONE = {
    "open_consultation": _("The plan is open for comment."),
    "close_consultation": _("The consultation is closed."),
    "table": _("The text is frozen and before the committee. Its meeting can take it on the agenda now."),
    "reopen": _("The version is a draft again."),
    "withdraw": _("The version is withdrawn."),
    "publish": _("The plan is published."),
    "send_back": _("The plan is sent back to its office."),
    "suspend": _("The plan is suspended."),
    "resume": _("The plan is in force again."),
    "close": _("The plan is closed."),
    "record_notification": _("The notification is recorded."),
    "start_erratum": _("The erratum is started. Choose a place and write its new words."),
    "submit_erratum": _("The corrections are frozen and wait for somebody else to publish them."),
    "take_back_erratum": _("The erratum can be worked on again."),
    "publish_erratum": _("The erratum is published."),
    "withdraw_erratum": _("The erratum is withdrawn."),
    "record_past_adoption": _("The adoption from paper is recorded."),
}


def stage_word(state):
    """The word on the pill, for a state of a version or a public stage."""
    state = str(state)
    return _STAGES[state] if state in _STAGES else State(state).label
