"""Two standings of a version, cell by cell: what was added, changed, moved and taken out, in the words of the sheets."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from imports.workbook import layout
from plans.columns import Holds

ADDED, CHANGED, TAKEN_OUT, MOVED = "added", "changed", "taken out", "moved"


@dataclass(frozen=True)
class Change:
    """One row (or the text of a head, or the cover): what happens to it, and (label, old, new) of each cell that differs.

    `pk` is of the row where it changes, 0 for the text of a head.
    """

    sheet: str
    what: str
    name: str
    cells: list = field(default_factory=list)
    has_new_identity: bool = False
    pk: int | None = None


def difference_of(before, after) -> list[Change]:
    """Every change from one standing to the other, in the order of the sheets; nothing else."""
    changes = []
    labels = dict(layout.COVER_LINES)
    cells = [(str(labels[name]), old, after.cover[name]) for name, old in before.cover.items() if old != after.cover[name]]
    if cells:
        changes.append(Change(layout.COVER, CHANGED, _("Title, period and file number"), cells))
    for sheet in layout.SHEETS:
        changes += _of_head(sheet, before, after)
        if sheet.word:
            changes += _of_rows(sheet, before, after)
    return changes


def _of_head(sheet, before, after):
    old, new = before.sections.get(sheet.head), after.sections.get(sheet.head)
    if old is None or new is None:
        return []
    cells = [
        (str(label), getattr(old, name), getattr(new, name))
        for name, label in (("text", layout.TEXT), ("not_applicable_reason", layout.REASON))
        if getattr(old, name) != getattr(new, name)
    ]
    return [Change(sheet.name, CHANGED, str(new), cells, pk=0)] if cells else []


def _of_rows(sheet, before, after):
    # The row stays itself when its identity is replaced, so rows are told by their place in the database.
    old = {line.row.pk: line for line in before.lines[sheet.name]}
    new = {line.row.pk: line for line in after.lines[sheet.name]}
    for pk, line in new.items():
        if pk not in old:
            cells = [(label, "", said) for label, said in _cells(sheet, line, after) if said]
            yield Change(sheet.name, ADDED, line.name, cells)
            continue
        cells = [
            (label, was, said)
            for (label, was), (_label, said) in zip(_cells(sheet, old[pk], before), _cells(sheet, line, after), strict=True)
            if was != said
        ]
        if cells:
            yield Change(sheet.name, CHANGED, old[pk].name, cells, old[pk].uid != line.uid, pk)
    for pk, line in old.items():
        if pk not in new:
            yield Change(sheet.name, TAKEN_OUT, line.name)
    if [pk for pk in old if pk in new] != [pk for pk in new if pk in old]:
        yield Change(sheet.name, MOVED, _("The rows stand in another order."))


def _cells(sheet, line, standing):
    """(label, text) of each cell; rows pointed at by their names, for their numbers shift."""
    for column in sheet.columns:
        if column.holds is Holds.PART_OF:
            yield column.label, _names(standing.lines["Interventions"], line.cells[column.name])
        elif column.holds is Holds.BOTTLENECKS:
            yield column.label, _names(standing.lines["Bottlenecks"], line.cells[column.name])
        else:
            yield column.label, line.cells[column.name]


def _names(lines, numbers):
    return "; ".join(lines[int(number) - 1].name for number in numbers.split(", ") if number)
