"""Where plans stood on a day that is past: the record of moves says what the page of that day said."""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from committees import proceedings
from committees.tests.factories import carried_resolution, drawn_up, item_with, returned_resolution, vote
from plans import workflow
from plans.history import History, stages_on
from plans.models import PlanVersion
from plans.stage import NOT_RECORDED, funnel, stage_of
from plans.states import IN_FORCE, UNDER_WAY, State
from plans.tests.factories import (
    CONFIRMED,
    LATER,
    PUBLISHED,
    SITTING,
    TABLED,
    a_draft,
    adopted,
    an_office,
    fill,
    next_published,
    paper_of_last_tabling,
    published,
    tabled,
    version_in,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2025, 4, 1, 6, 30, tzinfo=UTC)
TODAY = date(2026, 4, 1)


def of(office, on, known=None):
    return stages_on(on, known).get(office.district.pk, NOT_RECORDED)


@pytest.mark.parametrize(
    ("day", "code", "since"),
    [
        (date(2025, 7, 13), "not_recorded", None),
        (date(2025, 7, 14), "in_preparation", date(2025, 7, 14)),
        (date(2025, 7, 28), "before_committee", date(2025, 7, 28)),
        (date(2025, 8, 14), "adopted", date(2025, 8, 14)),
        (date(2025, 9, 2), "published", date(2025, 9, 2)),
    ],
)
def test_a_published_plan_stood_at_each_desk_from_its_day(day, code, since):
    office = an_office()
    published(office, version=adopted(office, version=tabled(office)))

    stage = of(office, day)

    assert (stage.code, stage.since) == (code, since)
    assert (stage.number, stage.published_on) == (
        "1.0" if code in ("adopted", "published") else "",
        since if code == "published" else None,
    )


def test_a_notification_counts_from_its_own_day_and_is_known_from_the_day_it_was_recorded():
    office = an_office()
    version = published(office)
    workflow.record_notification(version, number="DC/1182", on=date(2025, 8, 25), by=office.convener, at=LATER)

    assert (of(office, date(2025, 8, 30)).code, of(office, date(2025, 8, 30)).since) == ("notified", date(2025, 8, 25))
    assert of(office, date(2025, 8, 30), known=date(2025, 12, 31)).code == "adopted"
    assert of(office, date(2025, 8, 30), known=date(2026, 1, 12)).code == "notified"
    assert of(office, date(2025, 8, 24)).code == "adopted"


def test_a_decision_counts_from_the_sitting_and_is_known_from_the_signature():
    office = an_office()
    version = tabled(office)
    item = item_with(paper_of_last_tabling(version), office.depc, starts_at=SITTING)
    vote(item, office.depc, chair="for", co_chair="for", convener="for")
    resolution = drawn_up(item, office.depc)
    proceedings.sign(resolution, password_confirmed=True, by=office.depc.user("chair"), at=SITTING + timedelta(days=5))

    assert of(office, date(2025, 8, 14)).code == "adopted"
    assert of(office, date(2025, 8, 16), known=date(2025, 8, 18)).code == "before_committee"
    assert of(office, date(2025, 8, 16), known=date(2025, 8, 19)).code == "adopted"


def test_a_suspension_counts_from_its_order_and_ends_with_the_resumption():
    office = an_office()
    version = version_in(State.SUSPENDED, office=office)
    workflow.resume(version, order="DoC/2/2026", by=office.hq, at=LATER + timedelta(days=9))

    during, after = of(office, date(2025, 10, 1)), of(office, date(2026, 1, 21))

    assert (during.code, during.suspended_on) == ("adopted", date(2025, 10, 1))
    assert (of(office, date(2025, 9, 30)).code, after.code, after.suspended_on) == ("published", "published", None)
    assert of(office, date(2025, 10, 1), known=date(2025, 10, 1)).code == "published"


def test_two_suspensions_keep_each_its_own_day():
    office = an_office()
    version = published(office)
    for number, month in enumerate((10, 12), 1):
        at = datetime(2025, month, 20, 6, tzinfo=UTC)
        version = workflow.suspend(
            version, order=f"DoC/{number}", reason="Under inquiry.", on=date(2025, month, 1), by=office.hq, at=at
        )
        version = workflow.resume(version, order=f"DoC/{number}R", by=office.hq, at=at + timedelta(days=5))

    assert [of(office, date(2025, month, 2)).suspended_on for month in (10, 12)] == [date(2025, 10, 1), date(2025, 12, 1)]
    assert of(office, date(2025, 11, 1)).suspended_on is None


def test_nothing_is_suspended_or_closed_before_it_was_published():
    version = published(an_office())

    for move, words in ((workflow.suspend, {"order": "DoC/1", "reason": "Why"}), (workflow.close, {"reason": "Why"})):
        with pytest.raises(workflow.publishing.DayIsWrong):
            move(version, on=date(2025, 9, 1), by=version.office.hq, at=LATER, **words)


def test_a_returned_text_went_back_and_an_old_number_stays_where_it_was():
    office, other = an_office(), an_office("Salem")
    version_in(State.RETURNED, office=office)
    next_published(other, published(other))

    assert [of(office, day).code for day in (date(2025, 8, 13), date(2025, 8, 14))] == ["before_committee", "returned"]
    then = of(other, date(2026, 1, 20))
    assert (then.code, then.number, then.next.code) == ("published", "1.0", "before_committee")
    assert (of(other, TODAY).number, of(other, TODAY).next) == ("2.0", None)


def test_how_long_texts_lay_at_each_desk_they_left():
    office = an_office()
    version = tabled(office)
    published(office, version=adopted(office, version=version))

    spells = History.of_plans().spells(TODAY)

    assert {str(code): days for code, days in spells.items()} == {
        "in_preparation": [(TABLED.date() - date(2025, 7, 14)).days],
        "before_committee": [(SITTING - TABLED).days + 1],
        "adopted": [(PUBLISHED.date() - SITTING.date()).days],
    }
    assert History.of_plans().spells(date(2025, 8, 1)) == {"in_preparation": [14]}


@pytest.mark.parametrize("places", [["Erode"], ["Erode", "Salem", "Karur"]])
def test_one_plan_and_three_cost_two_queries(places, django_assert_num_queries):
    for name in places:
        published(an_office(name))

    with django_assert_num_queries(2):
        found = stages_on(TODAY)

    assert [stage.code for stage in found.values()] == ["published"] * len(places)


def test_a_state_is_read_by_itself():
    office, other = an_office(), an_office("Agra", "Uttar Pradesh")
    a_draft(office)
    a_draft(other)

    assert list(stages_on(TODAY, state=office.district.state)) == [office.district.pk]


def test_before_the_first_record_there_is_nothing():
    assert (History.of_plans().begins_on, stages_on(TODAY)) == (None, {})
    a_draft()

    history = History.of_plans()
    assert (history.begins_on, history.first_recorded) == (date(2025, 6, 2), date(2025, 6, 2))
    assert history.stages(date(2025, 6, 1)) == {}


# A random life of one plan, each step through the real workflow, a day or more apart.


class Life:
    def __init__(self, office):
        self.office, self.day, self.said = office, NOON, []

    def version(self, *states):
        found = PlanVersion.objects.filter(plan__place=self.office.district.pk, state__in=states, minor=0).order_by("-pk").first()
        if found:
            found.office = self.office
        return found

    def ways(self):
        """What can be done now, by name."""
        under_way, waiting, in_force = self.version(*UNDER_WAY), self.version(State.ADOPTED), self.version(*IN_FORCE)
        ways = [] if under_way else ["start"]
        ways += {
            State.DRAFT: ["consult", "table", "withdraw"],
            State.IN_CONSULTATION: ["close_consultation", "withdraw"],
            State.TABLED: ["adopt", "adopt", "return", "withdraw"],
            State.RETURNED: ["reopen", "withdraw"],
        }.get(under_way and under_way.state, [])
        if waiting:
            ways += ["publish", "publish"]
        for version in (waiting, in_force):
            if version and version.notified_on is None:
                ways.append("notify")
        if in_force:
            ways += ["close", "resume" if in_force.state == State.SUSPENDED else "suspend"]
        return ways

    def go(self, way, back):
        """Take one step; a paper of a dated fact is up to `back` days old."""
        office, at, under_way = self.office, self.day, self.version(*UNDER_WAY)
        decided = self.version(State.ADOPTED, *IN_FORCE)
        in_force = self.version(*IN_FORCE)
        day_of = lambda first: max(first, (at - timedelta(days=back)).date())  # noqa: E731
        if way == "start":
            earlier = decided
            version = workflow.start_version(office.district, by=office.officer, at=at, based_on=earlier)
            version.office = office
            if earlier is None:
                fill(version, at=at)
        elif way == "consult":
            workflow.open_consultation(under_way, until=(at + timedelta(days=9)).date(), by=office.convener, at=at)
        elif way == "close_consultation":
            workflow.close_consultation(under_way, by=office.convener, at=at)
        elif way == "table":
            for reason in workflow.tabling.unanswered_reasons(under_way):
                workflow.answer_reason(reason, answer="Named.", by=office.officer, at=at)
            workflow.table(under_way, by=office.convener, at=at)
        elif way == "withdraw":
            workflow.withdraw(under_way, remark="Begun anew.", by=office.convener, at=at)
        elif way == "reopen":
            workflow.reopen(under_way, by=office.officer, at=at)
        elif way == "adopt":
            carried_resolution(paper_of_last_tabling(under_way), office.depc, starts_at=at)
        elif way == "return":
            reasons = [{"path": "targets", "text": "Name the year."}]
            returned_resolution(paper_of_last_tabling(under_way), office.depc, starts_at=at, reasons=reasons)
        elif way == "publish":
            workflow.publish(self.version(State.ADOPTED), checklist=CONFIRMED, by=office.publisher, at=at)
        elif way == "notify":
            version = next(v for v in (self.version(State.ADOPTED), in_force) if v and v.notified_on is None)
            workflow.record_notification(version, number="DC/7", on=day_of(version.adopted_on), by=office.convener, at=at)
        elif way == "suspend":
            workflow.suspend(in_force, order="DoC/1", reason="Why", on=day_of(in_force.published_on), by=office.hq, at=at)
        elif way == "resume":
            workflow.resume(in_force, order="DoC/2", by=office.hq, at=at)
        elif way == "close":
            workflow.close(in_force, reason="Over", on=day_of(in_force.published_on), by=office.hq, at=at)
        today = at.date()
        self.said.append((today, stage_of([office.district], today)[office.district.pk], funnel(today)))


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


STEPS = st.lists(st.tuples(st.integers(0, 9), st.integers(1, 30), st.integers(0, 20)), min_size=3, max_size=10)


@pytest.fixture
def office(db):
    return an_office()


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_record_says_of_each_day_what_was_said_that_day(office, steps):
    with undone():
        life = Life(office)
        for choice, later, back in steps:
            life.day += timedelta(days=later)
            ways = life.ways()
            life.go(ways[choice % len(ways)], back)
        history = History.of_plans()

        for day, stage, counts in life.said:
            assert history.stages(day, known=day).get(office.district.pk, NOT_RECORDED) == stage
            reached = history.reached(day, known=day)
            assert {name: len(places) for name, places in reached.items()} == vars(counts)
        last = life.said[-1]
        assert history.stages(last[0]).get(office.district.pk, NOT_RECORDED) == last[1]
