"""Edges of attendance that were in doubt, settled."""

import pytest

from accounts.models import Person
from committees import proceedings
from committees.desk.attendance import AttendanceForm
from committees.models import Attendance, SeatOfTheDay
from committees.proceedings import AttendanceRow, NotPresent
from committees.roll import Roll
from committees.tests.factories import SITTING, STARTS, a_paper, attend, depc_of, drawn_up, item_with, meeting_with, signed, vote

pytestmark = pytest.mark.django_db


@pytest.fixture
def depc():
    return depc_of()


def nominee_for(depc, key, *, name="N. Thomas", **more):
    return AttendanceRow(
        depc.seat(key),
        person=Person.objects.create(name=name) if isinstance(name, str) else name,
        nomination="Letter 4",
        nomination_date=STARTS.date(),
        **more,
    )


def sitter_of(item, depc, key):
    line = Roll(item).line_of(depc.seat(key))
    return line.sitter.name if line.sitter else None


def test_a_nominee_does_not_count_while_the_principal_sits_anywhere_in_the_room(depc):
    # The principal came for another member's seat and sent somebody for their own.
    item = item_with(a_paper(), depc, present=("chair", "convener"))
    own = depc.user("member").person
    attend(item.meeting, depc, member=nominee_for(depc, "member"), member_2=nominee_for(depc, "member_2", name=own))

    roll = Roll(item)

    assert roll.line_of(depc.seat("member")).sitter is None
    assert roll.line_of(depc.seat("member_2")).sitter == own
    assert roll.finding("recorded").persons_present == 3


def test_where_principal_and_nominee_overlap_the_principals_row_counts(depc):
    item = item_with(a_paper(), depc, present=("chair", "convener"))
    principal = AttendanceRow(depc.seat("member"), from_item=1)
    attend(item.meeting, depc, nominee=nominee_for(depc, "member"), principal=principal)
    assert sitter_of(item, depc, "member") == depc.user("member").person.name


def test_one_seat_is_not_taken_twice_at_the_same_item(depc):
    item = item_with(a_paper(), depc, present=("chair", "convener"))
    with pytest.raises(NotPresent, match="is taken twice at the same item"):
        attend(
            item.meeting, depc,
            one=AttendanceRow(depc.seat("member"), to_item=4), two=AttendanceRow(depc.seat("member"), from_item=4),
        )  # fmt: skip
    with pytest.raises(NotPresent, match="is taken twice at the same item"):
        attend(
            item.meeting, depc,
            one=nominee_for(depc, "member"), two=nominee_for(depc, "member", name="Another", from_item=2),
        )  # fmt: skip
    assert Attendance.objects.filter(seat=depc.seat("member")).count() == 0


def test_somebody_who_left_and_came_back_is_entered_on_the_page_and_stays_so(depc):
    meeting = meeting_with(a_paper(), depc, present=("chair", "convener"))
    sitting = proceedings.sitting_of(meeting, depc.committee)
    sitting.meeting = meeting
    seat = depc.seat("member").pk
    filled = {f"how_{seat}": "in_person", f"to_item_{seat}": 1, f"back_item_{seat}": 3, f"last_item_{seat}": 5}
    form = AttendanceForm(filled, sitting=sitting)
    assert form.is_valid(), form.errors

    proceedings.record_attendance(meeting, depc.committee, form.rows(), by=depc.user("convener"), at=STARTS)

    rows = Attendance.objects.filter(seat=seat).order_by("pk").values_list("from_item", "to_item")
    assert list(rows) == [(None, 1), (3, 5)]
    shown = AttendanceForm(sitting=sitting)
    names = ("how", "from_item", "to_item", "back_item", "last_item")
    assert [shown.fields[f"{name}_{seat}"].initial for name in names] == ["in_person", None, 1, 3, 5]


def test_stepping_aside_ends_with_the_item_and_an_absent_member_cannot(depc):
    item = item_with(a_paper(), depc)
    other = proceedings.put_on_agenda(item.meeting, depc.committee, title="Another", by=depc.user("convener"), at=STARTS)
    proceedings.recuse(item, person=depc.user("member").person, reason="Interest.", by=depc.user("convener"), at=SITTING)
    with pytest.raises(NotPresent, match="only somebody present steps aside"):
        proceedings.recuse(item, person=depc.user("member_3").person, reason="Interest.", by=depc.user("convener"), at=SITTING)

    assert [Roll(one).finding("recorded").base for one in (item, other)] == [6, 7]


def test_the_name_of_a_nominee_is_not_public_by_the_consent_of_the_member(depc):
    post = depc.seat("association").post
    type(post).objects.filter(pk=post.pk).update(is_official=False)
    posting = post.postings.get()
    type(posting).objects.filter(pk=posting.pk).update(name_consent_on=STARTS.date())
    item = item_with(a_paper(), depc)
    attend(item.meeting, depc, association=nominee_for(depc, "association"))
    vote(item, depc, chair="for", convener="for", member="for")

    resolution = signed(drawn_up(item, depc), depc)

    seat = SeatOfTheDay.objects.get(resolution=resolution, seat=depc.seat("association"))
    assert (seat.holder_name, seat.holder_is_named) == ("N. Thomas", False)
    assert "N. Thomas" not in resolution.row


def test_the_co_chair_stops_nothing_by_staying_away_or_reserving(depc):
    item = item_with(a_paper(), depc, present=("chair", "convener", "member", "member_2"))
    vote(item, depc, chair="for", convener="for", member="for")
    assert signed(drawn_up(item, depc), depc).concurrence == "absent"
