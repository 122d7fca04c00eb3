"""The public stage and the funnel."""

from datetime import date, timedelta

import pytest

from districts.models import District
from plans import workflow
from plans.queries import (
    plan_page,
    public_json_bytes,
    published_versions,
    resolution_context,
    version_in_force,
    version_numbered,
    version_of_paper,
    waiting_for_committee,
)
from plans.stage import funnel, stage_of
from plans.states import State
from plans.tests.factories import (
    LATER,
    a_draft,
    an_office,
    next_published,
    paper_of_last_tabling,
    published,
    tabled,
    version_in,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 1)

STAGES = {
    State.DRAFT: ("in_preparation", date(2025, 6, 2)),
    State.IN_CONSULTATION: ("open_for_comment", date(2025, 6, 10)),
    State.RETURNED: ("returned", date(2025, 8, 14)),
    State.TABLED: ("before_committee", date(2025, 7, 28)),
    State.ADOPTED: ("adopted", date(2025, 8, 14)),
    State.PUBLISHED: ("published", date(2025, 9, 2)),
    State.SUSPENDED: ("adopted", date(2025, 8, 14)),
    State.CLOSED: ("not_recorded", None),
    State.WITHDRAWN: ("not_recorded", None),
    State.ANNULLED: ("not_recorded", None),
}


@pytest.mark.parametrize("state", STAGES)
def test_each_state_has_its_public_stage_and_day(state):
    version = version_in(state)

    stage = stage_of([version.office.district], TODAY)[version.office.district.pk]

    assert (stage.code, stage.since) == STAGES[state]
    assert stage.number == ("1.0" if state in (State.ADOPTED, State.PUBLISHED, State.SUSPENDED) else "")
    assert stage.is_suspended == (state == State.SUSPENDED)
    assert stage.next is None


def test_a_notified_plan_is_further_than_an_adopted_one():
    version = version_in(State.ADOPTED)
    workflow.record_notification(version, number="DC/1182", on=date(2025, 8, 25), by=version.office.convener, at=LATER)

    stage = stage_of([version.office.district.pk], TODAY)[version.office.district.pk]

    assert (stage.code, stage.since, stage.notified_on) == ("notified", date(2025, 8, 25), date(2025, 8, 25))


def test_a_younger_version_under_way_stands_beside_as_next():
    office = an_office()
    workflow.start_version(office.district, based_on=published(office), by=office.officer, at=LATER)

    stage = stage_of([office.district], TODAY)[office.district.pk]

    assert (stage.code, stage.number) == ("published", "1.0")
    assert (stage.next.code, stage.next.since, stage.next.number) == ("in_preparation", date(2026, 1, 12), "")


def test_all_districts_cost_one_query(django_assert_num_queries):
    version = version_in(State.ADOPTED)
    districts = list(District.objects.current())

    with django_assert_num_queries(1):
        stages = stage_of(districts, TODAY)

    assert len(stages) == len(districts)
    assert [pk for pk, stage in stages.items() if stage.code != "not_recorded"] == [version.office.district.pk]


def test_the_funnel_counts_each_fact_by_its_own_day(django_assert_num_queries):
    published(an_office())
    notified = version_in(State.ADOPTED, office=an_office("Salem"))
    workflow.record_notification(notified, number="DC/7", on=date(2025, 8, 25), by=notified.office.convener, at=LATER)
    version_in(State.TABLED, office=an_office("Karur"))
    a_draft(an_office("Theni"))
    version_in(State.WITHDRAWN, office=an_office("Vellore"))

    with django_assert_num_queries(1):
        found = funnel(TODAY)

    assert (found.begun, found.before_committee, found.adopted, found.notified, found.published) == (4, 1, 2, 1, 1)
    assert funnel(date(2025, 8, 20)).notified == 0


def test_nothing_of_an_unpublished_plan_is_read_through_the_public_queries():
    for number, state in enumerate((State.DRAFT, State.TABLED, State.RETURNED, State.ADOPTED)):
        office = an_office(("Erode", "Salem", "Karur", "Theni")[number])
        version = version_in(state, office=office)
        assert plan_page(office.district) is None
        assert version_numbered(office.district, "1.0") is None
        assert public_json_bytes(version) is None
        if version.tablings.exists():
            paper = paper_of_last_tabling(version)
            assert version_of_paper(paper.sha256) is None
            assert version_of_paper(paper.sha256, published_only=False) == version
            assert resolution_context(paper.sha256).published is None
    assert list(published_versions()) == []


def test_the_page_of_a_published_plan_is_its_stored_text():
    version = published(an_office())
    paper = paper_of_last_tabling(version)

    page = plan_page(version.office.district)

    assert (page.version, page.paper.sha256, page.resolution.paper_id) == (version, paper.sha256, paper.sha256)
    assert public_json_bytes(version) == bytes(paper.content)
    assert version_of_paper(paper.sha256) == version
    assert version_in_force(version.office.district) == version
    assert page.is_in_force


def test_an_older_number_keeps_its_address_and_leads_to_the_newer_one():
    office = an_office()
    first = published(office)
    second = next_published(office, first)

    page = plan_page(office.district, "1")

    assert (page.version, page.is_in_force, page.newest) == (first, False, second)
    assert version_numbered(office.district, "2.0") == second
    for number in ("3", "1.1", "x", "1.x", ""):
        assert version_numbered(office.district, number) is None


@pytest.mark.parametrize("districts", [["Erode"], ["Erode", "Salem", "Karur"]])
def test_the_list_of_published_plans_costs_the_same_with_one_and_with_three(districts, django_assert_num_queries):
    for name in districts:
        published(an_office(name))

    with django_assert_num_queries(1):
        rows = [
            (v.plan.place.name, v.plan.place.as_district.state.slug, v.resolution.number, v.resolution.committee.name)
            for v in published_versions()
        ]

    assert len(rows) == len(districts)


def test_a_plan_page_costs_the_same_whatever_it_holds(django_assert_num_queries):
    office = an_office()
    first = published(office)
    with django_assert_num_queries(3):
        plan_page(office.district)
    next_published(office, first)

    with django_assert_num_queries(3):
        plan_page(office.district)


def test_a_tabled_paper_waits_for_its_own_committee():
    office, other = an_office(), an_office("Salem")
    version = tabled(office)

    waiting = waiting_for_committee(office.depc.committee)

    assert [(row.paper, row.title, row.since) for row in waiting] == [
        (paper_of_last_tabling(version), version.title, version.state_since)
    ]
    assert waiting_for_committee(other.depc.committee) == []
    assert waiting[0].since < LATER - timedelta(days=1)
