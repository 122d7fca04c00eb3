"""A CSV or XLSX file as rows of text under known columns; limited in size, kind, expansion and rows."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from zipfile import BadZipFile

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from common.refusals import Refusal
from common.text import fold, tidy
from documents.kinds import CSV, XLSX
from documents.storing import examine

LARGEST_FILE = 5 * 1024 * 1024
#: 75 districts of the largest State with 13 seats are 975 rows.
MOST_ROWS = 3000
MOST_COLUMNS = 60
_LONGEST_CELL = 500


class NotRead(Refusal):
    """The file as a whole cannot be read; the sentence says why and what to do."""


@dataclass(frozen=True)
class Row:
    """One row as the spreadsheet counts it (its first row names the columns) with its cells by column."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column) -> str:
        return self.cells.get(column, "")


def rows_of(file, *, columns, required) -> list[Row]:
    """The rows of an uploaded file that hold anything, under `columns`; further columns are left alone.

    Raises NotRead: too large, not a CSV or XLSX, a column missing or named twice, too many rows, none.
    """
    if file.size > LARGEST_FILE:
        raise NotRead(_("The file is larger than 5 MB. Leave out pictures and further sheets, and choose it again."))
    kind = examine(file, name=file.name)
    if kind not in (CSV, XLSX):
        raise NotRead(_("This is no spreadsheet. Save it as XLSX or as CSV (UTF-8) and choose it again."))
    file.seek(0)
    lines = _csv(file) if kind == CSV else _xlsx(file)
    header = next(lines, None) or []
    known = {fold(column): column for column in columns}
    places = {}
    for place, cell in enumerate(header):
        column = known.get(fold(cell))
        if column is None:
            continue
        if column in places:
            raise NotRead(_("The column “%(column)s” stands twice. Take one of the two out.") % {"column": column})
        places[column] = place
    missing = [column for column in required if column not in places]
    if missing:
        raise NotRead(
            _("The file lacks the column “%(missing)s”. Its first row must name the columns: %(all)s.")
            % {"missing": ", ".join(missing), "all": ", ".join(columns)}
        )
    found = []
    for number, line in enumerate(lines, start=2):
        cells = {column: line[place] for column, place in places.items() if place < len(line)}
        if any(cells.values()):
            found.append(Row(number, cells))
        if len(found) > MOST_ROWS:
            raise NotRead(_("The file has more than 3,000 rows. Cut it by districts into several files."))
    if not found:
        raise NotRead(_("The file has no rows below the names of the columns. Fill in at least one and choose it again."))
    return found


def _csv(file):
    # examine() has seen that it is UTF-8 without control characters.
    text = io.TextIOWrapper(io.BytesIO(file.read()), encoding="utf-8-sig", newline="")
    sample = text.read(4096)
    text.seek(0)
    delimiter = max(",;\t", key=sample.partition("\n")[0].count)
    try:
        for line in csv.reader(text, delimiter=delimiter):
            yield [_cell(value) for value in line[:MOST_COLUMNS]]
    except csv.Error as broken:
        raise NotRead(_("The file is no whole CSV. Save it again as CSV (UTF-8) or as XLSX.")) from broken


def _xlsx(file):
    try:
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        # What the file says of its own extent may be made up; the rows are what counts.
        sheet.reset_dimensions()
        for line in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield [_cell(value) for value in line]
    except (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError) as broken:
        raise NotRead(_("This workbook is damaged. Open it, save it again as XLSX and choose it again.")) from broken


def _cell(value) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    # A spreadsheet hands 583 over as 583.0.
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tidy(str(value))[:_LONGEST_CELL]
