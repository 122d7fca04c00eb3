"""The states of a sitting, an item, a resolution, minutes and an action point, and the moves between them.

The tables are the whole truth: `proceedings` reads them, a test walks every
pair of them, and nothing else changes a state. Each change is a
compare-and-swap, so a second click finds the state already moved.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from audit.models import Event
from audit.recording import kind_of
from common.clock import INDIA
from common.refusals import StaleRow, WrongState


class MeetingState(models.TextChoices):
    CALLED = "called", _("called")
    OPEN = "open", _("sitting")
    CLOSED = "closed", _("closed")
    CANCELLED = "cancelled", _("cancelled")


class ItemState(models.TextChoices):
    LISTED = "listed", _("on the agenda")
    OPEN = "open", _("open for decision")
    DRAWN_UP = "drawn_up", _("resolution drawn up")
    DECIDED = "decided", _("decided")
    LAPSED = "lapsed", _("not decided at this sitting")
    TAKEN_OFF = "taken_off", _("taken off the agenda")


class ResolutionState(models.TextChoices):
    DRAWN_UP = "drawn_up", _("waits for the signature")
    SIGNED = "signed", _("signed")
    SET_ASIDE = "set_aside", _("sent back to the convener")


class MinutesState(models.TextChoices):
    DRAFT = "draft", _("a draft")
    CIRCULATED = "circulated", _("circulated, not yet confirmed")
    CONFIRMED = "confirmed", _("confirmed")


class ActionState(models.TextChoices):
    OPEN = "open", _("open")
    DONE = "done", _("done")
    DROPPED = "dropped", _("dropped")


@dataclass(frozen=True)
class Step:
    """One allowed change of state; `verb` is the word of its Event."""

    kind: str
    verb: str
    before: tuple[str, ...]
    after: str


STEPS = (
    Step("meeting", "open", (MeetingState.CALLED,), MeetingState.OPEN),
    Step("meeting", "close", (MeetingState.OPEN,), MeetingState.CLOSED),
    Step("meeting", "cancel", (MeetingState.CALLED,), MeetingState.CANCELLED),
    Step("item", "open", (ItemState.LISTED,), ItemState.OPEN),
    Step("item", "draw up", (ItemState.OPEN,), ItemState.DRAWN_UP),
    Step("item", "send back", (ItemState.DRAWN_UP,), ItemState.OPEN),
    Step("item", "decide", (ItemState.DRAWN_UP,), ItemState.DECIDED),
    # Drawn up: only when its resolution is set aside after the sitting was closed.
    Step("item", "lapse", (ItemState.LISTED, ItemState.OPEN, ItemState.DRAWN_UP), ItemState.LAPSED),
    Step("item", "take off", (ItemState.LISTED,), ItemState.TAKEN_OFF),
    Step("resolution", "sign", (ResolutionState.DRAWN_UP,), ResolutionState.SIGNED),
    Step("resolution", "send back", (ResolutionState.DRAWN_UP,), ResolutionState.SET_ASIDE),
    Step("minutes", "circulate", (MinutesState.DRAFT,), MinutesState.CIRCULATED),
    # To work in a correction, or because the committee gave them back.
    Step("minutes", "take back", (MinutesState.CIRCULATED,), MinutesState.DRAFT),
    Step("minutes", "confirm", (MinutesState.CIRCULATED,), MinutesState.CONFIRMED),
    Step("action", "close as done", (ActionState.OPEN,), ActionState.DONE),
    Step("action", "drop", (ActionState.OPEN,), ActionState.DROPPED),
)

_BY_VERB = {(step.kind, step.verb): step for step in STEPS}


def step(kind: str, verb: str) -> Step:
    """The row of the table for this verb; KeyError for a verb nobody wrote down."""
    return _BY_VERB[kind, verb]


def move(row, kind: str, verb: str, /, **changes) -> None:
    """Change the state of one row by compare-and-swap and set `changes` with it.

    The row is matched on the state it was read in, so of two people doing the
    same thing in the same instant exactly one succeeds.

    Raises WrongState when the table has no such move from the state the row
    was read in, StaleRow when somebody else moved the row in between.
    """
    rule = step(kind, verb)
    if row.state not in rule.before:
        raise WrongState(
            _("This is %(state)s%(since)s, so nothing was changed. Open the page again to see where it stands.")
            % {"state": row.get_state_display(), "since": last_done(row)}
        )
    moved = type(row).objects.filter(pk=row.pk, state=row.state).update(state=rule.after, **changes)
    if not moved:
        raise StaleRow(
            _("Somebody else did this in the same moment%(since)s, so nothing more was changed. Open the page again to see it.")
            % {"since": last_done(row)}
        )
    row.state = rule.after
    for name, value in changes.items():
        setattr(row, name, value)


def last_done(row) -> str:
    """ " (11:20, 14-08-2025, G. Devi)": when something was last done about this row, and by whom; "" for nothing. One query.

    What was done about an item is written down at its resolution too.
    """
    about = Q(target_kind=kind_of(row), target_id=str(row.pk))
    if hasattr(row, "resolutions"):
        made = row.resolutions.order_by("-pk").values_list("pk", flat=True).first()
        about |= Q(target_kind="committees.resolution", target_id=str(made))
    event = Event.objects.filter(about).first()
    if event is None:
        return ""
    at = event.at.astimezone(INDIA)
    return f" ({at:%H:%M}, {at:%d-%m-%Y}, {event.actor_name})"
