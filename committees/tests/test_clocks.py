"""The clocks of committees: what has taken too long on a day, who can act, and one notice for each crossing."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.clocks import owe_by_the_clocks, waiting_by_the_clocks
from accounts.models import Notice, Posting
from accounts.tests.factories import a_district, a_state, post_of, stranger
from committees import proceedings
from committees.clocks import VACANT_DAYS, meetings_overdue, seats_not_updated
from committees.models import Committee, Meeting
from committees.tests.factories import ORDER_DATE, STARTS, a_meeting, a_paper, depc_of, meeting_with
from common.months import add_months
from districts.models import Place

pytestmark = pytest.mark.django_db

AT = datetime(2025, 12, 1, 1, 30, tzinfo=UTC)
NAMES = ("Erode", "Salem", "Karur")


def held(depc, starts_at=STARTS):
    meeting = meeting_with(a_paper(), depc, starts_at=starts_at)
    return proceedings.close_sitting(meeting, by=depc.user("convener"), at=starts_at + timedelta(hours=3))


def places(rows):
    return [(row.place.name, row.since, row.days) for row in rows]


def test_a_committee_that_did_not_meet_is_overdue_from_the_day_after_its_interval():
    depc_of(interval_months=3)
    due = date(2025, 7, 1)

    assert meetings_overdue(due) == []
    assert places(meetings_overdue(due + timedelta(days=1))) == [("Erode", due, 1)]
    assert meetings_overdue(due + timedelta(days=1))[0].data == {"months": 3, "met_on": "", "next_on": ""}


def test_a_meeting_held_winds_the_clock_up_and_one_only_called_does_not():
    depc = depc_of(interval_months=3)
    a_meeting(depc, starts_at=STARTS)
    assert [(row.since, row.data["next_on"]) for row in meetings_overdue(date(2025, 8, 1))] == [(date(2025, 7, 1), "14-08-2025")]

    held(depc, STARTS)
    assert meetings_overdue(date(2025, 11, 14)) == []
    assert places(meetings_overdue(date(2025, 11, 20))) == [("Erode", date(2025, 11, 14), 6)]
    # As it was before that meeting.
    assert places(meetings_overdue(date(2025, 8, 1))) == [("Erode", date(2025, 7, 1), 31)]


def test_without_an_interval_in_the_order_there_is_no_clock():
    depc_of()
    assert meetings_overdue(date(2035, 1, 1)) == []


def test_a_committee_that_is_ended_is_not_overdue():
    depc = depc_of(interval_months=1)
    proceedings.end_committee(
        depc.committee, order_number="DC/9/2025", order_date=date(2025, 9, 20), on=date(2025, 10, 1), by=depc.hq, at=AT
    )
    assert meetings_overdue(date(2025, 9, 30)) != []
    assert meetings_overdue(date(2025, 10, 1)) == []


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    met=st.dates(date(2025, 5, 1), date(2027, 12, 31)), months=st.integers(1, 24), on=st.dates(date(2025, 5, 1), date(2030, 1, 1))
)
def test_overdue_is_exactly_later_than_the_interval_from_the_last_meeting(overdue_committee, met, months, on):
    committee, meeting = overdue_committee
    Committee.objects.filter(pk=committee.pk).update(interval_months=months)
    Meeting.objects.filter(pk=meeting.pk).update(held_on=met)

    began = met if met <= on else ORDER_DATE
    late = (on - add_months(began, months)).days
    assert [row.days for row in meetings_overdue(on)] == ([late] if late > 0 else [])


@pytest.fixture
def overdue_committee(db):
    depc = depc_of(interval_months=3)
    return depc.committee, held(depc)


def test_a_seat_is_not_updated_once_its_post_stood_empty_for_thirty_days():
    depc = depc_of()
    bank = depc.seat("member")
    left = date(2025, 9, 1)
    Posting.objects.filter(post=bank.post).update(valid_to=left)

    assert seats_not_updated(left + timedelta(days=VACANT_DAYS)) == []
    (row,) = seats_not_updated(left + timedelta(days=VACANT_DAYS + 1))
    assert (row.place.name, row.label, row.began, row.days) == ("Erode", bank.post.title, left, 1)
    assert row.url == f"/admin/depc/{depc.committee.slug}/"
    # Before, somebody held it.
    assert seats_not_updated(date(2025, 8, 1)) == []


def test_a_post_nobody_was_ever_posted_to_is_empty_since_its_seat_began():
    depc = depc_of()
    Posting.objects.filter(post=depc.seat("member").post).delete()
    (row,) = seats_not_updated(date(2025, 12, 1))
    assert row.began == ORDER_DATE


def test_a_crossing_is_told_once_and_the_next_one_again():
    depc = depc_of(interval_months=3)
    on = date(2025, 7, 2)
    assert owe_by_the_clocks(on=on, at=AT) == 1
    owe_by_the_clocks(on=on + timedelta(days=1), at=AT + timedelta(days=1))

    told = {post_of(depc.user("convener")).pk, post_of(depc.user("chair")).pk}
    overdue = Notice.objects.filter(kind="meeting_overdue")
    assert set(overdue.values_list("post", flat=True)) == told
    assert overdue.count() == 2
    assert overdue.first().about == depc.committee.name == "District Export Promotion Committee, Erode"

    held(depc)
    owe_by_the_clocks(on=date(2025, 12, 1), at=AT)
    assert overdue.count() == 4


def test_those_who_can_act_read_it_on_their_home_page_and_nobody_else_does():
    depc = depc_of(interval_months=3)
    on = date(2025, 7, 11)
    with override("en"):
        (line,) = waiting_by_the_clocks(depc.user("convener"), on)
    assert line.title == "Erode: the committee should have met 10 days ago. Call a meeting."
    assert (line.url, line.since) == ("/admin/meetings/", date(2025, 7, 1))
    for other in (
        depc.user("member"),
        depc.state_officer,
        depc_of(a_district("Salem", "Tamil Nadu")).user("convener"),
        stranger(),
    ):
        assert waiting_by_the_clocks(other, on) == []


def test_more_than_three_are_one_line():
    depc = depc_of()
    for key in ("member", "member_2", "member_3", "association"):
        Posting.objects.filter(post=depc.seat(key).post).update(valid_to=date(2025, 9, 1))
    with override("en"):
        (line,) = waiting_by_the_clocks(depc.state_officer, date(2025, 12, 1))
    assert line.title == "4 seats have had no holder for over 30 days. Record their holders."
    assert line.url == "/admin/posts/?vacant=1"


def test_each_clock_costs_the_same_queries_for_one_committee_and_for_three(django_assert_num_queries):
    on = date(2026, 3, 1)
    for name in NAMES:
        depc = depc_of(a_district(name, "Tamil Nadu"), interval_months=3)
        Posting.objects.filter(post=depc.seat("member").post).update(valid_to=date(2025, 9, 1))
        for clock, queries in ((meetings_overdue, 1), (seats_not_updated, 3)):
            with django_assert_num_queries(queries):
                rows = clock(on)
            assert rows[-1].place.parent.name == "Tamil Nadu"
    assert sorted(row.place.name for row in meetings_overdue(on)) == sorted(NAMES)
    assert sorted(row.place.name for row in seats_not_updated(on)) == sorted(NAMES)
    tamil_nadu = Place.objects.filter(parent=a_state("Tamil Nadu"), name="Erode")
    with django_assert_num_queries(1):
        assert [row.place.name for row in meetings_overdue(on, places=tamil_nadu)] == ["Erode"]
