import contextlib

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from common.money import MOST_RUPEES, NotAnAmount, best_unit, parse_rupees, show_rupees

amounts = st.integers(min_value=0, max_value=MOST_RUPEES)
units = st.sampled_from(["rupee", "lakh", "crore"])


@pytest.mark.parametrize(
    ("written", "unit", "rupees"),
    [
        ("5.50", "crore", 55_000_000),
        ("5.5 crore", "rupee", 55_000_000),
        ("₹5.50 Cr.", "crore", 55_000_000),
        ("Rs. 12,34,567/-", "rupee", 1_234_567),
        ("१२ लाख", "rupee", 1_200_000),
        ("0.00001", "lakh", 1),
        ("0", "crore", 0),
        (3, "lakh", 300_000),
    ],
)
def test_amounts_are_read_as_whole_rupees(written, unit, rupees):
    assert parse_rupees(written, unit) == rupees


@pytest.mark.parametrize(
    ("written", "unit", "why"),
    [
        ("5 crore", "lakh", "names crore, but this amount is asked for in lakh"),
        ("0.000001", "lakh", "not a whole number of rupees"),
        ("-1", "rupee", "cannot be below zero"),
        ("1000000000", "crore", "above 10 crore crore"),
        ("five", "rupee", "read in one way only"),
        ("1,5", "crore", "read in one way only"),
        ("", "rupee", "read in one way only"),
    ],
)
def test_amounts_that_are_not_sure_are_refused(written, unit, why):
    with pytest.raises(NotAnAmount, match=why):
        parse_rupees(written, unit)


def test_an_unknown_unit_is_a_fault_of_the_caller():
    with pytest.raises(ValueError, match="not million"):
        parse_rupees("5", "million")


def test_amounts_are_shown_exactly():
    assert show_rupees(55_000_000) == "₹5.50 crore"
    assert show_rupees(55_000_001) == "₹5.5000001 crore"
    assert show_rupees(1_234_567, "lakh") == "₹12.34567 lakh"
    assert show_rupees(1_234_567, "rupee") == "₹12,34,567"
    assert show_rupees(0) == "₹0.00 crore"
    assert show_rupees(-55_000_000) == "-₹5.50 crore"


def test_the_best_unit_is_the_largest_that_fits_once():
    assert [best_unit(n) for n in (99_999, 100_000, 9_999_999, 10_000_000)] == ["rupee", "lakh", "lakh", "crore"]


@given(amounts, units)
def test_shown_amounts_read_back_the_same(rupees, unit):
    with override("en"):
        assert parse_rupees(show_rupees(rupees, unit), unit) == rupees


@given(st.text(), units)
def test_any_text_is_an_amount_or_a_refusal(text, unit):
    with contextlib.suppress(NotAnAmount):
        assert 0 <= parse_rupees(text, unit) <= MOST_RUPEES
