"""The sheet: one row per district, read cell by cell into what it says or a sentence at the cell."""

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from common.digits import western_digits
from common.refusals import Refusal
from common.text import fold, tidy
from districts.models import Place
from districts.spreadsheets.names import DistrictNames, NotFound
from documents.kinds import CSV, XLSX
from documents.storing import examine
from imports.past_adoptions.scans import Scans, name_of
from plans.models import PlanVersion
from plans.states import UNDER_WAY
from plans.workflow.past import decided_sentence, what_stands_here

MOST_ROWS = 300
MOST_CELLS = 20

#: Column -> what it is called in the sheet; the first name is the one that faults are told at.
COLUMNS = {
    "district": ("District", "जिला", "district or LGD code", "LGD code"),
    "state": ("State", "राज्य"),
    "adopted_on": ("Adopted on", "date of adoption", "date", "अंगीकृत दिनांक"),
    "body": ("Adopted by", "committee", "समिति"),
    "reference": ("Resolution or file number", "resolution no", "resolution number", "file no", "file number", "number"),
    "scan": ("Scan file", "scan", "file name", "file"),
    "source": ("Source", "known from", "स्रोत"),
}
NEEDED = ("district", "adopted_on", "scan", "source")
_DAYS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d %H:%M:%S")


class SheetRefused(Refusal):
    """The sheet as a whole cannot be read."""


@dataclass
class Entry:
    """One row: what it says, or the faults by column; `is_recorded` where the portal has it already."""

    number: int
    faults: dict = field(default_factory=dict)
    district: object = None
    adopted_on: date | None = None
    body: str = ""
    reference: str = ""
    scan: str = ""
    source: str = ""
    is_recorded: bool = False

    @property
    def sentences(self):
        """ "Row 17, column Adopted on: ..." for each fault."""
        return [
            _("Row %(row)s, column %(column)s: %(sentence)s")
            % {"row": self.number, "column": COLUMNS[column][0], "sentence": sentence}
            for column, sentence in self.faults.items()
        ]


def read_sheet(file, scans: Scans, *, on) -> list[Entry]:
    """The rows of a CSV or XLSX file, each checked against the register, the scans and what is recorded here.

    Raises SheetRefused; documents.storing.TooLarge and documents.kinds.KindRefused for what is no sheet.
    """
    rows = _rows(file)
    header = next(rows, None)
    columns = _columns(header or [])
    reader = _Reader(scans, on)
    entries = []
    for number, cells in enumerate(rows, start=2):
        texts = {name: _cell(cells[at]) if at < len(cells) else "" for name, at in columns.items()}
        if not any(_text(value) for value in texts.values()):
            continue
        if len(entries) == MOST_ROWS:
            raise SheetRefused(_("The sheet has more than 300 rows. Cut it into parts, one for each State or two."))
        entries.append(reader.entry(number, texts))
    if not entries:
        raise SheetRefused(_("The sheet has no rows below its first. Write one row for each district."))
    return entries


def _rows(file):
    kind = examine(file, name=file.name)
    if kind == CSV:
        return iter(csv.reader(io.StringIO(file.read().decode("utf-8-sig"))))
    if kind != XLSX:
        raise SheetRefused(_("The sheet is a CSV or XLSX file; this is neither. The scans go into the ZIP file."))
    sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
    return sheet.iter_rows(values_only=True, max_col=MOST_CELLS)


def _columns(header):
    known = {fold(name): column for column, names in COLUMNS.items() for name in names}
    found = {}
    for at, title in enumerate(header[:MOST_CELLS]):
        column = known.get(fold(_text(_cell(title))))
        if column and column not in found:
            found[column] = at
    missing = [COLUMNS[column][0] for column in NEEDED if column not in found]
    if missing:
        raise SheetRefused(
            _("The first row does not name the column %(missing)s. The columns are: %(all)s.")
            % {"missing": ", ".join(missing), "all": ", ".join(names[0] for names in COLUMNS.values())}
        )
    return found


class _Reader:
    def __init__(self, scans, on):
        self.scans, self.on = scans, on
        self.names = DistrictNames()
        self.seen = {}
        self.under_way = set(
            PlanVersion.objects.filter(state__in=UNDER_WAY, minor=0, plan__kind="deap").values_list("plan__place_id", flat=True)
        )
        self.examined = {}

    def entry(self, number, cells):
        entry = Entry(number)
        for name, longest in (("body", 250), ("reference", 120), ("source", 250)):
            text = tidy(_text(cells.get(name, "")))
            if len(text) > longest:
                entry.faults[name] = _("This is longer than %(most)s signs. Shorten it.") % {"most": longest}
            setattr(entry, name, text[:longest])
        if not entry.source:
            entry.faults.setdefault("source", _("Say where this is known from: a letter, a list, minutes."))
        self._district(entry, cells)
        self._day(entry, cells.get("adopted_on", ""))
        self._scan(entry, tidy(_text(cells.get("scan", ""))))
        if entry.district is not None:
            entry.body = entry.body or f"District Export Promotion Committee, {entry.district.name}"
            self._against_the_portal(entry)
        return entry

    def _district(self, entry, cells):
        text, state = _text(cells["district"]), _text(cells.get("state", ""))
        if not text:
            entry.faults["district"] = _("Write the name of the district or its LGD code.")
            return
        try:
            within = self.names.state(state) if state else None
        except NotFound as unknown:
            entry.faults["state"] = str(unknown)
            return
        try:
            entry.district = self.names.district(text, within)
        except NotFound as unknown:
            entry.faults["district"] = str(unknown)

    def _day(self, entry, value):
        day = value if isinstance(value, date) else _day_in(_text(value))
        if day is None:
            entry.faults["adopted_on"] = _("“%(text)s” is no day. Write it like 14-08-2021.") % {"text": _text(value)[:40]}
        elif day > self.on:
            entry.faults["adopted_on"] = _("This day is still to come. Look at the paper again.")
        elif day.year < 2019:
            entry.faults["adopted_on"] = _("No district had an export plan before 2019. Look at the year again.")
        else:
            entry.adopted_on = day

    def _scan(self, entry, name):
        entry.scan = name
        if not name:
            entry.faults["scan"] = _("Write the name of the scan in the ZIP file.")
        elif name not in self.scans:
            entry.faults["scan"] = _("The ZIP file holds no “%(name)s”. Add the scan, or correct the name.") % {"name": name[:80]}
        else:
            sentence = self._examined(name)
            if sentence:
                entry.faults["scan"] = sentence

    def _examined(self, name):
        key = name_of(name)
        if key not in self.examined:
            try:
                self.scans.read(name)
            except Refusal as refused:
                self.examined[key] = str(refused)
            else:
                self.examined[key] = ""
        return self.examined[key]

    def _against_the_portal(self, entry):
        earlier = self.seen.setdefault(entry.district.pk, entry.number)
        if earlier != entry.number:
            entry.faults["district"] = _("%(district)s stands in row %(row)s already. One row for each district.") % {
                "district": entry.district.name,
                "row": earlier,
            }
            return
        same, decided = what_stands_here(entry.district, adopted_on=entry.adopted_on, reference=entry.reference)
        entry.is_recorded = same is not None
        if same is None and decided is not None:
            entry.faults["district"] = decided_sentence(entry.district, decided)
        elif same is None and entry.district.pk in self.under_way:
            entry.faults["district"] = _(
                "A text of %(district)s is in preparation on this portal. If it is the adopted one, record its adoption on "
                "its own page; otherwise leave this row out."
            ) % {"district": entry.district.name}


def places_of(entries):
    """{district id: its Place} in one query, for recording."""
    return Place.objects.in_bulk([entry.district.pk for entry in entries])


def _cell(value):
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _text(value):
    return "" if value is None else str(value).strip()


def _day_in(text):
    for form in _DAYS:
        try:
            return datetime.strptime(western_digits(text), form).date()
        except ValueError:
            continue
    return None


__all__ = ["COLUMNS", "MOST_ROWS", "Entry", "SheetRefused", "places_of", "read_sheet"]
