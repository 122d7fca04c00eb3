"""The funnel: where the plans of all districts stand, each count with its list, as on any day."""

import re
from datetime import date

import pytest
from django.core.cache import cache

from plans import workflow
from plans.tests.factories import LATER, a_draft, an_office, published, tabled
from tests.world import kept_apart

pytestmark = pytest.mark.django_db

TEXT, TIME = re.compile(r"<[^>]+>"), re.compile(r"</?time[^>]*>")


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def read(client):
    def page(address):
        answer = client.get(address)
        assert answer.status_code == 200, address
        return re.sub(r"\s+", " ", TEXT.sub(" ", TIME.sub("", answer.content.decode())))

    return page


@pytest.fixture(scope="module")
def plans(django_db_setup, django_db_blocker):
    """Erode published and notified late, Salem before the committee, Agra a draft; built once for this file."""
    with django_db_blocker.unblock(), kept_apart():
        erode = an_office()
        version = published(erode)
        workflow.record_notification(version, number="DC/1182", on=date(2025, 8, 25), by=erode.convener, at=LATER)
        tabled(an_office("Salem"))
        a_draft(an_office("Agra", "Uttar Pradesh"))
        yield


def funnel_of(client, address):
    found = client.get(address).context["funnel"]
    return {desk.code: desk.count for desk in found.desks if desk.count}, {fact.code: fact.count for fact in found.facts}


def test_each_district_stands_at_one_desk_and_each_fact_counts_by_its_own_day(client, plans):
    desks, facts = funnel_of(client, "/plans/")

    assert desks == {"not_recorded": 781, "published": 1, "before_committee": 1, "in_preparation": 1}
    assert facts == {"begun": 3, "before_committee": 1, "adopted": 1, "notified": 1, "published": 1}


def test_as_on_a_day_it_is_recomputed_and_said_in_words(client, plans, read):
    then = "/plans/?on=2025-08-30"

    assert funnel_of(client, then)[0] == {"not_recorded": 781, "notified": 1, "before_committee": 1, "in_preparation": 1}
    assert "As it was on 30-08-2025, from all that is recorded today." in read(then)
    known = then + "&known=31-12-2025"
    assert funnel_of(client, known)[0] == {"not_recorded": 781, "adopted": 1, "before_committee": 1, "in_preparation": 1}
    assert "As it was on 30-08-2025, from what was recorded by 31-12-2025." in read(known)


@pytest.mark.parametrize("address", ["/plans/", "/plans/?on=2025-08-30&known=2025-12-31", "/states/tamil-nadu/?on=2025-08-30"])
def test_each_count_opens_the_list_of_as_many_districts_and_no_text(client, plans, address):
    page = client.get(address)
    links = re.findall(r'<a href="(/plans/\?[^"#]+)#list">([\d,]+)</a>', page.content.decode())

    assert len(links) == 13
    for link, number in links:
        listed = client.get(link.replace("&amp;", "&")).context["page"]
        assert listed.paginator.count == int(number.replace(",", "")), link


def test_the_list_says_stage_since_when_and_for_how_many_days(read, plans):
    page = read("/plans/?stage=before_committee&on=2025-08-30")

    assert re.search(r"Salem Tamil Nadu Before the committee 28-07-2025 33", page)
    assert "Version 1.0" not in page


def test_the_days_at_each_desk_are_those_of_the_districts_there(client, plans):
    desks = {desk.code: desk for desk in client.get("/plans/?on=2025-08-30").context["funnel"].desks}

    there = desks["before_committee"]
    assert (there.middle, there.longest) == (33, 33)
    # Erode's text went from its draft to the committee and from there to its adoption; Salem's only the first way.
    assert (there.passed, desks["in_preparation"].passed) == (1, 2)
    assert desks["not_recorded"].middle is None


def test_a_state_has_its_own(client, plans):
    assert funnel_of(client, "/states/uttar-pradesh/")[0] == {"not_recorded": 74, "in_preparation": 1}
    assert funnel_of(client, "/states/tamil-nadu/?on=2025-08-30")[1] == {
        "begun": 2, "before_committee": 1, "adopted": 1, "notified": 1, "published": 0,
    }  # fmt: skip


def test_before_the_first_record_the_page_says_so(read, plans):
    assert "The first fact recorded on this portal is of 02-06-2025." in read("/plans/?on=2025-06-01")
    assert "By 01-06-2025 nothing had been recorded." not in read("/plans/?on=2025-06-02&known=2025-06-02")


def test_official_counts_stand_beside_with_their_day_and_only_those_given_by_then(client, read):
    assert re.search(r"590 , \d\d-\d\d-\d{4}.*249 , \d\d-\d\d-\d{4}", read("/plans/"))
    assert client.get("/plans/?on=2015-01-01").context["funnel"].counts == []
