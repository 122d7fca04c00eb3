"""What accounts asks committees: may() and reach() through seats, chairs, delegates and co-chairs."""

from datetime import timedelta

import pytest

from accounts.appointing import transfer
from accounts.moves import Move
from accounts.permission import may, reach
from accounts.tests.factories import a_district, make_auditor, make_data_officer, post_of, stranger
from committees import proceedings
from committees.tests.factories import STARTS, a_meeting, a_paper, depc_of, drawn_up, item_with, vote

pytestmark = pytest.mark.django_db

ON = STARTS.date()
#: Who may make which of the committee's moves in a committee of seven seats, by key.
ALLOWED = {
    Move.VOTE: {"chair", "co_chair", "convener", "member", "member_2", "member_3", "association"},
    Move.SIGN: {"chair"},
    Move.CONCUR: {"co_chair"},
    Move.CALL_MEETING: {"convener"},
    Move.KEEP_MINUTES: {"convener"},
    Move.CONSTITUTE: {"hq", "state_officer"},
    Move.CHANGE_SEATS: {"hq", "state_officer"},
}


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def everybody(depc):
    other = depc_of(a_district("Salem", "Tamil Nadu"))
    return {
        **depc.people,
        "hq": depc.hq,
        "state_officer": depc.state_officer,
        "chair of another district": other.user("chair"),
        "member of another district": other.user("member"),
        "convener of another district": other.user("convener"),
        "data_officer": make_data_officer(),
        "auditor": make_auditor(),
        "stranger": stranger(),
    }


@pytest.mark.parametrize("move", ALLOWED, ids=str)
def test_each_move_is_for_those_of_the_table_and_for_nobody_else(depc, everybody, move):
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    thing = {Move.VOTE: item, Move.SIGN: drawn_up(item, depc), Move.CONCUR: depc.committee}.get(move, depc.committee)
    place = depc.committee.place

    asked = {key for key, user in everybody.items() if may(user, move, place, on=ON, thing=thing)}
    reached = {key for key, user in everybody.items() if reach(user, move, on=ON).filter(pk=place.pk).exists()}

    assert asked == ALLOWED[move]
    assert reached == ALLOWED[move]


def test_a_right_goes_with_the_post_and_the_day(depc):
    place, post = depc.committee.place, depc.seat("chair").post
    moved = ON + timedelta(days=10)
    transfer(post, depc.user("plan_officer").person, on=moved, by=depc.hq, at=STARTS)

    assert may(depc.user("chair"), Move.SIGN, place, on=moved - timedelta(days=1))
    assert not may(depc.user("chair"), Move.SIGN, place, on=moved)
    assert may(depc.user("plan_officer"), Move.SIGN, place, on=moved)


def test_a_right_ends_with_the_seat(depc):
    place = depc.committee.place
    proceedings.end_seat(depc.seat("member"), order_number="9", order_date=ON, on=ON, by=depc.hq, at=STARTS)

    assert may(depc.user("member"), Move.VOTE, place, on=ON - timedelta(days=1))
    assert not may(depc.user("member"), Move.VOTE, place, on=ON)


def test_the_delegate_signs_for_that_sitting_and_for_no_other(depc):
    deputy = depc.user("plan_officer")
    item = item_with(a_paper("one"), depc)
    other = a_meeting(depc, starts_at=STARTS - timedelta(days=5))
    proceedings.name_delegate(
        other, depc.committee, person=deputy.person, reference="DC 12 of 1-8-2025", by=depc.user("convener"), at=STARTS
    )
    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)

    assert not may(deputy, Move.SIGN, depc.committee.place, on=ON, thing=resolution)
    proceedings.send_back(resolution, remark="A delegate is named.", by=depc.user("chair"), at=STARTS)
    proceedings.name_delegate(
        item.meeting, depc.committee, person=deputy.person, reference="DC 14 of 14-8-2025", by=depc.user("convener"), at=STARTS
    )
    assert may(deputy, Move.SIGN, depc.committee.place, on=ON, thing=drawn_up(item, depc))


def test_a_seat_without_a_vote_reads_and_does_not_vote(depc):
    plan = proceedings.SeatPlan("depc-other", post=post_of(depc.user("plan_officer")), votes=False)
    proceedings.add_seat(depc.committee, plan, order_number="7", order_date=ON, on=ON, by=depc.hq, at=STARTS)
    item = item_with(a_paper(), depc)
    place, user = depc.committee.place, depc.user("plan_officer")

    assert may(user, Move.READ, place, on=ON, thing=depc.committee)
    assert not may(user, Move.VOTE, place, on=ON, thing=item)
