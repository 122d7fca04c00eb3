"""What is refused before a workbook is opened, and how little of it is touched. No database."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from imports.workbook.opening import MOST_BYTES, MOST_ROWS, NotOpened, open_workbook

from .workbook_corpus import FOLDER


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def said(content):
    with pytest.raises(NotOpened) as refused:
        open_workbook(content)
    return str(refused.value)


def test_a_file_of_fifty_mb_is_refused_by_its_size_alone():
    assert "larger than 10 MB" in said(b"PK\x03\x04" + bytes(50 * 1024 * 1024))
    assert MOST_BYTES == 10 * 1024 * 1024


def test_a_sheet_that_goes_on_for_ever_is_read_no_further_than_a_plan_goes():
    book = Workbook(write_only=True)
    page = book.create_sheet("Targets")
    for _number in range(50_000):
        page.append([1, 2])
    content, begun = saved(book), time.process_time()

    assert "below row 1,000" in said(content)
    assert time.process_time() - begun < 1


def test_empty_rows_below_and_a_wrong_size_in_the_file_change_nothing():
    book = load_workbook(FOLDER / "good.xlsx")
    book["Targets"].cell(row=900_000, column=3).number_format = "0.00"
    before = open_workbook((FOLDER / "good.xlsx").read_bytes())

    after = open_workbook(saved(book))

    assert [sheet.rows for sheet in after] == [sheet.rows for sheet in before]
    assert max(max(sheet.rows) for sheet in after) < MOST_ROWS


def test_an_archive_that_lies_about_its_size_unpacks_no_further_than_it_said():
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO((FOLDER / "good.xlsx").read_bytes())) as archive, zipfile.ZipFile(out, "w", 8) as to:
        for name in archive.namelist():
            to.writestr(name, archive.read(name))
        to.writestr("xl/sharedStrings.xml", b"<sst>" + b" " * 30_000_000 + b"</sst>")
    honest = out.getvalue()
    lying = honest.replace((30_000_011).to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert "unpacks to far more" in said(honest)
    assert "damaged" in said(lying)


def test_cut_off_anywhere_it_is_a_sentence_and_never_a_fault_of_the_portal():
    good = (FOLDER / "good.xlsx").read_bytes()

    for end in range(1, len(good) - 1, 997):
        assert said(good[:end])


def test_a_byte_changed_anywhere_is_a_sentence_or_a_workbook():
    good, sentences = (FOLDER / "good.xlsx").read_bytes(), []

    for place in range(0, len(good), 397):
        try:
            open_workbook(good[:place] + bytes([good[place] ^ 0xFF]) + good[place + 1 :])
        except NotOpened as refused:
            sentences.append(str(refused))

    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)
