"""The sheet of a data request: its questions, and what filled cells bring into the form; nothing is sent by an upload."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from accounts.tests.factories import post_of, stranger
from common.clock import today
from documents.kinds import XLSX
from imports.workbook.writing import workbook_of
from plans import asking, workflow
from plans.tests.desk import at_desk, sent_by, text_of
from plans.tests.factories import LATER, a_draft, add_chapter

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return a_draft()


@pytest.fixture
def asked(version):
    """Population, cold stores in tonnes, and a question in words."""
    known = {one.code: one for one in asking.askable(version, 1)}
    asks = [known["population"], asking.other_fact("Cold stores (tonnes)"), asking.question("Which laboratories test?")]
    return ask(version, asks)


def ask(version, asks, head=1, press="one"):
    return workflow.ask_for_data(
        version,
        head=head,
        post_asked=post_of(member(version)),
        due_on=today() + timedelta(days=14),
        asks=asks,
        press=press,
        by=version.office.convener,
        at=LATER,
    )


def member(version):
    return version.office.depc.user("member")


def downloaded(version, asked, by=None):
    response = at_desk(by or member(version)).get(reverse("desk-data-sheet-file", args=[asked.pk]))
    return load_workbook(io.BytesIO(response.content))


def upload(version, asked, book, by=None):
    """The page after this workbook (or these bytes) was chosen."""
    content = book
    if not isinstance(book, bytes):
        stream = io.BytesIO()
        book.save(stream)
        content = stream.getvalue()
    desk = at_desk(by or member(version))
    file = SimpleUploadedFile("facts.xlsx", content, content_type=XLSX)
    return desk, desk.post(reverse("desk-data-sheet", args=[asked.pk]), {"sheet": file}, follow=True)


def test_the_sheet_has_one_row_for_each_question_with_headings_in_both_languages(version, asked):
    page = downloaded(version, asked)["Answers"]
    assert [page.cell(row=5, column=column).value for column in range(1, 9)] == [
        "No.",
        "What is asked",
        "Figure",
        "Unit",
        "As of",
        "Financial year",
        "Source",
        "Note, or the answer in words",
    ]
    assert page["G6"].value == "स्रोत"
    assert [[cell.value for cell in row[:4]] for row in page.iter_rows(min_row=7)] == [
        ["1", "Population, persons", None, None],
        ["2", "Cold stores", None, "tonnes"],
        ["3", "Which laboratories test?", None, None],
    ]


def test_a_filled_sheet_fills_the_form_and_is_sent_only_from_there(version, asked):
    book = downloaded(version, asked)
    page = book["Answers"]
    page["C7"], page["E7"], page["G7"] = "२४,०५,८९०", date(2025, 3, 31), "Census cell"
    page["C8"], page["F8"], page["G8"] = 1500.5, "2024-2025", "Warehousing board"
    page["H9"] = "The Spices Board's at Erode."

    desk, response = upload(version, asked, book)

    assert response.status_code == 200
    assert "Look it over, then send." in text_of(response)
    assert set(asked.facts.values_list("state", flat=True)) == {"asked"}
    sent = sent_by(response.context["form"])
    assert desk.post(reverse("desk-data-request", args=[asked.pk]), sent).status_code == 302
    assert [(str(fact.value), fact.unit, fact.as_of, fact.fy, fact.source, fact.words) for fact in asked.facts.all()] == [
        ("2405890", "", date(2025, 3, 31), "", "Census cell", ""),
        ("1500.5", "tonnes", None, "2024-25", "Warehousing board", ""),
        ("None", "", None, "", "", "The Spices Board's at Erode."),
    ]


@pytest.mark.parametrize("word", ["not recorded", "withheld", "लागू नहीं", "0"])
def test_zero_and_the_three_reasons_stay_apart(version, asked, word):
    book = downloaded(version, asked)
    page = book["Answers"]
    page["C7"], page["F7"], page["G7"] = word, "2024-25", "x"
    desk, response = upload(version, asked, book)
    desk.post(reverse("desk-data-request", args=[asked.pk]), sent_by(response.context["form"]))
    fact = asked.facts.first()
    assert (str(fact.value), fact.value_state) == {
        "not recorded": ("None", "missing"),
        "withheld": ("None", "withheld"),
        "लागू नहीं": ("None", "not_applicable"),
        "0": ("0", "value"),
    }[word]


@pytest.mark.parametrize(
    ("cell", "value", "sentence"),
    [
        ("C7", "=SUM(1)", "Sheet Answers, cell C7: A formula stands here"),
        ("C7", "nil", "Sheet Answers, cell C7: “nil” can mean zero"),
        ("C7", "12.34.56", "Sheet Answers, cell C7: "),
        ("E7", "03/2025", "Sheet Answers, cell E7: “03/2025” is not a day"),
        ("F7", "2024-26", "Sheet Answers, cell F7: "),
        ("D7", "heads", "Sheet Answers, cell D7: Nothing is asked in this cell"),
        ("C9", "5", "Sheet Answers, cell C9: Nothing is asked in this cell"),
        ("J7", "stray", "Sheet Answers, cell J7: Nothing is asked in this cell"),
        ("C12", "5", "Sheet Answers, cell A12: No open question has this number"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_cell_and_nothing_is_sent(version, asked, cell, value, sentence):
    book = downloaded(version, asked)
    book["Answers"][cell] = value
    _desk, response = upload(version, asked, book)
    assert response.status_code == 422
    assert sentence in text_of(response)
    assert set(asked.facts.values_list("state", flat=True)) == {"asked"}


def test_a_unit_of_exports_is_understood_in_words_or_refused_at_its_cell(version):
    add_chapter(version)
    asked = ask(version, asking.askable(version, 3), head=3)
    book = downloaded(version, asked)
    page = book["Answers"]
    page["C9"], page["D9"], page["F9"], page["G9"] = "62.40", "Rs crore", "2024-25", "DGCI&S"
    _desk, response = upload(version, asked, book)
    assert response.context["form"].data["3-unit"] == "inr_crore"
    page["D9"] = "bales"
    _desk, response = upload(version, asked, book)
    assert "Sheet Answers, cell D9: “bales” is no unit of exports." in text_of(response)


def test_the_sheet_of_another_request_a_plans_workbook_and_no_workbook_are_refused(version, asked):
    other = ask(version, [asking.question("Why?")], press="two")
    assert "This sheet belongs to another request." in text_of(upload(version, other, downloaded(version, asked))[1])
    assert "is not the sheet of a data request" in text_of(upload(version, asked, workbook_of(version))[1])
    assert "Nothing was sent." in text_of(upload(version, asked, b"no workbook")[1])
    desk = at_desk(member(version))
    assert "Choose the filled sheet first" in text_of(desk.post(reverse("desk-data-sheet", args=[asked.pk]), follow=True))


def test_what_stands_on_a_second_sheet_is_told_and_not_lost_in_silence(version, asked):
    book = downloaded(version, asked)
    book["Answers"]["C7"] = 2405890
    other = book.create_sheet("Rough")
    other["B3"], other.sheet_state = "Board says 2.4 million", "hidden"

    _desk, response = upload(version, asked, book)

    assert response.status_code == 422
    assert "Sheet Rough, cell B3: Only the sheet “Answers” is read" in text_of(response)
    assert response.context["form"]["1-figure"].value()[0] == "2405890"


def test_a_sheet_of_ten_thousand_rows_is_refused_in_words(version, asked):
    book = downloaded(version, asked)
    for _number in range(10_000):
        book["Answers"].append([1, 2])

    _desk, response = upload(version, asked, book)

    assert "below row 1,000" in text_of(response)
    assert "Nothing was sent." in text_of(response)


def test_a_stranger_and_another_member_find_no_sheet(version, asked):
    for user in (stranger(), version.office.depc.user("member_2")):
        desk = at_desk(user)
        assert desk.get(reverse("desk-data-sheet-file", args=[asked.pk])).status_code == 404
        assert desk.post(reverse("desk-data-sheet", args=[asked.pk])).status_code == 404


def test_what_is_in_the_plan_already_is_not_on_the_sheet(version, asked):
    fact = asked.facts.first()
    workflow.answer_data_request(asked, {fact.pk: {"value": None, "value_state": "missing"}}, by=member(version), at=LATER)
    workflow.take_answers(asked, {fact.pk: (1, 0)}, by=version.office.officer, at=LATER)
    page = downloaded(version, asked)["Answers"]
    assert [row[0].value for row in page.iter_rows(min_row=7)] == ["2", "3"]
