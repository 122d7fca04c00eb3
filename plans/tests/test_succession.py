"""Plans of districts that were divided or ended since: marked, still at their address, and a beginning for the successor."""

from datetime import date

import pytest
from django.core.cache import cache

from accounts.tests.factories import a_district
from districts.models import District, Lineage, Source
from plans import workflow
from plans.models import Commitment
from plans.states import State
from plans.succession import reshaped_since, texts_of_predecessors
from plans.tests.factories import LATER, an_office, version_in
from plans.workflow.starting import NotToBeCopied

pytestmark = pytest.mark.django_db

PLAN = "/districts/tamil-nadu/erode/plan/"


def divided(old, new, *, on=None, kind="split"):
    return Lineage.objects.create(kind=kind, from_place=old, to_place=new, on=on, source=Source.objects.first())


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def salem():
    return an_office("Salem")


def test_a_plan_decided_before_the_division_is_marked_and_leads_to_the_new_district(client, salem):
    version = version_in(State.PUBLISHED)
    divided(version.plan.place, salem.district, on=date(2025, 12, 1))

    for address in (PLAN, f"{PLAN}1.0/", f"/hi{PLAN}"):
        page = client.get(address)
        assert page.status_code == 200
        assert "/districts/tamil-nadu/salem/" in page.content.decode()
    assert "Plan of the undivided district." in client.get(PLAN).content.decode()


def test_a_plan_decided_after_the_division_is_not_marked(client, salem):
    version = version_in(State.PUBLISHED)
    divided(version.plan.place, salem.district, on=date(2024, 12, 1))

    assert reshaped_since(version) is None
    assert "undivided" not in client.get(PLAN).content.decode()


def test_where_no_source_gives_the_day_that_is_said(client, salem):
    version = version_in(State.PUBLISHED)
    divided(version.plan.place, salem.district)

    assert "No source gives the day" in client.get(PLAN).content.decode()


def test_the_address_of_a_plan_works_when_its_district_has_ended(client, salem):
    version = version_in(State.PUBLISHED)
    divided(version.plan.place, salem.district, on=date(2026, 1, 1), kind="merge")
    District.objects.filter(pk=version.plan.place_id).update(in_register=False, last_seen_on=date(2025, 12, 31))

    page = client.get(PLAN)

    assert page.status_code == 200
    assert "Plan of a district that is no longer one." in page.content.decode()
    assert client.get(f"{PLAN}1.0.json").status_code == 200


def test_the_real_division_of_east_godavari_is_on_record():
    east = a_district("East Godavari", "Andhra Pradesh")

    assert [step.to_place.name for step in Lineage.objects.filter(from_place=east)] == ["Alluri Sitharama Raju"]


def test_a_successor_begins_from_an_unpublished_decision_of_its_predecessor_with_identities_of_its_own(salem):
    version = version_in(State.ADOPTED)
    with pytest.raises(NotToBeCopied):
        workflow.start_version(salem.district, based_on=version, by=salem.officer, at=LATER)
    divided(version.plan.place, salem.district, on=date(2025, 12, 1))

    assert texts_of_predecessors(salem.district) == [version]
    draft = workflow.start_version(salem.district, based_on=version, by=salem.officer, at=LATER)

    assert (draft.based_on, draft.targets.count()) == (version, version.targets.count())
    assert not Commitment.objects.filter(plan=draft.plan, uid__in=version.targets.values("commitment__uid")).exists()
    assert set(draft.interventions.values_list("lead_post", flat=True)) == {None}
