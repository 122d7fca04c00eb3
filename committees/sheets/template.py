"""The sheet to fill in: a State's districts without a committee, each with the Handbook's thirteen seats."""

import io

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from committees.models import CommitteeKind, SeatType
from committees.sheets.posts import COLUMNS
from common.formulas import defused

_WIDTHS = (26, 10, 52, 46, 30, 14, 28)


def workbook_for(districts) -> bytes:
    """An XLSX with one row for each seat of each of these districts, in their order."""
    book = Workbook()
    sheet = book.active
    sheet.title = "posts"
    sheet.append(list(COLUMNS))
    types = list(SeatType.objects.filter(committee_kind=CommitteeKind.DEPC).order_by("number"))
    for district in districts:
        for seat in types:
            # The co-chair's post is that of the Regional Authority, so its title stays empty.
            title = "" if seat.role == "co_chair" else seat.post_title
            sheet.append([defused(district.name), district.lgd_code, str(seat), title, "", "", ""])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for place, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "A2"
    _explain(book.create_sheet("how to fill in"))
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _explain(sheet):
    for line in (
        _("One row is one seat. Take out the rows of seats that the order does not name."),
        _("A seat may stand in several rows where it depends on the product (7, 10, 11, 12): name the product or sector."),
        _("Post title: leave the usual one, or write the order's. Empty in seat 2: the officer of the Regional Authority."),
        _("Holder name and from date may stay empty; the seat is then vacant until a holder is named."),
        _("From date: day, month, year, as 01-04-2025."),
    ):
        sheet.append([line])
    sheet.column_dimensions["A"].width = 100
    for row in sheet.iter_rows():
        row[0].alignment = Alignment(wrap_text=True)
