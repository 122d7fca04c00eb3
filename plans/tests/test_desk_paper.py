"""The frozen text at its fingerprint, and the suggestions while one types."""

import json

import pytest
from django.urls import reverse

from accounts.models import Posting
from accounts.tests.factories import make_auditor, stranger
from committees.tests.factories import a_paper
from plans.models import Target
from plans.states import State
from plans.tests.desk import at_desk, text_of
from plans.tests.factories import an_office, paper_of_last_tabling, version_in

pytestmark = pytest.mark.django_db


def paper_url(paper):
    return reverse("paper", args=[paper.sha256])


def test_everyone_of_the_office_reads_the_paper_and_a_stranger_does_not():
    version = version_in(State.TABLED)
    office, paper = version.office, paper_of_last_tabling(version)
    readers = [
        office.officer,
        office.convener,
        office.publisher,
        office.hq,
        office.depc.state_officer,
        make_auditor(),
        *(office.depc.user(key) for key in ("chair", "co_chair", "member", "association")),
    ]
    others = [stranger(), an_office("Agra", "Uttar Pradesh").depc.user("member")]

    read = [at_desk(user).get(paper_url(paper)).status_code for user in readers]
    hidden = [at_desk(user).get(paper_url(paper)).status_code for user in others]

    assert read == [200] * len(readers)
    assert hidden == [404, 404]


def test_the_paper_is_never_kept_by_a_browser_or_a_proxy():
    version = version_in(State.TABLED)

    answer = at_desk(version.office.officer).get(paper_url(paper_of_last_tabling(version)))

    directives = {word.strip() for word in answer["Cache-Control"].split(",")}
    assert directives == {"private", "no-store", "no-cache", "must-revalidate", "max-age=0"}


def test_the_page_is_made_from_the_stored_bytes():
    version = version_in(State.TABLED)
    paper = paper_of_last_tabling(version)
    product = version.productchapters.first().product
    name = product.name
    type(product).objects.filter(pk=product.pk).update(name="Renamed since")

    page = text_of(at_desk(version.office.officer).get(paper_url(paper)))
    stored = at_desk(version.office.officer).get(paper_url(paper) + "?as=json")

    assert name in page
    assert "Renamed since" not in page
    assert stored.content == bytes(paper.content)
    assert json.loads(stored.content)["format"] == "deap/1"


def test_an_author_who_was_transferred_still_reads_the_own_text():
    version = version_in(State.TABLED)
    Posting.objects.filter(person=version.office.officer.person).update(valid_to="2026-01-01")

    assert at_desk(version.office.officer).get(paper_url(paper_of_last_tabling(version))).status_code == 200


def test_a_paper_that_is_no_plan_and_one_that_is_not_there_are_not_found():
    office = an_office()

    other = at_desk(office.hq).get(paper_url(a_paper("Some other text")))
    none = at_desk(office.hq).get(reverse("paper", args=["0" * 64]))

    assert (other.status_code, none.status_code) == (404, 404)


def test_a_tabled_plan_page_leads_to_the_paper_and_shows_no_rows():
    version = version_in(State.TABLED)
    target = Target.objects.filter(version=version).first()

    page = at_desk(version.office.officer).get(reverse("desk-plan", args=[version.pk]))

    assert paper_url(paper_of_last_tabling(version)) in text_of(page)
    assert f'id="targets-{target.pk}"' not in text_of(page)


@pytest.mark.parametrize(
    ("typed", "expected"), [("haldi", "Turmeric"), ("TURMERIC", "Turmeric"), ("हल्दी", "Turmeric"), ("turmric", "Turmeric")]
)
def test_products_are_suggested_by_any_spelling(typed, expected):
    client = at_desk(an_office().officer)

    results = client.get(reverse("desk-products"), {"q": typed}).json()["results"]

    assert results[0]["value"] == expected


def test_codes_are_suggested_by_digits_and_by_words():
    client = at_desk(an_office().officer)

    digits = client.get(reverse("desk-hs"), {"q": "5701"}).json()["results"]
    dotted = client.get(reverse("desk-hs"), {"q": "57.01"}).json()["results"]
    words = client.get(reverse("desk-hs"), {"q": "carpets knotted"}).json()["results"]
    short = client.get(reverse("desk-hs"), {"q": "5"}).json()["results"]

    assert digits[0]["value"] == "5701"
    assert dotted == digits
    assert "5701" in [result["value"] for result in words]
    assert short == []


def test_a_code_below_the_heading_is_suggested_as_not_checked():
    client = at_desk(an_office().officer)

    results = client.get(reverse("desk-hs"), {"q": "0713.2099"}).json()["results"]

    assert results == [{"value": "07132099", "label": results[0]["label"], "note": "not checked below the heading"}]


def test_suggestions_are_for_the_signed_in(client):
    answers = [client.get(reverse(name), {"q": "turmeric"}) for name in ("desk-products", "desk-hs")]

    assert [answer.status_code for answer in answers] == [302, 302]
