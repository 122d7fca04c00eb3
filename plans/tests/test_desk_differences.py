"""Comparing at the desk: a draft or a text before the committee against the version in force, for whoever may read both."""

import pytest
from django.urls import reverse

from accounts.tests.factories import stranger
from plans import workflow
from plans.models import Target
from plans.rows import save_row
from plans.states import State
from plans.tests.desk import at_desk, plan_url, text_of
from plans.tests.factories import LATER, an_office, paper_of_last_tabling, published, version_in

from .test_desk_queries import asked

pytestmark = pytest.mark.django_db


def _url(version, other=None):
    return reverse("desk-difference", args=[version.pk]) + (f"?with={other.pk}" if other else "")


@pytest.fixture
def two():
    """The version in force, and a draft based on it with another figure."""
    office = an_office()
    first = published(office)
    draft = workflow.start_version(office.district, based_on=first, by=office.officer, at=LATER)
    draft.office = office
    target = draft.targets.order_by("position").first()
    save_row(Target, {"value": "81.00"}, version=draft, pk=target.pk, row_version=1, by=office.officer, at=LATER)
    return office, first, draft


def test_a_draft_stands_against_the_version_in_force_for_its_officers(two):
    office, first, draft = two

    page = text_of(at_desk(office.officer).get(_url(draft)))

    assert "81.00" in page
    assert "74.80" in page
    assert "+8.3 %" in page
    assert first.resolution.number in page
    assert _url(draft) in text_of(at_desk(office.officer).get(plan_url(draft)))


def test_nobody_compares_with_what_they_may_not_read(two):
    office, first, draft = two
    member, other = office.depc.user("member"), version_in(State.PUBLISHED, office=an_office("Agra", "Uttar Pradesh"))

    assert at_desk(stranger()).get(_url(draft)).status_code == 404
    assert at_desk(stranger()).get(_url(first)).status_code == 404
    assert at_desk(member).get(_url(draft)).status_code == 404
    assert at_desk(member).get(_url(first, draft)).status_code == 404
    assert "81.00" not in text_of(at_desk(member).get(_url(first)))
    for asked_for in (f"{_url(draft)}?with={other.pk}", f"{_url(draft)}?with=²", f"{_url(draft)}?with={draft.pk}"):
        assert at_desk(office.officer).get(asked_for).status_code == 404


def test_a_member_compares_the_paper_before_the_committee_with_the_version_in_force(two):
    office, first, draft = two
    workflow.table(draft, by=office.convener, at=LATER)
    paper = paper_of_last_tabling(draft)
    url = reverse("paper-difference", args=[paper.sha256])

    page = text_of(at_desk(office.depc.user("member")).get(url))

    assert "81.00" in page
    assert "74.80" in page
    assert url in text_of(at_desk(office.depc.user("member")).get(reverse("paper", args=[paper.sha256])))
    assert at_desk(stranger()).get(url).status_code == 404
    assert at_desk(an_office("Agra", "Uttar Pradesh").depc.user("member")).get(url).status_code == 404


def test_without_a_version_in_force_the_page_says_so():
    version = version_in(State.TABLED)

    for url in (_url(version), reverse("paper-difference", args=[paper_of_last_tabling(version).sha256])):
        assert "no version is in force" in text_of(at_desk(version.office.officer).get(url))


def test_a_long_draft_asks_no_more_often(two):
    office, first, draft = two
    client = at_desk(office.officer)
    short = asked(client, _url(draft))
    for target in list(draft.targets.all()):
        save_row(
            Target, {"note": "More."}, version=draft, pk=target.pk, row_version=target.row_version, by=office.officer, at=LATER
        )

    assert asked(client, _url(draft)) == short
