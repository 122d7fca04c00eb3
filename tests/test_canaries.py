"""What is not public is behind no address: a word and a number planted in every field of every unpublished plan.

tests/world.py plants them in drafts, in texts open for comment, tabled, returned, adopted, withdrawn, drawn up for
signature, and in a draft beside a published plan; and in comments, remarks, reasons, dissents, items in camera, addresses
of offices, names of files. Somebody not signed in then opens every address of tests/addresses.py, in both languages, with
searches and formats, and reads bodies and headers.
"""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import AT
from documents.storing import store
from documents.tests.reading_pdf import Read
from plans.freezing import frozen_bytes, paper_of
from plans.models import PlanVersion
from plans.tests.desk import at_desk, plan_url
from plans.tests.factories import PRODUCTS, paper_of_last_tabling

from .addresses import addresses, of_door
from .planting import KINDS, MARK, MARK_HI, NUMBER, PUBLIC_NUMBER, planted_in, typed_fields, word, word_hi
from .world import UNPUBLISHED

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

#: Signed resolutions show the title of their paper at once, whatever becomes of the text.
_TITLES = {
    *(word(tag, "title") for tag in ("adopted", "returned")),
    *(word_hi(tag) for tag in ("adopted", "returned")),
}
#: These stay with the office for ever, whether the text is published or not.
_NEVER = {
    *(word("published", part) for part in ("comment", "remark", "keptback", "silent")),
    # What a post was asked and answered is correspondence: what was taken in is public in its row alone.
    *(word("published", f"asked{part}") for part in ("", "words", "source", "note", "back")),
    word("published", "question"),
    word_hi("publishedcomment"),
}

#: Asked of every list: searches for the beginning of what is planted (so that the echo in the box is no find), formats,
#: pages, and everything that was ever published.
_ASKED = (
    f"?q={MARK}", f"?search={MARK}", f"?q={NUMBER[:5]}", f"?search={NUMBER[:5]}", f"?q={MARK_HI[:2]}", "?all=1", "?page=2",
    "?format=json", "?format=api", "?stage=in_preparation", "?stage=before_committee", "?stage=adopted", "?layer=stage",
)  # fmt: skip


def is_public(found):
    if found in _NEVER:
        return False
    return found in _TITLES or found.startswith((word("published"), word_hi("published")))


def read(client, path, **headers):
    """Body and headers of the answer as one text, and the answer."""
    answer = client.get(path, headers=headers)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"%PDF-"):
        body += Read(body).text.encode()
    return body.decode("utf-8", "replace") + "\n" + "\n".join(f"{name}: {value}" for name, value in answer.items()), answer


#: Private addresses; a nominee who has not agreed to be named; who wrote a text that is not published.
_PRIVATE = re.compile(r"[\w.]+@example\.in|T\. Mehta [\w.]+|P\. Rao (?!Erode)[\w.]+")


def leaks(client, path, **headers):
    text, _answer = read(client, path, **headers)
    return sorted({found for found in planted_in(text) if not is_public(found)} | set(_PRIVATE.findall(text)))


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_a_reader_finds_nothing_of_an_unpublished_plan_behind_any_address(world, prefix):
    client = Client()

    # The page behind an invitation's secret link greets the one who was invited by the address it was sent to.
    swept = [address for address in addresses(world) if address.name != "account-join"]
    found = {prefix + address.path: leaks(client, prefix + address.path) for address in swept}

    # A text open for comment stands at its own address, and nowhere else.
    open_text = f"{prefix}{world.offices['consulted'].district.get_absolute_url()}plan/consultation/"
    assert {path: words for path, words in found.items() if words and path != open_text} == {}
    consulted = world.versions["consulted"]
    own = planted_in(frozen_bytes(paper_of(consulted)).decode()) | planted_in(consulted.title_hi if prefix else "")
    assert set(found[open_text]) <= own
    assert word("consulted", "section", "text") in found[open_text]


@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_no_search_filter_format_or_page_of_a_list_shows_it(world, prefix):
    client = Client()
    lists = {
        address.path
        for address in of_door(world, "public", "api")
        if not re.search(r"\d|/.+/.+/", address.path.replace("/api/v1", ""))
    }

    paths = [prefix + path + asked for path in sorted(lists) for asked in _ASKED]
    found = {path: leaks(client, path) for path in paths}

    assert {path: words for path, words in found.items() if words} == {}


def test_a_search_for_it_answers_as_for_a_word_nobody_ever_wrote(world):
    client = Client()
    secret, nonsense = word("draft", "title"), "wvk" + "d" * (len(word("draft", "title")) - 3)

    for path in (
        "/search/?q=",
        "/plans/?q=",
        "/districts/?q=",
        "/committees/?q=",
        "/resolutions/?q=",
        "/products/?q=",
        "/map/?product=",
    ):
        asked, _answer = read(client, path + secret)
        other, _answer = read(client, path + nonsense)
        assert _told(asked).replace(secret, "") == _told(other).replace(nonsense, ""), path


def _told(text):
    return re.sub(r"(?m)^(X-Request-Id|Content-Length|ETag).*$", "", text)


@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_an_answer_that_nothing_changed_carries_none_of_it(world, prefix):
    client = Client()

    for path in ("/", "/plans/", "/map/", "/meetings/", "/resolutions/", "/api/v1/plans/", "/api/v1/meetings/"):
        _text, answer = read(client, prefix + path)
        text, again = read(client, prefix + path, if_none_match=answer["ETag"])
        assert again.status_code == 304
        assert planted_in(text) == set(), path


@pytest.mark.parametrize("prefix", ["", "/hi"])
@pytest.mark.parametrize(
    ("fails", "path"),
    [
        ("public.views.plans.queries.plan_page", "/districts/tamil-nadu/salem/plan/"),
        ("api.views.decisions.texts_in_force", "/api/v1/plans/"),
        ("public.views.home.plan_facts.newest_adopted", "/"),
    ],
)
def test_a_page_that_breaks_over_a_draft_tells_nothing_of_it(world, monkeypatch, caplog, prefix, fails, path):
    def break_over(*args, **kwargs):
        secret = PlanVersion.objects.get(pk=world.versions["draft"].pk)
        raise RuntimeError(f"{secret.title} {NUMBER}")

    monkeypatch.setattr(fails, break_over)
    client = Client(raise_request_exception=False)

    text, answer = read(client, prefix + path)

    assert answer.status_code == 500
    assert planted_in(text) == set()


@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_an_address_that_is_not_there_tells_nothing(world, prefix):
    client = Client()
    unknown = [
        "/districts/tamil-nadu/salem/plan/",
        "/papers/" + "0" * 64 + "/",
        "/api/v1/plans/none/",
        "/no/such/page/",
        "/documents/none/",
    ]

    answers = {path: read(client, prefix + path) for path in unknown}

    assert {path: answer.status_code for path, (_text, answer) in answers.items()} == dict.fromkeys(unknown, 404)
    assert [planted_in(text) for text, _answer in answers.values()] == [set()] * len(unknown)


@pytest.mark.parametrize("tag", ["draft", "consulted", "withdrawn", "next", "tabled", "returned", "adopted", "drawnup"])
def test_a_paper_or_plan_not_published_has_no_address(world, tag):
    version = world.versions[tag]
    client = Client()
    district = world.offices["published" if tag == "next" else tag].district
    base = district.get_absolute_url()
    numbers = ["2", "2.0"] if tag == "next" else ["1", "1.0"]

    paths = [f"{base}plan/{number}/" for number in numbers] + [f"{base}plan/{number}.json" for number in numbers]
    if tag != "next":
        paths += [f"{base}plan/", f"/api/v1/plans/{district.lgd_code}/", f"/api/v1/plans/{district.lgd_code}/?number=1.0"]
    if version.tablings.exists():
        paths.append(f"/papers/{paper_of_last_tabling(version).sha256}/")

    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 404)


def test_the_products_an_unpublished_plan_chose_are_not_told_with_its_district(world):
    """Turmeric and carpets are in the register of Erode and Agra alone, whatever the drafts of the others say."""
    client = Client()

    told = {}
    for tag in ("draft", "consulted", "tabled", "withdrawn"):
        district = world.offices[tag].district
        known = set(district.district_products.filter(until=None).values_list("product__slug", flat=True))
        chosen = set(PRODUCTS) - known
        pages = [district.get_absolute_url(), f"/api/v1/districts/{district.lgd_code}/"]
        told[tag] = {
            slug
            for slug in chosen
            for page in pages
            if f"/products/{slug}/" in read(client, page)[0] or f'"{slug}"' in read(client, page)[0]
        }

    assert told == dict.fromkeys(told, set())


def test_a_private_file_is_not_there_for_a_reader_and_its_name_nowhere(world):
    client = Client()

    answers = [client.get(reverse("document", args=[document.sha256])).status_code for document in world.documents]

    assert answers == [404] * len(world.documents)
    assert {document.name for document in world.documents} == {"zqxfileordername.pdf", "zqxfilepostingname.pdf"}


def test_the_reason_of_a_waiver_is_planted_beside_each_of_them(world):
    reasons = {version.waivers.get().reason for tag, version in world.versions.items() if tag in UNPUBLISHED}

    assert reasons == {word(tag, "waiver") for tag in UNPUBLISHED}


# What could leak is there: without these, the sweep would find nothing in an empty portal too.


@pytest.mark.parametrize("tag", UNPUBLISHED)
def test_every_field_of_the_text_is_planted(world, tag):
    version = world.versions[tag]

    planted = planted_in(frozen_bytes(paper_of(version)).decode())

    # A field that is too short for its word keeps the beginning.
    written = {
        word(tag, model.__name__.lower(), field.name)[: field.max_length]
        for model in KINDS
        for field in typed_fields(model)
        if field.name != "production_unit"
    }
    assert written - planted == set()
    assert {word(tag, "unit"), word(tag, "title"), word(tag, "filenumber"), NUMBER} <= planted


@pytest.mark.parametrize("tag", UNPUBLISHED)
def test_whoever_may_read_the_plan_does_find_it(world, tag):
    version = world.versions[tag]
    office = world.offices["published" if tag == "next" else tag]
    client = at_desk(office.officer)

    text = read(client, plan_url(version))[0]
    if tag in ("tabled", "adopted", "drawnup"):
        text += read(client, reverse("paper", args=[paper_of_last_tabling(version).sha256]))[0]

    found = planted_in(text)
    assert {word(tag, "title"), word(tag, "section", "text"), word(tag, "intervention", "title"), NUMBER} <= found


def test_what_is_published_is_found_by_the_same_sweep(world):
    client = Client()
    base = world.erode.district.get_absolute_url()

    for path in (f"{base}plan/", f"{base}plan/1.json"):
        found = planted_in(read(client, path)[0])
        assert {word("published", "title"), word("published", "section", "text")} <= found
    assert PUBLIC_NUMBER in read(client, f"/api/v1/plans/{world.erode.district.lgd_code}/")[0]
    adopted = next(one for one in world.resolutions if one.title == word("adopted", "title"))
    assert word("adopted", "title") in read(client, f"/resolutions/{adopted.number}/")[0]


def test_the_eye_of_the_sweep_sees_words_and_numbers_however_they_are_written():
    assert planted_in("73,91,846.20 crore") == {NUMBER}
    assert planted_in("७३,९१,८४६") == {NUMBER}
    assert planted_in("7\u00a0391\u00a0846") == {NUMBER}
    assert planted_in("ZQXDraftTitle.") == {"zqxdrafttitle"}
    assert planted_in(f"<b>{word_hi('draft')}</b>") == {word_hi("draft")}
    assert planted_in("zqx 739184") == set()


def test_the_names_and_addresses_the_sweep_looks_for_are_there(world):
    assert world.people["association"].person.name == "T. Mehta Erode"
    assert world.offices["draft"].officer.person.name == "P. Rao Salem"
    assert world.people["member"].email.endswith("@example.in")


def test_a_file_made_public_is_served_so_the_sweep_could_have_found_one(world):
    document = store(b"%PDF-1.4\n%open\n%%EOF\n", name="open.pdf", by_label="H. Singh", at=AT, visibility="public")

    assert Client().get(reverse("document", args=[document.sha256])).status_code == 200
