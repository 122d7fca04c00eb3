"""Adoptions from before this portal in bulk: every fault at its cell, all rows or none, twice the same as once."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from accounts.tests.factories import a_district, make_data_officer, make_hq, stranger
from audit.models import Event
from documents.models import Document
from documents.storing import store
from imports.past_adoptions import scans as scanning
from plans import workflow
from plans.admin.lists import to_publish
from plans.clocks import unpublished
from plans.models import PastAdoption, PlanVersion
from plans.stage import funnel, stage_of
from plans.tests.desk import at_desk, form_of, move_url, text_of
from plans.tests.factories import CONFIRMED, a_written_draft, an_office
from plans.workflow.publishing import OnlyItsScanIsHere

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/past-adoptions/"
HEAD = ["District", "State", "Adopted on", "Adopted by", "Resolution or file number", "Scan file", "Source"]
SALEM = ["Salem", "Tamil Nadu", "14-08-2021", "DEPC, Salem", "DIC/SLM/7", "salem.pdf", "Letter of the State, 2022"]
AGRA = ["Agra", "", "2021-09-02", "", "", "scans/AGRA.PDF", "Minutes"]
PDF = b"%PDF-1.7\nminutes of "
AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.VAR = tmp_path


@pytest.fixture
def officer():
    return make_data_officer()


def sheet_of(*rows, head=HEAD):
    text = io.StringIO()
    csv.writer(text).writerows([head, *rows])
    return SimpleUploadedFile("past.csv", text.getvalue().encode())


def workbook_of(*rows):
    book = Workbook()
    for row in [HEAD, *rows]:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("past.xlsx", content.getvalue())


def archive_of(*names, content=PDF):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, content + name.encode())
    return SimpleUploadedFile("scans.zip", packed.getvalue())


def uploaded(user, sheet, archive):
    return at_desk(user).post(ADDRESS, {"sheet": sheet, "scans": archive})


def recorded(user, sheet, archive):
    preview = uploaded(user, sheet, archive)
    return at_desk(user).post(ADDRESS, {"token": preview.context["token"]}, follow=True)


def test_the_preview_keeps_nothing_and_the_recording_keeps_all(officer):
    salem, agra = a_district("Salem", "Tamil Nadu"), a_district("Agra", "Uttar Pradesh")
    files = sheet_of(SALEM, AGRA), archive_of("salem.pdf", "nested/agra.pdf")

    preview = uploaded(officer, *files)
    before = (PlanVersion.objects.count(), Document.objects.filter(name="salem.pdf").count())
    done = at_desk(officer).post(ADDRESS, {"token": preview.context["token"]}, follow=True)

    assert "Record 2 adoptions" in text_of(preview)
    assert before == (0, 0)
    assert "2 adoptions are recorded." in text_of(done)
    past = PastAdoption.objects.get(version__plan__place_id=salem.pk)
    assert (past.adopted_on, past.body, past.reference, past.source) == (
        date(2021, 8, 14), "DEPC, Salem", "DIC/SLM/7", "Letter of the State, 2022",
    )  # fmt: skip
    assert past.scan.name == "salem.pdf"
    other = PastAdoption.objects.get(version__plan__place_id=agra.pk)
    assert (other.body, other.text_is_here) == ("District Export Promotion Committee, Agra", False)
    verbs = [event.verb for event in Event.objects.filter(target_kind="plans.planversion").order_by("pk")]
    assert verbs == ["plan.started", "plan.past_adoption_recorded"] * 2


def test_stage_and_funnel_count_them_and_no_resolution_stands_for_them(officer, client):
    district = a_district("Salem", "Tamil Nadu")
    before = funnel(AT.date()).adopted
    recorded(officer, sheet_of(SALEM), archive_of("salem.pdf"))

    stage = stage_of([district], AT.date())[district.pk]
    page = client.get(district.get_absolute_url()).content.decode()

    assert (stage.code, stage.adopted_on, stage.number) == ("adopted", date(2021, 8, 14), "1.0")
    assert funnel(AT.date()).adopted == before + 1
    assert PlanVersion.objects.get().resolution is None
    assert "Letter of the State" not in page


def test_the_same_sheet_again_records_nothing(officer):
    a_district("Salem", "Tamil Nadu")
    recorded(officer, sheet_of(SALEM), archive_of("salem.pdf"))

    again = uploaded(officer, sheet_of(SALEM), archive_of("salem.pdf"))
    more = recorded(officer, sheet_of(SALEM, AGRA), archive_of("salem.pdf", "agra.pdf"))

    assert "Every row of this sheet stands here already" in text_of(again)
    assert again.context["token"] == ""
    assert "1 adoption from before this portal is recorded. 1 stood here already." in text_of(more)
    assert PastAdoption.objects.count() == 2


def test_a_second_click_records_nothing_more(officer):
    preview = uploaded(officer, sheet_of(SALEM), archive_of("salem.pdf"))
    client, token = at_desk(officer), preview.context["token"]

    client.post(ADDRESS, {"token": token})
    second = client.post(ADDRESS, {"token": token})

    assert second.status_code == 409
    assert "no longer kept" in text_of(second)
    assert PastAdoption.objects.count() == 1


def test_every_fault_is_said_at_its_row_and_column_and_one_stops_all(officer):
    rows = [
        SALEM,
        ["Salm", "Tamil Nadu", "14-08-2021", "", "", "salem.pdf", "Letter"],
        ["Erode", "Nowhere", "14-08-2021", "", "", "salem.pdf", "Letter"],
        ["Madurai", "", "the 14th", "", "", "madurai.pdf", ""],
        ["Agra", "", "14-08-2031", "", "", "salem.pdf", "Letter"],
        ["Lucknow", "", "14-08-2009", "", "", "salem.pdf", "Letter"],
        ["Salem", "", "14-08-2021", "", "", "salem.pdf", "Letter"],
        ["", "", "", "", "", "", ""],
        ["Jaipur", "", "14-08-2021", "x" * 251, "", "fake.pdf", "Letter"],
    ]  # fmt: skip
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("salem.pdf", PDF)
        archive.writestr("fake.pdf", b"MZ an executable")

    preview = uploaded(officer, sheet_of(*rows), SimpleUploadedFile("s.zip", packed.getvalue()))

    assert preview.context["faults"] == [
        "Row 3, column District: No district of the register is called “Salm”. Did you mean Salem (Tamil Nadu)?",
        "Row 4, column State: No State or Union territory is called “Nowhere”.",
        "Row 5, column Source: Say where this is known from: a letter, a list, minutes.",
        "Row 5, column Adopted on: “the 14th” is no day. Write it like 14-08-2021.",
        "Row 5, column Scan file: The ZIP file holds no “madurai.pdf”. Add the scan, or correct the name.",
        "Row 6, column Adopted on: This day is still to come. Look at the paper again.",
        "Row 7, column Adopted on: No district had an export plan before 2019. Look at the year again.",
        "Row 8, column District: Salem stands in row 2 already. One row for each district.",
        "Row 10, column Adopted by: This is longer than 250 signs. Shorten it.",
        "Row 10, column Scan file: This is not a PDF, PNG, JPEG, XLSX or CSV file, whatever its name says. Save it as one of "
        "these and choose it again.",
    ]
    assert preview.context["token"] == ""
    assert PastAdoption.objects.count() == 0


def test_a_workbook_with_dates_and_devanagari_digits_is_read(officer):
    district = a_district("Salem", "Tamil Nadu")

    done = recorded(
        officer,
        workbook_of(
            [district.lgd_code, None, datetime(2021, 8, 14), None, 7.0, "salem.pdf", "List"],
            ["Agra", None, "१४-०८-२०२१", None, None, "salem.pdf", "List"],
        ),
        archive_of("salem.pdf"),
    )

    assert "2 adoptions are recorded." in text_of(done)
    assert sorted(PastAdoption.objects.values_list("adopted_on", "reference")) == [
        (date(2021, 8, 14), ""),
        (date(2021, 8, 14), "7"),
    ]


def test_a_place_with_a_text_or_a_decision_here_is_refused_at_its_cell(officer):
    written = a_written_draft(an_office("Salem"))

    preview = uploaded(officer, sheet_of(SALEM), archive_of("salem.pdf"))

    assert "A text of Salem is in preparation on this portal." in preview.context["faults"][0]
    scan = store(PDF, name="x.pdf", by_label="X", at=AT)
    workflow.record_past_adoption(written, adopted_on=date(2021, 1, 1), body="DEPC", scan=scan, by=officer, at=AT)
    decided = uploaded(officer, sheet_of(SALEM), archive_of("salem.pdf"))
    assert "is recorded here as adopted on 01-01-2021 (version 1.0)" in decided.context["faults"][0]


def test_what_changed_since_the_preview_stops_all_rows(officer):
    preview = uploaded(officer, sheet_of(AGRA, SALEM), archive_of("salem.pdf", "agra.pdf"))
    a_written_draft(an_office("Salem"))

    answer = at_desk(officer).post(ADDRESS, {"token": preview.context["token"]})

    assert answer.status_code == 409
    assert "Since the preview something has changed" in text_of(answer)
    assert PastAdoption.objects.count() == 0


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        ("LARGEST_ARCHIVE", 10, "larger than 200 MB"),
        ("LARGEST_UNPACKED", 10, "unpacks to more than 400 MB"),
        ("MOST_FILES", 1, "more than 300 files"),
    ],
)
def test_an_archive_beyond_its_limits_is_refused(officer, monkeypatch, limit, value, said):
    monkeypatch.setattr(scanning, limit, value)

    answer = uploaded(officer, sheet_of(SALEM), archive_of("salem.pdf", "agra.pdf"))

    assert said in text_of(answer)


def test_other_bad_files_are_refused_in_words(officer):
    doubled = archive_of("a/salem.pdf", "b/SALEM.pdf")
    refusals = {
        "is not a ZIP file": (sheet_of(SALEM), SimpleUploadedFile("s.zip", b"no zip at all")),
        "Two files in the ZIP are called": (sheet_of(SALEM), doubled),
        "does not name the column Scan file": (sheet_of(SALEM[:5], head=HEAD[:5]), archive_of("salem.pdf")),
        "has no rows below its first": (sheet_of(), archive_of("salem.pdf")),
        "this is neither": (SimpleUploadedFile("x.pdf", PDF), archive_of("salem.pdf")),
        "is not UTF-8 text": (SimpleUploadedFile("x.csv", b"PK\x05\x06"), archive_of("salem.pdf")),
    }

    found = {said: said in text_of(uploaded(officer, *files)) for said, files in refusals.items()}

    assert found == dict.fromkeys(refusals, True)


def test_a_scan_that_unpacks_beyond_the_limit_is_refused_whatever_it_says_of_itself(officer, settings):
    settings.DOCUMENT_LIMIT_BYTES = 1024 * 1024
    bomb = archive_of("salem.pdf", content=PDF + b"\x00" * 2_000_000)

    answer = uploaded(officer, sheet_of(SALEM), bomb)

    assert answer.context["faults"] == ["Row 2, column Scan file: This scan is larger than 1 MB. Scan it at a lower resolution."]


def test_only_headquarters_and_data_officers_record_and_nobody_uses_the_preview_of_another(officer):
    office = an_office("Madurai")
    people = [office.convener, office.depc.user("chair"), office.depc.state_officer, office.publisher]

    refused = [at_desk(user).get(ADDRESS).status_code for user in people]
    allowed = [at_desk(user).get(ADDRESS).status_code for user in (officer, office.hq)]
    preview = uploaded(officer, sheet_of(SALEM), archive_of("salem.pdf"))
    stolen = at_desk(make_hq()).post(ADDRESS, {"token": preview.context["token"]})
    guessed = at_desk(officer).post(ADDRESS, {"token": "../../etc"})

    assert refused == [403] * 4
    assert allowed == [200, 200]
    assert at_desk(stranger()).get(ADDRESS).status_code in (302, 403)
    assert (stolen.status_code, guessed.status_code) == (409, 409)
    assert PastAdoption.objects.count() == 0


def test_an_adoption_without_its_text_is_never_published_and_nobody_is_asked_to(officer):
    office = an_office("Salem")
    recorded(officer, sheet_of(SALEM), archive_of("salem.pdf"))
    version = PlanVersion.objects.get()

    assert (unpublished(date(2026, 6, 1)), to_publish(office.publisher, date(2026, 6, 1))) == ([], [])

    with pytest.raises(OnlyItsScanIsHere, match="only the adoption and its scan are recorded here"):
        workflow.publish(version, checklist=CONFIRMED, by=office.publisher, at=AT)
    assert workflow.start_version(office.district, by=office.officer, at=AT).major is None


def test_a_data_officer_records_the_adoption_of_a_draft_without_reading_in_plans(officer):
    version = a_written_draft(an_office("Salem"))
    client, address = at_desk(officer), move_url(version, "record_past_adoption")

    listed = text_of(client.get(ADDRESS))
    asked = client.get(address)
    answer = client.post(
        address,
        form_of(asked) | {"adopted_on": "2021-08-14", "body": "DEPC, Salem", "scan": SimpleUploadedFile("m.pdf", PDF)},
    )

    assert address in listed
    assert asked.status_code == 200
    assert "What stands under head" not in text_of(asked)
    assert answer["Location"] == reverse("admin:index")
    version.refresh_from_db()
    assert (version.state, version.past_adoption.text_is_here) == ("adopted", True)
    assert client.get(reverse("desk-plan", args=[version.pk])).status_code == 404
    assert client.get(move_url(version, "withdraw")).status_code == 404
