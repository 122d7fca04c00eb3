"""The rows of one sheet: headings, identities, and each cell as values of the row, or a fault at the cell."""

import uuid
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from common.digits import western_digits
from common.numbers import parse_count
from common.refusals import Refusal
from common.text import tidy
from imports.workbook import layout
from imports.workbook.faults import Fault
from imports.workbook.opening import place_of
from imports.workbook.standing import model_of
from plans.cells import entries_of, read
from plans.columns import Holds

_WORDS = {
    Holds.LINE: lambda text: tidy(text).replace("\n", " "),
    Holds.PROSE: tidy,
    # A line's end after a single entry says that a semicolon in it divides nothing.
    Holds.ENTRIES: lambda text: [tidy(entry) for entry in entries_of(text)],
}


@dataclass(eq=False)
class RowWish:
    """What one row of a sheet asks: the row it is of (None: a new one), values of its fields, and the cell of each.

    Two are the same where they are one thing, not where they say the same.
    """

    sheet: str
    at: int
    uid: str = ""
    number: int | None = None
    line: object = None
    values: dict = field(default_factory=dict)
    refs: dict = field(default_factory=dict)
    part_of: int | None = None
    addresses: list | None = None
    is_overtaken: bool = False

    def ref(self, name):
        """The cell to which a sentence about this field belongs; the first of the row where it has none."""
        return self.refs.get(name) or self.refs.get(name.removesuffix("_id")) or place_of(2, self.at)


def read_rows(page, sheet, standing, register, faults) -> list[RowWish]:
    """The rows of this sheet in their order; faults are added to `faults`."""
    headed = _headings(page, sheet, faults)
    if headed is None:
        return []
    model = model_of(sheet)
    known = {line.uid: line for lines in standing.lines.values() for line in lines if isinstance(line.row, model)}
    wishes, numbers = [], {}
    for at in sorted(number for number in page.rows if number >= layout.FIRST_ROW):
        wish = _row(page, sheet, at, headed, known, register, faults)
        if wish is None:
            continue
        if wish.number is not None and wish.number in numbers:
            faults.append(
                Fault(
                    page.name,
                    wish.refs["number"],
                    _(
                        "The number %(number)s stands in row %(row)s already. "
                        "Give each row a number of its own, or leave it empty."
                    )
                    % {"number": wish.number, "row": numbers[wish.number]},
                )
            )
        elif wish.number is not None:
            numbers[wish.number] = at
        wishes.append(wish)
    return wishes


def _headings(page, sheet, faults):
    """{column of the sheet: Column, or "number", "identity", "saved"}; None where rows cannot be told at all."""
    found, before = {}, len(faults)
    english, hindi = page.rows.get(layout.ENGLISH_ROW, {}), page.rows.get(layout.HINDI_ROW, {})
    for at in sorted({*english, *hindi}):
        texts = [cells[at] for cells in (english, hindi) if at in cells]
        meant = next(
            (known for cell in texts if (known := layout.own_heading(cell.text) or layout.column_headed(sheet, cell.text))), None
        )
        if meant is None:
            faults.append(
                Fault(
                    page.name,
                    texts[0].ref,
                    _("No column is called “%(text)s” here. Write the heading as it was, or delete the column.")
                    % {"text": texts[0].text[:60]},
                )
            )
        elif meant in found.values():
            faults.append(
                Fault(
                    page.name,
                    texts[0].ref,
                    _("The column “%(text)s” stands twice. Delete one of them.") % {"text": texts[0].text[:60]},
                )
            )
        else:
            found[at] = meant
    if len(faults) == before and "identity" not in found.values():
        faults.append(
            Fault(
                page.name,
                place_of(1, layout.ENGLISH_ROW),
                _(
                    "The column of identities is missing in row %(row)s, so every row would be a new one. "
                    "Download the workbook again."
                )
                % {"row": layout.ENGLISH_ROW},
            )
        )
    return found if len(faults) == before else None


def _row(page, sheet, at, headed, known, register, faults):
    cells = page.rows[at]
    stray = [cell for column, cell in sorted(cells.items()) if column not in headed]
    faults += [
        Fault(page.name, cell.ref, _("This cell stands under no heading, so it would be lost. Move it, or delete it."))
        for cell in stray
    ]
    wish = RowWish(page.name, at, refs={_name(meant): place_of(column, at) for column, meant in headed.items()})
    own = {meant: cells.get(column) for column, meant in headed.items() if isinstance(meant, str)}
    said = {meant: cells.get(column) for column, meant in headed.items() if not isinstance(meant, str)}
    if not any(said.values()):
        if own.get("identity") is not None:
            faults.append(
                Fault(
                    page.name,
                    wish.refs["identity"],
                    _("This row is empty but for its identity. Delete the whole row to leave it out, or fill it again."),
                )
            )
        return None
    _own_cells(wish, own, known, faults)
    for column, cell in said.items():
        _value(wish, sheet, column, cell, register, faults)
    if wish.line is None:
        missing = [column for column in sheet.columns if column.required and column not in said]
        faults += [
            Fault(
                page.name,
                place_of(1, at),
                _("A new row needs the column “%(column)s”, which this sheet lacks. Download the workbook again.")
                % {"column": column.label},
            )
            for column in missing
        ]
        if sheet.word == "facts":
            wish.values["head"] = sheet.head.value
    elif getattr(wish.line.row, "head", sheet.head) != sheet.head:
        wish.values["head"] = sheet.head.value
    return wish


def _name(meant):
    return meant if isinstance(meant, str) else meant.name


def _own_cells(wish, own, known, faults):
    """The number of the row within the workbook, its identity, and what was saved of it when the workbook was made."""
    number, identity, saved = (own.get(key) for key in ("number", "identity", "saved"))
    if number is not None:
        wish.number = parse_count(western_digits(number.text))
        if wish.number is None:
            faults.append(
                Fault(
                    wish.sheet,
                    number.ref,
                    _("“%(text)s” is no number of a row. Write 1, 2, 3 and so on, or leave it empty.")
                    % {"text": number.text[:40]},
                )
            )
    if identity is not None:
        try:
            wish.uid = str(uuid.UUID(identity.text.strip()))
        except ValueError:
            faults.append(
                Fault(
                    wish.sheet,
                    identity.ref,
                    _("“%(text)s” is no identity. Leave the cell as it was; empty it where the row is a new one.")
                    % {"text": identity.text[:40]},
                )
            )
        wish.line = known.get(wish.uid)
    if wish.line is not None:
        wish.is_overtaken = saved is None or parse_count(western_digits(saved.text)) != wish.line.row.row_version


def _value(wish, sheet, column, cell, register, faults):
    """Read one cell into the wish; a cell that says what the plan says is left alone."""
    for name in column.fields:
        wish.refs.setdefault(name, wish.refs[column.name])
    if cell is not None and cell.fault:
        faults.append(Fault(wish.sheet, cell.ref, cell.fault))
        return
    if column.holds in (Holds.PART_OF, Holds.BOTTLENECKS):
        _numbers(wish, column, cell, faults)
        return
    text = "" if cell is None else cell.text
    if wish.line is not None and text == wish.line.cells[column.name]:
        return
    try:
        values = _understood(column, cell, register)
    except Refusal as refused:
        faults.append(Fault(wish.sheet, wish.refs[column.name], str(refused.sentence)))
        return
    wish.values.update(values if wish.line is None else _other(values, wish.line.row))


def _understood(column, cell, register):
    if cell is not None and column.holds in _WORDS and isinstance(cell.value, str):
        # A text cell is text, also one that begins as a formula would.
        return {column.fields[0]: _WORDS[column.holds](cell.value)}
    return read(column, None if cell is None else cell.value, register)


def _other(values, row):
    """Those of the values that the row does not have."""
    return {name: value for name, value in values.items() if (getattr(row, name), str(getattr(row, name))) != (value, str(value))}


def _numbers(wish, column, cell, faults):
    """The numbers of the rows that this one is part of, or addresses."""
    numbers = []
    for part in (cell.text if cell is not None else "").replace(";", ",").replace("\n", ",").split(","):
        if not part.strip():
            continue
        number = parse_count(western_digits(part))
        if number is None:
            faults.append(
                Fault(
                    wish.sheet,
                    wish.refs[column.name],
                    _("“%(text)s” is no number of a row. Write the number that stands in the first column of that row.")
                    % {"text": part.strip()[:40]},
                )
            )
            return
        numbers.append(number)
    if column.holds is Holds.BOTTLENECKS:
        wish.addresses = numbers
    elif len(numbers) > 1:
        faults.append(Fault(wish.sheet, wish.refs[column.name], _("A part stands under one intervention. Write one number.")))
    else:
        wish.part_of = numbers[0] if numbers else 0
