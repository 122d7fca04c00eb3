"""Votes that are refused: each with a sentence, nothing changed."""

from datetime import timedelta

import pytest

from accounts.appointing import appoint
from accounts.tests.factories import ON, a_district, stranger
from committees import proceedings
from committees.models import Vote
from committees.proceedings import (
    AlreadyVoted,
    AttendanceRow,
    NotPresent,
    NoVote,
)
from committees.tests.factories import (
    SITTING,
    STARTS,
    a_paper,
    attend,
    depc_of,
    drawn_up,
    item_with,
    meeting_with,
    vote,
)
from common.refusals import WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def item(depc):
    return item_with(a_paper(), depc)


def cast(item, user, choice="for", *, seat=None):
    return proceedings.cast_vote(item, seat=seat, choice=choice, by=user, at=SITTING)


def test_somebody_without_a_seat_has_no_vote(item):
    with pytest.raises(NoVote, match="You held no voting seat in District Export Promotion Committee, Erode on 14-08-2025"):
        cast(item, stranger())
    assert Vote.objects.count() == 0


def test_an_officer_of_the_district_without_a_seat_has_no_vote(depc, item):
    with pytest.raises(NoVote):
        cast(item, depc.user("plan_officer"))
    assert Vote.objects.count() == 0


def test_a_member_of_another_districts_committee_has_no_vote(item):
    other = depc_of(a_district("Salem", "Tamil Nadu"))

    with pytest.raises(NoVote, match="This seat belongs to District Export Promotion Committee, Salem"):
        cast(item, other.user("member"), seat=other.seat("member"))
    with pytest.raises(NoVote, match="You held no voting seat"):
        cast(item, other.user("member"))
    assert Vote.objects.count() == 0


def test_another_members_seat_is_not_voted_from(depc, item):
    with pytest.raises(NoVote, match="is not your seat"):
        cast(item, depc.user("member"), seat=depc.seat("member_2"))
    assert Vote.objects.count() == 0


def test_one_person_does_not_vote_from_two_seats(depc):
    appoint(
        depc.user("member").person, depc.seat("member_3").post, kind="additional_charge", on=ON, by=depc.hq, at=STARTS,
    )  # fmt: skip
    # The substantive holder of the other post is away, so the additional charge acts there.
    from accounts.models import Posting

    Posting.objects.filter(post=depc.seat("member_3").post, kind="substantive").update(valid_to=ON + timedelta(days=1))
    item = item_with(a_paper(), depc, present=("chair", "co_chair", "convener", "member", "member_3"))

    with pytest.raises(NoVote, match="You hold 2 seats here and have one vote"):
        cast(item, depc.user("member"))
    cast(item, depc.user("member"), seat=depc.seat("member"))
    with pytest.raises(AlreadyVoted, match="has voted on this item at 11:20 on 14-08-2025; a vote is not changed"):
        cast(item, depc.user("member"), "against", seat=depc.seat("member_3"))
    assert Vote.objects.count() == 1


def test_a_vote_is_not_changed(depc, item):
    cast(item, depc.user("member"))

    with pytest.raises(AlreadyVoted):
        cast(item, depc.user("member"), "against")
    assert list(Vote.objects.values_list("choice", flat=True)) == ["for"]


def test_an_absent_member_does_not_vote(depc, item):
    with pytest.raises(NotPresent, match="is not recorded as present"):
        cast(item, depc.user("member_3"))
    assert Vote.objects.count() == 0


def test_who_left_before_the_item_does_not_vote_on_it(depc, item):
    attend(item.meeting, depc, member=AttendanceRow(depc.seat("member"), from_item=2))

    with pytest.raises(NotPresent):
        cast(item, depc.user("member"))


def test_who_stepped_aside_does_not_vote(depc, item):
    proceedings.recuse(item, person=depc.user("member").person, reason="Partner in the firm", by=depc.user("member"), at=SITTING)

    with pytest.raises(NoVote, match="stepped aside"):
        cast(item, depc.user("member"))


def test_an_absent_member_does_not_step_aside(depc, item):
    with pytest.raises(NotPresent, match="only somebody present steps aside"):
        proceedings.recuse(item, person=depc.user("member_3").person, reason="x", by=depc.user("convener"), at=SITTING)


def test_nobody_votes_before_the_question_is_put_or_after_it_is_drawn_up(depc):
    meeting = meeting_with(a_paper(), depc)
    item = meeting.items.get()
    with pytest.raises(WrongState, match="Votes are cast while it is open"):
        cast(item, depc.user("member"))

    item = proceedings.open_item(item, by=depc.user("convener"), at=SITTING)
    vote(item, depc, chair="for", convener="for", member="for")
    drawn_up(item, depc)
    item.refresh_from_db()
    with pytest.raises(WrongState):
        cast(item, depc.user("member_2"))


def test_the_database_takes_no_vote_on_an_item_that_is_not_open(depc):
    from django.db import IntegrityError, transaction

    item = meeting_with(a_paper(), depc).items.get()

    with pytest.raises(IntegrityError, match="vote_is_cast_only_while_its_item_is_open"), transaction.atomic():
        Vote.objects.create(
            item=item, person=depc.user("member").person, seat=depc.seat("member"), choice="for", cast_at=SITTING,
            entered_by_label="x",
        )  # fmt: skip


def test_the_database_changes_no_vote(depc, item):
    from django.db import IntegrityError, transaction

    cast(item, depc.user("member"))

    with pytest.raises(IntegrityError, match="vote_is_append_only"), transaction.atomic():
        Vote.objects.update(choice="against")


def test_a_show_of_hands_with_an_empty_seat_writes_nothing(depc, item):
    with pytest.raises(NotPresent):
        proceedings.record_hands(
            item, {depc.seat("member"): "for", depc.seat("member_3"): "for"}, by=depc.user("convener"), at=SITTING
        )
    assert Vote.objects.count() == 0
