"""One step is taken while another stands half-way: what the first read before still holds when it writes.

Each pair failed on PostgreSQL before both steps took the same lock: two steps at
once in `test_at_the_same_time.py` meet there only by chance.
"""

from datetime import date, timedelta

import pytest

from committees import proceedings
from committees.models import AgendaItem, Attendance, Dissent, Meeting, Minutes, Recusal, Resolution, Seat, Sitting
from committees.proceedings import AttendanceRow
from committees.register import chain_of, first_broken_row
from committees.tests.at_once import told
from committees.tests.factories import (
    AFTER,
    SITTING,
    STARTS,
    a_meeting,
    a_paper,
    an_action,
    depc_of,
    drawn_up,
    held_sitting,
    item_with,
    vote,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_votes_stays_present_and_does_not_step_aside(meanwhile, together):
    depc = depc_of()
    item = item_with(a_paper(), depc)
    convener = depc.user("convener")
    absent, person = AttendanceRow(depc.seat("member"), presence="absent"), depc.user("member_2").person

    def cast(key):
        return lambda: proceedings.cast_vote(AgendaItem.objects.get(pk=item.pk), choice="for", by=depc.user(key), at=SITTING)

    def rewrite():
        return proceedings.record_attendance(
            Meeting.objects.get(pk=item.meeting_id), depc.committee, [absent], by=convener, at=SITTING
        )

    def aside():
        return proceedings.recuse(AgendaItem.objects.get(pk=item.pk), person=person, reason="Kin.", by=convener, at=SITTING)

    where = "committees.proceedings.voting.write_vote"
    done, (sentence,) = told(meanwhile(cast("member"), where, rewrite))
    assert (done, "voted on" in sentence) == (1, True)
    done, (sentence,) = told(meanwhile(cast("member_2"), where, aside))
    assert (done, "has voted on this item and cannot step aside" in sentence) == (1, True)
    assert together(lambda: (Attendance.objects.filter(presence="absent").count(), Recusal.objects.count())) == [(0, 0)]


def test_what_a_signature_hashes_does_not_change_beside_it(meanwhile, together):
    depc = depc_of()
    first, second = (ready(text, depc) for text in ("first", "second"))

    def sign(one):
        return lambda: proceedings.sign(
            Resolution.objects.get(pk=one.pk), password_confirmed=True, by=depc.user("chair"), at=SITTING
        )

    def dissent():
        item = AgendaItem.objects.get(pk=first.item_id)
        return proceedings.note_dissent(item, seat=depc.seat("member"), text="Too dear.", by=depc.user("member"), at=SITTING)

    def reserve():
        return proceedings.concur(
            Resolution.objects.get(pk=second.pk), stand="reserves", remark="Too soon.", by=depc.user("co_chair"), at=SITTING
        )

    where = "committees.proceedings.resolving.move"
    done, (sentence,) = told(meanwhile(sign(first), where, dissent))
    assert (done, "from the opening of the item to the signature" in sentence) == (1, True)
    done, (sentence,) = told(meanwhile(sign(second), where, reserve))
    assert (done, "was signed on" in sentence) == (1, True)
    assert together(lambda: first_broken_row(chain_of(depc.committee))) == [None]
    assert together(lambda: (Dissent.objects.count(), Resolution.objects.filter(concurrence_remark="").count())) == [(0, 2)]


def test_a_resolution_sent_back_leaves_no_open_item_in_a_closed_sitting(meanwhile, together):
    depc = depc_of()
    resolution = ready("first", depc)
    convener = depc.user("convener")

    def back():
        return proceedings.send_back(Resolution.objects.get(pk=resolution.pk), remark="Wait.", by=convener, at=SITTING)

    def close():
        return proceedings.close_sitting(
            Meeting.objects.get(pk=resolution.item.meeting_id), depc.committee, by=convener, at=AFTER
        )

    done, sentences = told(meanwhile(back, "committees.proceedings.resolving.move", close, calls=2))

    assert (done, sentences) == (2, [])
    assert together(lambda: (AgendaItem.objects.get().state, Meeting.objects.get().state)) == [("lapsed", "closed")]


def test_a_paper_is_not_circulated_beside_its_sitting_nor_a_meeting_called_by_a_committee_that_ends(meanwhile, together):
    depc = depc_of()
    convener = depc.user("convener")
    meeting = a_meeting(depc)
    item = proceedings.put_on_agenda(meeting, depc.committee, paper=a_paper(), by=convener, at=STARTS)
    proceedings.open_sitting(meeting, by=convener, at=STARTS)

    def circulate():
        return proceedings.circulate(depc.committee, paper=a_paper(), lapses_on=date(2025, 8, 24), by=convener, at=SITTING)

    def put_the_question():
        return proceedings.open_item(AgendaItem.objects.get(pk=item.pk), by=convener, at=SITTING)

    done, (sentence,) = told(meanwhile(circulate, "committees.proceedings.circulating.default_text", put_the_question))
    assert (done, "in circulation among the members" in sentence) == (1, True)
    (facts,) = together(lambda: list(AgendaItem.objects.order_by("pk").values_list("state", flat=True)))
    assert facts == ["listed", "open"]

    together(
        lambda: (
            proceedings.end_circulation(AgendaItem.objects.get(by_circulation=True), remark="Talk.", by=convener, at=SITTING),
            proceedings.close_sitting(Meeting.objects.get(), by=convener, at=AFTER),
        )
    )
    day = STARTS + timedelta(days=30)

    def call():
        return proceedings.call_meeting([depc.committee], starts_at=day, venue="Collectorate", by=convener, at=AFTER)

    def supersede():
        return proceedings.supersede(
            depc.committee, order_number="9", order_date=AFTER.date(), valid_from=AFTER.date() + timedelta(days=1),
            by=depc.hq, at=AFTER,
        )  # fmt: skip

    done, sentences = told(meanwhile(call, "committees.proceedings.sittings.told_of_meeting", supersede))
    assert (done, sentences) == (2, [])
    # The meeting went over to the committee in force.
    assert together(lambda: Sitting.objects.get(meeting__starts_at=day).committee.valid_to) == [None]


def test_minutes_hold_every_action_point_recorded_before_they_are_circulated(meanwhile, together):
    depc = depc_of()
    sitting = held_sitting(depc)
    at = STARTS + timedelta(days=3)
    minutes = proceedings.draw_up_minutes(sitting, by=depc.user("convener"), at=at)

    done, sentences = told(
        meanwhile(
            lambda: an_action(depc, sitting, text="Open the cold store"),
            "committees.proceedings.action_points.possible_owners",
            lambda: proceedings.circulate_minutes(minutes, by=depc.user("convener"), at=at),
        )
    )

    assert (done, sentences) == (2, [])
    (text,) = together(lambda: bytes(Minutes.objects.get().paper.content).decode())
    assert "Open the cold store" in text


def ready(text, depc):
    item = item_with(a_paper(text), depc)
    vote(item, depc, chair="for", convener="for", member="for")
    return drawn_up(item, depc)


def test_a_seat_changed_beside_the_order_that_ends_its_committee_ends_with_it(meanwhile, together):
    depc = depc_of()
    seat, day = depc.seat("member"), SITTING.date()

    def change():
        return proceedings.change_seat(
            seat, role="member", votes=False, order_number="8", order_date=day, on=day, by=depc.hq, at=SITTING
        )

    def supersede():
        return proceedings.supersede(
            depc.committee, order_number="9", order_date=day, valid_from=day + timedelta(days=9), by=depc.hq, at=SITTING
        )

    done, sentences = told(meanwhile(change, "committees.proceedings.seating._keep", supersede))

    assert (done, sentences) == (2, [])
    assert together(lambda: Seat.objects.filter(committee=depc.committee, valid_to=None).count()) == [0]
