"""What an annulled resolution does to the plan that rests on it."""

from datetime import date

import pytest

from audit.models import Event
from committees.models import Annulment
from committees.signals import outcome_annulled
from plans import workflow
from plans.authorship import authors_of
from plans.models import PlanVersion
from plans.stage import stage_of
from plans.states import State
from plans.tests.factories import (
    CONFIRMED,
    LATER,
    adopted,
    an_office,
    annul_decision,
    closed,
    published,
    suspended,
    tabled,
    version_in,
)
from plans.workflow.publishing import DecisionAnnulled

pytestmark = pytest.mark.django_db


def again(version):
    version.refresh_from_db()
    return version


def test_a_published_version_is_suspended_by_that_order():
    office = an_office()
    version = published(office)

    annul_decision(office, version)

    version = again(version)
    assert version.state == State.SUSPENDED
    assert (version.suspended_order, version.suspended_reason) == ("DoC/7/2025, 01-10-2025", "The sitting had not been called.")
    assert version.suspended_on == date(2026, 1, 12)
    assert version.resolution_id is not None


def test_it_is_never_resumed():
    office = an_office()
    version = published(office)
    annul_decision(office, version)

    with pytest.raises(DecisionAnnulled):
        workflow.resume(again(version), order="DoC/8/2025", by=office.hq, at=LATER)
    assert again(version).state == State.SUSPENDED


def test_one_suspended_before_stays_so_and_is_not_resumed_either():
    office = an_office()
    version = suspended(office)
    annul_decision(office, again(version))

    assert (again(version).state, version.suspended_order) == (State.SUSPENDED, "DoC/1/2025")
    with pytest.raises(DecisionAnnulled):
        workflow.resume(version, order="DoC/8/2025", by=office.hq, at=LATER)


def test_an_adopted_version_is_never_published_and_its_district_no_longer_counts_as_adopted():
    office = an_office()
    version = adopted(office)
    annul_decision(office, version)

    with pytest.raises(workflow.MovedOn, match="annulled by order"):
        workflow.publish(again(version), checklist=CONFIRMED, by=office.publisher, at=LATER)
    assert stage_of([office.district], date(2026, 4, 1))[office.district.pk].code == "not_recorded"
    assert (version.published_at, version.adopted_on) == (None, date(2025, 8, 14))


def test_the_stage_falls_back_to_the_plan_that_was_in_force():
    office = an_office()
    first = published(office)
    second = workflow.start_version(office.district, based_on=first, by=office.officer, at=LATER)
    second.office = office
    second = adopted(office, version=tabled(office, at=LATER, version=second), starts_at=LATER)
    annul_decision(office, second, at=LATER.replace(month=6), order_date=date(2026, 6, 1))

    stage = stage_of([office.district], date(2026, 7, 1))[office.district.pk]

    assert (again(second).state, stage.code, stage.number) == (State.ANNULLED, "published", "1.0")


def test_a_closed_version_stays_closed():
    office = an_office()
    version = closed(office)

    annul_decision(office, again(version))

    assert again(version).state == State.CLOSED


def test_the_authors_of_an_annulled_text_are_authors_of_its_copy():
    version = version_in(State.ANNULLED)

    copy = workflow.start_version(version.office.district, based_on=version, by=version.office.officer, at=LATER)

    assert authors_of(copy) == authors_of(version) != set()


def test_each_fact_has_its_own_event():
    version = version_in(State.ANNULLED)

    verbs = list(Event.objects.order_by("-pk").values_list("verb", "actor_name")[:2])

    assert verbs == [("plan.annulled", verbs[0][1]), ("annul", verbs[0][1])]
    assert Annulment.objects.get().resolution == version.resolution


def test_where_the_plan_cannot_follow_nothing_is_annulled():
    office = an_office()
    version = adopted(office)

    def fails(**_more):
        raise RuntimeError("no")

    outcome_annulled.connect(fails)
    try:
        with pytest.raises(RuntimeError):
            annul_decision(office, version)
    finally:
        outcome_annulled.disconnect(fails)

    assert PlanVersion.objects.get(pk=version.pk).state == State.ADOPTED
    assert not Annulment.objects.exists()
