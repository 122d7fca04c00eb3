"""The database alone keeps one chair, one co-chair and one convener on any date, whatever order the seats come in."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.appointing import ensure_post
from accounts.tests.factories import AT, a_district, make_hq
from committees import proceedings
from committees.models import SOLE_ROLES, Role, Seat, SeatType
from committees.proceedings import SeatPlan
from committees.tests.factories import ORDER_DATE, ORDERED

pytestmark = pytest.mark.django_db

DAYS = 40
_day = st.integers(min_value=1, max_value=DAYS)
_seat = st.tuples(
    st.sampled_from(list(Role)),
    st.integers(min_value=0, max_value=5),
    _day,
    st.one_of(st.none(), st.integers(min_value=1, max_value=20)),
)


@pytest.fixture
def committee():
    """A committee whose only seat, the chair's, ended on its second day; so all days after it are free."""
    hq = make_hq()
    plan = [SeatPlan("depc-head")]
    made = proceedings.constitute(a_district(), order_number="1/2025", order_date=ORDER_DATE, seats=plan, by=hq, at=ORDERED)
    Seat.objects.filter(committee=made).update(valid_to=ORDER_DATE + timedelta(days=1))
    made.posts = [ensure_post(f"Officer {n}", place=made.place, duty="member", by=hq, at=AT) for n in range(6)]
    return made


def overlap(one, other):
    return one[0] < (other[1] or 10**6) and other[0] < (one[1] or 10**6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wanted=st.lists(_seat, min_size=2, max_size=9))
def test_random_seats_never_give_two_officers_on_one_day(committee, wanted):
    kind = SeatType.objects.get(code="depc-other")
    kept = []
    with transaction.atomic():
        for role, post, begins, length in wanted:
            span = (begins, begins + length if length else None)
            clashes = any(
                overlap(span, other) and ((role == was and role in SOLE_ROLES) or post == sat) for was, sat, other in kept
            )
            refused = False
            try:
                with transaction.atomic():
                    Seat.objects.create(
                        committee=committee, seat_type=kind, post=committee.posts[post], position=9, role=role,
                        valid_from=ORDER_DATE + timedelta(days=span[0]),
                        valid_to=ORDER_DATE + timedelta(days=span[1]) if span[1] else None, recorded_at=AT,
                    )  # fmt: skip
            except IntegrityError:
                refused = True
            else:
                kept.append((role, post, span))
            assert refused == clashes
        for day in range(1, DAYS + 25):
            sitting = list(Seat.objects.on(ORDER_DATE + timedelta(days=day)).filter(committee=committee, role__in=SOLE_ROLES))
            assert len({seat.role for seat in sitting}) == len(sitting)
        transaction.set_rollback(True)


def test_a_type_of_seat_that_stands_once_is_not_seated_twice_and_one_that_repeats_is(committee):
    def seated(code, post):
        try:
            with transaction.atomic():
                Seat.objects.create(
                    committee=committee, seat_type=SeatType.objects.get(code=code), post=committee.posts[post], position=9,
                    role="member", valid_from=ORDER_DATE + timedelta(days=5), recorded_at=AT,
                )  # fmt: skip
        except IntegrityError as refused:
            return "seat_type_that_stands_once_is_seated_once" in str(refused)
        return "seated"

    assert [seated("depc-lead-bank", 0), seated("depc-lead-bank", 1), seated("depc-epc", 2), seated("depc-epc", 3)] == [
        "seated", True, "seated", "seated",
    ]  # fmt: skip
