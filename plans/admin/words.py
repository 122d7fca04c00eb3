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
    "suspend": _("The plan stays readable, is marked as suspended with order and reason, and counts as adopted."),
    "resume": _("The plan is in force again as it was published."),
    "close": _("The plan stays readable and is no longer in force."),
    "record_notification": _("Number and date are shown beside the plan. The state stays as it is."),
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
    "suspend": _("The plan is suspended."),
    "resume": _("The plan is in force again."),
    "close": _("The plan is closed."),
    "record_notification": _("The notification is recorded."),
    "record_past_adoption": _("The adoption from paper is recorded."),
}


def stage_word(state):
    """The word on the pill, for a state of a version or a public stage."""
    state = str(state)
    return _STAGES[state] if state in _STAGES else State(state).label
