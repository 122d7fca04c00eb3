"""The table of moves, walked from every state: what it allows happens once and is written down once, the rest is refused."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from accounts.tests.factories import stranger
from audit import edition
from audit.recording import Actor, events_of
from committees.models import Outcome
from committees.tests.factories import carried_resolution, drawn_up, item_with, returned_resolution, signed, vote
from common.refusals import NotAllowed
from documents.storing import store
from plans import workflow
from plans.management.commands.write_state_diagram import FILE, page
from plans.models import PlanVersion
from plans.states import MOVES, State
from plans.tests.factories import (
    CONFIRMED,
    LATER,
    SITTING,
    a_draft,
    a_written_draft,
    adopted,
    an_office,
    annul_decision,
    next_published,
    paper_of_last_tabling,
    published,
    version_in,
)
from plans.workflow.moving import UNSEEN, MovedOn, locked, move
from plans.workflow.starting import AlreadyUnderWay, NoPlanHere

pytestmark = pytest.mark.django_db

AT = LATER + timedelta(days=60)
DAY = date(2026, 3, 1)


def _a_scan():
    return store(b"%PDF-1.4\n%%EOF\n", name="minutes.pdf", by_label="H. Singh", visibility="private", at=AT)


def _decision(version, outcome):
    """A resolution as the receiver sees it; real ones exist for tabled versions only."""
    return SimpleNamespace(
        committee=SimpleNamespace(place_id=version.plan.place_id),
        paper_id="0" * 64,
        outcome=outcome,
        motion="adopt",
        number="depc-erode-2025-26-9",
        reasons=[],
        signed_by_id=None,
        signed_by_name="A. Kumar",
        signed_by_post="Collector",
        decided_on=DAY,
        signed_at=AT,
    )


def _really(version, kind):
    """Sign a real resolution on the version's paper."""
    paper, depc = paper_of_last_tabling(version), version.office.depc
    if kind == "adopt":
        carried_resolution(paper, depc, starts_at=SITTING)
    elif kind == "return":
        returned_resolution(paper, depc, starts_at=SITTING)
    else:
        item = item_with(paper, depc, motion="defer", starts_at=SITTING)
        vote(item, depc, chair="for", convener="for", member="for")
        signed(drawn_up(item, depc), depc)


ATTEMPTS = {
    "open_consultation": lambda v: workflow.open_consultation(v, until=date(2026, 12, 1), by=v.office.convener, at=AT),
    "close_consultation": lambda v: workflow.close_consultation(v, by=v.office.convener, at=AT),
    "table": lambda v: workflow.table(v, by=v.office.convener, at=AT),
    "adopt": lambda v: (
        _really(v, "adopt") if v.state == State.TABLED else workflow.adopt(v, resolution=_decision(v, Outcome.CARRIED), at=AT)
    ),
    "return": lambda v: (
        _really(v, "return")
        if v.state == State.TABLED
        else workflow.return_version(v, resolution=_decision(v, Outcome.RETURNED), at=AT)
    ),
    "stay": lambda v: (
        _really(v, "stay") if v.state == State.TABLED else workflow.stay(v, resolution=_decision(v, Outcome.DEFERRED), at=AT)
    ),
    "reopen": lambda v: workflow.reopen(v, by=v.office.officer, at=AT),
    "record_past_adoption": lambda v: workflow.record_past_adoption(
        v, adopted_on=date(2024, 5, 6), body="DEPC Erode", scan=_a_scan(), by=v.office.hq, at=AT
    ),
    "withdraw": lambda v: workflow.withdraw(v, remark="Begun anew.", by=v.office.convener, at=AT),
    "publish": lambda v: workflow.publish(v, checklist=CONFIRMED, by=v.office.publisher, at=AT),
    "send_back": lambda v: workflow.send_back(v, remark="A private number.", by=v.office.publisher, at=AT),
    "supersede": lambda v: move(locked(v), "supersede", actor=Actor("A. Kumar"), at=AT),
    "annul": lambda v: (
        annul_decision(v.office, v, at=AT)
        if v.state == State.ADOPTED
        else move(locked(v), "annul", actor=Actor("H. Singh"), at=AT)
    ),
    "suspend": lambda v: workflow.suspend(v, order="DoC/1/2026", reason="Under inquiry.", on=DAY, by=v.office.hq, at=AT),
    "resume": lambda v: workflow.resume(v, order="DoC/2/2026", by=v.office.hq, at=AT),
    "close": lambda v: workflow.close(v, reason="The period is over.", on=DAY, by=v.office.hq, at=AT),
    "record_notification": lambda v: workflow.record_notification(v, number="DC/1182", on=DAY, by=v.office.convener, at=AT),
}


def test_every_move_of_the_table_but_the_first_is_tried():
    assert sorted(ATTEMPTS) == sorted(rule.name for rule in MOVES if rule.source)


# Submitted is a state of errata alone (test_errata.py).
@pytest.mark.parametrize("state", [state for state in State if state != State.SUBMITTED])
def test_each_move_from_each_state_is_made_once_and_written_down_once_or_refused_and_nothing_is_changed(state):
    version = version_in(state)
    before = PlanVersion.objects.filter(pk=version.pk).values().get()
    written = events_of(version).count()
    edition_before = edition.current()

    for rule in MOVES:
        if not rule.source:
            continue
        with transaction.atomic():
            if state in rule.source:
                ATTEMPTS[rule.name](version)

                after = PlanVersion.objects.get(pk=version.pk)
                events = list(events_of(version).values_list("verb", flat=True))
                assert after.state == (rule.target or state), rule.name
                assert (len(events), events[0]) == (written + 1, rule.verb)
                assert (edition.current() > edition_before) or rule.name in UNSEEN
            else:
                with pytest.raises(MovedOn):
                    ATTEMPTS[rule.name](version)

                assert PlanVersion.objects.filter(pk=version.pk).values().get() == before, rule.name
                assert events_of(version).count() == written
                assert edition.current() == edition_before
            transaction.set_rollback(True)
        version.refresh_from_db()


def test_the_diagram_in_the_docs_is_that_of_the_table(settings):
    assert (settings.BASE_DIR / FILE).read_text(encoding="utf-8") == page()


def test_a_second_version_under_way_is_refused():
    office = an_office()
    a_draft(office)

    with pytest.raises(AlreadyUnderWay):
        a_draft(office)

    assert PlanVersion.objects.filter(plan__place=office.district).count() == 1


def test_a_double_click_on_publish_publishes_once_and_says_when_and_by_whom():
    version = version_in(State.PUBLISHED)

    with pytest.raises(MovedOn) as refused:
        workflow.publish(version, checklist=CONFIRMED, by=version.office.publisher, at=AT)

    assert str(refused.value) == (
        "This version was published already (11:05, 02-09-2025, S. Thomas). Nothing more was done; open it again to see it."
    )
    assert events_of(version).filter(verb="plan.published").count() == 1


def test_a_stale_tab_that_withdraws_is_told_who_returned_the_plan():
    version = version_in(State.TABLED)
    seen = version.row_version
    returned_resolution(paper_of_last_tabling(version), version.office.depc, starts_at=SITTING)

    with pytest.raises(MovedOn) as refused:
        workflow.withdraw(version, remark="", seen=seen, by=version.office.convener, at=AT)

    assert str(refused.value) == (
        "Someone returned this plan while you were reading it (13:20, 14-08-2025, A. Kumar Erode). "
        "Open it again to see the remark."
    )


def test_a_tab_that_shows_an_older_row_version_is_stale_even_in_the_same_state():
    version = version_in(State.DRAFT)

    with pytest.raises(MovedOn):
        workflow.table(version, seen=version.row_version - 1, by=version.office.convener, at=AT)

    version.refresh_from_db()
    assert version.state == State.DRAFT


def test_publishing_asks_for_every_point_of_the_check_list():
    version = version_in(State.ADOPTED)

    with pytest.raises(workflow.ChecklistOpen):
        workflow.publish(version, checklist=CONFIRMED | {"no_private_contacts": False}, by=version.office.publisher, at=AT)

    version.refresh_from_db()
    assert version.state == State.ADOPTED


def test_publishing_the_next_version_supersedes_the_one_before():
    office = an_office()
    first = published(office)

    second = next_published(office, first)

    first.refresh_from_db()
    assert (first.state, second.state, second.number) == (State.SUPERSEDED, State.PUBLISHED, "2.0")


def test_adopting_a_version_supersedes_an_older_one_that_was_never_published():
    office = an_office()
    first = version_in(State.ADOPTED, office=office)
    second = workflow.start_version(office.district, based_on=first, by=office.officer, at=LATER)
    second.office = office
    second = workflow.table(second, by=office.convener, at=LATER + timedelta(days=1))

    adopted(office, version=second, starts_at=LATER + timedelta(days=20))

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.published_at, second.state) == (State.SUPERSEDED, None, State.ADOPTED)
    assert events_of(first).first().data["published"] is False


def test_numbers_run_without_gaps_through_the_life_of_a_plan():
    office = an_office()
    first = workflow.table(a_written_draft(office), by=office.convener, at=AT)
    workflow.withdraw(first, remark="Begun anew.", by=office.convener, at=AT)
    never_tabled = a_draft(office, at=AT)
    workflow.withdraw(never_tabled, remark="", by=office.convener, at=AT)

    third = workflow.table(a_written_draft(office, at=AT), by=office.convener, at=AT + timedelta(days=8))

    first.refresh_from_db()
    never_tabled.refresh_from_db()
    assert [first.number, never_tabled.number, third.number] == ["1.0", "", "2.0"]


def test_a_stranger_moves_nothing_and_learns_nothing_of_the_state():
    nobody = stranger()
    for state in (State.DRAFT, State.ADOPTED):
        version = version_in(state, office=an_office("Salem" if state == State.DRAFT else "Erode"))
        version.office = SimpleNamespace(officer=nobody, convener=nobody, publisher=nobody, hq=nobody)
        for rule in MOVES:
            if rule.permission and rule.source:
                with pytest.raises(NotAllowed):
                    ATTEMPTS[rule.name](version)
        version.refresh_from_db()
        assert version.state == state


def test_a_state_writes_its_strategy_on_the_same_path_and_no_plan_of_a_district():
    office = an_office()
    state, officer = office.district.state, office.depc.state_officer

    strategy = workflow.start_version(state, by=officer, at=AT)

    assert (strategy.plan.kind, strategy.title, strategy.sections.count()) == (
        "state_strategy",
        "State export strategy, Tamil Nadu",
        11,
    )
    with pytest.raises(NoPlanHere):
        workflow.start_version(office.district, based_on=strategy, by=officer, at=AT)
