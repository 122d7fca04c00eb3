"""Vacant seats and since when, computed from postings."""

from datetime import date, timedelta

import pytest

from accounts.appointing import appoint, end_posting
from accounts.models import Kind, Post, Posting
from accounts.tests.factories import a_district
from committees import proceedings
from committees.models import Committee
from committees.proceedings import SeatPlan
from committees.tests.factories import ORDER_DATE, STARTS, depc_of
from committees.vacancies import vacant_seats, vacant_seats_of

pytestmark = pytest.mark.django_db

LEFT = date(2026, 5, 3)
DAY = date(2026, 9, 1)


@pytest.fixture
def depc():
    """The Lead District Manager left on 3 May 2026."""
    depc = depc_of()
    end_posting(Posting.objects.get(post=depc.seat("member").post), on=LEFT, by=depc.hq, at=STARTS)
    return depc


def told(depc, on=DAY):
    return [(vacancy.seat.post.title, vacancy.since) for vacancy in vacant_seats(depc.committee, on)]


def test_a_seat_is_vacant_from_the_day_its_holder_left(depc):
    assert [told(depc, LEFT - timedelta(days=1)), told(depc, LEFT), told(depc)] == [
        [],
        [("Lead District Manager", LEFT)],
        [("Lead District Manager", LEFT)],
    ]


@pytest.mark.parametrize("kind", [Kind.ADDITIONAL_CHARGE, Kind.OFFICIATING, Kind.SUBSTANTIVE])
def test_whoever_acts_in_the_post_fills_the_seat_and_leaving_empties_it_again(depc, kind):
    acting = appoint(
        "K. Menon", depc.seat("member").post, kind=kind, order_number="12", on=date(2026, 6, 1), by=depc.hq, at=STARTS
    )
    filled = told(depc)
    end_posting(acting, on=date(2026, 8, 1), by=depc.hq, at=STARTS)

    assert (filled, told(depc)) == ([], [("Lead District Manager", date(2026, 8, 1))])


def test_a_post_nobody_ever_held_is_vacant_since_its_seat_began(depc):
    plan = SeatPlan("depc-quality")
    order = {"order_number": "7", "order_date": ORDER_DATE, "on": date(2025, 6, 1)}
    proceedings.add_seat(depc.committee, plan, **order, by=depc.hq, at=STARTS)

    assert told(depc, date(2025, 7, 1)) == [("Representative, quality and standards body", date(2025, 6, 1))]


def test_an_abolished_post_is_vacant_from_that_day(depc):
    Post.objects.filter(pk=depc.seat("member_2").post_id).update(abolished_on=date(2026, 2, 1))

    assert told(depc, date(2026, 3, 1)) == [("District Development Manager, NABARD", date(2026, 2, 1))]


def test_many_committees_cost_what_one_costs(depc, django_assert_num_queries):
    one = Committee.objects.filter(pk=depc.committee.pk)
    with django_assert_num_queries(3):
        assert {pk: len(found) for pk, found in vacant_seats_of(one, DAY).items()} == {depc.committee.pk: 1}
    for name in ("Salem", "Karur"):
        proceedings.constitute(a_district(name, "Tamil Nadu"), order_number=name, order_date=ORDER_DATE, by=depc.hq, at=STARTS)
    with django_assert_num_queries(3):
        found = vacant_seats_of(Committee.objects.all(), DAY)
    assert sorted(len(vacancies) for vacancies in found.values()) == [1, 13, 13]
