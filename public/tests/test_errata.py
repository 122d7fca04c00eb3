"""What readers see of an erratum: the corrected text with its marks, the text as adopted one link away, and the hashes."""

import hashlib
import json
import re
from html import unescape

import pytest
from django.core.cache import cache
from django.test import Client

from documents.tests.reading_pdf import Read
from plans import queries, workflow
from plans.corrected import marked
from plans.models import Intervention
from plans.printed_text import text_blocks
from plans.tests.factories import LATER, an_office, paper_of_last_tabling, published
from plans.tests.test_errata import SOON, an_erratum

pytestmark = pytest.mark.django_db
BASE = "/districts/tamil-nadu/erode/plan/"
ADDRESSES = (BASE, f"{BASE}1/", f"{BASE}1.0/", f"{BASE}1.1/", f"{BASE}1.1.json", f"{BASE}1.0.json", f"{BASE}1.0..1.1/")


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def _read(address):
    cache.clear()
    answer = Client().get(address)
    return answer.status_code, unescape(answer.content.decode())


def test_an_erratum_is_nowhere_before_its_publication_and_marked_from_then_on():
    office = an_office()
    version = published(office)
    paper = paper_of_last_tabling(version)
    title = Intervention.objects.get(version=version)
    erratum = workflow.start_erratum(version, by=office.officer, at=LATER)
    for path, new in (
        ("sections/1/text", "What zqxstood <b>under</b> head 1."),
        (f"interventions/{title.commitment.uid}/title", "Testing zqxlaboratory"),
        ("title", f"{version.title} zqxtitle"),
    ):
        workflow.correct(erratum, path=path, new=new, reason="A zqxslip.", by=office.officer, at=LATER)
    erratum.refresh_from_db()
    draft = [_read(address) for address in ADDRESSES]
    erratum = workflow.submit_erratum(erratum, by=office.officer, at=LATER)
    waiting = [_read(address) for address in ADDRESSES]
    hidden = [_read(f"/papers/{erratum.errata_paper_id}/"), _read("/api/v1/plans/?all=1"), _read("/districts/tamil-nadu/erode/")]

    assert [status for status, _text in draft] == [status for status, _text in waiting] == [200, 200, 200, 404, 404, 200, 404]
    assert [text for _status, text in [*draft, *waiting, *hidden] if "zqx" in text] == []

    erratum = workflow.publish_erratum(erratum, by=office.publisher, at=SOON)

    for address in (BASE, f"{BASE}1/", f"{BASE}1.1/"):
        status, text = _read(address)
        assert status == 200
        assert '<p><mark class="corr">What zqxstood <b>under</b> head 1.</mark></p>' in text.replace("&lt;", "<")
        assert '<mark class="corr">Testing zqxlaboratory</mark>' in text
        assert f'href="{BASE}1.0/"' in text
        assert "A zqxslip." in text
        assert version.resolution.number in text
        assert f"{erratum.errata_paper_id[:8]} " in text
        assert "<title>" in text
        assert "<mark" not in text[text.index("<title>") : text.index("</title>")]
    raw = Client().get(f"{BASE}1.1/").content.decode()
    assert "<b>under</b>" not in raw
    status, text = _read(f"{BASE}1.0/")
    assert "zqx" not in text
    assert f'href="{BASE}1.1/"' in text
    assert _read(f"/hi{BASE}1.1/")[0] == 200
    assert "zqxstood" in _read(f"{BASE}1.0..1.1/")[1]

    # The bytes at each address have the fingerprint that the API names, and 1.1 names that of the text it corrects.
    api = {one["number"]: one for one in json.loads(_read("/api/v1/plans/?all=1")[1])["results"]}
    assert sorted(api) == ["1.0", "1.1"]
    for number, one in api.items():
        content = Client().get(one["json_url"]).content
        assert hashlib.sha256(content).hexdigest() == one["sha256"], number
        assert one["adopted_sha256"] == paper.sha256
        assert one["adopted"]["resolution"] == version.resolution.number
    assert json.loads(Client().get(f"{BASE}1.1.json").content)["corrects"]["sha256"] == paper.sha256
    assert (api["1.0"]["sha256"], api["1.0"]["corrections"]) == (paper.sha256, [])
    assert len(api["1.1"]["corrections"]) == 3
    [in_force] = json.loads(_read("/api/v1/plans/")[1])["results"]
    assert in_force["number"] == "1.1"
    assert in_force["targets"] == api["1.0"]["targets"]
    place = version.plan.place
    lgd = place.code
    assert json.loads(_read(f"/api/v1/plans/{lgd}/")[1])["number"] == "1.1"
    assert json.loads(_read(f"/api/v1/plans/{lgd}/?number=1")[1])["number"] == "1.1"
    assert json.loads(_read(f"/api/v1/plans/{lgd}/?number=1.0")[1])["number"] == "1.0"
    # The district's page, the lists, and the PDF, whose first pages name the corrections.
    assert f'href="{BASE}1.1/"' in _read("/districts/tamil-nadu/erode/")[1]
    assert f'href="{BASE}1.1/"' in _read("/plans/")[1]
    pdf = Client().get(f"{BASE}1.1.pdf")
    assert pdf.status_code == 200
    assert Read(pdf.content).is_pdf_ua_1
    assert pdf.content != Client().get(f"{BASE}1.0.pdf").content
    assert queries.plan_page(place).sha256 == erratum.errata_paper_id


def test_a_suspended_text_takes_its_erratum_along_for_readers():
    office = an_office()
    version = published(office)
    workflow.publish_erratum(an_erratum(office, version, submitted=True), by=office.publisher, at=SOON)
    workflow.suspend(version, order="DoC/1", reason="Under inquiry.", on=LATER.date(), by=office.hq, at=SOON)

    status, text = _read(BASE)

    assert status == 200
    assert "no plan in force" in text
    assert f'href="{BASE}1.1/"' in text
    assert "Under inquiry." in _read(f"{BASE}1.1/")[1]


def test_a_corrected_place_is_marked_in_print_and_no_other():
    office = an_office()
    version = published(office)
    row = Intervention.objects.get(version=version)
    erratum = workflow.start_erratum(version, by=office.officer, at=LATER)
    for path, new in (
        ("sections/1/text", "What stood under head 1."),
        (f"interventions/{row.commitment.uid}/title", "Testing house"),
    ):
        workflow.correct(erratum, path=path, new=new, reason="A slip.", by=office.officer, at=LATER)
    erratum.refresh_from_db()
    workflow.publish_erratum(workflow.submit_erratum(erratum, by=office.officer, at=LATER), by=office.publisher, at=SOON)

    found = json.dumps(text_blocks(marked(queries.plan_page(version.plan.place)), "en"))

    pieces = re.findall(r'\{[^{}]*"marked": true[^{}]*\}', found)
    assert {json.loads(piece)["text"] for piece in pieces} == {"What stood under head 1.", "Testing house"}
