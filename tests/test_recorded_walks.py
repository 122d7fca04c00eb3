"""A walk written again is the walk: its rows, its answer, what it left to do. Where not all is the same, it is walked."""

import hashlib

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, connections, transaction

from accounts.models import Person
from audit.models import Edition, Event
from districts.models import District
from plans.models import PlanVersion
from plans.states import State
from plans.tests.factories import an_office, version_in

from . import recorded_walks
from .recorded_walks import recorded

pytestmark = pytest.mark.django_db

walked = []


@recorded
def a_plan(name="Erode"):
    walked.append(name)
    office = an_office(name)
    return version_in(State.PUBLISHED, office=office)


@recorded
def an_edition_of(version):
    walked.append(version)
    version.edited = True
    return Person.objects.create(name="E. Ditor")


@pytest.fixture(autouse=True)
def _recorder(db):
    """A ledger of this test's own on the connection of the moment, whose database is the template's.

    That of the run may stand aside by now: after a browser's tests Django gives the thread another connection.
    """
    of_the_run = recorded_walks._ledger
    if of_the_run is None:
        pytest.skip("RECORD_WALKS=no: everything is walked")
    here = connections["default"]
    wrappers, commit, rollback = list(here.execute_wrappers), here.commit, here.rollback
    here.execute_wrappers.clear()
    recorded_walks._ledger = recorded_walks.Ledger(here)
    walked.clear()
    yield
    recorded_walks._ledger = of_the_run
    here.execute_wrappers[:] = wrappers
    here.commit, here.rollback = commit, rollback


def rows():
    """{table: rows} of the whole database."""
    return {
        model._meta.db_table: hashlib.sha256(repr(list(model._base_manager.order_by("pk").values_list())).encode()).hexdigest()
        for model in apps.get_models()
        if model._meta.managed
    }


def counts():
    return {model._meta.db_table: model._base_manager.count() for model in apps.get_models() if model._meta.managed}


@pytest.fixture
def undone():
    """`undone(ask)` is what ask() answers; what it wrote is rolled back."""

    def undo(ask):
        with transaction.atomic():
            answer = ask()
            transaction.set_rollback(True)
        return answer

    return undo


def test_a_walk_written_again_leaves_the_rows_and_the_answer_of_the_walk(undone):
    first, rows_then, hooks_then = undone(lambda: (a_plan("Salem"), rows(), len(connection.run_on_commit)))
    again, rows_now, hooks_now = undone(lambda: (a_plan("Salem"), rows(), len(connection.run_on_commit)))

    assert walked == ["Salem"]
    assert rows_now == rows_then
    assert vars(again).keys() - {"_django_version"} == vars(first).keys()
    assert (again, again.office) == (first, first.office)
    assert again is not first
    assert hooks_now == hooks_then > 0


def test_what_is_walked_leaves_as_many_rows_in_every_table_as_what_is_written_again(undone, monkeypatch):
    undone(lambda: a_plan("Madurai"))
    written_again = undone(lambda: (a_plan("Madurai"), counts())[1])
    monkeypatch.setattr("tests.recorded_walks._ledger", None)
    really_walked = undone(lambda: (a_plan("Madurai"), counts())[1])

    assert walked == ["Madurai", "Madurai"]
    assert written_again == really_walked


def test_rows_and_guards_after_a_walk_written_again_are_as_after_a_walk(undone):
    undone(a_plan)
    version = a_plan()

    assert Person.objects.create(name="N. Ew").pk > version.office.officer.person_id
    assert [event.verb for event in Event.objects.order_by("pk")][-1] == "plan.published"
    assert PlanVersion.objects.get(pk=version.pk).state == State.PUBLISHED
    with pytest.raises(IntegrityError, match="event_is_append_only"), transaction.atomic():
        Event.objects.all().delete()


def test_after_any_other_writing_everything_is_walked_until_that_is_undone(undone):
    undone(lambda: a_plan("Erode"))
    walked.clear()

    def renamed():
        District.objects.filter(name="Erode").update(name_hi="ईरोडु")
        return a_plan("Erode").office.district.name_hi

    assert undone(renamed) == "ईरोडु"
    assert walked == ["Erode"]
    a_plan("Erode")
    assert walked == ["Erode"]


def test_a_walk_that_follows_another_is_known_by_all_that_went_before(undone):
    undone(lambda: [a_plan("Erode"), a_plan("Salem")])
    walked.clear()

    assert undone(lambda: [a_plan("Erode"), a_plan("Salem")])
    assert walked == []
    undone(lambda: [a_plan("Salem"), a_plan("Erode")])
    assert walked[-1] == "Erode"


def test_while_a_test_replaces_a_part_of_the_program_everything_is_walked(undone, monkeypatch, settings):
    undone(a_plan)
    walked.clear()
    with monkeypatch.context() as patch:
        patch.setattr("plans.tests.factories.PRODUCTS", ("turmeric",))
        assert undone(lambda: a_plan().targets.count()) == 2
    assert undone(lambda: a_plan().targets.count()) == 4
    assert walked == ["Erode"]

    settings.PUBLIC_ORIGIN = "https://other.example"
    undone(a_plan)
    assert walked == ["Erode", "Erode"]


def test_a_factory_that_changes_what_it_is_given_is_always_walked(undone):
    version = a_plan()
    walked.clear()

    for _time in range(2):
        version.edited = False
        undone(lambda: an_edition_of(version))
        assert version.edited

    assert walked == [version, version]


def test_a_refusal_on_the_way_is_met_every_time(undone):
    @recorded
    def refused():
        walked.append("refused")
        with pytest.raises(IntegrityError), transaction.atomic():
            Edition.objects.create(pk=2)

    undone(refused)
    undone(refused)

    assert walked == ["refused", "refused"]
