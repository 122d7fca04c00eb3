"""Every public page and every answer of the API: reads only, sets nothing, fetches nothing from elsewhere, in both languages."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from districts.models import Product

from .addresses import of_door
from .pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: No page of their own language: files, programs and the desk.
_ONE_LANGUAGE = ("/static/", "/api/", "/admin/", "/account/", "/documents/", "/map/lines/", "/map/values/", "/healthz", "/readyz")
_PRINTED = {"public:plan-pdf", "public:strategy-pdf", "public:resolution-pdf"}
_FILES = {
    "public:committee-calendar",
    "public:map-lines",
    "public:map-values",
    "public:plan-difference-json",
    "public:plan-json",
    "public:plan-schema",
    "public:plan-tables",
    "public:register",
    "public:verify-plan",
    "public:verify-register",
    "public:strategy-difference-json",
    "public:strategy-json",
    "public:strategy-tables",
    *_PRINTED,
}
_QUERIES = (
    "/districts/?state=tamil-nadu&page=2", "/plans/?stage=before_committee", "/map/?layer=stage", "/map/?product=turmeric",
    "/search/?q=turmeric", "/search/?q=nothing-of-the-kind", "/hs/?q=0713.20", "/products/?sector=SPICE", "/meetings/?when=held",
    "/resolutions/?outcome=carried", "/committees/?kind=depc",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(scope="module")
def shown(world):
    """{address: answer} of every public page that is there, in English and Hindi."""
    client = Client()
    paths = [address.path for address in of_door(world, "public") if address.name not in _FILES] + list(_QUERIES)
    answers = {prefix + path: client.get(prefix + path) for path in paths for prefix in ("", "/hi")}
    cache.clear()
    return {path: answer for path, answer in answers.items() if answer.status_code == 200}


@pytest.fixture(scope="module")
def pages(shown):
    return {path: Page(answer.content.decode()) for path, answer in shown.items()}


@pytest.fixture(scope="module")
def all_answers(world, shown):
    """The pages, the API, and what is not there."""
    client = Client()
    rest = [address.path for address in of_door(world, "public", "api") if address.path not in shown]
    return {**shown, **{prefix + path: client.get(prefix + path) for path in rest for prefix in ("", "/hi")}}


def test_every_kind_of_public_page_is_shown_once_at_least(world, shown):
    kinds = {address.name for address in of_door(world, "public")} - _FILES
    seen = {address.name for address in of_door(world, "public") if address.path in shown}

    # No State has a strategy in this world; the pages of one are those of a plan.
    assert kinds - seen == {
        # Leads on to the page of the State.
        "public:districts-of-state",
        "public:strategy",
        "public:strategy-version",
        "public:strategy-difference",
        "public:strategy-consultation",
        "public:strategy-comments",
    }


def test_each_page_is_there_in_hindi_where_it_is_in_english(shown):
    english = {path for path in shown if not path.startswith("/hi")}

    assert {path.removeprefix("/hi") or "/" for path in shown if path.startswith("/hi")} == english


def test_nothing_breaks(all_answers):
    assert {path: answer.status_code for path, answer in all_answers.items() if answer.status_code not in (200, 301, 404)} == {}


#: A text open for comment has a form, whose cookie is the one that a reader ever gets.
_WITH_A_FORM = {f"{prefix}/districts/tamil-nadu/madurai/plan/consultation/" for prefix in ("", "/hi")}


def test_no_answer_sets_a_cookie_or_varies_by_one(all_answers):
    with_cookies = {path: answer for path, answer in all_answers.items() if answer.cookies}
    assert set(with_cookies) == _WITH_A_FORM
    for answer in with_cookies.values():
        assert [(name, cookie["samesite"]) for name, cookie in answer.cookies.items()] == [("csrftoken", "Strict")]
        assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex, nofollow, noarchive")
    varying = {path: answer.get("Vary", "") for path, answer in all_answers.items() if path not in _WITH_A_FORM}
    assert {path: vary for path, vary in varying.items() if re.search("cookie|accept-language", vary, re.I)} == {}


def test_every_answer_carries_the_strict_policy(all_answers):
    policies = {path: answer.get("Content-Security-Policy", "") for path, answer in all_answers.items()}

    assert {
        path: policy for path, policy in policies.items() if "unsafe" in policy or "nonce" in policy or "http" in policy
    } == {}
    assert {path for path, policy in policies.items() if "script-src 'self';" not in f"{policy};".replace("; ", ";")} == set()
    assert {path for path, policy in policies.items() if "data:" in policy} <= {"/api/v1/docs/", "/hi/api/v1/docs/"}


@pytest.mark.parametrize(
    ("header", "value"),
    [("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin"), ("X-Frame-Options", "DENY")],
)
def test_every_answer_carries_the_header(all_answers, header, value):
    assert {path: answer.get(header) for path, answer in all_answers.items() if answer.get(header) != value} == {}


def test_a_page_carries_no_script_style_or_handler_of_its_own(pages):
    assert {path: page.written_inside() for path, page in pages.items() if page.written_inside()} == {}


def test_a_page_fetches_nothing_from_elsewhere(pages):
    fetched = {
        path: [one for one in page.fetched() if not one.startswith("/") or one.startswith("//")] for path, page in pages.items()
    }

    assert {path: found for path, found in fetched.items() if found} == {}


def test_a_page_says_its_language(pages):
    assert {
        path: page.language for path, page in pages.items() if page.language != ("hi" if path.startswith("/hi") else "en")
    } == {}


def test_a_page_has_one_heading_words_for_pictures_labels_and_captions(pages):
    assert {path: page.faults() for path, page in pages.items() if page.faults()} == {}


def test_the_links_of_a_hindi_page_stay_in_hindi(pages):
    strayed = {}
    for path, page in pages.items():
        if not path.startswith("/hi"):
            continue
        found = [
            link
            for link in page.links()
            if link.startswith("/")
            and not link.startswith(("/hi/", *_ONE_LANGUAGE))
            and not re.search(r"\.\w+$", link)
            and link != "/hi"
        ]
        if found:
            strayed[path] = sorted(set(found))

    assert strayed == {}


def test_the_links_of_an_english_page_stay_in_english(pages):
    strayed = {
        path: [link for link in page.links() if link.startswith("/hi/")]
        for path, page in pages.items()
        if not path.startswith("/hi")
    }

    assert {path: found for path, found in strayed.items() if found} == {}


def test_every_link_inside_leads_somewhere(pages):
    client = Client()
    links = {
        link.split("#")[0]
        for page in pages.values()
        for link in page.links()
        if link.startswith("/") and not link.startswith("//")
    }
    # One of each kind: the register has 784 districts and 5,612 codes.
    samples = {}
    for link in sorted(links):
        if link:
            samples.setdefault(re.sub(r"[^/?=&]*\d[^/?=&]*|(?<=/)[a-z-]+(?=/$)", "*", link), link)

    dead = {
        link: client.get(link).status_code
        for link in samples.values()
        if not link.startswith(("/static/", "/admin/", "/account/"))
    }

    assert {link: status for link, status in dead.items() if status not in (200, 301, 302)} == {}


def test_each_page_and_each_list_of_the_api_answers_304_with_one_query(all_answers):
    client = Client()

    wrong = {}
    for path, answer in all_answers.items():
        if path in _WITH_A_FORM or answer.status_code != 200 or "immutable" in answer.get("Cache-Control", ""):
            continue
        with CaptureQueriesContext(connection) as queries:
            again = client.get(path, headers={"If-None-Match": answer.get("ETag", "none")})
        if again.status_code != 304 or len(queries) > 1:
            wrong[path] = (again.status_code, len(queries))

    assert wrong == {}


def test_nothing_public_takes_a_post(world):
    client = Client(enforce_csrf_checks=True)
    paths = [address.path for address in of_door(world, "public", "api")]

    answers = {path: client.post(path, {"q": "x"}).status_code for path in paths}

    assert {path: status for path, status in answers.items() if status not in (403, 405)} == {}


@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_a_merged_product_leads_to_what_it_went_into(world, prefix):
    into = Product.objects.get(slug="turmeric")
    Product.objects.filter(slug="carpets").update(merged_into=into)

    answer = Client().get(f"{prefix}/products/carpets/")

    assert (answer.status_code, answer["Location"]) == (301, f"{prefix}/products/turmeric/")
