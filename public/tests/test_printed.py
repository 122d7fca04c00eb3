"""PDFs anybody may load: published plans and signed resolutions, each with the hash that it stands under."""

import pytest
from django.core.cache import cache

from accounts.models import Posting
from committees.printed import resolution_pdf
from documents.tests.reading_pdf import Read
from plans.states import State
from plans.tests.factories import adopted, an_office, next_published, published, tabled_without_a_period, version_in
from tests.world import kept_apart

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def version(django_db_setup, django_db_blocker):
    """A published plan that all tests of this file read; what one of them writes is undone at its end."""
    with django_db_blocker.unblock(), kept_apart():
        yield version_in(State.PUBLISHED)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    yield
    cache.clear()


def plan_address(office, number, language=""):
    return f"{language}/districts/{office.district.state.slug}/{office.district.slug}/plan/{number}.pdf"


def test_a_published_plan_is_a_pdf_with_its_decision_and_the_hash_of_its_row(client, version):
    answer = client.get(plan_address(version.office, "1.0"))

    read = Read(answer.content)
    sha256 = version.tablings.get().paper_id
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer.cookies == {}
    assert read.is_pdf_ua_1
    assert read.pages_with(sha256) == list(range(1, len(read.pages) + 1))
    assert read.holds(version.resolution.number)
    assert read.holds(version.resolution.row_hash)
    assert read.holds(version.resolution.rule_text)
    assert read.pages_with("Signature sheet") == []


def test_the_number_without_a_point_is_the_newest_of_it_and_hindi_has_its_own_file(client, version):
    exact, newest, hindi = (client.get(plan_address(version.office, *asked)) for asked in (("1.0",), ("1",), ("1.0", "/hi")))

    assert newest.content == exact.content
    assert (Read(exact.content).language, Read(hindi.content).language) == ("en", "hi")
    assert hindi.content != exact.content


def test_the_pdf_says_behind_the_text_how_it_stood_against_the_checks_and_what_was_waived(client):
    office = an_office("Salem")
    version, waiver = tabled_without_a_period(office)
    published(office, version=adopted(office, version=version))

    read = Read(client.get(plan_address(office, "1.0")).content)

    score = version.tablings.get().score
    assert read.holds(f"11 of 11 heads filled, {score['passed']} of {score['checks']} checks passed, 1 error waived")
    assert [read.holds(said) for said in (waiver.reason, waiver.granted_by_label)] == [True, True]
    assert read.text.index("How it stood against the checks") > read.text.index("What stands under head 11.")
    assert read.is_pdf_ua_1


def test_what_is_not_published_has_no_pdf(client, version):
    office = version_in(State.ADOPTED, office=an_office("Salem")).office

    answers = [client.get(plan_address(office, number)).status_code for number in ("1", "1.0")]
    unread = [client.get(plan_address(version.office, number)).status_code for number in ("2", "1..2", "x")]

    assert (answers, unread) == ([404, 404], [404, 404, 404])


def test_a_superseded_version_keeps_its_pdf_and_says_so(client, version):
    first = version
    before = client.get(plan_address(first.office, "1.0")).content
    next_published(first.office, first)

    after = Read(client.get(plan_address(first.office, "1.0")).content)

    said = "A later version took the place of this one."
    assert not Read(before).holds(said)
    assert after.holds(said)
    assert after.holds(first.tablings.get().paper_id)


def test_the_api_leads_to_the_pdf(client, version):
    listed = client.get("/api/v1/plans/").json()["results"][0]

    assert listed["pdf_url"] == plan_address(version.office, "1.0")
    assert client.get(listed["pdf_url"])["Content-Type"] == "application/pdf"


def test_a_resolution_prints_its_own_row_hash_on_every_page_for_ever_the_same(client, version):
    resolution = version.resolution
    address = f"/resolutions/{resolution.number}.pdf"

    first = client.get(address).content
    Posting.objects.filter(person__name=resolution.signed_by_name).update(valid_to="2026-01-01")
    cache.clear()
    again = client.get(address).content

    read = Read(first)
    assert again == first
    assert read.pages_with(resolution.row_hash) == list(range(1, len(read.pages) + 1))
    assert read.holds(resolution.text)
    assert read.is_pdf_ua_1
    assert [seat for seat in resolution.seats_of_the_day.all() if not read.holds(seat.post_title)] == []


def test_the_words_of_a_resolution_wait_for_the_publication_of_its_text(client):
    version = version_in(State.ADOPTED, office=an_office("Salem"))
    resolution = version.resolution

    read = Read(client.get(f"/resolutions/{resolution.number}.pdf").content)

    assert not read.holds(resolution.text)
    assert read.holds("are public once the text it decides is published")
    assert read.holds(resolution.row_hash)


def test_of_a_matter_in_camera_only_the_title_is_printed(version):
    resolution = version.resolution
    resolution.item.in_camera = True

    read = Read(resolution_pdf(resolution, language="en", shows_words=False))

    assert read.holds(resolution.title)
    assert read.holds("Only the title is public, the content nowhere.")
    assert not read.holds(resolution.text)


def test_a_resolution_that_is_not_signed_or_not_there_has_no_pdf(client):
    assert client.get("/resolutions/none-2025-26-1.pdf").status_code == 404


def test_names_of_holders_who_do_not_act_officially_are_not_printed(client, version):
    seats = version.resolution.seats_of_the_day.all()

    read = Read(client.get(f"/resolutions/{version.resolution.number}.pdf").content)

    hidden = [seat for seat in seats if not seat.holder_is_named]
    named = [seat for seat in seats if seat.holder_is_named]
    assert (len(named), len(hidden)) == (6, 1)
    assert [seat.holder_name for seat in hidden if read.holds(seat.holder_name)] == []
    assert [seat.holder_name for seat in named if not read.holds(seat.holder_name)] == []


def test_page_of_plan_and_resolution_lead_to_their_pdfs(client, version):
    number = version.resolution.number

    plan = client.get(plan_address(version.office, "1.0").removesuffix(".pdf") + "/").content.decode()
    hindi = client.get("/hi" + plan_address(version.office, "1.0").removesuffix(".pdf") + "/").content.decode()
    resolution = client.get(f"/resolutions/{number}/").content.decode()

    assert f'href="{plan_address(version.office, "1.0")}"' in plan
    assert f'href="/hi{plan_address(version.office, "1.0")}"' in hindi
    assert f'href="/resolutions/{number}.pdf"' in resolution
