from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from common.financial_years import (
    FinancialYearField,
    NotAFinancialYear,
    add_years,
    financial_year_bounds,
    financial_year_of,
    financial_years,
    parse_financial_year,
    years_between,
)

days = st.dates(min_value=date(1948, 1, 1), max_value=date(2099, 12, 31))


@pytest.mark.parametrize(
    "written", ["2025-26", " 2025-2026 ", "2025–26", "2025/26", "FY 2025-26", "F.Y. 2025-26", "fy2025-26", "२०२५-२६"]
)
def test_written_forms_become_one(written):
    assert parse_financial_year(written) == "2025-26"


def test_the_turn_of_the_century_is_a_year_like_others():
    assert parse_financial_year("1999-2000") == "1999-00"
    assert parse_financial_year("1999-00") == "1999-00"


@pytest.mark.parametrize("written", ["", "2025", "25-26", "2025-27", "2025-25", "2025-2025", "FY26", "1925-26", "2025-026", None])
def test_other_text_is_refused_with_a_sentence(written):
    with pytest.raises(NotAFinancialYear, match="Write it like 2025-26"):
        parse_financial_year(written)


def test_a_year_begins_on_the_first_of_april():
    assert financial_year_of(date(2026, 3, 31)) == "2025-26"
    assert financial_year_of(date(2026, 4, 1)) == "2026-27"
    assert financial_year_bounds("2025-26") == (date(2025, 4, 1), date(2026, 4, 1))


def test_years_are_counted_and_listed():
    assert years_between("2024-25", "2029-30") == 5
    assert years_between("2029-30", "2024-25") == -5
    assert financial_years("1998-99", "2000-01") == ["1998-99", "1999-00", "2000-01"]


@given(days)
def test_a_day_lies_inside_its_year_and_nowhere_else(day):
    first, after_last = financial_year_bounds(financial_year_of(day))

    assert first <= day < after_last
    assert financial_year_of(after_last) == add_years(financial_year_of(day), 1)
    assert financial_year_of(first - timedelta(days=1)) == add_years(financial_year_of(day), -1)


@given(days, days)
def test_the_written_form_sorts_as_time_does(one, other):
    a, b = financial_year_of(one), financial_year_of(other)

    assert (a < b) == (years_between(a, b) > 0)
    assert parse_financial_year(a) == a


def test_the_field_cleans_every_written_form_and_refuses_the_rest():
    field = FinancialYearField()

    assert field.clean("2025-2026", None) == "2025-26"
    with pytest.raises(ValidationError, match="not a financial year"):
        field.clean("2025", None)


def test_the_field_keeps_the_short_form_however_it_is_saved():
    field = FinancialYearField()

    assert field.get_db_prep_save("FY 2025-2026", connection=None) == "2025-26"
    with pytest.raises(NotAFinancialYear):
        field.get_db_prep_save("2025", connection=None)


def test_the_form_takes_the_long_form():
    assert FinancialYearField().formfield().clean("2025-2026") == "2025-26"


def test_the_field_describes_itself_to_migrations():
    name, path, args, kwargs = FinancialYearField(blank=True).deconstruct()

    assert (path, args, kwargs) == ("common.financial_years.FinancialYearField", [], {"blank": True})
