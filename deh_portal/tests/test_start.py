import runpy

import pytest

from common import guards
from deh_portal.celery import stop_without_guards

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _connection_of_the_test_stays(monkeypatch):
    monkeypatch.setattr("common.guards.keeping.connections.close_all", lambda: None)


def test_web_and_worker_start_when_every_guard_stands():
    runpy.run_module("deh_portal.wsgi")
    stop_without_guards()


def test_the_web_process_does_not_start_without_a_guard():
    guards.drop()

    with pytest.raises(guards.GuardsMissing, match="event_is_append_only"):
        runpy.run_module("deh_portal.wsgi")


def test_the_worker_does_not_start_without_a_guard():
    guards.drop()

    with pytest.raises(SystemExit, match="event_is_append_only"):
        stop_without_guards()
