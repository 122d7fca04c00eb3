from datetime import date

import pytest
from django.db.models import Q

from common.clock import day_in_india
from common.dated import DatedRow, ends_after_it_begins, holds_on


class Span(DatedRow):
    """A dated row of no table."""

    class Meta:
        app_label = "common"
        managed = False


@pytest.mark.parametrize(
    ("begins", "ends", "expected"),
    [
        (date(2025, 4, 1), None, [False, True, True, True]),
        (date(2025, 4, 1), date(2025, 4, 2), [False, True, False, False]),
        (None, date(2025, 4, 2), [True, True, False, False]),
        (None, None, [True, True, True, True]),
    ],
)
def test_a_row_holds_from_its_first_day_to_the_day_before_its_end(begins, ends, expected):
    span = Span(valid_from=begins, valid_to=ends)
    days = [date(2025, 3, 31), date(2025, 4, 1), date(2025, 4, 2), date(2030, 1, 1)]

    assert [span.holds_on(day) for day in days] == expected


def test_the_condition_asks_both_ends():
    condition = holds_on(date(2025, 4, 1), begins="a", ends="b")

    assert condition == (Q(a__lte=date(2025, 4, 1)) | Q(a__isnull=True)) & (Q(b__gt=date(2025, 4, 1)) | Q(b__isnull=True))


def test_the_constraint_is_named_after_its_model():
    assert ends_after_it_begins("posting").name == "posting_ends_after_it_begins"


def test_the_day_in_india_begins_before_the_day_in_utc():
    from datetime import UTC, datetime

    assert day_in_india(datetime(2026, 3, 31, 18, 29, tzinfo=UTC)) == date(2026, 3, 31)
    assert day_in_india(datetime(2026, 3, 31, 18, 30, tzinfo=UTC)) == date(2026, 4, 1)
