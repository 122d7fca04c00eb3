"""Somebody who comes for a member is the person the portal knows, and one person however many seats they fill."""

import pytest
from django.db import IntegrityError, transaction

from accounts.appointing import appoint, ensure_post
from accounts.models import Person
from accounts.tests.factories import ON, a_district
from audit import edition
from committees import proceedings
from committees.desk.attendance import AttendanceForm
from committees.models import Attendance, Dissent
from committees.proceedings import NotASitting
from committees.tests.factories import SITTING, STARTS, a_meeting, a_paper, attend, carried_resolution, depc_of
from common.clock import now
from common.refusals import WrongState

pytestmark = pytest.mark.django_db


@pytest.fixture
def depc():
    return depc_of()


def came(depc, **names):
    """The form of the attendance page filled in: key -> name of who came for that seat. Returns {key: person}."""
    meeting = a_meeting(depc)
    sitting = proceedings.sitting_of(meeting, depc.committee)
    sitting.meeting = meeting
    filled = {}
    for key, name in names.items():
        seat = depc.seat(key).pk
        filled |= {f"how_{seat}": "in_person", f"nominee_{seat}": name}
        filled |= {f"nomination_{seat}": "Letter 4", f"nomination_date_{seat}": "2025-08-12"}
    form = AttendanceForm(filled, sitting=sitting)
    assert form.is_valid(), form.errors
    proceedings.record_attendance(meeting, depc.committee, form.rows(), by=depc.user("convener"), at=STARTS)
    rows = Attendance.objects.filter(meeting=meeting).select_related("person")
    return {key: rows.get(seat=depc.seat(key)).person for key in names}


def test_one_name_for_two_seats_is_one_person(depc):
    people = came(depc, member="N. Thomas", member_2="n thomas")
    assert people["member"] == people["member_2"]
    assert Person.objects.filter(name="N. Thomas").count() == 1


def test_an_officer_of_the_regional_authority_who_comes_for_a_member_is_that_officer(depc):
    office = depc.seat("co_chair").post.place
    post = ensure_post("Assistant Director General", place=office, duty="ra_officer", by=depc.hq, at=STARTS)
    writer = appoint("W. Pillai", post, on=ON, by=depc.hq, at=STARTS).person

    assert came(depc, member="W. Pillai")["member"] == writer


def test_the_holder_of_another_seat_who_comes_for_a_member_is_that_holder(depc):
    holder = depc.user("co_chair").person
    assert came(depc, member=holder.name)["member"] == holder


def test_a_name_known_elsewhere_is_another_person(depc):
    salem = ensure_post("Lead District Manager, 2", place=a_district("Salem"), by=depc.hq, at=STARTS)
    stranger = appoint("Q. Rao", salem, on=ON, by=depc.hq, at=STARTS).person

    assert came(depc, member="Q. Rao")["member"] != stranger


def test_whoever_keeps_the_minutes_is_not_the_delegate_they_record(depc):
    meeting = a_meeting(depc)
    convener = depc.user("convener")
    with pytest.raises(NotASitting, match="You keep the minutes of this sitting"):
        proceedings.name_delegate(
            meeting, depc.committee, person=convener.person, reference="DC 12 of 1-8-2025", by=convener, at=STARTS
        )
    assert not meeting.sittings.filter(delegate__isnull=False).exists()


def test_the_public_page_of_a_meeting_is_made_anew_when_an_item_is_opened(depc):
    meeting = a_meeting(depc)
    proceedings.put_on_agenda(meeting, depc.committee, paper=a_paper(), by=depc.user("convener"), at=STARTS)
    attend(meeting, depc, "chair", "convener", "member")
    proceedings.open_sitting(meeting, by=depc.user("convener"), at=STARTS)
    before = edition.current()
    proceedings.open_item(meeting.items.get(), by=depc.user("convener"), at=STARTS)
    assert edition.current() == before + 1


def test_the_database_takes_no_dissent_after_the_signature(depc):
    item = carried_resolution(depc=depc).item
    row = {"item": item, "person": depc.user("member").person, "seat": depc.seat("member"), "text": "No.", "recorded_at": now()}
    with pytest.raises(IntegrityError, match="dissent_is_noted_before_its_item_is_decided"), transaction.atomic():
        Dissent.objects.create(**row, entered_by_label="M.")


def test_a_dissent_that_comes_with_the_signature_is_told_so(depc):
    signed = carried_resolution(depc=depc).item
    # What the page held when the member opened it.
    signed.state = "drawn_up"
    with pytest.raises(WrongState, match="from the opening of the item to the signature"):
        proceedings.note_dissent(signed, seat=depc.seat("member"), text="No.", by=depc.user("member"), at=SITTING)
