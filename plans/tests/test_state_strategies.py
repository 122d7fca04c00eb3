"""A State's export strategy: on the same path as a plan, decided by the State committee, linked to its districts' plans."""

from datetime import date, timedelta

import pytest

from accounts.permission import NotAllowed
from accounts.tests.factories import a_state, make_hq, make_state_officer
from common.refusals import Refusal
from plans import workflow
from plans.models import Plan
from plans.states import State
from plans.tests.desk import at_desk, text_of
from plans.tests.factories import CONFIRMED, PUBLISHED, TABLED, a_draft, an_office
from plans.tests.factories import adopted as adopted_plan
from plans.tests.factories import published as published_plan
from plans.tests.strategies import a_state_office, adopted, published, written

pytestmark = pytest.mark.django_db

STRATEGY = "/states/tamil-nadu/strategy/"


@pytest.fixture
def office():
    return a_state_office()


def test_a_strategy_goes_from_draft_to_the_public_by_the_state_committee(office, client):
    version = published(office)

    assert (version.state, version.number, version.plan.kind) == (State.PUBLISHED, "1.0", Plan.Kind.STATE_STRATEGY)
    assert version.resolution.committee == office.committee
    page = client.get(STRATEGY).content.decode()
    assert version.title in page
    assert version.resolution.number in page
    assert "/plans/?state=tamil-nadu" in page
    assert STRATEGY in client.get("/states/tamil-nadu/").content.decode()


def test_before_its_publication_nothing_of_it_is_public(office, client):
    version = adopted(office)

    assert client.get(STRATEGY).status_code == 404
    state = client.get("/states/tamil-nadu/").content.decode()
    assert "What stands under head 2." not in state
    assert f'href="{STRATEGY}"' not in state
    assert version.state == State.ADOPTED


def test_only_the_states_own_officers_write_table_and_open_it(office):
    version = written(office)
    elsewhere, below = make_state_officer(a_state("Kerala")), an_office()

    for person in (elsewhere, below.officer, below.convener, below.publisher):
        for move in (
            lambda by: workflow.table(version, by=by, at=TABLED),
            lambda by: workflow.open_consultation(version, until=date(2025, 9, 1), by=by, at=TABLED),
            lambda by: workflow.withdraw(version, remark="Gone.", by=by, at=TABLED),
        ):
            with pytest.raises(NotAllowed):
                move(person)


def test_who_wrote_the_strategy_does_not_publish_it(office):
    version = adopted(office)

    with pytest.raises(NotAllowed):
        workflow.publish(version, checklist=CONFIRMED, by=office.officer, at=PUBLISHED)


def test_a_state_officer_finds_the_strategy_above_the_districts_and_starts_it_there(office):
    client = at_desk(office.officer)

    listed = text_of(client.get("/admin/desk/districts/"))
    assert "State export strategy" in listed
    answer = client.post(f"/admin/desk/start/{office.place.pk}/", {"from": "empty"})

    assert answer.status_code == 302
    assert Plan.objects.get(place_id=office.place.pk).kind == Plan.Kind.STATE_STRATEGY


def test_a_district_plan_leads_to_the_strategy_of_its_state(office, client):
    published(office)
    erode = an_office()
    published_plan(erode)

    assert STRATEGY in client.get("/districts/tamil-nadu/erode/plan/").content.decode()


# Remarks of the State committee on a district's plan.


@pytest.fixture
def erode(office):
    return adopted_plan(an_office())


def test_remarks_of_the_state_committee_are_a_dated_fact_beside_the_plan_and_no_condition(office, erode, client):
    remark = workflow.record_state_remarks(
        erode, text="Add the airport.", on=date(2025, 8, 20), reference="Minutes of 20-08-2025", by=office.officer, at=PUBLISHED
    )

    erode.refresh_from_db()
    assert (remark.version_id, erode.state) == (erode.pk, State.ADOPTED)
    assert "Add the airport." not in client.get("/districts/tamil-nadu/erode/").content.decode()
    workflow.publish(erode, checklist=CONFIRMED, by=make_hq(), at=PUBLISHED)
    assert "Add the airport." in client.get("/districts/tamil-nadu/erode/plan/").content.decode()


def test_remarks_have_words_a_day_that_can_be_and_the_states_own_officer(office, erode):
    given = {"text": "Add the airport.", "on": date(2025, 8, 20), "reference": "", "by": office.officer, "at": PUBLISHED}

    for wrong in ({"text": " "}, {"on": (PUBLISHED + timedelta(days=1)).date()}, {"on": date(2025, 7, 1)}):
        with pytest.raises(Refusal):
            workflow.record_state_remarks(erode, **given | wrong)
    salem = an_office("Salem")
    for person in (make_state_officer(a_state("Kerala")), salem.convener):
        with pytest.raises(NotAllowed):
            workflow.record_state_remarks(erode, **given | {"by": person})
    draft = a_draft(salem)
    with pytest.raises(Refusal):
        workflow.record_state_remarks(draft, **given)

    assert erode.state_remarks.count() == 0


def test_the_state_officer_records_remarks_at_the_desk_and_others_are_told_why_not(office, erode):
    page = f"/admin/plans/{erode.pk}/remarks/"
    given = {"text": "Add the airport.", "on": "2025-08-20", "reference": "Minutes"}

    for person in (erode.office.convener, erode.office.depc.user("member")):
        answer = at_desk(person).post(page, given, follow=True)
        assert "can keep the minutes" in text_of(answer) or "keep the minutes" in text_of(answer)
    assert erode.state_remarks.count() == 0
    bad = at_desk(office.officer).post(page, given | {"on": "2020-01-01"})
    assert (bad.status_code, "before the plan was laid" in text_of(bad), "Add the airport." in text_of(bad)) == (422, True, True)
    done = at_desk(office.officer).post(page, given, follow=True)

    assert "The remarks are recorded." in text_of(done)
    assert [remark.reference for remark in erode.state_remarks.all()] == ["Minutes"]
