"""Opening a draft for public comment, and closing it again. The text does not change in between."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.clock import day_in_india
from common.refusals import Refusal
from plans.workflow.moving import allowed, locked, move, open_for


class ClosingDayPassed(Refusal):
    """A consultation is opened for days to come."""

    default_sentence = _("The closing day is today or earlier. Give people at least until tomorrow.")


@transaction.atomic
def open_consultation(version, *, until, by, at, remark="", post=None, seen=None):
    """Open the draft for public comment until the end of the day `until`.

    Raises NotAllowed, MovedOn, ClosingDayPassed.
    """
    actor = allowed(version, "open_consultation", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "open_consultation", seen)
    if until <= day_in_india(at):
        raise ClosingDayPassed
    return move(
        version,
        "open_consultation",
        actor=actor,
        at=at,
        data={"until": until.isoformat(), "remark": remark},
        consultation_opened_at=at,
        consultation_until=until,
    )


@transaction.atomic
def close_consultation(version, *, by, at, remark="", post=None, seen=None):
    """Close the consultation: the version is a draft again and may change. Raises NotAllowed, MovedOn."""
    actor = allowed(version, "close_consultation", by=by, at=at, post=post)
    version = locked(version)
    open_for(version, "close_consultation", seen)
    return move(version, "close_consultation", actor=actor, at=at, data={"remark": remark})
