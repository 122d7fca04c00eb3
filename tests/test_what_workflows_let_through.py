"""What a page workflow with groups, tasks and a log lets through, and what becomes of it here. Each test is one such way."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from accounts.models import Posting
from accounts.tests.factories import ON, PASSWORD
from audit.models import Event
from committees import proceedings
from committees.models import Resolution, SeatOfTheDay, Vote
from committees.proceedings import AttendanceRow, AuthorCannotSign, NumbersMoved, ReasonsMissing
from committees.tests.factories import drawn_up, item_with, signed, vote
from common.refusals import NotAllowed, Refusal, WrongState
from plans import rows, workflow
from plans.models import EditMark, PlanVersion, ReturnReason, Section
from plans.states import State
from plans.tests.desk import BACKEND
from plans.tests.factories import CONFIRMED, LATER, SITTING, WRITTEN, an_office, paper_of_last_tabling, tabled, version_in

pytestmark = pytest.mark.django_db

DURING = SITTING + timedelta(minutes=20)
ALL_FOR = {"chair": "for", "co_chair": "for", "convener": "for", "member": "for"}


@pytest.fixture
def office():
    return an_office()


def written_by(version, user):
    EditMark.objects.create(version=version, person=user.person, person_name=user.person.name, at=WRITTEN)


def put_to_the_vote(office, version, *, motion="", **choices):
    item = item_with(paper_of_last_tabling(version), office.depc, starts_at=SITTING, motion=motion)
    vote(item, office.depc, **(choices or ALL_FOR))
    return item


# Approving one's own work, because one is in both groups


def test_who_wrote_the_text_and_chairs_the_committee_does_not_sign_its_adoption(office):
    version = version_in(State.DRAFT, office=office)
    written_by(version, office.depc.user("chair"))
    version = workflow.table(version, by=office.convener, at=SITTING - timedelta(days=10))
    resolution = drawn_up(put_to_the_vote(office, version), office.depc)

    with pytest.raises(AuthorCannotSign):
        signed(resolution, office.depc)


def test_authors_who_are_members_carry_nothing_by_their_own_votes(office):
    version = version_in(State.DRAFT, office=office)
    for key in ("convener", "member", "member_2"):
        written_by(version, office.depc.user(key))
    version = workflow.table(version, by=office.convener, at=SITTING - timedelta(days=10))
    item = put_to_the_vote(office, version, convener="for", member="for", member_2="for", chair="against")

    resolution = drawn_up(item, office.depc, reasons=[{"path": "", "text": "Not enough."}])

    assert (resolution.votes_for, resolution.votes_for_without_authors, resolution.outcome) == (3, 0, "lost")


def test_who_signed_the_adoption_does_not_publish_it_from_another_post_of_theirs(office):
    version = tabled(office)
    signed(drawn_up(put_to_the_vote(office, version), office.depc), office.depc)
    version.refresh_from_db()
    Posting.objects.create(
        person=office.depc.user("chair").person,
        post=Posting.objects.get(person=office.publisher.person).post,
        kind="additional_charge",
        valid_from=ON,
        order_number="TO 4",
        recorded_at=LATER,
    )

    with pytest.raises(NotAllowed):
        workflow.publish(version, checklist=CONFIRMED, by=office.depc.user("chair"), at=LATER)


# A step taken out of the way while a case runs


def test_a_seat_that_ends_while_the_resolution_waits_stops_the_signature(office):
    resolution = drawn_up(put_to_the_vote(office, tabled(office)), office.depc)
    proceedings.end_seat(
        office.depc.seat("association"),
        order_number="DC/9",
        order_date=ON,
        on=ON + timedelta(days=1),
        by=office.depc.hq,
        at=DURING,
    )
    if proceedings.who_signs(resolution, SITTING.date()):
        with pytest.raises(NumbersMoved):
            signed(resolution, office.depc)
    assert Resolution.objects.get().state == "drawn_up"


def test_a_rule_rewritten_while_the_resolution_waits_stops_the_signature(office):
    resolution = drawn_up(put_to_the_vote(office, tabled(office)), office.depc)
    committee = office.depc.committee
    type(committee).objects.filter(pk=committee.pk).update(quorum_kind="number", quorum_number=2)
    with pytest.raises(NumbersMoved):
        signed(resolution, office.depc)
    assert Resolution.objects.get().state == "drawn_up"


def test_attendance_is_not_rewritten_under_a_vote_or_a_resolution(office):
    item = put_to_the_vote(office, tabled(office))
    absent = [AttendanceRow(office.depc.seat("member"), presence="absent")]
    with pytest.raises(WrongState):
        proceedings.record_attendance(item.meeting, office.depc.committee, absent, by=office.convener, at=DURING)
    drawn_up(item, office.depc)
    with pytest.raises(WrongState):
        proceedings.record_attendance(item.meeting, office.depc.committee, absent, by=office.convener, at=DURING)


def test_a_committee_cannot_be_left_out_there_is_no_move_past_it(office):
    version = tabled(office)
    with pytest.raises(Refusal):
        workflow.publish(version, checklist=CONFIRMED, by=office.publisher, at=LATER)
    with pytest.raises(DatabaseError), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(state=State.ADOPTED)


# Another text after the first approval


def test_the_text_does_not_change_once_a_vote_is_cast(office):
    version = tabled(office)
    put_to_the_vote(office, version, chair="for")
    section = version.sections.get(head=1)
    with pytest.raises(Refusal):
        rows.save_row(
            Section, {"text": "Other words."}, version=version, pk=section.pk, row_version=section.row_version,
            by=office.officer, at=DURING,
        )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        Section.objects.filter(pk=section.pk).update(text="Other words.")
    with connection.cursor() as cursor, pytest.raises(DatabaseError), transaction.atomic():
        cursor.execute("UPDATE committees_paper SET title = 'Other words.'")
    with pytest.raises(workflow.MeetingIsOpen):
        workflow.withdraw(version, by=office.convener, at=DURING, remark="Quickly another text.")


def test_a_vote_is_not_moved_to_another_item_or_choice(office):
    item = put_to_the_vote(office, tabled(office))
    for change in ({"choice": "against"}, {"person": office.officer.person}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Vote.objects.filter(item=item).update(**change)


# Rejecting without saying why


def test_nothing_is_returned_or_voted_down_without_reasons(office):
    item = put_to_the_vote(office, tabled(office), motion="return")
    for reasons in ((), [{"path": "heads/1", "text": "   "}]):
        with pytest.raises(ReasonsMissing):
            drawn_up(item, office.depc, reasons=reasons)
    assert not Resolution.objects.exists()


def test_a_vote_lost_needs_reasons_and_each_is_answered_before_the_text_comes_back(office):
    version = tabled(office)
    item = put_to_the_vote(office, version, chair="against", convener="against", member="for")
    with pytest.raises(ReasonsMissing):
        drawn_up(item, office.depc)
    signed(drawn_up(item, office.depc, reasons=[{"path": "heads/1", "text": "Name the year."}]), office.depc)
    version = workflow.reopen(PlanVersion.objects.get(pk=version.pk), by=office.officer, at=LATER)
    with pytest.raises(workflow.ReasonsUnanswered):
        workflow.table(version, by=office.convener, at=LATER)
    assert ReturnReason.objects.get().answer == ""


def test_a_resolution_is_not_sent_back_and_a_circulation_not_ended_without_a_word(office):
    resolution = drawn_up(put_to_the_vote(office, tabled(office)), office.depc)
    with pytest.raises(WrongState):
        proceedings.send_back(resolution, remark="  ", by=office.depc.user("chair"), at=DURING)


# The log rewritten or purged, approvals lost with what they were about


@pytest.fixture
def decided(office):
    version = tabled(office)
    return signed(drawn_up(put_to_the_vote(office, version), office.depc), office.depc)


TABLES = (
    "audit_event",
    "committees_vote",
    "committees_resolution",
    "committees_seatoftheday",
    "committees_paper",
    "plans_tabling",
)


@pytest.mark.parametrize("table", TABLES)
def test_neither_the_orm_nor_sql_rewrites_or_purges_the_record(decided, table):
    before = _rows_of(table)
    assert before
    column = {"committees_paper": "title", "audit_event": "verb", "committees_vote": "choice", "plans_tabling": "by_label"}.get(
        table, "text" if table == "committees_resolution" else "holder_name"
    )
    for sql in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert _rows_of(table) == before


def _rows_of(table):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
        return [repr(row) for row in cursor.fetchall()]


@pytest.mark.parametrize("model", [Event, Vote, Resolution, SeatOfTheDay])
def test_the_orm_deletes_nothing_of_it(decided, model):
    count = model.objects.count()
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        model.objects.all().delete()
    with pytest.raises((DatabaseError, ProtectedError)), transaction.atomic():
        model.objects.first().delete()
    assert model.objects.count() == count


def test_no_admin_page_adds_changes_or_deletes_a_record(decided, client, office):
    client.force_login(office.depc.hq, backend=BACKEND)
    for model in (Event, Resolution):
        options = admin.site._registry[model]
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        row = model.objects.first()
        for page in ("add", "delete", "change"):
            address = reverse(f"admin:{label}_{page}", args=[] if page == "add" else [row.pk])
            assert client.post(address, {"post": "yes", "title": "x", "verb": "x"}).status_code in (403, 404), (label, page)
        assert not options.actions or "delete_selected" not in options.actions
    for model in (Vote, SeatOfTheDay):
        assert model not in admin.site._registry


def test_approvals_are_not_lost_with_the_plan_the_committee_the_seat_or_the_person(decided, office):
    version = PlanVersion.objects.get(state=State.ADOPTED)
    votes, seats = Vote.objects.count(), SeatOfTheDay.objects.count()
    chair = office.depc.user("chair")
    for thing in (
        version.plan,
        version,
        office.depc.committee,
        office.depc.seat("chair"),
        chair.person,
        decided.item,
        decided.paper,
    ):
        with pytest.raises((ProtectedError, DatabaseError)), transaction.atomic():
            thing.delete()
    with transaction.atomic():
        chair.delete()
    decided.refresh_from_db()
    assert (decided.signed_by_name, Vote.objects.count(), SeatOfTheDay.objects.count()) == ("A. Kumar Erode", votes, seats)


def test_a_decision_needs_the_password_of_the_moment_not_a_session_left_open(office, client, monkeypatch):
    resolution = drawn_up(put_to_the_vote(office, tabled(office)), office.depc)
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    client.force_login(office.depc.user("chair"), backend=BACKEND)
    client.post(reverse("desk-sign", args=[resolution.pk]), {})
    assert Resolution.objects.get().state == "drawn_up"
    client.post(reverse("desk-sign", args=[resolution.pk]), {"password_again": PASSWORD})
    assert Resolution.objects.get().state == "signed"
