"""The page of two published versions: what differs, which resolution moved each, and nothing before publication."""

import json
from html import unescape

import pytest
from django.core.cache import cache

from plans import workflow
from plans.models import Section
from plans.rows import save_row
from plans.states import State
from plans.tests.factories import (
    LATER,
    a_product,
    add_chapter,
    add_target,
    adopted,
    an_office,
    next_published,
    published,
    version_in,
)

pytestmark = pytest.mark.django_db
BASE = "/districts/tamil-nadu/erode/plan/"


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def two():
    """Erode's first published version, superseded, and the second with another target."""
    office = an_office()
    first = published(office)
    second = next_published(office, first)
    first.refresh_from_db()
    assert (first.state, second.state) == (State.SUPERSEDED, State.PUBLISHED)
    return first, second


def _text(answer):
    return unescape(answer.content.decode())


def test_the_page_shows_what_differs_and_the_resolutions_and_nothing_else(two, client):
    first, second = two
    page = client.get(f"{BASE}1..2/")
    text = _text(page)

    assert page.status_code == 200
    assert '<data value="74.80">' in text
    assert '<data value="80.00">' in text
    assert "+7.0 %" in text
    assert first.resolution.number in text
    assert second.resolution.number in text
    assert text.count('class="row rule" id="head-') == 1
    assert "What stands under head" not in text
    assert _text(client.get(f"{BASE}1.0..2.0/")).count("<data") == 2


def test_the_hindi_twin_has_hindi_words(two, client):
    assert 'lang="hi"' in _text(client.get(f"/hi{BASE}1..2/"))[:300]


def test_the_plan_and_the_list_of_versions_lead_to_it(two, client):
    for address in (BASE, f"{BASE}1.0/", "/districts/tamil-nadu/erode/"):
        assert f'href="{BASE}1.0..2.0/"' in _text(client.get(address)), address


def test_the_same_version_twice_says_the_same(two, client):
    text = _text(client.get(f"{BASE}2..2.0/"))

    assert "Both texts say the same." in text
    assert "<data" not in text


def test_the_difference_as_data_has_decimals_as_strings_and_both_fingerprints(two, client):
    first, second = two
    answer = client.get(f"{BASE}1..2.json")
    found = json.loads(answer.content)

    assert answer["Content-Type"] == "application/json"
    assert [found["old"]["number"], found["new"]["number"]] == ["1.0", "2.0"]
    assert [found["old"]["sha256"], found["new"]["sha256"]] == [one.resolution.paper_id for one in two]
    assert found["rows"] == [
        {
            "path": f"targets/{second.targets.order_by('position').first().commitment.uid}",
            "change": "changed",
            "fields": [{"field": "target/value", "old": "74.80", "new": "80.00", "percent": "7.0"}],
        }
    ]
    assert client.get(f"/hi{BASE}1..2.json").status_code in (200, 404)


@pytest.mark.parametrize("numbers", ["1..3", "3..1", "1..2.1", "1...2", "1..", "..2", "a..b", "1..2..2"])
def test_what_is_not_published_has_no_difference(two, client, numbers):
    for end in ("/", ".json"):
        assert client.get(f"{BASE}{numbers}{end}").status_code == 404, numbers


def test_an_adopted_version_is_compared_from_its_publication_on():
    from django.test import Client

    office = an_office()
    first = published(office)
    second = workflow.start_version(office.district, based_on=first, by=office.officer, at=LATER)
    second.office = office
    section = second.sections.get(head=1)
    words = {"text": "What stands <b>under</b> head one."}
    save_row(Section, words, version=second, pk=section.pk, row_version=1, by=office.officer, at=LATER)
    add_chapter(second, "other", product=a_product("rice"), hs_codes=["1006"], at=LATER)
    add_target(second, product=a_product("rice"), at=LATER)
    add_target(second, product=a_product("rice"), value="95.00", fy="2029-30", horizon="long", at=LATER)
    second = adopted(office, version=workflow.table(second, by=office.convener, at=LATER), starts_at=LATER.replace(day=30))

    assert Client().get(f"{BASE}1..2/").status_code == 404

    published(office, version=second, at=LATER.replace(month=2))
    page = Client().get(f"{BASE}1..2/").content.decode()

    assert "<del>" in page
    assert "<b>under</b>" not in page
    assert f"Products added:</b> {a_product('rice').name}" in page


def test_the_text_of_a_draft_is_in_no_difference(client):
    version = version_in(State.TABLED)

    assert client.get(f"{BASE}1..1/").status_code == 404
    assert version.major == 1
