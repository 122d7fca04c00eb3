"""Opening an upload safely: what it is by its bytes, how far it unpacks, then its cells as text. No formula is ever computed."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

from common.refusals import Refusal

MOST_BYTES = 10 * 1024 * 1024
MOST_MEMBERS = 400
#: Sheets are read as a stream; what the library holds in memory as a whole (texts, styles) is allowed less.
MOST_SHEET_BYTES = 100 * 1024 * 1024
MOST_OTHER_BYTES = 20 * 1024 * 1024
MOST_TIMES_PACKED = 150
_SMALL = 1024 * 1024
MOST_ROWS = 1000
MOST_COLUMNS = 80

_LINE_END = re.compile(r"(?<!_x005F)_x000D_\n")
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: How a damaged archive shows itself, depending on which of its bytes are wrong.
_UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
_SAVE_AS = _("Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx) and choose that file.")


class NotOpened(Refusal):
    """The file is no workbook that can be read; the sentence says what it is and what to do."""


@dataclass(frozen=True)
class Cell:
    """One filled cell: where it stands, its text (or number, or day) as it is read, and why it cannot be read where it cannot."""

    ref: str
    value: object
    fault: str = ""

    @property
    def text(self):
        return str(self.value)


@dataclass
class Sheet:
    """The filled cells of one sheet: {row number: {column number: Cell}}."""

    name: str
    is_hidden: bool = False
    merged: list = field(default_factory=list)
    rows: dict = field(default_factory=dict)


def open_workbook(content: bytes) -> list[Sheet]:
    """The sheets of an uploaded workbook, in their order. Raises NotOpened."""
    _recognise(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _measure(archive)
            scans = {name: _scan(archive, name) for name in archive.namelist() if name.endswith((".xml", ".rels", ".vml"))}
    except _UNREADABLE as broken:
        raise _damaged() from broken
    try:
        return _sheets(content, scans)
    except NotOpened:
        raise
    except Exception as broken:  # noqa: BLE001
        # The library meets a damaged part with whatever its parser happened to stumble over.
        raise _damaged() from broken


def _damaged():
    return NotOpened(_("This workbook is damaged or was not copied whole. Open it, save it again and choose it again."))


def _recognise(content):
    """Refuse what is no zipped workbook, each thing by its name."""
    if not content:
        raise NotOpened(_("The file is empty. Save the workbook again and choose it again."))
    if len(content) > MOST_BYTES:
        raise NotOpened(
            _("The file is larger than %(limit)s MB; a plan needs a few hundred kB. Take pictures and further sheets out.")
            % {"limit": MOST_BYTES // (1024 * 1024)}
        )
    if content.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise NotOpened(_("This workbook is protected by a password. Save it without one and choose it again."))
        raise NotOpened(_("This is a workbook of the old kind (.xls). %(save)s") % {"save": _SAVE_AS})
    if not content.startswith(b"PK"):
        raise NotOpened(
            _("This is not a workbook, whatever its name says; it may be a CSV file or a page of the web. %(save)s")
            % {"save": _SAVE_AS}
        )


def _measure(archive):
    """Refuse macros, other kinds and what unpacks to far more than a plan is; nothing is unpacked for it."""
    members = archive.infolist()
    names = {member.filename for member in members}
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise NotOpened(_("This workbook holds macros, which are never opened here. Save it as .xlsx and choose it again."))
    if "xl/workbook.bin" in names or "mimetype" in names:
        raise NotOpened(_("This is a workbook of another kind (.xlsb or .ods). %(save)s") % {"save": _SAVE_AS})
    if "xl/workbook.xml" not in names:
        raise NotOpened(_("This ZIP file is no workbook. Choose the .xlsx file itself, not packed and not renamed."))
    if any(member.flag_bits & 1 for member in members):
        raise NotOpened(_("This workbook is protected by a password. Save it without one and choose it again."))
    sheets = sum(member.file_size for member in members if member.filename.startswith("xl/worksheets/"))
    others = sum(member.file_size for member in members if not member.filename.startswith("xl/worksheets/"))
    packed = any(
        member.file_size > _SMALL and member.file_size > MOST_TIMES_PACKED * max(member.compress_size, 1) for member in members
    )
    if (
        len(members) > MOST_MEMBERS
        or len(names) < len(members)
        or sheets > MOST_SHEET_BYTES
        or others > MOST_OTHER_BYTES
        or packed
    ):
        raise NotOpened(
            _("This workbook unpacks to far more than a plan needs, so it was not opened. Download the plan's workbook again.")
        )


@dataclass
class _Scan:
    """What one part of the archive says before it is opened: merged ranges; the scan refuses entities and endless rows."""

    merged: list = field(default_factory=list)
    kind: str = ""


def _scan(archive, name):
    """Read one part as a stream. Raises NotOpened for document types (entities), too many rows or broken XML."""
    found, row = _Scan(), 0

    def doctype(*_declared):
        raise NotOpened(
            _("This workbook declares parts that no spreadsheet program writes, so it was not opened. Download it again.")
        )

    def start(tag, attributes):
        nonlocal row
        tag = tag.rpartition(":")[2]
        if tag == "row":
            row = int(attributes.get("r", row + 1))
        elif tag in ("v", "is", "f") and row > MOST_ROWS:
            raise NotOpened(
                _("A sheet goes on below row %(most)s; a plan has fewer rows. Delete what stands below the plan's rows.")
                % {"most": f"{MOST_ROWS:,}"}
            )
        elif tag == "mergeCell":
            found.merged.append(attributes.get("ref", ""))
        elif tag == "Override" and "macroEnabled" in attributes.get("ContentType", ""):
            raise NotOpened(_("This workbook is made for macros (.xlsm). Save it as .xlsx and choose it again."))

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    try:
        with archive.open(name) as part:
            parser.ParseFile(part)
    except expat.ExpatError as broken:
        raise _damaged() from broken
    return found


def _sheets(content, scans):
    book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    found = []
    for one in book.worksheets:
        scan = scans.get(one._worksheet_path.lstrip("/"), _Scan())
        sheet = Sheet(one.title, one.sheet_state != "visible", scan.merged)
        # What the file says about its own size may be wrong either way.
        one.reset_dimensions()
        for cells in one.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
            for cell in cells:
                if cell.value is not None and (read := _cell(cell)) is not None:
                    sheet.rows.setdefault(cell.row, {})[cell.column] = read
        found.append(sheet)
    book.close()
    return found


def _cell(cell):
    """The cell as text; None for one that looks empty."""
    ref, value = cell.coordinate, cell.value
    if cell.data_type == "f":
        return Cell(
            ref,
            "",
            _("A formula stands here; the portal computes none. Write the result itself (copy, then paste values)."),
        )
    if cell.data_type == "e":
        return Cell(ref, "", _("The spreadsheet shows an error here (%(error)s). Write the value itself.") % {"error": value})
    if isinstance(value, str):
        # A workbook writes the line end of a pasted text as a sign spelt out, and marks text that only looks like one.
        text = _ESCAPED.sub("_", _LINE_END.sub("\n", value.replace("\r\n", "\n")))
        return Cell(ref, text) if text.strip() else None
    if isinstance(value, bool):
        return Cell(ref, str(value).upper())
    if isinstance(value, datetime):
        if value.time() == time(0):
            return Cell(ref, value.date())
        return Cell(ref, "", _("A day with a time of day stands here. Write the day alone, like 31-03-2027."))
    if isinstance(value, date):
        return Cell(ref, value)
    if isinstance(value, (int, float)):
        if "%" in (cell.number_format or ""):
            return Cell(
                ref,
                "",
                _("The cell shows percent but holds %(value)s. Make it a text cell and write the number before the percent sign.")
                % {"value": value},
            )
        return Cell(ref, _as_shown(value, cell.number_format or ""))
    return Cell(ref, "", _("A time stands here, which no column of a plan takes. Write it as text."))


def _as_shown(value, number_format):
    """A number with the decimals its cell shows, where those are all it has: 62.4 shown as 62.40 is 62.40."""
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    _whole, dot, shown = number_format.partition(".")
    decimals = len(shown) - len(shown.lstrip("0")) if dot else 0
    exact = number.normalize()
    own = max(-exact.as_tuple().exponent, 0)
    return Decimal(format(exact.quantize(Decimal(1).scaleb(-max(own, decimals))), "f"))


def place_of(column: int, row: int) -> str:
    """ "F17"."""
    return f"{get_column_letter(column)}{row}"


def covers(ref: str):
    """(first column, first row, last column, last row) of a range like B5:C7; None where it is none."""
    try:
        first, _colon, last = ref.partition(":")
        (left, top), (right, bottom) = _corner(first), _corner(last or first)
    except ValueError:
        return None
    return left, top, right, bottom


def _corner(ref):
    letters = ref.rstrip("0123456789")
    return column_index_from_string(letters), int(ref[len(letters) :])
