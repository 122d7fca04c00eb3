"""A draft as a workbook: everything in text cells, so that no spreadsheet program turns 62.40 into 62.4 or reads a formula."""

import io
import re

from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from common.refusals import Refusal
from imports.workbook import layout
from imports.workbook.standing import standing_of
from plans.columns import Holds

#: What one cell of a workbook holds; the library would cut the rest off in silence.
MOST_SIGNS = 32_000
_READY_ROWS = 200
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_TEXT = "@"
_WRAP = Alignment(wrap_text=True, vertical="top")
_HEADING = PatternFill("solid", fgColor="E8EEF4")
_LEAVE = PatternFill("solid", fgColor="F2F2F2")
_BOLD = Font(bold=True)
_QUIET = Font(color="666666")
_WIDTHS = {
    Holds.PROSE: 50,
    Holds.ENTRIES: 32,
    Holds.FIGURE: 16,
    Holds.DAY: 14,
    Holds.YEAR: 12,
    Holds.BOTTLENECKS: 16,
    Holds.PART_OF: 12,
}


class TooLongForACell(Refusal):
    """A text of the plan is longer than a cell of a workbook."""


def workbook_of(version) -> bytes:
    """The workbook of a draft, in the active language. Raises TooLongForACell."""
    standing = standing_of(version)
    book = Workbook()
    cover = book.active
    cover.title = layout.COVER
    _write_cover(cover, standing)
    lists = _write_guide(book.create_sheet(layout.GUIDE))
    for sheet in layout.SHEETS:
        _write_head(book.create_sheet(sheet.name), sheet, standing, lists)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def put(page, row, column, text, *, where=""):
    """Write a text cell: never a formula, whatever it begins with. Raises TooLongForACell."""
    if len(text.encode("utf-16-le")) // 2 > MOST_SIGNS:
        raise TooLongForACell(
            _("“%(name)s” is longer than a cell of a workbook holds (%(most)s signs). Shorten it, or work on this plan here.")
            % {"name": where or text[:60], "most": f"{MOST_SIGNS:,}"}
        )
    cell = page.cell(row=row, column=column)
    # A workbook writes some signs as _x000D_; text that looks so is marked as meant.
    cell.value = _ESCAPE.sub("_x005F_", ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"
    cell.number_format = _TEXT
    cell.alignment = _WRAP
    if text[:1] in ("=", "+", "-", "@", "\t", "\r"):
        cell.quotePrefix = True
    return cell


def _label(page, row, column, text):
    cell = put(page, row, column, text)
    cell.font, cell.fill = _BOLD, _HEADING
    return cell


def _write_cover(page, standing):
    version = standing.version
    place = version.plan.place
    said = {
        "format": layout.FORMAT,
        "code": place.code,
        "place": " / ".join(dict.fromkeys(filter(None, (place.name, place.name_hi)))),
        "number": version.number,
        "saved": str(version.row_version),
        **standing.cover,
        "authentic_language": str(version.get_authentic_language_display()),
    }
    _label(page, 1, 1, layout.in_both(version.plan.get_kind_display))
    for row, (key, label) in enumerate(layout.COVER_LINES, start=3):
        for column, words in enumerate(layout.both(label), start=1):
            _label(page, row, column, words)
        cell = put(page, row, 3, said[key])
        if key in ("format", "code", "place", "number", "saved"):
            cell.fill, cell.font = _LEAVE, _QUIET
    _widen(page, 34, 34, 70)


_GUIDE = (
    _("Each head of the plan has its sheet. Above stands its text, below its rows, one row of the sheet for each."),
    _("A new row goes below the last one, with its cell of identity empty. The order of the rows is the order of the plan."),
    _("A row that is left out stays in the plan unless you say, when you upload the workbook, that it is to be taken out."),
    _("Zero is a figure: write 0. Where there is none, write: not recorded, not applicable or withheld."),
    _(
        "Figures stay as you write them, 62.40 with its two decimals. "
        "Indian and Western grouping and the digits of every script are read."
    ),
    _("Amounts say their unit: 5.50 crore, 12.5 lakh or ₹12,50,000. Days are 31-03-2027, financial years 2026-27."),
    _("“Part of” and the bottlenecks addressed are given by the number in the first column of their sheet: 3, or 1, 4."),
    _("Lists have one entry a line (Alt+Enter begins a new line in a cell)."),
    _(
        "No formulas, merged cells or further sheets: the portal reads what stands in the cells. "
        "Nothing is saved before you confirm."
    ),
)


def _write_guide(page):
    """The sentences in both languages, then the words of each choice. {choices: the range they stand in}."""
    _label(page, 1, 1, "How to fill this workbook")
    _label(page, 1, 2, layout.both(_("How to fill this workbook"))[1])
    for row, sentence in enumerate(_GUIDE, start=2):
        for column, words in enumerate(layout.both(sentence), start=1):
            put(page, row, column, words)
    begin, lists = len(_GUIDE) + 4, {}
    _label(page, begin - 1, 1, layout.in_both(_("The words of the columns with a choice")))
    for sheet in layout.SHEETS:
        for column in sheet.columns:
            words = _words_of(column)
            if words and words not in lists:
                place = len(lists) + 1
                _label(page, begin, place, column.label)
                for row, word in enumerate(words, start=begin + 1):
                    put(page, row, place, word)
                letter = get_column_letter(place)
                lists[words] = f"'{layout.GUIDE}'!${letter}${begin + 1}:${letter}${begin + len(words)}"
    _widen(page, 60, 60, *[24] * max(0, len(lists) - 2))
    return lists


def _words_of(column):
    """The words that a column with a choice takes, () for another column."""
    if column.holds is not Holds.CHOICE:
        return ()
    return tuple(str(label) for code, label in column.model._meta.get_field(column.fields[0]).flatchoices if code != "")


def _write_head(page, sheet, standing, lists):
    _label(
        page,
        layout.TITLE_ROW,
        1,
        " / ".join(dict.fromkeys(f"{sheet.head.value}. {said}" for said in layout.both(lambda: sheet.head.label))),
    )
    section = standing.sections.get(sheet.head)
    for row, label, text in (
        (layout.TEXT_ROW, layout.TEXT, section.text if section else ""),
        (layout.REASON_ROW, layout.REASON, section.not_applicable_reason if section else ""),
        (layout.SAVED_ROW, layout.SAVED, str(section.row_version) if section else ""),
    ):
        _label(page, row, 1, layout.in_both(label))
        for column, part in enumerate(_parts(text), start=2):
            put(page, row, column, part)
    page.row_dimensions[layout.TEXT_ROW].height = 90
    _widen(page, 24, 60)
    if sheet.word:
        _write_rows(page, sheet, standing.lines[sheet.name], lists)
        page.freeze_panes = page.cell(row=layout.FIRST_ROW, column=3)


def _parts(text):
    """A text in pieces that a cell holds, one beside the other; reading puts them together again."""
    units = text.encode("utf-16-le")
    parts, at = [], 0
    while at < len(units):
        end = min(at + 2 * MOST_SIGNS, len(units))
        # Never between the two halves of one sign.
        if end < len(units) and 0xDC <= units[end + 1] <= 0xDF:
            end -= 2
        parts.append(units[at:end].decode("utf-16-le"))
        at = end
    return parts


def _write_rows(page, sheet, lines, lists):
    headings = [
        layout.both(layout.NUMBER),
        *map(layout.column_headings, sheet.columns),
        layout.both(layout.IDENTITY),
        layout.both(layout.SAVED),
    ]
    for column, (english, hindi) in enumerate(headings, start=1):
        _label(page, layout.ENGLISH_ROW, column, english)
        _label(page, layout.HINDI_ROW, column, hindi)
    last = len(headings)
    for at, line in enumerate(lines):
        row = layout.FIRST_ROW + at
        put(page, row, 1, str(line.number))
        for column, kind in enumerate(sheet.columns, start=2):
            if line.cells[kind.name]:
                put(page, row, column, line.cells[kind.name], where=line.name)
        for column, text in ((last - 1, line.uid), (last, str(line.row.row_version))):
            cell = put(page, row, column, text)
            cell.fill, cell.font = _LEAVE, _QUIET
    end = layout.FIRST_ROW + len(lines) + _READY_ROWS
    for column, kind in enumerate(sheet.columns, start=2):
        letter = get_column_letter(column)
        # Columns are text cells to their end, so that what is typed below stays as typed.
        page.column_dimensions[letter].number_format = _TEXT
        page.column_dimensions[letter].width = 60 if column == 2 else _WIDTHS.get(kind.holds, 22)
        words = _words_of(kind)
        if words in lists:
            allowed = DataValidation(type="list", formula1=lists[words], allow_blank=True, showErrorMessage=False)
            allowed.add(f"{letter}{layout.FIRST_ROW}:{letter}{end}")
            page.add_data_validation(allowed)
    for column in (last - 1, last):
        page.column_dimensions[get_column_letter(column)].width = 18


def _widen(page, *widths):
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
        page.column_dimensions[get_column_letter(column)].number_format = _TEXT
