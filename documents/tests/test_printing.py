"""PDFs from blocks: words stay words, the same sheet gives the same bytes, what no font shows is said."""

from datetime import UTC, datetime

import pytest
import typst
from django.core.cache import cache
from django.test import override_settings

from documents import glyphs, printing
from documents.printing import Sheet, piece
from documents.tests.reading_pdf import Read

AT = datetime(2025, 8, 14, 5, 30, tzinfo=UTC)
HOSTILE = '#let x = 1; #panic("no") $ a^2 $ *b* _c_ `d` \\ "q" <lbl> @ref // e /* f */ [g] {h} = i ~ #read("/etc/passwd")'


def a_sheet(*blocks, language="en", **more):
    return Sheet(more.pop("title", "A title"), language, list(blocks), **more)


def test_words_of_people_are_shown_and_never_read_as_markup():
    sheet = a_sheet(
        printing.heading(HOSTILE, 1),
        *printing.words(HOSTILE),
        printing.boxed(piece(HOSTILE, mono=True)),
        printing.facts((HOSTILE, HOSTILE)),
        printing.bullets([HOSTILE, piece(HOSTILE, small=True)]),
        printing.table(HOSTILE, [HOSTILE], [[HOSTILE]]),
        title=HOSTILE,
        head=HOSTILE,
        foot=[HOSTILE],
    )

    read = Read(printing.render(sheet, at=AT))

    shown = "".join(read.text.split()).count("".join(HOSTILE.split()))
    assert shown == 12
    assert read.title == HOSTILE


def test_the_template_is_the_only_source_that_typst_reads(monkeypatch):
    seen = {}
    compiler = typst.Compiler

    def watched(source, **given):
        seen.update(given, source=source)
        return compiler(source, **given)

    monkeypatch.setattr(typst, "Compiler", watched)
    printing.render(a_sheet(*printing.words(HOSTILE)), at=AT)

    assert seen["source"] == str(printing.TEMPLATE)
    assert seen["root"] == str(printing.TEMPLATE.parent)
    assert set(seen["sys_inputs"]) == {"sheet"}


def test_control_characters_are_dropped_and_line_breaks_stay():
    read = Read(printing.render(a_sheet(*printing.words("one\x00\x01\u202etwo\nthree\n\nfour")), at=AT))

    assert read.text.split("\n")[:3] == ["onetwo", "three", "four"]


def test_a_character_that_no_font_shows_becomes_a_box_and_the_file_says_so():
    read = Read(printing.render(a_sheet(*printing.words("Erode, ஈ and 中.")), at=AT))

    assert read.holds(f"Erode, {printing.BOX} and {printing.BOX}.")
    assert read.holds(f"{printing.BOX} stands 2 times for a character that the fonts of this file cannot show.")


def test_hindi_is_set_with_the_fonts_of_the_packages_and_the_file_names_its_language():
    read = Read(printing.render(a_sheet(*printing.words("निर्यात क्षेत्र ₹"), language="hi"), at=AT))

    assert {name.partition("-")[0] for name in read.fonts} <= {"NotoSans", "NotoSansDevanagari"}
    assert read.language == "hi"
    # Glyphs are written in the order they are drawn; the letters themselves are all there.
    assert set("निर्यात क्षेत्र ₹") - set(read.text) == set()


@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_file_is_pdf_ua_1_with_a_title(language):
    read = Read(printing.render(a_sheet(printing.heading("One", 1), *printing.words("Two"), language=language), at=AT))

    assert read.is_pdf_ua_1
    assert read.title == "A title"


def test_the_same_sheet_gives_the_same_bytes_and_another_day_gives_others():
    sheet = a_sheet(*printing.words("One"))

    first, again, later = (printing.render(sheet, at=at) for at in (AT, AT, AT.replace(day=15)))

    assert first == again
    assert first != later


def test_the_foot_stands_on_every_page():
    sheet = a_sheet(*(block for n in range(120) for block in printing.words(f"Line {n}")), foot=["the foot line"])

    read = Read(printing.render(sheet, at=AT))

    assert len(read.pages) > 1
    assert read.pages_with("the foot line") == list(range(1, len(read.pages) + 1))


def test_a_page_cut_to_fit_is_one_page_and_holds_as_much_as_fits():
    def sheet_of(count):
        return a_sheet(*(block for n in range(count) for block in printing.words(f"Entry {n}. " + "word " * 150)))

    read = Read(printing.on_one_page(sheet_of, at=AT, most=30))

    held = [n for n in range(30) if read.holds(f"Entry {n}.")]
    assert len(read.pages) == 1
    assert held == list(range(len(held)))
    assert 2 < len(held) < 30
    assert len(Read(printing.render(sheet_of(len(held) + 1), at=AT)).pages) == 2


def test_what_can_never_fit_one_page_is_refused_with_a_sentence():
    with pytest.raises(printing.NotPrintable, match="could not be laid out as a PDF"):
        printing.on_one_page(lambda count: a_sheet(*printing.words("word " * 5000)), at=AT, most=2)


def test_only_what_is_public_is_kept(monkeypatch):
    cache.clear()
    compiled = []
    monkeypatch.setattr(printing, "_compiled", lambda given, at, pages=None: compiled.append(given) or b"%PDF-x")
    sheet = a_sheet(*printing.words("One"))

    for keep in (False, False, True, True):
        printing.render(sheet, at=AT, keep=keep)

    assert len(compiled) == 3
    cache.clear()


def test_a_demonstration_is_marked_on_every_page():
    sheet = a_sheet(*(block for n in range(120) for block in printing.words(f"Line {n}")))

    with override_settings(DATABASE_KIND="demonstration"):
        marked = Read(printing.render(sheet, at=AT))

    mark = "Demonstration year: plans, persons and figures are invented"
    assert marked.pages_with(mark) == list(range(1, len(marked.pages) + 1))
    assert Read(printing.render(sheet, at=AT)).pages_with(mark) == []


def test_the_fonts_show_both_scripts_and_no_other():
    assert {ord(c) for c in "aZ9₹–…“”ऀहि़ॐ"} <= glyphs.shown()
    assert {ord(c) for c in "ஈ中😀\x00"} & glyphs.shown() == set()
