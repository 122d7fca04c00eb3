"""Signatures that are refused, and what a signature leaves behind."""

from datetime import timedelta

import pytest

from accounts.appointing import appoint
from accounts.tests.factories import ON, a_district, post_of, stranger
from audit.models import Event
from committees import authorship, proceedings
from committees.models import Attendance, Resolution, SeatOfTheDay
from committees.proceedings import (
    AttendanceRow,
    AuthorCannotSign,
    NotPresent,
    NumbersMoved,
    PasswordMissing,
)
from committees.signals import outcome_signed
from committees.states import ItemState, ResolutionState
from committees.tests.factories import (
    AFTER,
    SITTING,
    STARTS,
    a_meeting,
    a_paper,
    attend,
    depc_of,
    drawn_up,
    item_with,
    signed,
    vote,
)
from common.refusals import NotAllowed, Refusal, WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def depc():
    return depc_of()


@pytest.fixture
def item(depc):
    return item_with(a_paper(), depc)


def cast(item, user, choice="for", *, seat=None):
    return proceedings.cast_vote(item, seat=seat, choice=choice, by=user, at=SITTING)


@pytest.fixture
def resolution(depc, item):
    vote(item, depc, chair="for", co_chair="for", convener="for", member="against")
    return drawn_up(item, depc)


@pytest.fixture
def authors(monkeypatch):
    """The persons who wrote every paper."""
    written_by = set()
    monkeypatch.setattr(authorship, "_askers", [lambda sha256: written_by])
    return written_by


@pytest.mark.parametrize("key", ["member", "convener", "co_chair", "plan_officer"])
def test_only_the_chair_signs(depc, resolution, key):
    with pytest.raises(NotAllowed):
        signed(resolution, depc, by=key)
    assert Resolution.objects.get().state == "drawn_up"


def test_neither_headquarters_nor_the_state_nor_a_stranger_signs(depc, resolution):
    for user in (depc.hq, depc.state_officer, stranger()):
        with pytest.raises(NotAllowed):
            proceedings.sign(resolution, password_confirmed=True, by=user, at=SITTING)
    assert Resolution.objects.get().state == "drawn_up"


def test_the_chair_of_another_committee_does_not_sign(depc, resolution):
    other = depc_of(a_district("Salem", "Tamil Nadu"))

    with pytest.raises(NotAllowed):
        proceedings.sign(resolution, password_confirmed=True, by=other.user("chair"), at=SITTING)


def test_nobody_signs_without_the_password(depc, resolution):
    with pytest.raises(PasswordMissing):
        proceedings.sign(resolution, by=depc.user("chair"), at=SITTING)


def test_an_author_never_signs_and_the_co_chair_signs_instead(depc, resolution, authors):
    authors.add(depc.user("chair").person_id)
    # Drawn up before anybody knew of the authorship: the numbers have moved.
    proceedings.send_back(resolution, remark="Count again.", by=depc.user("convener"), at=SITTING)
    resolution.item.refresh_from_db()
    again = drawn_up(resolution.item, depc)

    with pytest.raises(AuthorCannotSign, match="you cannot sign its adoption"):
        signed(again, depc)
    done = signed(again, depc, by="co_chair")
    assert (done.state, done.concurrence) == ("signed", "concurs")


def test_an_author_who_is_co_chair_does_not_sign_either(depc, item, authors):
    authors.update({depc.user("chair").person_id, depc.user("co_chair").person_id})
    vote(item, depc, chair="for", convener="for", member="for")
    resolution = drawn_up(item, depc)

    for key in ("chair", "co_chair"):
        with pytest.raises(AuthorCannotSign):
            signed(resolution, depc, by=key)


def test_votes_of_authors_alone_do_not_carry(depc, item, authors):
    authors.update({depc.user("convener").person_id, depc.user("member").person_id})
    vote(item, depc, convener="for", member="for", chair="abstain")

    resolution = drawn_up(item, depc)

    assert (resolution.outcome, resolution.votes_for, resolution.votes_for_without_authors) == ("tied", 2, 0)


def test_the_delegate_named_for_the_sitting_presides_and_signs(depc):
    meeting = a_meeting(depc)
    proceedings.put_on_agenda(meeting, depc.committee, paper=a_paper(), by=depc.user("convener"), at=STARTS)
    deputy = depc.user("plan_officer").person
    proceedings.name_delegate(
        meeting, depc.committee, person=deputy, reference="DC letter 12 of 10-08-2025", by=depc.user("convener"), at=STARTS
    )
    attend(meeting, depc, "convener", "member", "member_2", chair=AttendanceRow(depc.seat("chair"), person=deputy))
    proceedings.open_sitting(meeting, by=depc.user("convener"), at=STARTS)
    item = proceedings.open_item(meeting.items.get(), by=depc.user("convener"), at=STARTS)
    vote(item, depc, convener="for", member="for")

    resolution = drawn_up(item, depc)

    assert resolution.rule_text.startswith("The order sets no quorum; the chair's delegate and 4 of 7 seats were present.")
    assert signed(resolution, depc, by="plan_officer").signed_by_name == "P. Rao Erode"


def test_a_nominee_does_not_take_the_chair(depc):
    meeting = a_meeting(depc)

    with pytest.raises(NotPresent, match="Only the delegate named for this sitting"):
        attend(
            meeting, depc,
            chair=AttendanceRow(depc.seat("chair"), person=depc.user("plan_officer").person, nomination="1 of 1-8-2025"),
        )  # fmt: skip
    assert Attendance.objects.count() == 0


def test_a_nominee_needs_a_dated_nomination(depc):
    meeting = a_meeting(depc)
    row = AttendanceRow(depc.seat("member"), person=depc.user("plan_officer").person)

    with pytest.raises(NotPresent, match="Give the number and date of the nomination"):
        attend(meeting, depc, member=row)
    row.nomination = "Letter 4"
    with pytest.raises(NotPresent, match="Give the date of the nomination"):
        attend(meeting, depc, member=row)
    row.nomination_date = STARTS.date() + timedelta(days=1)
    with pytest.raises(NotPresent, match="dated after the sitting"):
        attend(meeting, depc, member=row)
    row.nomination_date = STARTS.date()
    assert attend(meeting, depc, member=row)[0].nomination_date == STARTS.date()


def test_a_nominee_does_not_count_while_the_principal_is_in_the_room(depc):
    appoint(
        depc.user("member").person, post_of(depc.user("plan_officer")), kind="additional_charge", on=ON, by=depc.hq, at=STARTS
    )
    nominee = AttendanceRow(depc.seat("member_2"), person=stranger().person, nomination="4", nomination_date=ON)
    item = item_with(a_paper(), depc, present=("chair", "convener"))
    attend(item.meeting, depc, member_2=nominee)
    from committees.roll import Roll

    assert Roll(item).finding("recorded").persons_present == 3
    Attendance.objects.filter(seat=depc.seat("member_2")).update(nominee_of=depc.user("convener").person)
    assert Roll(item).finding("recorded").persons_present == 2


def test_a_second_signature_changes_nothing_and_says_what_happened(depc, resolution):
    first = signed(resolution, depc)
    before = (Event.objects.count(), SeatOfTheDay.objects.count())

    with pytest.raises(WrongState, match="was signed on 14-08-2025 13:20 by A. Kumar Erode as depc-erode-2025-26-1"):
        signed(resolution, depc)

    assert (Event.objects.count(), SeatOfTheDay.objects.count()) == before
    assert Resolution.objects.get().row_hash == first.row_hash


def test_a_receiver_that_raises_leaves_nothing_signed(depc, resolution):
    class Broken(Refusal):
        default_sentence = "The version has moved on."

    def fail(sender, **_kwargs):
        raise Broken

    before = Event.objects.count()
    outcome_signed.connect(fail)
    try:
        with pytest.raises(Broken):
            signed(resolution, depc)
    finally:
        outcome_signed.disconnect(fail)

    found = Resolution.objects.get()
    assert (found.state, found.number, found.row_hash, found.signed_at) == ("drawn_up", None, None, None)
    assert found.item.state == "drawn_up"
    assert (Event.objects.count(), SeatOfTheDay.objects.count()) == (before, 0)
    assert signed(resolution, depc).number == "depc-erode-2025-26-1"


def test_the_signal_says_resolution_paper_and_outcome(depc, resolution):
    heard = []

    def listen(sender, resolution, paper_sha256, outcome, **_kwargs):
        heard.append((sender, resolution.number, paper_sha256, outcome))

    outcome_signed.connect(listen)
    try:
        signed(resolution, depc)
    finally:
        outcome_signed.disconnect(listen)

    assert heard == [(Resolution, "depc-erode-2025-26-1", a_paper().pk, "carried")]


def test_a_resolution_is_not_signed_on_numbers_that_have_moved(depc, resolution):
    Attendance.objects.filter(seat=depc.seat("member_2")).delete()

    with pytest.raises(NumbersMoved):
        signed(resolution, depc)
    assert Resolution.objects.get().state == "drawn_up"


def test_attendance_under_a_decision_is_not_rewritten(depc, resolution):
    with pytest.raises(WrongState, match="who was present at an item that is decided"):
        attend(resolution.item.meeting, depc, member_2=AttendanceRow(depc.seat("member_2"), presence="absent"))
    assert Attendance.objects.get(seat=depc.seat("member_2")).presence == "present"


def test_leaving_after_a_decided_item_leaves_it_standing(depc, resolution):
    attend(resolution.item.meeting, depc, member_2=AttendanceRow(depc.seat("member_2"), to_item=1))

    assert signed(resolution, depc).seats_present == 5


def test_a_signed_resolution_is_frozen_in_the_database(depc, resolution):
    from django.db import IntegrityError, transaction

    signed(resolution, depc)

    for change in ({"text": "x"}, {"outcome": "lost"}, {"votes_for": 9}, {"state": "drawn_up"}):
        with pytest.raises(IntegrityError, match="resolution_is_frozen_once_signed"), transaction.atomic():
            Resolution.objects.update(**change)
    with pytest.raises(IntegrityError), transaction.atomic():
        SeatOfTheDay.objects.update(holder_name="x")


def test_a_later_transfer_changes_no_signed_resolution(depc, resolution):
    from accounts.appointing import transfer

    done = signed(resolution, depc)
    transfer(depc.seat("chair").post, "N. Successor", on=ON + timedelta(days=300), by=depc.hq, at=SITTING + timedelta(days=200))

    assert SeatOfTheDay.objects.get(resolution=done, role="chair").holder_name == "A. Kumar Erode"
    assert Resolution.objects.get().signed_by_name == "A. Kumar Erode"


def test_the_co_chair_reserves_with_words_and_stops_nothing(depc, resolution):
    with pytest.raises(WrongState, match="Write what the reservation is about"):
        proceedings.concur(resolution, stand="reserves", by=depc.user("co_chair"), at=SITTING)
    proceedings.concur(resolution, stand="reserves", remark="The baseline is old.", by=depc.user("co_chair"), at=SITTING)
    with pytest.raises(WrongState, match="recorded already"):
        proceedings.concur(resolution, stand="concurs", by=depc.user("co_chair"), at=SITTING)

    done = signed(resolution, depc)

    assert (done.outcome, done.concurrence) == ("carried", "reserves")
    with pytest.raises(NotAllowed):
        proceedings.concur(done, stand="concurs", by=depc.user("chair"), at=SITTING)


def test_a_resolution_sent_back_after_the_sitting_lets_its_item_lapse_and_frees_the_paper(depc):
    item = item_with(a_paper(), depc)
    vote(item, depc, chair="for", member="for", member_2="for")
    resolution = drawn_up(item, depc)
    proceedings.close_sitting(item.meeting, by=depc.user("convener"), at=AFTER)

    proceedings.send_back(resolution, remark="The order is missing.", by=depc.user("convener"), at=AFTER)

    item.refresh_from_db()
    resolution.refresh_from_db()
    assert (item.state, resolution.state) == (ItemState.LAPSED, ResolutionState.SET_ASIDE)
    with pytest.raises(WrongState):
        proceedings.sign(resolution, password_confirmed=True, by=depc.user("chair"), at=AFTER)
