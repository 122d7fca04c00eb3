"""The folder of workbooks, written anew: each is the good one with one fault, or no workbook at all.

Run imports/tests/test_workbook_corpus.py with WORKBOOKS=write to write the folder and what is expected of each; then read
the difference of the .expected files as you would read code. A workbook dropped into the folder by hand is tried like the others.
"""

import io
import re
import zipfile
from datetime import datetime, time
from pathlib import Path

from openpyxl import load_workbook

from imports.workbook import layout

from .workbook_drafts import column_of, identity_cells

FOLDER = Path(__file__).with_name("workbooks")
OF_ANOTHER_PLAN = "11111111-1111-4111-8111-111111111111"
NOWHERE = "22222222-2222-4222-8222-222222222222"
_FIRST = layout.FIRST_ROW


def settled(content):
    """The same workbook with the same bytes whenever it is written: no times, members in order, packed well."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as to:
        for name in sorted(archive.namelist()):
            member = archive.read(name)
            if name == "docProps/core.xml":
                member = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", b"2026-01-01T00:00:00Z", member)
            to.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), member, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def good_from(content):
    """The good workbook from that of a draft: without identities, the guide and its lists, so that it is small."""
    book = load_workbook(io.BytesIO(content))
    for cell in identity_cells(book):
        cell.value = None
    del book[layout.GUIDE]
    for page in book:
        page.data_validations.dataValidation = []
    return _saved(book)


def _saved(book):
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def put(sheet, heading, value, row=_FIRST):
    """One cell of one row says something else; None empties it."""

    def change(book):
        page = book[sheet]
        cell = page[f"{column_of(page, heading)}{row}"]
        cell.value = value
        if isinstance(value, str) and not value.startswith("="):
            cell.data_type = "s"

    return change


def at(sheet, ref, value):
    return lambda book: book[sheet].__setitem__(ref, value)


def both(*changes):
    def change(book):
        for one in changes:
            one(book)

    return change


def _as_percent(book):
    page = book["Targets"]
    cell = page[f"{column_of(page, 'Target')}{_FIRST}"]
    cell.value, cell.number_format = 0.15, "0%"


def _shown_with_two_decimals(book):
    page = book["Targets"]
    cell = page[f"{column_of(page, 'Target')}{_FIRST}"]
    cell.value, cell.number_format = 90.5, "#,##0.00"


def _text_like_a_formula(book):
    cell = book["Strategy"]["B2"]
    cell.value, cell.data_type, cell.quotePrefix = "=1+1 is what everybody hopes for.", "s", True


def _without_rows(sheet, first=_FIRST):
    return lambda book: book[sheet].delete_rows(first, 100)


def _every(sheet, heading, value):
    def change(book):
        page = book[sheet]
        for row in range(_FIRST, page.max_row + 1):
            if page.cell(row, 2).value:
                page[f"{column_of(page, heading)}{row}"].value = value

    return change


def _copied(sheet, row, to, **cells):
    """Row `row` once more in row `to`, with some cells changed."""

    def change(book):
        page = book[sheet]
        for column in range(2, page.max_column + 1):
            page.cell(to, column).value = page.cell(row, column).value
        for heading, value in cells.items():
            page[f"{column_of(page, heading.replace('_', ' '))}{to}"].value = value

    return change


def _heading(sheet, old, new):
    def change(book):
        page = book[sheet]
        letter = column_of(page, old)
        page[f"{letter}{layout.ENGLISH_ROW}"].value = page[f"{letter}{layout.HINDI_ROW}"].value = new

    return change


def _hidden(book):
    book["Training"].sheet_state = "hidden"


def _renamed(old, new):
    return lambda book: setattr(book[old], "title", new)


def _member(name, content):
    """A member of the archive added or replaced."""

    def damage(good):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as to:
            for member in archive.namelist():
                if member != name:
                    to.writestr(member, archive.read(member))
            to.writestr(name, content(archive.read(name)) if callable(content) else content)
        return settled(out.getvalue())

    return damage


def _zip_of(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as to:
        for name, content in members.items():
            to.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return settled(out.getvalue())


def _many_members(good):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as archive, zipfile.ZipFile(out, "w") as to:
        for member in archive.namelist():
            to.writestr(member, archive.read(member))
        for n in range(400):
            to.writestr(f"xl/m{n}", b"")
    return settled(out.getvalue())


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_SHEET_7 = "xl/worksheets/sheet8.xml"
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_MAIN_TYPE = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

#: name -> what becomes of the bytes of the good workbook.
FILES = {
    "file_empty": lambda good: b"",
    "file_csv_renamed": lambda good: b"Head,Text\n1,Profile\n",
    "file_page_renamed": lambda good: b"<html><table><tr><td>Head</td></tr></table></html>",
    "file_old_xls": lambda good: _OLE,
    "file_encrypted": lambda good: _OLE + "EncryptedPackage".encode("utf-16-le"),
    "file_ods": lambda good: _zip_of(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", content_dot_xml=b"<x/>"),
    "file_docx": lambda good: _zip_of(word__document_dot_xml=b"<x/>"),
    "file_truncated": lambda good: good[: len(good) // 2],
    "file_damaged_inside": lambda good: good[:3000] + bytes(200) + good[3200:],
    "file_broken_xml": _member(_SHEET_7, lambda content: content[: len(content) // 2]),
    "file_macros": _member("xl/vbaProject.bin", b"x"),
    "file_macro_kind": _member("[Content_Types].xml", lambda content: content.replace(_MAIN_TYPE, _MACRO_TYPE)),
    "file_bomb": _member("xl/media/image1.xml", b"<x>" + b" " * 19_000_000 + b"</x>"),
    "file_many_members": _many_members,
    "file_entities": _member(_SHEET_7, lambda content: re.sub(rb"<worksheet", _ENTITIES + b"<worksheet", content, count=1)),
    "file_million_rows": _member(
        _SHEET_7,
        lambda content: content.replace(
            b"</sheetData>", b'<row r="1000000"><c r="A1000000" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        ),
    ),
}

#: name -> what somebody did to the good workbook in a spreadsheet program.
CHANGES = {
    "understood_indian_grouping": put("Targets", "Target", "1,43,843.19"),
    "understood_western_grouping": put("Targets", "Target", "143,843.19"),
    "understood_nbsp": put("Targets", "Target", "1\u00a043\u00a0843.19"),
    "understood_devanagari": put("Targets", "Target", "१,४३,८४३.१९"),
    "understood_arabic_indic": put("Targets", "Target", "١٤٣٨٤٣٫١٩"),
    "understood_direction_marks": put("Targets", "Target", "\u200f143843.19\u200e"),
    "understood_number_cell": _shown_with_two_decimals,
    "understood_zero": put("Targets", "Baseline", "0"),
    "understood_day_iso": put("Interventions", "Until", "2028-03-31"),
    "understood_day_words": put("Interventions", "Until", "31 March 2028"),
    "understood_day_cell": put("Interventions", "Until", datetime(2028, 3, 31)),
    "understood_text_like_a_formula": _text_like_a_formula,
    "understood_hindi_choice": put("Bottlenecks", "Stage", "लॉजिस्टिक्स"),
    "understood_amount_in_lakh": put("Interventions", "Cost", "₹ 12.5 lakh"),
    "sheet_formula": put("Targets", "Target", "=74.80+15"),
    "sheet_formula_in_text": at("Strategy", "B2", '=HYPERLINK("https://example.org")'),
    "sheet_error_value": put("Targets", "Target", "#REF!"),
    "sheet_percent": _as_percent,
    "sheet_time_of_day": put("Interventions", "Until", datetime(2028, 3, 31, 11, 30)),
    "sheet_time": put("Interventions", "Until", time(11, 30)),
    "sheet_merged": lambda book: book["Targets"].merge_cells(start_row=8, end_row=9, start_column=3, end_column=3),
    "sheet_hidden": _hidden,
    "sheet_wrong_name": _renamed("Targets", "Target"),
    "sheet_further": lambda book: book.create_sheet("Sheet1"),
    "sheet_no_cover": lambda book: book.remove(book[layout.COVER]),
    "sheet_row_above": lambda book: book["Targets"].insert_rows(1),
    "sheet_heading_twice": _heading("Targets", "Target", "Baseline"),
    "sheet_heading_unknown": _heading("Targets", "Target", "Remarks of the Collector"),
    "sheet_no_identity_column": lambda book: book["Targets"].delete_cols(
        book["Targets"][f"{column_of(book['Targets'], str(layout.IDENTITY))}1"].column
    ),
    "sheet_under_no_heading": at("Targets", "AH8", "See the annex."),
    "sheet_beside_the_text": at("Strategy", "B6", "A note."),
    "cover_other_place": at("Cover", "C4", "1"),
    "cover_other_kind": at("Cover", "C3", "deap-workbook/9"),
    "cover_year": at("Cover", "C10", "2026"),
    "cover_order_of_years": at("Cover", "C11", "2020-21"),
    "cover_language": at("Cover", "C9", "Tamil"),
    "cover_no_title": at("Cover", "C7", None),
    "cover_further_line": at("Cover", "A20", "Remarks"),
    "head_text_and_reason": at("Strategy", "B3", "It does not apply."),
    "cell_two_points": put("Targets", "Target", "1.43.843"),
    "cell_comma_or_point": put("Targets", "Target", "1,5"),
    "cell_na": put("Targets", "Baseline", "NA"),
    "cell_nil": put("Targets", "Baseline", "nil"),
    "cell_percent_sign": put("Targets", "Target", "15%"),
    "cell_seven_decimals": put("Targets", "Target", "1.2345678"),
    "cell_amount_without_unit": put("Interventions", "Cost", "5.50"),
    "cell_amount_below_zero": put("Interventions", "Cost", "-5 crore"),
    "cell_day_american": put("Interventions", "Until", "03/31/2028"),
    "cell_year_alone": put("Targets", "To be reached in", "2027"),
    "cell_product_unknown": put("Targets", "Product or service", "Moon cheese"),
    "cell_measure_unknown": put("Targets", "What is measured", "Happiness"),
    "cell_agency_unknown": put("Interventions", "Lead agency", "Ministry of Silly Walks"),
    "cell_choice_unknown": put("Bottlenecks", "Stage", "everywhere"),
    "cell_hs_code_unknown": put("Products", "HS codes", "9999.99"),
    "cell_required_empty": put("Targets", "Unit", None),
    "cell_too_long": put("Interventions", "What is to be done", "x" * 301),
    "cell_number_of_nothing": put("Interventions", "Bottlenecks it addresses", "7"),
    "cell_number_no_number": put("Interventions", "Part of", "the first"),
    "cell_part_of_itself": put("Interventions", "Part of", "1"),
    "cell_number_twice": both(_copied("Bottlenecks", 8, 9), at("Bottlenecks", "A9", "1")),
    "cell_product_twice": put("Products", "Product or service", "Turmeric", 9),
    "cell_baseline_without_year": put("Targets", "Year of the baseline", None),
    "cell_identity_garbled": put("Targets", str(layout.IDENTITY), "T-1"),
    "cell_identity_unknown": put("Targets", str(layout.IDENTITY), NOWHERE),
    "cell_identity_of_another_plan": put("Targets", str(layout.IDENTITY), OF_ANOTHER_PLAN),
    "cell_identity_twice": both(
        put("Targets", str(layout.IDENTITY), NOWHERE), put("Targets", str(layout.IDENTITY), NOWHERE, _FIRST + 1)
    ),
    "cell_identity_alone": put("Targets", str(layout.IDENTITY), NOWHERE, _FIRST + 20),
    "check_01": at("Strategy", "B2", None),
    "check_02": both(at("Cover", "C10", None), at("Cover", "C11", None)),
    "check_03": both(
        _without_rows("Products", _FIRST + 1), _without_rows("Targets", _FIRST + 2)
    ),
    "check_04": _without_rows("Targets"),
    "check_05": both(_every("Targets", "Horizon", "Medium term")),
    "check_06": _without_rows("Targets", _FIRST + 2),
    "check_07": both(
        put("Targets", "Baseline", "not recorded"), put("Targets", "Year of the baseline", None),
        put("Targets", "Source of the baseline", None),
    ),
    "check_08": put("Targets", "Target", "not recorded"),
    "check_09": put("Targets", "Year of the baseline", "2028-29"),
    "check_10": put("Targets", "Target", "99.00"),
    "check_11": put("Targets", "Unit", "US$ million"),
    "check_12": put("Products", "HS codes", None),
    "check_13": put("Interventions", "Bottlenecks it addresses", None),
    "check_14": both(
        put("Interventions", "Lead agency", None), put("Interventions", "Lead, in words", None),
        put("Interventions", "Lead post", None),
    ),
    "check_15": both(put("Interventions", "Money", None), put("Interventions", "Scheme or budget", None)),
    "check_16": both(_copied("Interventions", 8, 9, Cost="9 crore", Part_of="1", Bottlenecks_it_addresses=None)),
    "check_17": both(put("Targets", "Target", "748.00"), put("Targets", "Target", "900.00", _FIRST + 1)),
    "check_18": _copied("District profile", 8, 9, Fact="Forest area, hectares", Figure="9,00,000"),
    "check_19": _copied("District profile", 8, 9, Figure="5,700.00"),
    "check_20": put("Bottlenecks", "Product or service", "Cashew"),
    "check_21": put("Interventions", "Until", None),
    "check_22": put("Interventions", "Lead, in words", "P. Rao, 98765 43210"),
    "check_23": put("Targets", "Baseline", "64.20"),
    "check_24": put("Targets", "To be reached in", "2024-25"),
    "check_25": _copied("Targets", 8, 12, Product_or_service=None, Target="80.00"),
    "check_26": at("District profile", "B2", "The geographical area of the district is 5,670.00 sq km."),
    "check_27": put("Interventions", "Cost", "5,500 rupees"),
    "check_28": both(
        put("Products", "Exports", "62.40"), put("Products", "Unit of exports", "₹ crore"),
        put("Products", "Year of exports", "2023-24"), put("Products", "Source of exports", "DGCI&S"),
    ),
    "check_29": _copied(
        "District profile", 8, 9, Fact="Another fact", Name_of_the_fact="Share of the State's exports", Figure="4", Unit="percent"
    ),
    "check_30": at("Strategy", "B2", "The strategy of [name of district]."),
    "check_31": put("Interventions", "Output", None),
    "check_32": at("Cover", "C12", None),
}  # fmt: skip


def write_folder(good):
    """Write every workbook of the tables anew; files dropped in by hand stay."""
    (FOLDER / "good.xlsx").write_bytes(good)
    for name, damage in FILES.items():
        (FOLDER / f"{name}.xlsx").write_bytes(damage(good))
    for name, change in CHANGES.items():
        book = load_workbook(io.BytesIO(good))
        change(book)
        (FOLDER / f"{name}.xlsx").write_bytes(_saved(book))
