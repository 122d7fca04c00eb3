"""What a reader takes from the page of a published plan: text, tables, schema, verifier; one fingerprint everywhere."""

import csv
import io
import json
import subprocess
import sys
import zipfile

import pytest
from django.core.cache import cache
from django.test import override_settings

from common.canonical import read_canonical, sha256_hex
from districts.models import Metric
from documents.tests.reading_pdf import Read
from plans.states import State
from plans.tables import tables
from plans.tests.factories import (
    a_written_draft,
    add_target,
    adopted,
    an_office,
    next_published,
    paper_of_last_tabling,
    published,
    tabled,
    version_in,
)
from public import plan_files
from public.tasks import build_edition

pytestmark = pytest.mark.django_db

BASE = "/districts/tamil-nadu/erode/plan/"
FILES = ("1.json", "1.0.json", "1.pdf", "1.0.pdf", "1.zip", "1.0.zip")


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path):
    settings.EDITION_ROOT = tmp_path / "editions"
    cache.clear()


def opened(content):
    return zipfile.ZipFile(io.BytesIO(content))


def rows_of(package, name):
    return list(csv.DictReader(io.StringIO(package.read(name).decode("utf-8"))))


def test_one_fingerprint_on_page_and_in_api_resolution_and_every_file(client, tmp_path):
    version = version_in(State.PUBLISHED)
    lgd_code = version.office.district.lgd_code

    text = client.get(f"{BASE}1.0.json")
    again = client.get(f"/hi{BASE}1.json")
    api = client.get(f"/api/v1/plans/{lgd_code}/").json()
    resolution = client.get(f"/api/v1/resolutions/{version.resolution.number}/").json()
    page = client.get(f"{BASE}1.0/").content.decode()
    pdf = Read(client.get(f"{BASE}1.0.pdf").content)
    package = opened(client.get(f"{BASE}1.0.zip").content)

    sha256 = sha256_hex(text.content)
    described = json.loads(package.read("datapackage.json"))
    assert text["Content-Type"] == "application/json"
    assert text["ETag"]
    assert text["X-Content-SHA256"] == sha256
    assert text.content == again.content == bytes(paper_of_last_tabling(version).content) == package.read("plan.json")
    assert [api["sha256"], api["adopted_sha256"], version.resolution.paper_id, described["sha256"]] == [sha256] * 4
    assert sha256 in json.dumps(resolution)
    assert sha256 in page
    assert " ".join(sha256[at : at + 8] for at in range(0, 64, 8)) in page
    assert 1 in pdf.pages_with(sha256)
    assert 1 in pdf.pages_with(version.resolution.number)
    assert (api["url"], api["json_url"], api["pdf_url"]) == (f"{BASE}1.0/", f"{BASE}1.0.json", f"{BASE}1.0.pdf")

    (tmp_path / "text.json").write_bytes(text.content)
    (tmp_path / "verify_plan.py").write_bytes(client.get("/plans/verify_plan.py").content)
    ran = subprocess.run(
        [sys.executable, "-I", "verify_plan.py", "text.json", "--sha256", sha256], cwd=tmp_path, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert f"SHA-256: {sha256}" in ran.stdout
    assert "Not checked here" in ran.stdout


def test_the_text_as_data_is_the_same_bytes_in_every_form_a_reader_takes_and_in_a_demonstration(client):
    version = version_in(State.PUBLISHED)
    stored = bytes(paper_of_last_tabling(version).content)

    plain = [client.get(f"{BASE}1.0.json").content for _ in range(2)]
    cache.clear()
    with override_settings(DATABASE_KIND="demonstration"):
        shown = client.get(f"{BASE}1.0.json").content
    packed = client.get(f"{BASE}1.0.json", headers={"Accept-Encoding": "br"})

    import brotli

    assert [*plain, shown, brotli.decompress(packed.content)] == [stored] * 4
    # Once read and written in another order it would be no canonical text any more.
    assert read_canonical(stored)["format"] == "deap/1"


def test_tables_hold_each_row_with_the_four_absences_apart_and_formulas_defused(client):
    office = an_office()
    draft = a_written_draft(office)
    absent = {
        "missing": {"baseline_value": None, "baseline_state": "missing", "baseline_note": "Nobody counted."},
        "not_applicable": {"baseline_value": None, "baseline_state": "not_applicable", "baseline_note": "New."},
        "withheld": {"baseline_value": None, "baseline_state": "withheld", "baseline_note": "Two firms only."},
        "value": {"baseline_value": "0.00"},
    }
    dollars = Metric.objects.get(code="exports-usd")
    for number, (state, values) in enumerate(absent.items()):
        given = ({"baseline_fy": "", "baseline_source": ""} if state != "value" else {}) | values
        given |= {"value": "-5.50" if number == 3 else "1", "fy": "2026-27", "basis_series": f"s{number}"}
        note = '=HYPERLINK("http://example.in")' if number == 0 else ""
        add_target(draft, None, metric=dollars, unit="usd_million", horizon="short", note=note, **given)
    version = published(office, version=adopted(office, version=tabled(office, version=draft)))
    text = read_canonical(bytes(paper_of_last_tabling(version).content))

    package = opened(client.get(f"{BASE}1.0.zip").content)

    shown = [row for row in rows_of(package, "targets.csv") if row["basis_series"]]
    assert [(row["baseline_state"], row["baseline_value"]) for row in shown] == [
        ("missing", ""), ("not_applicable", ""), ("withheld", ""), ("value", "0.00"),
    ]  # fmt: skip
    assert shown[0]["note"] == '\'=HYPERLINK("http://example.in")'
    assert shown[3]["target_value"] == "-5.50"
    for table in tables():
        wanted = sum(len(row[table.inside]) for row in text[table.listed]) if table.inside else len(text[table.listed])
        assert len(rows_of(package, f"{table.name}.csv")) == wanted, table.name


def test_the_data_package_describes_every_file_in_it(client):
    version_in(State.PUBLISHED)

    package = opened(client.get(f"{BASE}1.0.zip").content)

    described = json.loads(package.read("datapackage.json"))
    resources = described["resources"]
    assert {"datapackage.json", *(one["path"] for one in resources)} == set(package.namelist())
    assert {path: one["hash"] for one in resources for path in [one["path"]]} == {
        one["path"]: f"sha256:{sha256_hex(package.read(one['path']))}" for one in resources
    }
    assert [one["bytes"] for one in resources] == [len(package.read(one["path"])) for one in resources]
    for one in resources[1:]:
        head = package.read(one["path"]).decode().split("\r\n")[0].split(",")
        assert [field["name"] for field in one["schema"]["fields"]] == head
    assert described["version"] == "1.0"
    assert described["licenses"][0]["name"] == "GODL-India"
    assert described["sources"]
    assert described["adoption"]["resolution"]


def test_the_package_is_the_same_bytes_whoever_asks_and_whatever_became_of_the_version(client):
    office = an_office()
    first = published(office)
    before = [client.get(f"{prefix}{BASE}1.0.zip").content for prefix in ("", "/hi")]
    next_published(office, first)
    cache.clear()

    after = client.get(f"{BASE}1.0.zip").content

    assert before == [after, after]


def test_no_file_of_an_unpublished_plan_can_be_guessed(client):
    version = version_in(State.ADOPTED)

    assert {name: client.get(f"{BASE}{name}").status_code for name in FILES} == dict.fromkeys(FILES, 404)
    assert {name: client.get(f"/states/tamil-nadu/strategy/{name}").status_code for name in FILES} == dict.fromkeys(FILES, 404)

    published(version.office, version=version)
    # An address without its slash leads to the one with it, and there is nothing there either.
    wrong = ("2.zip", "1.1.zip", "1.0.0.zip", "x.zip", ".zip", "1.0.csv", "1.0.zip/", "1.0.json/", "01.0.1.zip", "-1.zip")

    assert {name: client.get(f"{BASE}{name}").status_code for name in FILES} == dict.fromkeys(FILES, 200)
    assert {name: client.get(f"{BASE}{name}", follow=True).status_code for name in wrong} == dict.fromkeys(wrong, 404)


def test_a_draft_beside_a_published_plan_gives_no_file(client):
    from plans import workflow
    from plans.tests.factories import LATER

    office = an_office()
    first = published(office)
    second = workflow.start_version(office.district, based_on=first, by=office.officer, at=LATER)
    second.office = office
    tabled(office, version=second, at=LATER)

    assert {name: client.get(f"{BASE}2.{name}").status_code for name in ("0.json", "0.pdf", "0.zip")} == {
        "0.json": 404, "0.pdf": 404, "0.zip": 404,
    }  # fmt: skip


def test_the_worker_makes_the_files_of_a_published_plan_and_a_reader_where_it_has_not(client, monkeypatch):
    from audit import edition

    version = version_in(State.PUBLISHED)
    folder = plan_files.settings.EDITION_ROOT / "plans" / str(version.pk)
    made = client.get(f"{BASE}1.0.zip").content

    build_edition(edition.current())

    assert sorted(path.name.rpartition("-")[0] for path in folder.iterdir()) == ["pdf-en", "pdf-hi", "tables"]
    assert plan_files.build_newest() == 0
    with monkeypatch.context() as broken:
        broken.setattr("public.plan_files.data_package", None)
        cache.clear()
        assert client.get(f"{BASE}1.0.zip").content == made


def test_the_page_says_how_to_cite_the_plan_and_under_which_licence(client):
    version = version_in(State.PUBLISHED)

    with override_settings(PUBLIC_ORIGIN="https://hubs.example"):
        page = client.get(f"{BASE}1.0/").content.decode()
        hindi = client.get(f"/hi{BASE}1.0/").content.decode()

    sha256 = paper_of_last_tabling(version).sha256
    for part in (
        f"Erode, Tamil Nadu: {version.title}. Version 1.0. Adopted by ", f"resolution {version.resolution.number}, 14-08-2025",
        f"https://hubs.example{BASE}1.0/", f"SHA-256 {sha256}.", "GODL-India", f'href="{BASE}1.0.zip"',
        'href="/data/deap-1.schema.json"',
    ):  # fmt: skip
        assert part in page, part
    assert f"SHA-256 {sha256}" in hindi
    assert f'href="{BASE}1.0.zip"' in hindi


def test_a_demonstration_offers_no_licence(client):
    version_in(State.PUBLISHED)

    with override_settings(DATABASE_KIND="demonstration"):
        page = client.get(f"{BASE}1.0/").content.decode()
        described = json.loads(opened(client.get(f"{BASE}1.0.zip").content).read("datapackage.json"))

    assert "An invented text of a demonstration" in page
    assert "GODL" not in page
    assert described["demonstration"] is True
    assert "licenses" not in described
