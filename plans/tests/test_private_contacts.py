"""Telephone numbers and e-mail addresses in a plan are found where they stand; figures, codes and identities are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.private_contacts import Contact, contacts_in, contacts_of
from plans.tests.plan_texts import a_plan, bottleneck, intervention


def _words(text):
    return [contact.words for contact in contacts_in(text)]


@pytest.mark.parametrize(
    "written",
    [
        "9876543210",
        "98765 43210",
        "98765-43210",
        "9876 543 210",
        "987-654-3210",
        "+91 98765 43210",
        "+91-9876543210",
        "09876543210",
        "00919876543210",
        "९८७६५४३२१०",
        "0424-2260211",
        "(0424) 226 0211",
        "011 2306 2261",
        "p.rao@example.com",
        "p.rao [at] example [dot] com",
        "p.rao(at)gmail.com",
        "p.rao at gmail dot com",
    ],
)
def test_a_contact_is_found_however_it_is_written(written):
    assert _words(f"Ask P. Rao ({written}), or come by." if "(" not in written else f"Ask {written} or come by.") == [written]


@pytest.mark.parametrize(
    "written",
    [
        "₹ 9876543210",
        "Rs. 6500000000",
        "98,76,543.21",
        "9,876,543,210",
        "24,05,890 persons on 143,843.19 sq km",
        "file 6468757/2022/PROG-I-INC01",
        "DIC/9876543210/2025",
        "HS 0910 30 and 57011000",
        "IEC 0488012345",
        "2025-26 to 2029-30",
        "00000000-0000-4000-8000-967896789678",
        "at noon (at the DIC)",
        "pin code 638 001",
    ],
)
def test_a_figure_a_code_and_a_file_number_are_no_contacts(written):
    assert _words(f"It says {written} here.") == []


def test_each_is_found_once_in_the_order_of_the_text():
    assert _words("b@example.com, 98765 43210, a@example.com, b@example.com") == ["b@example.com", "98765 43210", "a@example.com"]


@pytest.mark.parametrize(
    ("words", "is_office"),
    [
        ("dic.erode@tn.gov.in", True),
        ("dic-erode@nic.in", True),
        ("dic[at]nic[dot]in", True),
        ("gm@gmail.com", False),
        ("gov.in@example.com", False),
        ("98765 43210", False),
    ],
)
def test_an_address_of_a_government_is_told_from_a_private_one(words, is_office):
    assert [contact.is_office for contact in contacts_in(words)] == [is_office]


def test_a_contact_in_a_plan_is_named_with_its_place():
    hurdle = bottleneck(raised_by="P. Rao, 98765 43210")
    lab = intervention(supporting=["DIC", "mpeda@example.com"], addresses=[hurdle["uid"]])
    plan = a_plan(title="Plan, gm@nic.in", bottlenecks=[hurdle], interventions=[lab])
    plan["sections"][1] = {**plan["sections"][1], "text": "Ring 0424-2260211."}

    assert contacts_of(plan) == [
        Contact("gm@nic.in", "email", key="title"),
        Contact("0424-2260211", "phone", 2, plan["sections"][1]["uid"], "", "text"),
        Contact("98765 43210", "phone", 4, hurdle["uid"], "No laboratory.", "raised_by"),
        Contact("mpeda@example.com", "email", 6, lab["uid"], "Laboratory", "supporting.2"),
    ]


def test_costs_and_identities_of_a_plan_are_not_searched():
    lab = intervention(rupees=9_876_543_210)
    plan = a_plan(bottlenecks=[], interventions=[{**lab, "uid": "9876543210"}])

    assert contacts_of(plan) == []


@given(st.text())
def test_any_text_can_be_searched_and_what_is_found_stands_in_it(text):
    assert [words for words in _words(text) if words not in text] == []
