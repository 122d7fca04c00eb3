"""Months as orders count them."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.months import add_months

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
MONTHS = st.integers(0, 120)


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-01-31", 2, "2025-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2025-08-31", 3, "2025-11-30"),
        ("2025-12-15", 1, "2026-01-15"),
        ("2025-05-15", 0, "2025-05-15"),
    ],
)
def test_the_same_day_or_the_last_of_the_month(day, months, due):
    assert add_months(date.fromisoformat(day), months) == date.fromisoformat(due)


@given(DAYS, MONTHS)
def test_it_lands_in_the_month_counted_and_never_after_its_day(day, months):
    due = add_months(day, months)
    assert due.year * 12 + due.month == day.year * 12 + day.month + months
    assert due.day == min(day.day, monthrange(due.year, due.month)[1])


@given(DAYS, DAYS, MONTHS)
def test_a_later_meeting_is_never_due_earlier(first, second, months):
    first, second = sorted((first, second))
    assert add_months(first, months) <= add_months(second, months)


@given(DAYS, MONTHS, MONTHS)
def test_counted_at_once_it_is_never_earlier_than_step_by_step(day, first, second):
    assert add_months(add_months(day, first), second) <= add_months(day, first + second)
