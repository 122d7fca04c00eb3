"""What waits on the home page of those who write and table."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.clock import today
from plans.admin.waiting import DRAFTS_ALONE, drafts
from plans.states import State
from plans.tests.desk import plan_url
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
    offices = [an_office(name) for name in names]
    for office in offices:
        a_draft(office)
    officer = offices[0].depc.state_officer

    lines = titles(officer)

    assert len(lines) == DRAFTS_ALONE + 1
    assert lines[-1] == "3 further drafts in your districts"
    with CaptureQueriesContext(connection) as eight:
        drafts(officer, today())
    a_draft(an_office("Virudhunagar"))
    with CaptureQueriesContext(connection) as nine:
        drafts(officer, today())
    assert len(eight) == len(nine)
