"""Whom the moves of a plan tell: place and number, in the transaction of the move."""

from datetime import timedelta

import pytest

from accounts.models import Notice
from accounts.tests.factories import post_of
from committees.tests.factories import SEATS
from plans import workflow
from plans.states import State
from plans.tests.factories import TABLED, a_written_draft, an_office, version_in

pytestmark = pytest.mark.django_db


def told(kind):
    return set(Notice.objects.filter(kind=kind).values_list("post", flat=True))


def posts(depc, *keys):
    return {post_of(depc.user(key)).pk for key in keys}


def test_a_tabled_plan_is_told_to_the_seats_of_its_committee():
    office = an_office()
    version = a_written_draft(office)
    workflow.table(version, by=office.convener, at=TABLED)

    assert told("paper_frozen") == posts(office.depc, *SEATS)
    notice = Notice.objects.filter(kind="paper_frozen").first()
    sha256 = version.tablings.get().paper_id
    assert (notice.about, notice.url) == ("Erode, 1.0", f"/admin/papers/{sha256}/")
    assert version.title not in str(notice.data)


def test_a_table_that_is_refused_tells_nobody():
    office = an_office()
    version = a_written_draft(office)
    workflow.open_consultation(version, until=TABLED.date() + timedelta(days=30), by=office.convener, at=TABLED)
    with pytest.raises(workflow.MovedOn):
        workflow.table(version, by=office.convener, at=TABLED)
    assert told("paper_frozen") == set()


def test_a_returned_plan_is_told_to_those_who_write_it():
    version = version_in(State.RETURNED)
    office = version.office

    assert told("returned") == {post_of(office.officer).pk, post_of(office.convener).pk}
    notice = Notice.objects.filter(kind="returned").first()
    assert notice.url == f"/admin/plans/{version.pk}/"
    assert notice.data["reasons"] == 1


def test_an_adopted_plan_is_told_to_its_committee_and_to_those_who_publish():
    version = version_in(State.ADOPTED)
    office = version.office

    assert told("adopted") == posts(office.depc, *SEATS) | {post_of(office.officer).pk}
    assert told("publish_due") == {post_of(office.publisher).pk, post_of(office.depc.user("co_chair")).pk}
    due = Notice.objects.filter(kind="publish_due").first()
    assert due.url == f"/admin/plans/{version.pk}/do/publish/"
    assert due.data["adopted_on"] == "14-08-2025"
