"""The walk: from any number of a published plan to the decision and those who sat there, and back, in three links at most.

Nothing here knows how an address is made: the crawler starts at the district's page and follows what the pages link to.
Every figure of a plan stands on a page as a <data> element, either inside a link to its place in the text or under an
element whose data-of names the text; tests/test_every_number.py walks from each of them.
"""

import hashlib
import json
import re
from collections import deque

import pytest
from django.core.cache import cache
from django.test import Client

from plans.tests.factories import paper_of_last_tabling

from .pages import Page

pytestmark = pytest.mark.django_db

MOST_LINKS = 3


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def plan(world):
    """The page of Erode's published plan, found from its district."""
    district = world.erode.district.get_absolute_url()
    return next(link for link in Browser().links(district) if re.fullmatch(re.escape(district) + r"plan/[\d.]+/", link))


class Browser:
    """Reads public pages and counts nothing twice."""

    def __init__(self, prefix=""):
        self.client, self.kept, self.prefix = Client(), {}, prefix

    def read(self, path):
        path = path.split("#")[0]
        if path not in self.kept:
            answer = self.client.get(path)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            self.kept[path] = (answer.status_code, body)
        return self.kept[path]

    def page(self, path):
        status, body = self.read(path)
        assert status == 200, path
        return Page(body.decode())

    def links(self, path):
        """What the text of the page links to inside the portal, without places in the page itself; files link to nothing."""
        if not self.read(path)[1].lstrip().startswith(b"<!"):
            return []
        found = {link.split("#")[0] for link in self.page(path).links_in_the_text() if link.startswith("/")}
        return sorted(link for link in found - {path} if not link.startswith(("/admin/", "/static/")))

    def steps(self, start, wanted):
        """How many links lie between `start` and an address that `wanted` knows; None beyond MOST_LINKS."""
        queue, seen = deque([(start.split("#")[0], 0)]), {start}
        while queue:
            path, steps = queue.popleft()
            if wanted(path):
                return steps
            if steps == MOST_LINKS:
                continue
            for link in self.links(path):
                if link not in seen:
                    seen.add(link)
                    queue.append((link, steps + 1))
        return None


def ids_of(page):
    return {attributes["id"] for _name, attributes in page.tags if attributes.get("id")}


def text_of(body):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body.decode()))


@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_every_target_leads_to_its_resolution_in_three_links_or_fewer(world, plan, prefix):
    browser = Browser()
    resolution = f"{prefix}/resolutions/depc-erode-2025-26-1/"
    targets = {one for one in ids_of(browser.page(prefix + plan)) if one.startswith("target-")}

    assert len(targets) == 4
    for target in targets:
        assert browser.steps(f"{prefix}{plan}#{target}", lambda path: path == resolution) == 1


def test_the_resolution_shows_the_rule_the_numbers_and_who_sat_there(world, plan):
    browser = Browser()
    page = next(link for link in browser.links(plan) if link.startswith("/resolutions/depc-"))
    resolution = next(one for one in world.resolutions if one.number == page.strip("/").split("/")[-1])
    text = text_of(browser.read(page)[1])

    assert f"{resolution.votes_for} for, {resolution.votes_against} against, {resolution.votes_abstain} abstained." in text
    assert resolution.rule_text in text
    assert resolution.seats_of_the_day.count() == 7
    assert [seat.post_title for seat in resolution.seats_of_the_day.all() if seat.post_title not in text] == []
    assert "seats" in ids_of(browser.page(page))


def test_the_resolution_leads_back_to_the_version_and_to_each_target(world, plan):
    browser = Browser()
    resolution = next(link for link in browser.links(plan) if link.startswith("/resolutions/depc-"))

    assert browser.steps(resolution, lambda path: path == plan) == 1
    first = next(link for link in browser.page(resolution).links() if link.startswith(f"{plan}#target-"))
    assert first.split("#")[1] in ids_of(browser.page(plan))


def test_the_committee_and_the_meeting_lead_to_the_decision_and_back(world, plan):
    browser = Browser()
    resolution = next(link for link in browser.links(plan) if link.startswith("/resolutions/depc-"))
    neighbours = [link for link in browser.links(resolution) if link.startswith(("/committees/depc-", "/meetings/"))]

    assert {link.split("/")[1] for link in neighbours if len(link.split("/")) > 3} == {"committees", "meetings"}
    for link in neighbours:
        if len(link.split("/")) > 3:
            assert browser.steps(link, lambda path: path == resolution) == 1


@pytest.mark.parametrize("start", ["/plans/", "/districts/tamil-nadu/erode/", "/resolutions/", "/committees/depc-erode/"])
def test_the_plan_is_near_wherever_one_begins(world, plan, start):
    assert Browser().steps(start, lambda path: path == plan) in (1, 2)


def test_the_bytes_anyone_takes_have_the_fingerprint_the_committee_decided(world, plan):
    browser = Browser()
    address = next(link for link in browser.links(plan) if link.startswith("/districts/") and link.endswith(".json"))
    taken = browser.read(address)[1]
    found = hashlib.sha256(taken).hexdigest()

    api = json.loads(browser.read(f"/api/v1/plans/{world.erode.district.lgd_code}/")[1])
    resolution = json.loads(browser.read(f"/api/v1/resolutions/{api['adopted']['resolution']}/")[1])
    page = browser.read(plan)[1].decode()

    assert found == api["sha256"] == api["adopted_sha256"] == resolution["paper_sha256"]
    assert found == paper_of_last_tabling(world.versions["published"]).sha256
    assert found in re.sub(r"[\s\u200b]|<[^>]+>", "", page)
    assert browser.read(api["json_url"])[1] == taken
    assert browser.read(api["url"])[0] == 200


def test_the_paper_stands_at_its_fingerprint_with_a_way_to_its_version(world, plan):
    browser = Browser()
    sha256 = paper_of_last_tabling(world.versions["published"]).sha256

    assert browser.steps(f"/papers/{sha256}/", lambda path: path == plan) == 1


def test_the_figures_of_page_json_and_api_are_one(world, plan):
    browser = Browser()
    text = json.loads(browser.read(f"{plan.rstrip('/')}.json")[1])
    api = json.loads(browser.read(f"/api/v1/plans/{world.erode.district.lgd_code}/")[1])

    decided = [(row["uid"], row["baseline"]["value"], row["target"]["value"], row["target"]["fy"]) for row in text["targets"]]
    told = [(row["uid"], row["baseline"]["value"], row["target"]["value"], row["target_fy"]) for row in api["targets"]]
    assert told == decided
    shown = text_of(browser.read(plan)[1])
    assert {
        value for _uid, _before, value, _fy in decided if f"{value.split('.')[0][-3:]}.{value.split('.')[1]}" not in shown
    } == set()


def test_the_links_of_an_unpublished_decision_lead_to_no_text(world):
    browser = Browser()
    resolution = next(one for one in world.resolutions if one.committee.place_id == world.offices["adopted"].district.pk)

    links = browser.links(resolution.get_absolute_url())

    assert [link for link in links if "/plan/" in link or "/papers/" in link] == []
