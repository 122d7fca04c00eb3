"""What the database itself never holds, whoever writes past the portal's functions."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction

from audit.recording import events_of
from common.guards import lift_guards
from plans import workflow
from plans.models import Intervention, Plan, PlanVersion, ProfileFact, Section, Target
from plans.states import State
from plans.tests.factories import (
    CONFIRMED,
    LATER,
    a_draft,
    a_written_draft,
    adopted,
    an_office,
    next_published,
    published,
    version_in,
)
from plans.workflow.moving import MovedOn

pytestmark = pytest.mark.django_db

DAY = date(2026, 1, 12)
ADOPTION = {"adopted_on": DAY, "adopted_recorded_at": LATER}


def _refused(name, rows, **values):
    """The named constraint refuses this update, past every guard."""
    with lift_guards():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**values)


VERSION_FAULTS = {
    "plan_version_decided_has_exactly_one_adoption": {"state": State.ADOPTED, "major": 1, **ADOPTION},
    "plan_version_tabled_has_its_number": {"state": State.TABLED},
    "plan_version_correction_corrects_and_has_no_resolution": {"minor": 1, "major": 1},
    "plan_version_adoption_has_day_and_record": {"adopted_on": DAY, "adopted_recorded_at": LATER},
    "plan_version_state_is_one_of_the_table": {"state": "approved", "major": 1},
    "plan_version_publication_is_whole": {"published_on": DAY},
    "plan_version_undecided_is_not_published": {
        "published_on": DAY,
        "published_at": LATER,
        "published_by_label": "S. Thomas",
    },
    "plan_version_notification_is_whole": {"notified_number": "DC/1182"},
    "plan_version_period_has_both_ends_in_order": {"period_from_fy": "2027-28", "period_to_fy": "2025-26"},
    "plan_version_consultation_has_beginning_and_end": {"consultation_until": DAY},
    "plan_version_open_for_comment_has_a_closing_day": {"state": State.IN_CONSULTATION},
}


@pytest.mark.parametrize("name", VERSION_FAULTS)
def test_a_draft_never_carries_what_only_a_later_state_has(name):
    draft = a_draft()

    _refused(name, PlanVersion.objects.filter(pk=draft.pk), **VERSION_FAULTS[name])


PUBLISHED_FAULTS = {
    "plan_version_suspension_has_day_order_and_reason": {"state": State.SUSPENDED},
    "plan_version_closing_has_day_and_reason": {"state": State.CLOSED},
    "plan_version_in_force_was_published": {"published_on": None, "published_at": None, "published_by_label": ""},
    "plan_version_decided_has_exactly_one_adoption": {"resolution": None},
    "plan_version_adoption_has_day_and_record": {"adopted_on": None},
}


@pytest.mark.parametrize("name", PUBLISHED_FAULTS)
def test_a_published_version_never_loses_what_it_rests_on(name):
    version = version_in(State.PUBLISHED)

    _refused(name, PlanVersion.objects.filter(pk=version.pk), **PUBLISHED_FAULTS[name])


def test_one_version_of_a_plan_is_in_force_and_one_waits_for_publication():
    office = an_office()
    first = published(office)
    second = next_published(office, first)
    third = workflow.start_version(office.district, based_on=second, by=office.officer, at=LATER + timedelta(days=60))
    third.office = office
    third = workflow.table(third, by=office.convener, at=LATER + timedelta(days=61))
    third = adopted(office, version=third, starts_at=LATER + timedelta(days=80))

    for rows, values in (
        (PlanVersion.objects.filter(pk=first.pk), {"state": State.PUBLISHED}),
        (PlanVersion.objects.filter(pk=first.pk), {"state": State.ADOPTED}),
        (PlanVersion.objects.filter(pk=first.pk), {"major": 2}),
    ):
        with lift_guards(), pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**values)


def test_a_place_has_one_plan_of_a_kind():
    draft = a_draft()

    with pytest.raises(IntegrityError), transaction.atomic():
        Plan.objects.create(place=draft.plan.place, kind="deap")


ROW_FAULTS = [
    (Target, "target_baseline_has_year_and_source", {"baseline_source": ""}),
    (Target, "target_baseline_has_value_exactly_when_given", {"baseline_value": None}),
    (Target, "target_value_has_value_exactly_when_given", {"value_state": "missing"}),
    (Target, "target_value_has_its_year", {"fy": ""}),
    (Target, "target_other_unit_has_a_name", {"unit": "other"}),
    (Target, "target_basis_code_has_its_edition", {"basis_hs_code": "091030"}),
    (Intervention, "intervention_cost_is_not_negative", {"cost_rupees": -1}),
    (Intervention, "intervention_cost_has_value_exactly_when_given", {"cost_state": "withheld"}),
    (Intervention, "intervention_scheme_is_named_exactly_when_funded_by_one", {"funding_scheme": ""}),
    (Intervention, "intervention_ends_after_it_begins", {"start_on": date(2030, 1, 1)}),
    (Section, "section_has_a_text_or_a_reason_not_both", {"text": "x", "not_applicable_reason": "y"}),
    (ProfileFact, "profile_fact_given_has_source_and_date", {"source": ""}),
]


@pytest.mark.parametrize(("model", "name", "values"), ROW_FAULTS, ids=[name for _model, name, _values in ROW_FAULTS])
def test_a_row_never_contradicts_itself(model, name, values):
    draft = a_written_draft()
    row = model.objects.filter(version=draft).first()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.filter(pk=row.pk).update(**values)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="the test database of SQLite lives in one process's memory")
def test_two_who_publish_in_the_same_instant_publish_once():
    version = version_in(State.ADOPTED)
    office, together, answers = version.office, Barrier(2), []

    def publish(by):
        together.wait()
        try:
            workflow.publish(version, checklist=CONFIRMED, by=by, at=LATER)
            answers.append("published")
        except MovedOn:
            answers.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=publish, args=[by]) for by in (office.publisher, office.hq)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["published", "refused"]
    assert events_of(version).filter(verb="plan.published").count() == 1
