"""Spreadsheets of products and of products of districts through the door: preview, refusals, all or nothing."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from audit import edition
from audit.models import Event
from districts import models as m

pytestmark = pytest.mark.django_db


def sheet(*rows):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return SimpleUploadedFile("list.csv", out.getvalue().encode(), content_type="text/csv")


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return SimpleUploadedFile("list.xlsx", out.getvalue())


def upload(client, table, file, format_number="0"):
    return client.post(
        reverse(f"admin:districts_{table}_import"), {"import_file": file, "format": format_number, "resource": "0"}
    )


def confirm(client, table, page):
    fields = dict(page.context["confirm_form"].initial)
    return client.post(reverse(f"admin:districts_{table}_process_import"), fields)


def faults(page):
    """The sentences of the page, tags taken out."""
    listed = re.search(r'<ul class="import-faults">(.*?)</ul>', page.content.decode(), re.S)
    items = re.findall(r"<li>(.*?)</li>", listed[1], re.S) if listed else []
    return [re.sub(r"<[^>]+>", "", item).replace("&#x27;", "'") for item in items]


PAIRS = ["district", "State", "product", "rank", "list", "as written"]


def test_products_of_districts_come_in_after_a_preview_and_a_confirmation(data_officer):
    hansi = m.District.objects.get(lgd_code=792)
    before = edition.current()

    page = upload(
        data_officer,
        "districtproduct",
        sheet(PAIRS, ["Hansi", "Haryana", "haldi", "1", "DEH", "Haldi powder"], ["573", "", "Banana", "", "", ""]),
    )
    assert faults(page) == []
    assert not hansi.district_products.exists(), "the preview writes nothing"
    assert edition.current() == before

    confirm(data_officer, "districtproduct", page)

    pair = hansi.district_products.get()
    assert (pair.product.slug, pair.rank) == ("turmeric", 1)
    designation = pair.designations.get()
    assert (designation.list.code, designation.as_written) == ("deh", "Haldi powder")
    assert m.DistrictProduct.objects.filter(district__lgd_code=573, product__slug="banana").exists()
    assert edition.current() == before + 1
    assert Event.objects.latest("pk").verb == "sheet_imported"


def test_two_products_of_a_district_trade_ranks_in_one_sheet(data_officer):
    hansi = m.District.objects.get(lgd_code=792)
    for rank, slug in enumerate(("turmeric", "banana", "apple"), start=1):
        m.DistrictProduct.objects.create(district=hansi, product=m.Product.objects.get(slug=slug), rank=rank)

    def standing():
        return dict(hansi.district_products.values_list("product__slug", "rank"))

    page = upload(
        data_officer, "districtproduct", sheet(PAIRS, ["792", "", "Turmeric", "2", "", ""], ["792", "", "Banana", "1", "", ""])
    )
    assert faults(page) == []
    assert standing() == {"turmeric": 1, "banana": 2, "apple": 3}, "the preview writes nothing"
    assert '<del class="import-removed">1</del><ins class="import-added">2</ins>' in page.content.decode()

    confirm(data_officer, "districtproduct", page)

    assert standing() == {"turmeric": 2, "banana": 1, "apple": 3}


def test_a_rank_another_product_keeps_is_refused_with_a_sentence(data_officer):
    hansi = m.District.objects.get(lgd_code=792)
    for rank, slug in enumerate(("turmeric", "banana"), start=1):
        m.DistrictProduct.objects.create(district=hansi, product=m.Product.objects.get(slug=slug), rank=rank)

    page = upload(data_officer, "districtproduct", sheet(PAIRS, ["792", "", "Turmeric", "2", "", ""]))

    assert [fault.split(": ", 1)[1] for fault in faults(page)] == [
        "Another product of this district has this rank. Give each its own."
    ]
    assert dict(hansi.district_products.values_list("product__slug", "rank")) == {"turmeric": 1, "banana": 2}


def test_the_preview_marks_changes_with_classes_and_not_with_styles(data_officer):
    page = upload(data_officer, "districtproduct", sheet(PAIRS, ["Erode", "", "Turmeric", "9", "", ""]))

    html = page.content.decode()
    assert '<ins class="import-added">' in html
    assert "style=" not in html


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        (
            [["Erode", "", "Turmeric", "", "", ""], ["573", "", "haldi", "", "", ""]],
            ["Row 3, column district: Erode already has Turmeric in row 2. Take one of the two rows out."],
        ),
        (
            [["Erodde", "", "Turmeric", "", "", ""]],
            ["Row 2, column district: No district of the register is called “Erodde”. Did you mean Erode (Tamil Nadu)?"],
        ),
        (
            [["Qqqq", "", "Turmeric", "", "", ""]],
            ["Row 2, column district: No district of the register is called “Qqqq”. Write its name or its LGD code."],
        ),
        (
            [["9999", "", "Turmeric", "", "", ""]],
            ["Row 2, column district: No district of the register has the LGD code 9999."],
        ),
        (
            [["Bilaspur", "", "Turmeric", "", "", ""]],
            [
                "Row 2, column district: “Bilaspur” is a district in Chhattisgarh, Himachal Pradesh. "
                "Fill in the column State or write the LGD code."
            ],
        ),
        (
            [["Erode", "Kerala", "Turmeric", "", "", ""]],
            ["Row 2, column district: No district of the register is called “Erode”. Write its name or its LGD code."],
        ),
        (
            [["Erode", "Atlantis", "Turmeric", "", "", ""]],
            ["Row 2, column State: No State or Union territory is called “Atlantis”."],
        ),
        (
            [["Erode", "", "Turmerik powdr zz", "", "", ""]],
            ["Row 2, column product: No product is known as “Turmerik powdr zz”. Add the product first."],
        ),
        (
            [["Erode", "", "Turmeric", "first", "", ""]],
            ["Row 2, column rank: A rank is a whole number from 1; “first” is none. Leave it empty where no list gives one."],
        ),
        (
            [["Erode", "", "Turmeric", "", "No such list", ""]],
            ["Row 2, column list: There is no list “No such list”. Write its name or its short name."],
        ),
        (
            [["Hansi", "", "Banana", "", "", ""], ["", "", "Turmeric", "", "", ""]],
            ["Row 3, column district: Every row names a district. Fill in its name or its LGD code."],
        ),
    ],
)
def test_a_bad_row_gets_a_sentence_and_nothing_is_written(data_officer, rows, sentences):
    before = (m.DistrictProduct.objects.count(), m.Designation.objects.count(), edition.current())

    page = upload(data_officer, "districtproduct", sheet(PAIRS, *rows))

    assert faults(page) == sentences
    assert "confirm_form" not in page.context
    assert (m.DistrictProduct.objects.count(), m.Designation.objects.count(), edition.current()) == before


def test_a_file_without_its_columns_gets_a_sentence(data_officer):
    page = upload(data_officer, "districtproduct", sheet(["place", "thing"], ["Erode", "Turmeric"]))

    assert faults(page) == [
        "The file lacks the column district, product. Its first row must name the columns: "
        "district, LGD code, State, product, rank, order, list, as written."
    ]


PRODUCT = ["name", "name in Hindi", "sector", "service", "HS codes", "other names", "note"]


def test_products_come_in_with_codes_and_names(data_officer):
    page = upload(
        data_officer,
        "product",
        workbook(PRODUCT, ["Erode Jaggery Powder", "गुड़", "FOOD", "no", "1701.13; 17011410", "Nattu sakkarai", ""]),
        "1",
    )
    assert faults(page) == []
    confirm(data_officer, "product", page)

    product = m.Product.objects.get(slug="erode-jaggery-powder")
    assert sorted(link.code.code for link in product.hs_links.all()) == ["170113", "17011410"]
    assert not product.hs_links.filter(code__checked=True).exists()
    assert list(product.aliases.values_list("name", flat=True)) == ["Nattu sakkarai"]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            ["New Thing", "", "FOOD", "no", "079920", "", ""],
            "Row 2, column HS codes: HS 2022 has no heading 0799, so 079920 is not known. Check the first four digits.",
        ),
        (
            ["New Thing", "", "FOOD", "no", "abc", "", ""],
            "Row 2, column HS codes: “abc” is not an HS code. Write 2, 4, 6 or 8 digits, for example 0713 or 0713.20.",
        ),
        (
            ["New Thing", "", "Nonsense", "no", "", "", ""],
            "Row 2, column sector: There is no sector “Nonsense”. Write its name or its code.",
        ),
        (
            ["Haldi", "", "SPICE", "no", "", "", ""],
            "Row 2, column name: “Haldi” is another name of Turmeric. Write that name, or take it out there first.",
        ),
        (
            ["New Thing", "", "FOOD", "perhaps", "", "", ""],
            "Row 2, column service: Write yes or no; “perhaps” is neither.",
        ),
        (
            ["", "", "FOOD", "no", "", "", ""],
            "Row 2, column name: Every row names a product. Fill in the name or take the row out.",
        ),
    ],
)
def test_a_bad_product_gets_a_sentence_and_nothing_is_written(data_officer, row, sentence):
    before = (m.Product.objects.count(), m.HSCode.objects.count())

    page = upload(data_officer, "product", sheet(PRODUCT, ["Good One", "", "FOOD", "no", "170114", "", ""], row))

    assert faults(page) == [sentence.replace("Row 2", "Row 3")]
    assert (m.Product.objects.count(), m.HSCode.objects.count()) == before


def test_a_row_that_says_nothing_new_is_skipped(data_officer):
    page = upload(data_officer, "product", sheet(PRODUCT, ["Turmeric", "", "SPICE", "no", "", "Haldi", ""]))

    assert faults(page) == []
    assert page.context["result"].totals["skip"] == 1


def test_a_register_that_changed_after_the_preview_imports_nothing(data_officer):
    page = upload(
        data_officer,
        "districtproduct",
        sheet(PAIRS, ["Hansi", "", "Banana", "", "", ""], ["Hansi", "", "Anthurium", "", "", ""]),
    )
    m.ProductAlias.objects.filter(product__slug="anthurium").delete()
    m.Product.objects.filter(slug="anthurium").update(merged_into=m.Product.objects.get(slug="apple"))

    confirm(data_officer, "districtproduct", page)

    assert not m.DistrictProduct.objects.filter(district__lgd_code=792).exists()


def test_an_export_defuses_formulae(data_officer):
    m.Product.objects.filter(slug="turmeric").update(note="=HYPERLINK(1)")

    for number, read in (("0", _cells_of_csv), ("1", _cells_of_xlsx)):
        answer = data_officer.post(
            reverse("admin:districts_product_export"),
            {"format": number, "resource": "0", **{f"productsheet_{name}": "on" for name in ("name", "note")}},
        )
        cells = read(answer.content)
        assert "Turmeric" in cells
        assert not [cell for cell in cells if str(cell).startswith("=")]


def _cells_of_csv(content):
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]


def _cells_of_xlsx(content):
    return [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True) for cell in row if cell]


def test_a_large_file_is_not_opened(data_officer):
    file = SimpleUploadedFile("list.csv", b"x" * (5 * 1024 * 1024 + 1))

    page = upload(data_officer, "product", file)

    assert "larger than 5 MB" in page.content.decode()
