"""Drafts for the tests of workbooks, and workbooks changed as somebody would in a spreadsheet."""

import io
from datetime import date

from openpyxl import load_workbook

from imports.workbook import layout
from plans import rows
from plans.models import Incentive, Intervention, ProfileFact, Target, TrainingNeed
from plans.tests.factories import WRITTEN, a_written_draft, add_bottleneck, add_intervention, add_target

FORMULA = '=HYPERLINK("https://example.org","यहाँ देखें")'


def a_full_draft(office):
    """A draft with everything that a workbook could lose: zero and the three reasons, scales, both scripts, parts, lists."""
    version = a_written_draft(office)
    by = office.officer
    version.refresh_from_db()
    version.office = office
    rows.save_version(version, {"title_hi": "ज़िला निर्यात कार्य योजना, इरोड"}, row_version=version.row_version, by=by, at=WRITTEN)
    version.refresh_from_db()
    version.office = office
    chapter = version.productchapters.first()
    figures = {
        "production_value": "65000.00", "production_unit": "tonnes", "production_fy": "2023-24", "production_source": "Handbook",
        "exporters_value": "0", "exporters_as_of": date(2025, 3, 31), "exporters_source": "DGFT",
        "exports_state": "withheld", "destinations": ["जर्मनी", "=1+1", "Japan; Kobe"], "strengths": ["One; and two"],
        "text": "पहला अनुच्छेद।\n\nThe second, with \"quotes\" and _x0041_ in it.\n=SUM(A1)",
    }  # fmt: skip
    rows.save_row(type(chapter), figures, version=version, pk=chapter.pk, row_version=chapter.row_version, by=by, at=WRITTEN)
    for values in (
        {"head": 2, "code": "msme_units", "value": "1200", "fy": "2024-25", "source": "DIC"},
        {"head": 10, "code": "other", "label": "Parcels by post", "unit": "parcels", "value_state": "not_applicable"},
        {"head": 1, "code": "population", "value_state": "withheld", "note": FORMULA},
    ):
        rows.save_row(ProfileFact, values, version=version, by=by, at=WRITTEN)
    add_target(version, None, value="0", fy="2029-30", horizon="long", baseline_state="missing", baseline_value=None,
               baseline_fy="", baseline_source="", baseline_note="किसी ने नहीं गिना।", note="+0 है", by=by)  # fmt: skip
    add_target(version, value="1.50", fy="2027-28", basis_hs_code="0910", basis_series="DGCI&S", by=by)
    first = add_bottleneck(version, statement="No laboratory.\nNone within 500 km.", severity="high", by=by)
    second = add_bottleneck(version, statement="No laboratory.\nNone within 500 km.", by=by)
    whole = add_intervention(version, title="-centre", cost_rupees=None, cost_state="missing", bottlenecks=[first, second], by=by)
    for rupees in (106_500_000, 5_500_001, 0):
        add_intervention(version, title="A part", parent=whole, cost_rupees=rupees, by=by)
    add_intervention(version, title="A part", cost_rupees=None, cost_state="not_applicable", funding="",
                     funding_scheme="", supporting=["MSME-DFO", "नाबार्ड"], output="trained", output_value="400",
                     output_unit="persons", by=by)  # fmt: skip
    rows.save_row(TrainingNeed, {"subject": "'Quoted", "persons_state": "withheld"}, version=version, by=by, at=WRITTEN)
    rows.save_row(Incentive, {"scheme": "@scheme", "government": "state"}, version=version, by=by, at=WRITTEN)
    return version


def a_good_draft(office):
    """A draft in which no check finds anything; the good workbook is made from it."""
    version = a_written_draft(office)
    version.office = office
    lead = version.interventions.first()
    rows.save_row(
        Intervention,
        {"lead_post": office.depc.seat("convener").post, "output": "One laboratory, accredited"},
        version=version,
        pk=lead.pk,
        row_version=lead.row_version,
        by=office.officer,
        at=WRITTEN,
    )
    return version


def changed(content, change):
    """The workbook after `change(book)`, as a spreadsheet program saves it."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def column_of(page, english):
    """The letter of the column under this English heading."""
    return {cell.value: cell.column_letter for cell in page[layout.ENGLISH_ROW]}[english]


def identity_cells(book):
    """Every cell that holds an identity or a saved state of a row."""
    for sheet in layout.SHEETS:
        if sheet.word and sheet.name in book.sheetnames:
            page = book[sheet.name]
            for heading in (layout.IDENTITY, layout.SAVED):
                letter = column_of(page, layout.both(heading)[0])
                yield from (page[f"{letter}{row}"] for row in range(layout.FIRST_ROW, page.max_row + 1))


def for_another_plan(code):
    """Empty the identities and name the other place: the workbook as a pattern for its plan."""

    def change(book):
        for cell in identity_cells(book):
            cell.value = None
        for row in book[layout.COVER].iter_rows(min_row=3):
            if row[0].value == layout.both(dict(layout.COVER_LINES)["code"])[0]:
                row[2].value = code

    return change


__all__ = ["FORMULA", "Target", "a_full_draft", "changed", "column_of", "for_another_plan", "identity_cells"]
