"""The states of a plan version and the one table of moves between them (design.md section 5).

A row of MOVES says from where, to where, by which move of the permission table, and under which verb the Event is
written. plans/workflow.py carries the moves out and looks every one of them up here; docs/plan-states.md is drawn from
the same rows (`manage.py write_state_diagram`), and a test compares.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    """Where a version stands. Notified, concurred and the like are dated facts beside it, never states."""

    DRAFT = "draft", _("Draft")
    IN_CONSULTATION = "in_consultation", _("Open for comment")
    TABLED = "tabled", _("Before the committee")
    RETURNED = "returned", _("Returned")
    ADOPTED = "adopted", _("Adopted")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")
    CLOSED = "closed", _("Closed")
    SUSPENDED = "suspended", _("Suspended")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ANNULLED = "annulled", _("Decision annulled")
    SUBMITTED = "submitted", _("Waits for publication")


# Under way: at most one main version per plan at a time, so that a plan has one text that officers work on; and one erratum.
# Submitted is a state of errata alone, which no committee decides.
UNDER_WAY = (State.DRAFT, State.IN_CONSULTATION, State.TABLED, State.RETURNED, State.SUBMITTED)
# Its rows may change; everywhere else a guard of the database refuses.
EDITABLE = (State.DRAFT, State.RETURNED)
# Comments of the public are still read and answered; from the tabling on their register stands.
ANSWERABLE = (State.DRAFT, State.IN_CONSULTATION, State.RETURNED)
# A committee (or a paper from before this portal) has decided it.
DECIDED = (State.ADOPTED, State.PUBLISHED, State.SUPERSEDED, State.CLOSED, State.SUSPENDED, State.ANNULLED)
# The one version people go by once published; a suspended one keeps the place until it is resumed, replaced or closed.
IN_FORCE = (State.PUBLISHED, State.SUSPENDED)
# Made from the paper's stored bytes, never from rows.
FROZEN = (State.TABLED, *DECIDED)
FINAL = (State.SUPERSEDED, State.CLOSED, State.WITHDRAWN, State.ANNULLED)


@dataclass(frozen=True)
class PlanMove:
    """One move: its name, whence and where to, and the condition in words for the diagram.

    `permission` is the move of accounts.moves that the actor must be allowed, or None where no person decides: the
    move follows from a signature or from another version's move.
    """

    name: str
    source: tuple
    target: str
    permission: str | None
    verb: str
    condition: str = ""
    button: str = ""


S = State
MOVES = (
    PlanMove("start", (), S.DRAFT, "write", "plan.started", "no other version under way", _("Start a new version")),
    PlanMove(
        "open_consultation",
        (S.DRAFT,),
        S.IN_CONSULTATION,
        "open_consultation",
        "plan.consultation_opened",
        "a closing day is given",
        _("Open for comment"),
    ),
    PlanMove(
        "close_consultation",
        (S.IN_CONSULTATION,),
        S.DRAFT,
        "close_consultation",
        "plan.consultation_closed",
        button=_("Close the consultation"),
    ),
    PlanMove(
        "table",
        (S.DRAFT,),
        S.TABLED,
        "table",
        "plan.tabled",
        "no blocking check fails; every reason answered; text frozen into a paper",
        _("Table for the committee"),
    ),
    PlanMove("adopt", (S.TABLED,), S.ADOPTED, None, "plan.adopted", "signed, carried, same place, this paper"),
    PlanMove("return", (S.TABLED,), S.RETURNED, None, "plan.returned", "signed, returned or lost"),
    PlanMove("stay", (S.TABLED,), S.TABLED, None, "plan.stayed", "signed, deferred, tied or lapsed"),
    PlanMove("reopen", (S.RETURNED,), S.DRAFT, "write", "plan.reopened", button=_("Work on it again")),
    PlanMove(
        "record_past_adoption",
        (S.DRAFT,),
        S.ADOPTED,
        "reference_data",
        "plan.past_adoption_recorded",
        "adopted before this portal, with a scan",
        _("Record an adoption from paper"),
    ),
    PlanMove(
        "withdraw",
        (S.DRAFT, S.IN_CONSULTATION, S.RETURNED, S.TABLED),
        S.WITHDRAWN,
        "withdraw",
        "plan.withdrawn",
        "where tabled, only while no meeting on it is open",
        _("Withdraw"),
    ),
    PlanMove(
        "publish", (S.ADOPTED,), S.PUBLISHED, "publish", "plan.published", "check list; no author, not the signer", _("Publish")
    ),
    PlanMove(
        "supersede",
        (S.ADOPTED, S.PUBLISHED, S.SUSPENDED),
        S.SUPERSEDED,
        None,
        "plan.superseded",
        "a later version adopted or published",
    ),
    PlanMove(
        "send_back",
        (S.ADOPTED,),
        "",
        "publish",
        "plan.sent_back",
        "not published, with the reason; it stays adopted",
        _("Send it back"),
    ),
    PlanMove("annul", (S.ADOPTED,), S.ANNULLED, None, "plan.annulled", "its resolution is annulled by order; never published"),
    PlanMove("suspend", (S.PUBLISHED,), S.SUSPENDED, "suspend", "plan.suspended", "by order, with a reason", _("Suspend")),
    PlanMove("resume", (S.SUSPENDED,), S.PUBLISHED, "resume", "plan.resumed", button=_("Resume")),
    PlanMove("close", (S.PUBLISHED, S.SUSPENDED), S.CLOSED, "close", "plan.closed", "period over or district ended", _("Close")),
    PlanMove(
        "record_notification",
        (S.ADOPTED, S.PUBLISHED, S.SUSPENDED),
        "",
        "record_notification",
        "plan.notified",
        "a dated fact; the state stays",
        _("Record the notification"),
    ),
)
# An erratum (minor > 0) has a way of its own: no committee, an author, another person who publishes. While in force it is
# superseded, suspended, resumed and closed together with the text it corrects.
ERRATUM_MOVES = (
    PlanMove(
        "start_erratum",
        (),
        S.DRAFT,
        "write",
        "plan.erratum_started",
        "on the published version; no other erratum under way",
        _("Correct a slip"),
    ),
    PlanMove(
        "submit_erratum",
        (S.DRAFT,),
        S.SUBMITTED,
        "write",
        "plan.erratum_submitted",
        "the difference holds nothing material; corrections frozen into a paper",
        _("Submit for publication"),
    ),
    PlanMove(
        "take_back_erratum", (S.SUBMITTED,), S.DRAFT, "write", "plan.erratum_taken_back", button=_("Take back and work on it")
    ),
    PlanMove(
        "publish_erratum",
        (S.SUBMITTED,),
        S.PUBLISHED,
        "publish",
        "plan.erratum_published",
        "another person than its author, not the signer; the text it corrects is in force",
        _("Publish the erratum"),
    ),
    PlanMove(
        "withdraw_erratum",
        (S.DRAFT, S.SUBMITTED),
        S.WITHDRAWN,
        "write",
        "plan.erratum_withdrawn",
        button=_("Withdraw the erratum"),
    ),
)
OF_ERRATA = frozenset(move.name for move in ERRATUM_MOVES)
BY_NAME = {move.name: move for move in (*MOVES, *ERRATUM_MOVES)}


def moves_from(state):
    """The moves of the table that start in this state, in the table's order."""
    return tuple(move for move in MOVES if state in move.source)


def diagram(moves=MOVES):
    """The table as a mermaid state diagram; the same rows always give the same text."""
    lines = ["stateDiagram-v2"]
    for move in moves:
        # Mermaid ends a label at a semicolon.
        label = f"{move.name} - {move.condition.replace(';', ',')}" if move.condition else move.name
        for source in move.source or ("[*]",):
            lines.append(f"    {source} --> {move.target or source} : {label}")
    reached = {move.target for move in moves}
    lines += [f"    {state.value} --> [*]" for state in FINAL if state in reached]
    return "\n".join(lines)
