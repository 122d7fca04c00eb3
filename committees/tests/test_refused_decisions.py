"""Resolutions that cannot be drawn up, meetings and committees that cannot be: each with a sentence."""

from datetime import timedelta

import pytest

from accounts.tests.factories import ON, a_district, make_hq, stranger
from audit.models import Event
from committees import proceedings
from committees.models import Resolution
from committees.proceedings import (
    NotDecided,
    ReasonsMissing,
)
from committees.tests.factories import (
    SITTING,
    STARTS,
    a_meeting,
    a_paper,
    carried_resolution,
    depc_of,
    drawn_up,
    item_with,
    returned_resolution,
    vote,
)
from common.refusals import NotAllowed, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def item(depc):
    return item_with(a_paper(), depc)


def cast(item, user, choice="for", *, seat=None):
    return proceedings.cast_vote(item, seat=seat, choice=choice, by=user, at=SITTING)


def test_two_persons_are_too_few_to_decide(depc):
    item = item_with(a_paper(), depc, present=("chair", "convener"))
    vote(item, depc, chair="for", convener="for")

    with pytest.raises(NotDecided, match="2 persons with a vote present, 3 are needed"):
        drawn_up(item, depc)
    item.refresh_from_db()
    assert (item.state, Resolution.objects.count()) == ("open", 0)


def test_nothing_is_decided_without_the_chair_or_a_delegate(depc):
    item = item_with(a_paper(), depc, present=("co_chair", "convener", "member", "member_2"))
    vote(item, depc, co_chair="for", convener="for")

    with pytest.raises(NotDecided, match="Neither the chair nor a delegate"):
        drawn_up(item, depc)


def test_nothing_is_drawn_up_without_a_vote(depc, item):
    with pytest.raises(NotDecided, match="No vote has been cast"):
        drawn_up(item, depc)


def test_an_objection_prevents_consensus(depc, item):
    vote(item, depc, member="against")

    with pytest.raises(NotDecided, match="A voting member objected"):
        drawn_up(item, depc, method="consensus")


def test_a_return_needs_reasons(depc):
    item = item_with(a_paper(), depc, motion="return")
    vote(item, depc, chair="for", convener="for")

    with pytest.raises(ReasonsMissing):
        drawn_up(item, depc)
    with pytest.raises(ReasonsMissing):
        drawn_up(item, depc, reasons=[{"path": "/heads/1", "text": "  "}])
    item.refresh_from_db()
    assert item.state == "open"
    assert drawn_up(item, depc, reasons=[{"path": "/heads/1", "text": "No year."}]).outcome == "returned"


def test_a_lost_paper_goes_back_with_reasons_too(depc, item):
    vote(item, depc, chair="against", convener="against", member="for")

    with pytest.raises(ReasonsMissing):
        drawn_up(item, depc)


def test_hands_are_no_recorded_vote(depc, item):
    proceedings.record_hands(item, {depc.seat("chair"): "for", depc.seat("member"): "for"}, by=depc.user("convener"), at=SITTING)

    with pytest.raises(NotDecided, match="raised hands"):
        drawn_up(item, depc)
    assert drawn_up(item, depc, method="show_of_hands").votes_for == 2


@pytest.mark.parametrize("key", ["member", "chair", "plan_officer"])
def test_only_the_convener_draws_up(depc, item, key):
    vote(item, depc, chair="for", convener="for", member="for")

    with pytest.raises(NotAllowed, match="Only the convener of Erode"):
        proceedings.draw_up(item, method="recorded", by=depc.user(key), at=SITTING)
    with pytest.raises(NotAllowed):
        proceedings.draw_up(item, method="recorded", by=stranger(), at=SITTING)


def test_a_stranger_calls_no_meeting(depc):
    with pytest.raises(NotAllowed):
        proceedings.call_meeting([depc.committee], starts_at=STARTS, by=stranger(), at=STARTS)


def test_a_convener_calls_no_meeting_of_another_district(depc):
    other = depc_of(a_district("Salem", "Tamil Nadu"))

    with pytest.raises(NotAllowed):
        proceedings.call_meeting([depc.committee, other.committee], starts_at=STARTS, by=depc.user("convener"), at=STARTS)


def test_a_committee_of_another_district_joins_by_its_own_convener(depc):
    other = depc_of(a_district("Salem", "Tamil Nadu"))
    meeting = a_meeting(depc)
    with pytest.raises(proceedings.NotASitting, match="is not invited to this meeting"):
        proceedings.join_meeting(meeting, other.committee, by=other.user("convener"), at=STARTS)
    proceedings.invite_to_join(meeting, [other.committee], by=depc.user("convener"), at=STARTS)

    with pytest.raises(NotAllowed):
        proceedings.join_meeting(meeting, other.committee, by=depc.user("convener"), at=STARTS)
    proceedings.join_meeting(meeting, other.committee, by=other.user("convener"), at=STARTS)

    assert [sitting.committee for sitting in meeting.sittings.order_by("pk")] == [depc.committee, other.committee]


def test_a_sitting_does_not_open_before_its_day(depc):
    meeting = a_meeting(depc)

    with pytest.raises(WrongState, match="It can be opened on that day"):
        proceedings.open_sitting(meeting, by=depc.user("convener"), at=STARTS - timedelta(days=1))


def test_a_paper_stands_once_on_an_agenda_and_numbers_are_not_given_twice(depc):
    meeting = a_meeting(depc)
    convener = depc.user("convener")
    first = proceedings.put_on_agenda(meeting, depc.committee, paper=a_paper(), by=convener, at=STARTS)
    with pytest.raises(proceedings.NotOnTheAgenda, match="on the agenda of this meeting already"):
        proceedings.put_on_agenda(meeting, depc.committee, paper=a_paper(), by=convener, at=STARTS)
    second = proceedings.put_on_agenda(meeting, depc.committee, title="Any other matter", by=convener, at=STARTS)
    proceedings.take_off_agenda(second, by=convener, at=STARTS)

    third = proceedings.put_on_agenda(meeting, depc.committee, title="Another", by=convener, at=STARTS)

    assert (first.order, second.order, third.order) == (1, 2, 3)


def test_what_was_not_decided_lapses_when_the_sitting_closes(depc, item):
    proceedings.close_sitting(item.meeting, by=depc.user("convener"), at=SITTING)

    item.refresh_from_db()
    assert item.state == "lapsed"
    assert Event.objects.filter(verb="lapse").count() == 1


def test_a_return_that_falls_leaves_the_paper_before_the_committee(depc):
    item = item_with(a_paper(), depc, motion="return")
    vote(item, depc, chair="against", convener="against", member="for")

    assert drawn_up(item, depc).outcome == "deferred"


def test_a_returned_paper_carries_its_reasons(depc):
    resolution = returned_resolution(a_paper(), depc)

    assert (resolution.outcome, resolution.reasons) == ("returned", [{"path": "/heads/1", "text": "Name the year."}])


def test_a_place_has_one_committee_of_a_kind(depc):
    with pytest.raises(proceedings.NotConstituted, match="is in force since 01-04-2025"):
        proceedings.constitute(
            depc.committee.place, order_number="2", order_date=depc.committee.order_date, by=make_hq(), at=SITTING
        )


def test_a_committee_has_one_chair(depc):
    chair = proceedings.SeatPlan("depc-other", title="Second chair", role="chair")

    with pytest.raises(proceedings.NotConstituted, match="the role or the seat is taken that day"):
        proceedings.add_seat(
            depc.committee, chair, order_number="3", order_date=STARTS.date(), on=STARTS.date(), by=depc.hq, at=SITTING
        )


def test_a_quorum_needs_the_numbers_of_its_kind():
    district = a_district("Salem", "Tamil Nadu")

    with pytest.raises(proceedings.NotConstituted, match="numerator and denominator for a fraction"):
        proceedings.constitute(
            district, order_number="1", order_date=ON, quorum_kind="fraction", quorum_numerator=1, by=make_hq(), at=SITTING
        )


@pytest.mark.parametrize("key", ["convener", "chair", "member"])
def test_nobody_in_a_committee_constitutes_one(depc, key):
    with pytest.raises(NotAllowed):
        proceedings.constitute(a_district("Salem", "Tamil Nadu"), order_number="1", order_date=ON, by=depc.user(key), at=SITTING)


def test_a_state_officer_constitutes_only_in_the_own_state(depc):
    with pytest.raises(NotAllowed):
        proceedings.constitute(
            a_district("Wayanad", "Kerala"), order_number="1", order_date=ON, by=depc.state_officer, at=SITTING
        )


def test_resolutions_are_numbered_without_gaps_by_year(depc):
    numbers = [
        carried_resolution(a_paper(f"text {n}"), depc, starts_at=STARTS + timedelta(days=days)).number
        for n, days in enumerate((0, 40, 260, 300))
    ]

    assert numbers == [
        "depc-erode-2025-26-1",
        "depc-erode-2025-26-2",
        "depc-erode-2026-27-1",
        "depc-erode-2026-27-2",
    ]
