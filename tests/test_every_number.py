"""Every public number of a plan is followed: to the decision in three links at most, and from the decision back to it."""

import json
import re
from decimal import Decimal

import pytest

from plans.tests.factories import paper_of_last_tabling

from .addresses import of_door
from .numbers_on_pages import NumbersOnPage
from .planting import PUBLIC_NUMBER, plain
from .test_chain import MOST_LINKS, Browser, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PREFIXES = ("", "/hi")


@pytest.fixture(scope="module")
def browser(world):
    return Browser()


@pytest.fixture(scope="module")
def pages(world, browser):
    """{address: NumbersOnPage} of every public page in both languages that shows a figure of a plan."""
    found = {}
    for address in of_door(world, "public"):
        if address.name == "public:consultation":
            # A draft open for comment: its figures are nobody's decision yet, and the page says so.
            continue
        for prefix in PREFIXES:
            status, body = browser.read(prefix + address.path)
            if status == 200 and body.lstrip().startswith(b"<!"):
                page = NumbersOnPage(body.decode())
                if page.numbers or PUBLIC_NUMBER in plain(page.rest):
                    found[prefix + address.path] = page
    return found


@pytest.fixture(scope="module")
def resolution(world):
    """The number of the decision on Erode's plan."""
    return world.versions["published"].resolution.number


def is_the_decision(browser, path, number):
    """Whether this page shows the decision: its sentence, its numbers, who sat there, and the way to the frozen text."""
    if not re.fullmatch(rf"(/hi)?/resolutions/{re.escape(number)}/", path):
        return False
    text = text_of(browser.read(path)[1])
    ids = {attributes["id"] for _name, attributes in browser.page(path).tags if attributes.get("id")}
    return "seats" in ids and bool(re.search(r"\d of \d|\d में से \d", text)) and bool(browser.links(path))


def test_numbers_of_plans_stand_on_these_pages_and_on_no_other(world, pages):
    district = world.erode.district.get_absolute_url()
    paper = paper_of_last_tabling(world.versions["published"]).sha256
    shown = {f"{district}", f"{district}plan/", f"{district}plan/1/", f"{district}plan/1.0/", f"/papers/{paper}/"}
    shown.add(f"/resolutions/{world.versions['published'].resolution.number}/")

    assert set(pages) == {prefix + path for prefix in PREFIXES for path in shown}


def test_no_figure_of_a_plan_stands_on_a_page_without_its_mark(pages):
    assert {path for path, page in pages.items() if PUBLIC_NUMBER in plain(page.rest)} == set()
    assert {path for path, page in pages.items() if not any(PUBLIC_NUMBER in one.value for one in page.numbers)} == set()


def test_a_finding_that_quotes_figures_leads_to_the_head_they_stand_under(browser, pages):
    quoting = {path: page.quotes for path, page in pages.items() if page.quotes}

    assert quoting
    for path, quotes in quoting.items():
        ids = {attributes.get("id") for _name, attributes in browser.page(path).tags}
        assert {link for link in quotes if link.lstrip("#") not in ids} == set()


def test_every_number_leads_in_three_links_to_the_decision_those_who_sat_there_and_the_text(browser, pages, resolution):
    steps = {}
    for path, page in pages.items():
        assert [one for one in page.numbers if not one.leads_to] == [], path
        for number in page.numbers:
            # A number that is a link costs that link; one under the name of its text is walked from its own page.
            start, used = (number.link, 1) if number.link else (path, 0)
            key = (start.split("#")[0], used)
            if key not in steps:
                found = browser.steps(start, lambda one: is_the_decision(browser, one, resolution))
                steps[key] = None if found is None else found + used
            assert steps[key] is not None, (path, number)
            assert steps[key] <= MOST_LINKS, (path, number)


def test_a_number_names_its_place_and_stands_there(browser, pages):
    """A link to a number leads to the row that holds it; a number under data-of stands in the text it names."""
    for path, page in pages.items():
        for number in page.numbers:
            if number.link and "#" in number.link:
                target, anchor = number.link.split("#")
                there = NumbersOnPage(browser.read(target)[1].decode()).numbers
                assert any(anchor in one.near and one.value == number.value for one in there), (path, number)
            elif not number.link:
                assert browser.read(number.of)[0] == 200
                assert number.of.startswith("/hi/") == path.startswith("/hi/")


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_resolution_leads_back_to_every_number_it_stands_for(world, browser, resolution, prefix):
    decided = json.loads(bytes(paper_of_last_tabling(world.versions["published"]).content))
    page = NumbersOnPage(browser.read(f"{prefix}/resolutions/{resolution}/")[1].decode())

    listed = [Decimal(one.value) for one in page.numbers if "numbers" in one.near]

    assert sorted(listed) == sorted(figures_in(decided))
    assert [
        one for one in page.numbers if "numbers" in one.near and f"{prefix}/districts/tamil-nadu/erode/plan/" not in one.link
    ] == []


def figures_in(frozen):
    """Every value that the frozen text states, wherever it stands."""
    found = []
    if isinstance(frozen, dict):
        for key in ("value", "rupees"):
            if frozen.get("state") == "value" and frozen.get(key) is not None:
                found.append(Decimal(str(frozen[key])))
        for part in frozen.values():
            found += figures_in(part)
    elif isinstance(frozen, list):
        for part in frozen:
            found += figures_in(part)
    return found


def test_the_api_gives_no_figure_of_a_plan_without_its_decision(world, browser, resolution):
    shown = []
    for address in of_door(world, "api"):
        status, body = browser.read(address.path)
        if status == 200 and body[:1] in b"{[" and PUBLIC_NUMBER in plain(body.decode()):
            shown.append(address.path)
            assert without_decision(json.loads(body)) == [], address.path

    assert any(re.fullmatch(r"/api/v1/plans/\d+/", path) for path in shown)


def without_decision(answer, decided=""):
    """The figures in an answer of the API that stand in no object naming the page of its decision."""
    if isinstance(answer, dict):
        decided = (answer.get("adopted") or {}).get("url", "") or decided if isinstance(answer.get("adopted"), dict) else decided
        return [one for part in answer.values() for one in without_decision(part, decided)]
    if isinstance(answer, list):
        return [one for part in answer for one in without_decision(part, decided)]
    return [answer] if PUBLIC_NUMBER in plain(str(answer)) and "/resolutions/" not in decided else []


def test_the_crawler_sees_a_number_that_is_not_marked_and_one_that_leads_nowhere():
    page = NumbersOnPage('<p>8,26,49,17.20 <a href="/x/#a"><data value="1">1</data></a> <data value="2">2</data></p>')

    assert PUBLIC_NUMBER in plain(page.rest)
    assert [(one.value, one.leads_to) for one in page.numbers] == [("1", "/x/#a"), ("2", "")]
    assert without_decision({"results": [{"targets": [{"value": "82649170.20"}]}]}) == ["82649170.20"]
