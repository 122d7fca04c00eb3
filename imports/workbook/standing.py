"""What stands in a version, as the cells of a workbook: the same reading for writing the file, for telling what an upload
changes, and for the difference before and after."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from common.money import best_unit, show_rupees
from common.numbers import group_indian
from imports.workbook.layout import COVER_FIELDS, SHEETS
from plans.cell_texts import written
from plans.columns import Holds
from plans.models import Intervention, PlanVersion, Section, Target

_JOINED = {Holds.PRODUCT, Holds.METRIC, Holds.AGENCY, Holds.POST}


@dataclass
class Line:
    """One row of the plan: its number within its sheet, its identity, and the text of each of its cells."""

    row: object
    number: int
    uid: str
    cells: dict = field(default_factory=dict)

    @property
    def name(self):
        """What a reader calls the row; targets of one measure differ by their product and their year."""
        more = (self.row.product, self.row.fy) if isinstance(self.row, Target) else ()
        return ", ".join(str(part) for part in (self.row, *more) if part)


@dataclass
class Standing:
    """A version read whole: the rows of each sheet in the order of the plan, the texts of the heads, the cover."""

    version: PlanVersion
    sections: dict
    lines: dict

    @property
    def cover(self):
        return {name: str(getattr(self.version, name)) for name in COVER_FIELDS}

    @property
    def stamp(self):
        """One word for the state of everything in it: another one as soon as anybody saved anything."""
        version = self.version
        said = [f"{version.pk} {version.state} {version.row_version}"]
        said += [f"{head} {section.row_version}" for head, section in sorted(self.sections.items())]
        for name, lines in self.lines.items():
            said += [f"{name} {line.row.pk} {line.row.row_version} {line.row.position}" for line in lines]
        return hashlib.sha256("\n".join(said).encode()).hexdigest()


def standing_of(version) -> Standing:
    """Read the version as the database has it now. A fixed number of queries."""
    version = PlanVersion.objects.select_related("plan__place").get(pk=version.pk)
    sections = {section.head: section for section in Section.objects.filter(version=version)}
    kinds, lines = {}, {}
    for sheet in SHEETS:
        if not sheet.word:
            continue
        if sheet.word not in kinds:
            kinds[sheet.word] = _rows(sheet, version)
        rows = [row for row in kinds[sheet.word] if getattr(row, "head", sheet.head) == sheet.head]
        lines[sheet.name] = [_line(sheet, row, number) for number, row in enumerate(rows, start=1)]
    _tell_numbers(lines)
    return Standing(version, sections, lines)


def model_of(sheet):
    """The model of the rows of a sheet."""
    return sheet.columns[0].model


def _rows(sheet, version):
    model = model_of(sheet)
    joins = [column.fields[0] for column in sheet.columns if column.holds in _JOINED]
    rows = model.objects.filter(version=version).select_related("commitment", *joins).order_by("position", "pk")
    return list(rows.prefetch_related("remedies") if model is Intervention else rows)


def _line(sheet, row, number):
    cells = {
        column.name: cell_text(column, written(column, row))
        for column in sheet.columns
        if column.holds not in (Holds.PART_OF, Holds.BOTTLENECKS)
    }
    return Line(row, number, str(row.commitment.uid), cells)


def _tell_numbers(lines):
    """Parts and bottlenecks addressed are told by the numbers of their rows: titles may be alike."""
    interventions = {line.row.pk: line.number for line in lines["Interventions"]}
    bottlenecks = {line.row.pk: line.number for line in lines["Bottlenecks"]}
    for line in lines["Interventions"]:
        line.cells["parent"] = str(interventions.get(line.row.parent_id, ""))
        line.cells["bottlenecks"] = ", ".join(
            str(number) for number in sorted(bottlenecks[remedy.bottleneck_id] for remedy in line.row.remedies.all())
        )


def cell_text(column, value):
    """What stands in the cell: always text, so that no spreadsheet changes 62.40 to 62.4 or 0910 to 910."""
    if column.holds is Holds.RUPEES and isinstance(value, int):
        return show_rupees(value, best_unit(value))
    if isinstance(value, (Decimal, int)) and not isinstance(value, bool):
        return group_indian(value)
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return str(value)
