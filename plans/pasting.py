"""A table pasted from a spreadsheet, understood row by row, and added to a draft in one transaction or not at all.

Nothing here is kept between the preview and the save: both read the pasted text anew, and the preview saves every row as the
save would and takes it all back, so that what it says is what the database said.
"""

import csv
import io
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.refusals import Refusal
from common.text import fold
from plans import rows
from plans.cell_texts import shown
from plans.cells import Coming, Register, read, settle
from plans.columns import COLUMNS, column_of_field, heading
from plans.models import Intervention
from plans.sentences import places_of_sentences

#: Kinds of rows that can be pasted; the text of a head is written.
PASTED = ("targets", "interventions", "bottlenecks", "products", "facts", "training", "incentives")
MOST_ROWS = 200
MOST_CHARACTERS = 600_000
MOST_SAID = 50


class TooMuch(Refusal):
    """More than one paste takes."""


class NoTable(Refusal):
    """There is nothing to read as a table."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in one cell, or in a row as a whole (column "")."""

    row: int
    column: str
    sentence: str

    def __str__(self):
        where = {"row": self.row, "column": self.column, "sentence": self.sentence}
        if self.column:
            return str(_("Row %(row)s, column %(column)s: %(sentence)s") % where)
        return str(_("Row %(row)s: %(sentence)s") % where)


@dataclass
class Line:
    """One row of the table: its number as pasted, and by column what was typed, understood, or wrong."""

    number: int
    cells: dict
    values: dict = field(default_factory=dict)
    said: dict = field(default_factory=dict)
    faults: list = field(default_factory=list)


@dataclass
class Table:
    """A pasted table: its columns in order, its rows, headings nobody knows, and whether it came with headings."""

    word: str
    columns: list
    lines: list
    unknown: list = field(default_factory=list)
    has_headings: bool = False
    rupees_in: str = ""

    @property
    def faults(self):
        return [fault for line in self.lines for fault in line.faults]

    @property
    def said_faults(self):
        return [str(fault) for fault in self.faults[:MOST_SAID]]

    @property
    def more_faults(self):
        return max(0, len(self.faults) - MOST_SAID)


def table_of(word, text, *, rupees_in=""):
    """The pasted text as a Table, cells not read yet.

    Tabs, else semicolons, else commas stand between cells. The first row counts as headings where most of its cells are known
    ones; otherwise the columns come in the order of COLUMNS. Raises TooMuch, NoTable.
    """
    if len(text) > MOST_CHARACTERS or text.count("\n") > MOST_ROWS * 20:
        raise TooMuch(
            _("This paste has %(lines)s lines; one paste takes at most %(most)s rows. Paste it in parts. Nothing was saved.")
            % {"lines": text.count("\n") + 1, "most": MOST_ROWS}
        )
    grid = _grid(text)
    if not grid:
        raise NoTable(_("There is no row in it. Copy the rows in the spreadsheet and paste them here."))
    named = [heading(word, cell) for _number, cells in grid[:1] for cell in cells]
    has_headings = sum(one.column is not None for one in named) * 2 > sum(bool(one.text.strip()) for one in named)
    columns = [one.column for one in named] if has_headings else list(COLUMNS[word])
    rows_of_table = grid[1:] if has_headings else grid
    if not rows_of_table:
        raise NoTable(_("There are headings and no row below them. Copy the rows too."))
    if len(rows_of_table) > MOST_ROWS:
        raise TooMuch(
            _("This paste has %(rows)s rows; one paste takes at most %(most)s. Paste it in parts. Nothing was saved.")
            % {"rows": len(rows_of_table), "most": MOST_ROWS}
        )
    table = Table(word, [], [], has_headings=has_headings, rupees_in=rupees_in)
    if has_headings:
        table.unknown = [one.text for one in named if one.column is None and one.text.strip()]
        table.rupees_in = next((one.rupees_in for one in named if one.rupees_in), rupees_in)
        _no_column_twice(columns)
    used = set()
    for number, cells in rows_of_table:
        line = Line(number, {})
        for place, cell in enumerate(cells):
            if place >= len(columns):
                if cell.strip():
                    line.faults.append(_too_many(number, len(cells), len(columns)))
                    break
            elif columns[place] is not None:
                line.cells[columns[place]] = cell
                if cell.strip():
                    used.add(columns[place])
        table.lines.append(line)
    table.columns = [one for one in columns if one is not None and (has_headings or one in used)]
    return table


def _no_column_twice(columns):
    known = [one for one in columns if one is not None]
    for one in known:
        if known.count(one) > 1:
            raise NoTable(_("Two headings mean “%(column)s”. Keep one of the two columns.") % {"column": one.label})


def _too_many(number, cells, columns):
    return Fault(
        number,
        "",
        str(
            _(
                "It has %(cells)s cells where %(columns)s columns are known. Commas inside numbers may have cut them: "
                "copy from the spreadsheet itself, or put tabs or semicolons between the cells."
            )
            % {"cells": cells, "columns": columns}
        ),
    )


def _grid(text):
    """[(number of the row as pasted, its cells)] of the rows that hold anything."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").lstrip("\ufeff")
    first = next((line for line in text.split("\n") if line.strip()), "")
    between = next((sign for sign in ("\t", ";") if sign in first), ",")
    try:
        cut = list(csv.reader(io.StringIO(text), delimiter=between))
    except csv.Error as broken:
        raise NoTable(_("The rows could not be told apart. Copy them in the spreadsheet again and paste them here.")) from broken
    return [(number, cells) for number, cells in enumerate(cut, start=1) if any(cell.strip() for cell in cells)]


def preview(table, version, *, by, at, post=None):
    """Read every cell and try every row; the table carries what was understood and what is wrong. Nothing stays written.

    Raises NotAllowed, MovedOn.
    """
    with transaction.atomic():
        _try(table, version, by=by, at=at, post=post)
        transaction.set_rollback(True)
    return table


def add(table, version, *, by, at, post=None, once=""):
    """Add all rows of the table, or none: returns how many were added, 0 where the table carries faults.

    `once`: what the form was given when it was opened; the second press of the same form adds nothing (AlreadyAdded).
    Raises NotAllowed, MovedOn, AlreadyAdded.
    """
    with transaction.atomic():
        _try(table, version, by=by, at=at, post=post, once=once)
        if table.faults:
            transaction.set_rollback(True)
            return 0
    return len(table.lines)


def _try(table, version, *, by, at, post, once=""):
    named = {line.number: f"{once}/{line.number}" if once else "" for line in table.lines}
    opened = rows.open_draft(version, by=by, at=at, post=post, presses=filter(None, named.values()))
    register = Register(version, rupees_in=table.rupees_in, coming=_coming(table))
    for line in table.lines:
        _read(line, table, register)
    saved = {}
    model = COLUMNS[table.word][0].model
    for line in sorted(table.lines, key=lambda one: isinstance(one.values.get("parent"), Coming)):
        if line.faults or not _whole(line, table, saved):
            continue
        try:
            # Each row within its own savepoint, so that one refused row does not hide what is wrong in the next.
            with transaction.atomic():
                row = rows.save_opened(opened, model, line.values, once=named[line.number]).row
        except rows.BadRow as bad:
            line.faults += _faults_of(line, table, bad)
        else:
            if model is Intervention:
                saved[fold(row.title)] = row


def _coming(table):
    if table.word != "interventions":
        return {}
    title = COLUMNS["interventions"][0]
    parent = column_of_field("interventions", "parent")
    return {"interventions": {fold(line.cells.get(title, "")) for line in table.lines if not line.cells.get(parent, "").strip()}}


def _read(line, table, register):
    columns = [*table.columns, *(one for one in COLUMNS[table.word] if one.required and one not in table.columns)]
    for column in columns:
        try:
            values = read(column, line.cells.get(column, ""), register)
        except Refusal as refused:
            line.faults.append(Fault(line.number, column.label, str(refused.sentence)))
        else:
            line.values |= values
            line.said[column] = shown(column, values)
    if not line.faults:
        given = dict(line.values)
        settle(table.word, line.values)
        # What was added to what was typed is said back too.
        for name in line.values:
            column = column_of_field(table.word, name)
            if column is not None and line.values[name] != given.get(name):
                line.said[column] = shown(column, line.values)
                if column not in table.columns:
                    table.columns.append(column)


def _whole(line, table, saved):
    """Put the row of the same table in the place of its name; False, with a fault, where that row was not added."""
    parent = line.values.get("parent")
    if not isinstance(parent, Coming):
        return True
    line.values["parent"] = saved.get(fold(parent))
    if line.values["parent"] is None:
        column = column_of_field("interventions", "parent")
        line.faults.append(
            Fault(
                line.number, column.label, str(_("The row of “%(title)s” is not right yet. Mend it first.") % {"title": parent})
            )
        )
    return line.values["parent"] is not None


def _faults_of(line, table, bad):
    found = []
    for name, sentences in bad.errors.items():
        for sentence in sentences:
            column = column_of_field(table.word, name) if name != NON_FIELD_ERRORS else None
            found.append(Fault(line.number, column.label if column else _placed(table.word, sentence), str(sentence)))
    return found


def _placed(word, sentence):
    field = places_of_sentences(COLUMNS[word][0].model).get(str(sentence))
    return column_of_field(word, field).label if field else ""
