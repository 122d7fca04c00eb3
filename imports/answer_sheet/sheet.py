"""A data request as a workbook of one sheet, and what its cells fill into the form in which a post answers.

Nothing is taken in from here: the form refuses what it refuses of typed text, and is looked over before it is sent.
"""

import io

from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

from common.digits import western_digits
from common.numbers import parse_count
from common.text import tidy
from imports.workbook.faults import Fault
from imports.workbook.layout import both
from imports.workbook.opening import NotOpened, open_workbook, place_of
from imports.workbook.writing import put
from plans.asking import FILLS, UNITS_OF_EXPORTS
from plans.cell_words import Unreadable, absence_in, choices_of, day_of, folded
from plans.models import AskedFact, ProductChapter

FORMAT = "deap-data-request/1"
NAME = "Answers"
ENGLISH_ROW, HINDI_ROW, FIRST_ROW = 5, 6, 7
#: Heading, width, and the field of the form that the cell fills; the first two are not to be changed.
COLUMNS = (
    (_("No."), 6, ""),
    (_("What is asked"), 44, ""),
    (_("Figure"), 16, "figure"),
    (_("Unit"), 16, "unit"),
    (_("As of"), 14, "as_of"),
    (_("Financial year"), 14, "fy"),
    (_("Source"), 34, "source"),
    (_("Note, or the answer in words"), 50, "words"),
)
_HOW = _(
    "One row for each question. Leave a figure empty where it is not known yet; write 0 for zero, or: not recorded, "
    "not applicable, withheld. Grey cells need no answer."
)
_LEAVE = PatternFill("solid", fgColor="E8E8E8")
_HEADING = PatternFill("solid", fgColor="E8EEF4")


def sheet_of(asked) -> bytes:
    """The workbook of a request: its questions that are not in the plan yet, with the answers given so far."""
    book = Workbook()
    page = book.active
    page.title = NAME
    put(page, 1, 1, FORMAT).fill = _LEAVE
    put(page, 1, 2, str(asked.pk)).fill = _LEAVE
    place = asked.version.plan.place
    put(page, 2, 2, f"{place.name}: {asked.get_head_display()}, {asked.due_on:%d-%m-%Y}").font = Font(bold=True)
    for row, words in enumerate(both(_HOW), start=3):
        put(page, row, 2, words)
    for column, (title, width, _field) in enumerate(COLUMNS, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
        for row, words in zip((ENGLISH_ROW, HINDI_ROW), both(title), strict=True):
            cell = put(page, row, column, words)
            cell.font, cell.fill = Font(bold=True), _HEADING
    for row, fact in enumerate(_open_facts(asked), start=FIRST_ROW):
        put(page, row, 1, str(fact.position))
        put(page, row, 2, fact.label)
        for column, (_title, _width, field) in enumerate(COLUMNS[2:], start=3):
            if field not in _fields_of(fact):
                page.cell(row=row, column=column).fill = _LEAVE
            else:
                put(page, row, column, _said(fact, field))
    page.freeze_panes = page.cell(row=FIRST_ROW, column=3)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def read_sheet(content, asked):
    """(what the cells fill into the form: {name: text}, [Fault], {name: place of its cell}) of an uploaded sheet.

    Raises NotOpened: no workbook, or not the sheet of this request.
    """
    sheets = open_workbook(content)
    page = next((sheet for sheet in sheets if sheet.name == NAME), None)
    first = page.rows.get(1, {}) if page else {}
    if page is None or 1 not in first or first[1].text != FORMAT:
        raise NotOpened(_("This workbook is not the sheet of a data request. Download the sheet here and fill that."))
    if 2 not in first or parse_count(western_digits(first[2].text)) != asked.pk:
        raise NotOpened(_("This sheet belongs to another request. Download the sheet of this one, and fill that."))
    facts = {fact.position: fact for fact in _open_facts(asked)}
    others = [sheet for sheet in sheets if sheet is not page and sheet.rows]
    filled, faults, refs, seen = {}, [], {}, set()
    for sheet in others:
        number, cells = min(sheet.rows.items())
        said = _now("Only the sheet “Answers” is read, so what stands here would be lost. Write it there, and delete this sheet.")
        faults.append(Fault(sheet.name, place_of(min(cells), number), said))
    for ref in page.merged:
        faults.append(Fault(page.name, ref, _now("These cells are merged. Unmerge them and write each cell's own value.")))
    for number, cells in sorted(page.rows.items()):
        if number < FIRST_ROW:
            continue
        position = parse_count(western_digits(cells[1].text)) if 1 in cells and not cells[1].fault else None
        fact = facts.get(position)
        if fact is None or position in seen:
            if any(column > 2 for column in cells):
                ref = place_of(1, number)
                faults.append(Fault(page.name, ref, _now("No open question has this number. Write one of column A as it was.")))
            continue
        seen.add(position)
        for column, cell in cells.items():
            if column > 2:
                _fill(fact, column, cell, page.name, filled, faults, refs)
    return filled, faults, refs


def _open_facts(asked):
    return [fact for fact in asked.facts.all() if fact.state != AskedFact.State.TAKEN]


def _fields_of(fact):
    """The fields of the form that this fact has."""
    fields = set(FILLS[fact.kind]) | {"source", "words"}
    if not fact.is_words:
        fields.add("figure")
    if fact.kind == AskedFact.Kind.FACT and fact.code != "other":
        fields.discard("unit")
    return fields


def _fill(fact, column, cell, sheet, filled, faults, refs):
    field = COLUMNS[column - 1][2] if column <= len(COLUMNS) else ""
    if cell.fault:
        faults.append(Fault(sheet, cell.ref, cell.fault))
        return
    if field not in _fields_of(fact):
        faults.append(Fault(sheet, cell.ref, _now("Nothing is asked in this cell, so it would be lost. Write it as a note.")))
        return
    name = f"{fact.position}-{field}"
    refs[name] = cell.ref
    try:
        filled |= _texts(fact, field, name, cell)
    except Unreadable as unread:
        faults.append(Fault(sheet, cell.ref, str(unread.sentence)))
        filled[f"{name}_0" if field == "figure" else name] = tidy(cell.text)


def _texts(fact, field, name, cell):
    """{name: text} as a browser would send what stands in the cell. Raises Unreadable."""
    if field == "as_of":
        return {name: day_of(cell.value).isoformat()}
    text = tidy(cell.text)
    if field == "figure":
        absent = absence_in(text) if isinstance(cell.value, str) else None
        return {f"{name}_0": "" if absent else text, f"{name}_1": absent or ""}
    if field == "unit" and fact.kind == AskedFact.Kind.EXPORTS:
        unit = choices_of(ProductChapter, "exports_unit").get(folded(text))
        if unit not in UNITS_OF_EXPORTS:
            units = ", ".join(str(unit.label) for unit in UNITS_OF_EXPORTS)
            raise Unreadable(
                _now("“%(text)s” is no unit of exports. Write one of: %(units)s.") % {"text": text[:40], "units": units}
            )
        return {name: unit}
    return {name: text}


def _said(fact, field):
    """The answer given so far, as a cell says it."""
    if fact.state == AskedFact.State.SENT_BACK and field != "unit":
        return ""
    if field == "figure":
        if not fact.answer_number:
            return ""
        return str(fact.value) if fact.value is not None else str(fact.get_value_state_display())
    if field == "as_of":
        return f"{fact.as_of:%d-%m-%Y}" if fact.as_of else ""
    if field == "unit" and fact.kind == AskedFact.Kind.EXPORTS and fact.unit:
        return str({unit.value: unit.label for unit in UNITS_OF_EXPORTS}[fact.unit])
    return getattr(fact, field)
