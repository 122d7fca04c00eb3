import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.numbers import NotANumber, group_indian, group_western, parse_count, parse_decimal

decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**20), max_value=10**20)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", "0"),
        ("12,34,567.50", "1234567.50"),
        ("1,234,567.50", "1234567.50"),
        ("1,00,00,000", "10000000"),
        ("1 234 567", "1234567"),
        ("1\u00a0234\u202f567", "1234567"),
        ("१२,३४,५६७.५०", "1234567.50"),
        ("٣٤٫٥", "34.5"),
        (" -7.10 ", "-7.10"),
        ("\u22127", "-7"),
        ("+7", "7"),
        (".5", "0.5"),
        ("007", "7"),
        (12, "12"),
        (5.5, "5.5"),
        (Decimal("5.50"), "5.50"),
    ],
)
def test_numbers_written_in_one_sure_way_are_understood(written, number):
    assert str(parse_decimal(written)) == number


@pytest.mark.parametrize(
    "written",
    ["", " ", "1,5", "1,2345", "12,3456", "123,45,678", "0,123", "1.234.567", "1.234,5", "1e5", "NaN", "5.", "5%", "₹5",
     "--5", "1,,000", "12 34", None, True, float("inf"), Decimal("NaN"), "9" * 31],
)  # fmt: skip
def test_numbers_that_could_be_two_are_refused_with_a_sentence(written):
    with pytest.raises(NotANumber) as refused:
        parse_decimal(written)

    assert "can be read in one way only" in str(refused.value)


def test_groups_keep_decimals_and_sign():
    assert group_indian(Decimal("-1234567.50")) == "-12,34,567.50"
    assert group_western(Decimal("-1234567.50")) == "-1,234,567.50"
    assert [group_indian(n) for n in (0, 999, 1000, 100000)] == ["0", "999", "1,000", "1,00,000"]


def test_groups_refuse_floats():
    with pytest.raises(TypeError):
        group_indian(1.5)


@given(decimals)
def test_grouped_numbers_read_back_the_same(number):
    assert str(parse_decimal(group_indian(number))) == str(parse_decimal(group_western(number)))
    assert parse_decimal(group_indian(number)) == number


@given(st.text())
def test_any_text_is_a_number_or_a_refusal(text):
    with contextlib.suppress(NotANumber):
        assert parse_decimal(text).is_finite()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        (" 33 ", 33),
        ("०७६", 76),
        ("9" * 18, int("9" * 18)),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("²", None),
        ("-1", None),
        ("1_0", None),
        ("", None),
    ],
)
def test_a_count_in_an_address_is_digits_alone(text, count):
    assert parse_count(text) == count
