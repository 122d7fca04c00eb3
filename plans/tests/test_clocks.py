"""The clocks of plans: a draft older than six months, adopted and not published or notified."""

from datetime import date, timedelta

import pytest

from accounts.clocks import clocks, owe_by_the_clocks, waiting_by_the_clocks
from accounts.models import Notice
from accounts.notices import KINDS
from accounts.tests.factories import post_of, stranger
from plans import workflow
from plans.clocks import old_drafts, unnotified, unpublished
from plans.states import State
from plans.tests.factories import BEGUN, LATER, PUBLISHED, a_draft, an_office, published, version_in

pytestmark = pytest.mark.django_db

ADOPTED = date(2025, 8, 14)


def lines(rows):
    return [(row.place.name, row.since, row.days) for row in rows]


def test_a_draft_is_old_after_six_months():
    a_draft(an_office())
    assert old_drafts(date(2025, 12, 2)) == []
    assert lines(old_drafts(date(2025, 12, 3))) == [("Erode", date(2025, 12, 2), 1)]


def test_an_adopted_plan_is_late_after_thirty_days_until_it_is_published():
    version = version_in(State.ADOPTED)
    last = ADOPTED + timedelta(days=30)
    assert unpublished(last) == []
    (row,) = unpublished(last + timedelta(days=1))
    assert (row.place.name, row.since, row.url) == ("Erode", last, f"/admin/plans/{version.pk}/do/publish/")

    published(version.office, version=version)
    assert unpublished(last + timedelta(days=1)) == []


def test_a_plan_without_a_recorded_notification_is_late_after_sixty_days_published_or_not():
    version = version_in(State.PUBLISHED)
    last = ADOPTED + timedelta(days=60)
    assert unnotified(last) == []
    assert lines(unnotified(last + timedelta(days=2))) == [("Erode", last, 2)]

    workflow.record_notification(version, number="G.O. 12", on=PUBLISHED.date(), by=version.office.convener, at=LATER)
    assert unnotified(last + timedelta(days=2)) == []


def test_a_late_publication_is_told_once_more_to_those_who_publish_and_waits_on_their_pages():
    version = version_in(State.ADOPTED)
    office, on = version.office, ADOPTED + timedelta(days=31)
    before = Notice.objects.filter(kind="publish_due").count()

    owe_by_the_clocks(on=on, at=LATER)
    owe_by_the_clocks(on=on + timedelta(days=1), at=LATER)

    told = Notice.objects.filter(kind="publish_due", key__startswith="publish_due/version/")
    assert set(told.values_list("post", flat=True)) == {post_of(office.publisher).pk, post_of(office.depc.user("co_chair")).pk}
    assert Notice.objects.filter(kind="publish_due").count() == before + 2
    titles = [line.title for line in waiting_by_the_clocks(office.publisher, on)]
    assert "Erode: the adopted plan should have been published 1 day ago." in titles
    assert waiting_by_the_clocks(stranger(), on) == []


def test_each_clock_costs_one_query_for_one_plan_and_for_three(django_assert_num_queries):
    on = date(2026, 3, 1)
    for number, name in enumerate(("Erode", "Salem", "Karur"), 1):
        version_in(State.ADOPTED, office=(office := an_office(name)))
        workflow.start_version(office.district, by=office.officer, at=BEGUN + timedelta(days=80))
        for clock in (old_drafts, unpublished, unnotified):
            with django_assert_num_queries(1):
                assert len(clock(on)) == number


def test_every_clock_owes_a_kind_there_is_and_has_a_name_of_its_own():
    known = clocks()
    assert len({clock.code for clock in known}) == len(known) >= 5
    assert {clock.kind for clock in known} <= set(KINDS)
