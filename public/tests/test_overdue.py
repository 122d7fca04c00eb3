"""The public list of what has taken longer than it should: counts, places and days, and nothing of a text."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Posting
from plans import workflow
from plans.states import State
from plans.tests.factories import BEGUN, an_office, version_in
from public.clock_facts import BEGAN, clock_facts

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
ADDRESS = "/plans/overdue/"


@pytest.fixture(autouse=True)
def _in_march(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    cache.clear()


def adopted(*names):
    for name in names:
        version = version_in(State.ADOPTED, office=(office := an_office(name)))
        workflow.start_version(office.district, by=office.officer, at=BEGUN + timedelta(days=80))
        Posting.objects.filter(post=office.depc.seat("member").post).update(valid_to=BEGUN.date())
    return version


def tiles(page):
    return dict(re.findall(r"clock=(\w+)[^>]*>([\d,]+)</a>", page))


def page_of(client, address=ADDRESS):
    cache.clear()
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_each_count_opens_the_list_of_its_places(client):
    adopted("Erode", "Karur")

    page = page_of(client)
    assert tiles(page) == {"meeting": "0", "seat": "2", "draft": "2", "publish": "2", "notify": "2"}
    for code in ("seat", "draft", "publish", "notify"):
        rows = re.findall(r'<th scope="row"><a href="([^"]+)">', page_of(client, f"{ADDRESS}?clock={code}"))
        assert sorted(rows) == ["/districts/tamil-nadu/erode/", "/districts/tamil-nadu/karur/"], code
    assert "Nothing is overdue here." in page_of(client, f"{ADDRESS}?clock=meeting")
    assert tiles(page_of(client, f"{ADDRESS}?state=karnataka"))["publish"] == "0"


def test_it_says_place_and_days_and_nothing_of_the_text(client):
    version = adopted("Erode")

    page = page_of(client, f"{ADDRESS}?clock=publish")
    cells = re.sub(r"<[^>]+>", " ", page.partition("<tbody>")[2].partition("</tbody>")[0]).split()
    assert cells == ["Erode", "Tamil", "Nadu", "14-08-2025", "13-09-2025", "170"]
    for code in BEGAN:
        seen = page_of(client, f"{ADDRESS}?clock={code}")
        assert version.title not in seen
        assert version.file_number not in seen
        assert "1.0" not in seen.partition("<tbody>")[2].partition("</tbody>")[0]


def test_an_unknown_clock_and_state_are_no_fault(client):
    assert "<h1>" in page_of(client, f"{ADDRESS}?clock=x&state=nowhere&page=99")


def test_the_page_asks_as_often_for_one_place_as_for_three(client):
    counts = []
    for names in (("Erode",), ("Salem", "Karur")):
        adopted(*names)
        with CaptureQueriesContext(connection) as asked:
            page_of(client)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_every_clock_has_words_for_its_public_list():
    assert [fact.code for fact in clock_facts(NOW.date())] == list(BEGAN)
