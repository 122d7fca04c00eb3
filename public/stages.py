"""The words for a plan's standing. Codes are those of the API; the order is that of a plan's life."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STAGES = {
    "not_recorded": _("Not recorded here"),
    "in_preparation": _("In preparation"),
    "open_for_comment": _("Open for comment"),
    "returned": _("Returned"),
    "before_committee": _("Before the committee"),
    "adopted": _("Adopted"),
    "notified": _("Notified"),
    "published": _("Published"),
}

SUSPENDED_SINCE = _("suspended since")

OTHERS = {
    "superseded": _("Superseded"),
    "closed": pgettext_lazy("standing of a plan", "Closed"),
    "suspended": _("Suspended"),
    "withdrawn": _("Withdrawn"),
    "annulled": _("Decision annulled"),
}


def words_of(stage):
    """The word of a public stage, with what is said of a suspended plan, as plain text; of None "Not recorded here"."""
    if stage is None:
        return str(STAGES["not_recorded"])
    said = str(STAGES[stage.code])
    return f"{said}, {SUSPENDED_SINCE} {stage.suspended_on:%d-%m-%Y}" if stage.is_suspended else said


def word(code):
    """The word of a standing; raises KeyError for a code that is none."""
    return STAGES.get(code) or OTHERS[code]
