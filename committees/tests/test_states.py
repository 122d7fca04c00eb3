"""The table of moves: every pair of state and verb, allowed and refused."""

import pytest

from committees.models import (
    ActionPoint,
    ActionState,
    AgendaItem,
    ItemState,
    Meeting,
    MeetingState,
    Minutes,
    MinutesState,
    Resolution,
    ResolutionState,
)
from committees.states import STEPS, move
from committees.tests.factories import a_paper, depc_of, drawn_up, item_with, vote
from common.refusals import StaleRow, WrongState

STATES = {
    "meeting": MeetingState,
    "item": ItemState,
    "resolution": ResolutionState,
    "minutes": MinutesState,
    "action": ActionState,
}
MODELS = {"meeting": Meeting, "item": AgendaItem, "resolution": Resolution, "minutes": Minutes, "action": ActionPoint}
PAIRS = [(step, state) for step in STEPS for state in STATES[step.kind]]


@pytest.mark.parametrize(("step", "state"), PAIRS, ids=[f"{step.kind}-{step.verb}-{state}" for step, state in PAIRS])
def test_a_move_exists_from_the_states_of_the_table_and_from_no_other(step, state, monkeypatch):
    row = MODELS[step.kind](pk=1, state=state)
    written = []
    monkeypatch.setattr("committees.states.last_done", lambda row: "")
    monkeypatch.setattr(
        type(row).objects, "filter", lambda **where: type("Rows", (), {"update": lambda self, **new: written.append(new) or 1})()
    )

    if state in step.before:
        move(row, step.kind, step.verb)
        assert (row.state, written) == (step.after, [{"state": step.after}])
    else:
        with pytest.raises(WrongState):
            move(row, step.kind, step.verb)
        assert (row.state, written) == (state, [])


def test_every_state_but_the_first_is_reached_by_a_move():
    for kind, states in STATES.items():
        reached = {step.after for step in STEPS if step.kind == kind}
        assert set(states) - reached == {next(iter(states))} - reached


@pytest.mark.django_db
def test_of_two_who_hold_the_same_row_the_second_is_told():
    depc = depc_of()
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    first, second = (AgendaItem.objects.get(pk=item.pk) for _ in range(2))
    drawn_up(first, depc)

    with pytest.raises(StaleRow, match=r"Somebody else did this in the same moment \(\d\d:\d\d, 14-08-2025, "):
        move(second, "item", "draw up")
