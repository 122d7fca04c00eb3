"""Plans, papers, meetings and resolutions: shown from publication, and nothing before."""

import hashlib
import json
import re

import pytest
from django.core.cache import cache

from plans import queries
from plans.states import State
from plans.tests.factories import an_office, version_in
from public import map_values

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


BASE = "/districts/tamil-nadu/erode/plan/"


def test_a_published_plan_is_read_at_all_its_addresses(client):
    version = version_in(State.PUBLISHED)
    sha256 = queries.last_paper(version).sha256

    for address in (BASE, f"{BASE}1/", f"{BASE}1.0/", f"/hi{BASE}1.0/"):
        page = page_of(client, address)
        assert 'data-line="published"' in page
        assert sha256[:8] in page
        assert version.resolution.number in page
        assert all(f'id="head-{head}"' in page for head in range(1, 12))


def test_the_printed_plan_names_itself_on_every_sheet(client):
    version = version_in(State.PUBLISHED)
    sha256 = queries.last_paper(version).sha256

    foot = re.search(r'<p class="print-foot">(.*?)</p>', page_of(client, BASE)).group(1)

    assert version.title in foot
    assert "Version 1.0" in foot
    assert re.sub(r"[^0-9a-f]", "", foot.partition("SHA-256")[2]) == sha256


def test_the_json_is_the_bytes_the_committee_decided(client):
    version = version_in(State.PUBLISHED)

    content = client.get(f"{BASE}1.0.json").content

    assert hashlib.sha256(content).hexdigest() == version.resolution.paper_id


def test_the_paper_stands_under_its_fingerprint_from_publication_on(client):
    version = version_in(State.PUBLISHED)

    page = page_of(client, f"/papers/{version.resolution.paper_id}/")

    assert "This is the text as it lay before the committee." in page


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.SUSPENDED, ("Suspended on ", "01-10-2025", "DoC/1/2025", "Under inquiry.")),
        (State.CLOSED, ("Closed on ", "31-12-2025", "The district was divided.")),
    ],
)
def test_the_address_of_a_plan_no_longer_in_force_says_what_became_of_it(client, state, words):
    version_in(state)

    page = page_of(client, BASE)

    assert [word for word in words if word not in page] == []
    assert 'name="robots" content="noindex"' in page
    assert f'href="{BASE}1.0/"' in page
    assert f'href="/hi{BASE}1.0/"' in page_of(client, f"/hi{BASE}")


def test_a_suspended_plan_counts_as_adopted_and_says_so_wherever_its_stage_stands(client):
    version = version_in(State.SUSPENDED)
    code = str(version.office.district.lgd_code)

    for address in (
        "/plans/",
        "/districts/tamil-nadu/erode/",
        "/districts/?q=erode",
        "/states/tamil-nadu/",
        "/plans/?stage=adopted",
    ):
        page = page_of(client, address)
        assert 'class="st st-adopted"' in page, address
        assert 'suspended since <time datetime="2025-10-01">01-10-2025</time>' in page, address
    assert "<td>Adopted, suspended since 01-10-2025</td>" in page_of(client, "/map/?layer=stage")
    assert json.loads(map_values.stage_values())["districts"][code] == {
        "stage": "adopted",
        "since": "2025-08-14",
        "suspended_on": "2025-10-01",
    }


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_CONSULTATION, State.TABLED, State.RETURNED, State.ADOPTED])
def test_an_unpublished_plan_is_behind_no_address(client, state):
    version = version_in(state)
    paper = queries.last_paper(version)

    for address in (
        BASE,
        f"{BASE}1/",
        f"{BASE}1.0/",
        f"{BASE}1.0.json",
        f"/hi{BASE}1.0/",
        f"/papers/{paper.sha256 if paper else '0' * 64}/",
    ):
        assert client.get(address).status_code == 404, address


@pytest.mark.parametrize("state", [State.DRAFT, State.IN_CONSULTATION, State.TABLED, State.RETURNED, State.ADOPTED])
def test_no_word_of_an_unpublished_plan_is_on_any_page(client, state):
    version = version_in(state)
    secret = [
        "What stands under head",
        "No accredited laboratory in the district.",
        "Market Access Initiative",
        version.file_number or "DIC-ERD",
    ]
    if state in (State.DRAFT, State.IN_CONSULTATION, State.TABLED):
        paper = queries.last_paper(version)
        secret += [version.title] + ([paper.sha256[:16]] if paper else [])
    meetings = [m.get_absolute_url() for m in version.office.depc.committee.meetings.all()]
    resolutions = [r.get_absolute_url() for r in version.office.depc.committee.resolutions.exclude(number=None)]

    for address in ["/", "/plans/", "/districts/tamil-nadu/erode/", "/committees/depc-erode/", "/meetings/", "/resolutions/",
                    "/search/?q=export", "/map/?layer=stage", *meetings, *resolutions]:  # fmt: skip
        page = page_of(client, address)
        assert [word for word in secret if word in page] == [], address


@pytest.mark.parametrize(
    ("state", "word"),
    [(State.DRAFT, "In preparation"), (State.TABLED, "Before the committee"), (State.RETURNED, "Returned"),
     (State.ADOPTED, "Adopted"), (State.PUBLISHED, "Published")],
)  # fmt: skip
def test_the_stage_is_always_public(client, state, word):
    version_in(state)

    page = page_of(client, "/districts/tamil-nadu/erode/")

    assert f"</svg> {word}</span>" in page
    assert "/districts/tamil-nadu/erode/" in page_of(client, "/plans/")


def test_a_signed_resolution_shows_title_outcome_and_fingerprint_at_once(client):
    version = version_in(State.ADOPTED)

    page = page_of(client, version.resolution.get_absolute_url())

    assert "Carried: " in page
    assert version.resolution.paper_id[:8] in page
    assert "The wording, its reasons and dissents are public once the text it decides is published." in page
    assert "quorate" not in page.lower()


def test_from_publication_the_resolution_leads_to_the_text_and_back(client):
    version = version_in(State.PUBLISHED)
    address = version.resolution.get_absolute_url()

    assert f'href="{BASE}1.0/"' in page_of(client, address)
    assert f'href="{address}"' in page_of(client, f"{BASE}1.0/")


def test_votes_by_seat_are_told_only_where_the_order_says_so(client):
    version = version_in(State.PUBLISHED)
    committee = version.resolution.committee
    address = version.resolution.get_absolute_url()

    hidden = page_of(client, address)
    type(committee).objects.filter(pk=committee.pk).update(votes_public=True)
    cache.clear()
    shown = page_of(client, address)

    assert ", for<br>" not in hidden
    assert ", for</small>" not in hidden
    assert ", for" in shown


def test_a_meeting_answers_at_its_own_day_alone(client):
    version = version_in(State.PUBLISHED)
    meeting = version.resolution.item.meeting

    assert client.get(meeting.get_absolute_url()).status_code == 200
    assert client.get(f"/meetings/{meeting.pk}-2001-01-01/").status_code == 404
    assert client.get(f"/meetings/{meeting.pk}-x/").status_code == 404


def test_numbers_that_are_none_are_not_found(client):
    version_in(State.PUBLISHED)

    for wrong in ("2", "1.9", "x", "1.0.0", "..", "01" * 30):
        assert client.get(f"{BASE}{wrong}/").status_code == 404


@pytest.mark.parametrize("address", ["/plans/", "/committees/", "/meetings/", "/resolutions/"])
def test_a_list_of_decisions_costs_the_same_for_one_and_three(client, address, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    version_in(State.PUBLISHED)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    version_in(State.PUBLISHED, office=an_office("Tumakuru", "Karnataka"))
    version_in(State.ADOPTED, office=an_office("Agra", "Uttar Pradesh"))
    cache.clear()

    with CaptureQueriesContext(connection) as three:
        client.get(address)

    assert len(three) == len(one)


def test_a_cold_plan_page_costs_at_most_20_kb(client):
    import brotli

    from public.bundles import BUNDLES, join

    version_in(State.PUBLISHED)

    page = client.get(f"{BASE}1.0/", headers={"Accept-Encoding": "br"})

    sheets = sum(len(brotli.compress(join(parts).encode(), quality=11)) for parts in BUNDLES.values())

    assert len(page.content) + sheets <= 20_000
