"""What waits on the home page of those who write and table."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import a_district, make_ra
from common.clock import today
from plans.admin.waiting import DRAFTS_ALONE, drafts
from plans.states import State
from plans.tests.desk import at_desk, plan_url, text_of
from plans.tests.factories import a_draft, an_office, version_in

pytestmark = pytest.mark.django_db


def titles(user):
    return [item.title for item in drafts(user, today())]


def test_an_unfinished_draft_waits_for_those_who_write_with_what_is_missing():
    version = a_draft(an_office())
    office = version.office

    (item,) = drafts(office.officer, today())

    assert item.title.startswith("Write: Erode, ")
    assert item.title.endswith(" things missing")
    assert (item.url, item.kind) == (plan_url(version), "write")
    assert titles(office.convener) == [item.title]
    assert titles(office.depc.user("member")) == []


def test_who_may_waive_and_publish_is_not_asked_to_write_and_is_told_what_writing_costs():
    version = a_draft(an_office())
    judge = version.office.depc.state_officer

    assert titles(judge) == []
    page = text_of(at_desk(judge).get(plan_url(version)))
    assert "whoever writes in it can neither waive a check nor publish it." in page
    assert "neither waive" not in text_of(at_desk(version.office.officer).get(plan_url(version)))


def test_an_empty_plan_is_not_praised_for_checks_it_passes():
    version = a_draft(an_office())

    page = text_of(at_desk(version.office.officer).get(plan_url(version)))

    assert "Nothing is written yet; how many checks it passes is told once a head is filled." in page
    assert "checks passed" not in page


def test_a_draft_that_passes_its_checks_waits_for_those_who_table():
    version = version_in(State.DRAFT)
    office = version.office

    (item,) = drafts(office.convener, today())

    assert item.title == "Ready to table: the plan for Erode"
    assert (item.url, item.kind) == (reverse("desk-move", args=[version.pk, "table"]), "table")
    assert titles(office.officer) == []


@pytest.mark.parametrize("state", [State.TABLED, State.ADOPTED, State.PUBLISHED, State.WITHDRAWN])
def test_a_version_that_is_no_draft_waits_for_no_writer(state):
    version = version_in(state)

    assert titles(version.office.convener) == []


def test_an_officer_with_many_drafts_in_reach_reads_five_and_a_line_for_the_rest():
    names = ("Erode", "Salem", "Namakkal", "Karur", "Madurai", "Theni", "Dindigul", "Tenkasi")
    officer = make_ra([a_district(name, "Tamil Nadu") for name in (*names, "Virudhunagar")])
    offices = [an_office(name) for name in names]
    for office in offices:
        a_draft(office)

    lines = titles(officer)

    assert len(lines) == DRAFTS_ALONE + 1
    assert lines[-1] == "3 further drafts in your districts"
    with CaptureQueriesContext(connection) as eight:
        drafts(officer, today())
    a_draft(an_office("Virudhunagar"))
    with CaptureQueriesContext(connection) as nine:
        drafts(officer, today())
    assert len(eight) == len(nine)
