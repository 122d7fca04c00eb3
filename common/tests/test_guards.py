"""Each kind of guard on a throw-away table, on the engine the suite runs on."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import IntegrityError, connection, transaction

from common import guards
from common.guards import definitions, keeping

pytestmark = pytest.mark.django_db

TABLES = """
CREATE TABLE trial_parent (id integer PRIMARY KEY, state varchar(10) NOT NULL);
CREATE TABLE trial_child (id integer PRIMARY KEY, parent_id integer NOT NULL, note varchar(10) NOT NULL);
CREATE TABLE trial_span (id integer PRIMARY KEY, post integer, kind varchar(10), valid_from date, valid_to date);
"""


@pytest.fixture
def trial():
    """Three small tables, a registry that knows only their guards, and a function that runs SQL."""
    kept = dict(definitions._registry)
    definitions._registry.clear()
    with connection.cursor() as cursor:
        for statement in TABLES.strip().split(";\n"):
            cursor.execute(statement.rstrip(";"))
    yield _run
    definitions._registry.clear()
    definitions._registry.update(kept)


def _run(sql, *params):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall() if cursor.description else None


def _refused(name, sql, *params):
    with pytest.raises(IntegrityError, match=name):
        _run(sql, *params)


def _truncate(table):
    return f"TRUNCATE {table}" if connection.vendor == "postgresql" else f"DELETE FROM {table}"


def test_append_only_rows_are_added_and_nothing_else(trial):
    guards.append_only("parent_is_append_only", "trial_parent")
    guards.install()
    trial("INSERT INTO trial_parent VALUES (1, 'draft')")
    trial("INSERT INTO trial_parent VALUES (2, 'draft')")

    _refused("parent_is_append_only", "UPDATE trial_parent SET state = 'x' WHERE id = 1")
    _refused("parent_is_append_only", "DELETE FROM trial_parent WHERE id = 1")
    _refused("parent_is_append_only", _truncate("trial_parent"))

    assert trial("SELECT id, state FROM trial_parent ORDER BY id") == [(1, "draft"), (2, "draft")]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE is SQLite's own")
def test_append_only_rows_are_not_replaced_either(trial):
    guards.append_only("parent_is_append_only", "trial_parent")
    guards.install()
    trial("INSERT INTO trial_parent VALUES (1, 'draft')")

    _refused("parent_is_append_only", "INSERT OR REPLACE INTO trial_parent VALUES (1, 'x')")

    assert trial("SELECT state FROM trial_parent") == [("draft",)]


def test_frozen_rows_change_until_they_are_frozen(trial):
    guards.frozen_rows("parent_is_frozen_once_tabled", "trial_parent", "{row}.state = 'tabled'")
    guards.install()
    trial("INSERT INTO trial_parent VALUES (1, 'draft')")
    trial("UPDATE trial_parent SET state = 'tabled'")

    _refused("parent_is_frozen_once_tabled", "UPDATE trial_parent SET state = 'draft'")
    _refused("parent_is_frozen_once_tabled", "DELETE FROM trial_parent")
    _refused("parent_is_frozen_once_tabled", _truncate("trial_parent"))


def test_frozen_columns_leave_the_others_free(trial):
    guards.frozen_rows("child_note_is_frozen_always", "trial_child", "{row}.parent_id = 1", columns=["note"])
    guards.install()
    trial("INSERT INTO trial_child VALUES (7, 1, 'a')")
    trial("UPDATE trial_child SET id = 8, note = 'a'")

    _refused("child_note_is_frozen_always", "UPDATE trial_child SET note = 'b'")
    _refused("child_note_is_frozen_always", "DELETE FROM trial_child")

    assert trial("SELECT id, note FROM trial_child") == [(8, "a")]


def test_children_are_frozen_with_their_parent_in_every_direction(trial):
    guards.frozen_with_parent(
        "child_is_frozen_with_its_parent", "trial_child", parent="trial_parent", key="parent_id", when="{parent}.state = 'tabled'"
    )
    guards.install()
    trial("INSERT INTO trial_parent VALUES (1, 'draft'), (2, 'draft')")
    trial("INSERT INTO trial_child VALUES (1, 1, 'a'), (2, 2, 'a')")
    trial("UPDATE trial_child SET note = 'b' WHERE id = 1")
    trial("UPDATE trial_parent SET state = 'tabled' WHERE id = 1")

    for forbidden in (
        "INSERT INTO trial_child VALUES (3, 1, 'a')",
        "UPDATE trial_child SET note = 'c' WHERE id = 1",
        "UPDATE trial_child SET parent_id = 2 WHERE id = 1",
        "UPDATE trial_child SET parent_id = 1 WHERE id = 2",
        "DELETE FROM trial_child WHERE id = 1",
    ):
        _refused("child_is_frozen_with_its_parent", forbidden)
    trial("DELETE FROM trial_child WHERE id = 2")

    assert trial("SELECT id, parent_id, note FROM trial_child") == [(1, 1, "b")]


def test_spans_of_one_post_never_overlap(trial):
    guards.no_overlap("post_has_one_holder_at_a_time", "trial_span", keys=["post"], where="{row}.kind = 'full'")
    guards.install()
    add = "INSERT INTO trial_span VALUES (%s, %s, %s, %s, %s)"
    trial(add, 1, 1, "full", "2025-01-01", "2025-06-01")
    trial(add, 2, 1, "full", "2025-06-01", None)
    trial(add, 3, 2, "full", "2025-01-01", None)
    trial(add, 4, 1, "leave", "2025-02-01", "2025-03-01")
    trial(add, 5, None, "full", "2025-01-01", None)

    name = "post_has_one_holder_at_a_time"
    _refused(name, add, 10, 1, "full", "2025-05-31", "2025-06-01")
    _refused(name, add, 10, 1, "full", None, "2025-01-02")
    _refused(name, add, 10, 1, "full", "2030-01-01", None)
    _refused(name, "UPDATE trial_span SET valid_to = NULL WHERE id = 1")
    _refused(name, "UPDATE trial_span SET kind = 'full' WHERE id = 4")
    trial(add, 10, None, "full", "2025-01-01", None)
    trial(add, 11, 1, "full", None, "2025-01-01")

    assert trial("SELECT count(*) FROM trial_span") == [(7,)]


def test_rows_that_overlap_already_keep_the_guard_from_being_put_in(trial):
    trial("INSERT INTO trial_span VALUES (1, 1, 'full', '2025-01-01', NULL), (2, 1, 'full', '2026-01-01', NULL)")
    guards.no_overlap("post_has_one_holder_at_a_time", "trial_span", keys=["post"])

    with pytest.raises(IntegrityError, match="post_has_one_holder_at_a_time"), transaction.atomic():
        guards.install()

    assert guards.verify() == ["post_has_one_holder_at_a_time"]


def test_a_missing_guard_is_found_and_put_back(trial):
    guards.append_only("parent_is_append_only", "trial_parent")
    assert guards.verify() == ["parent_is_append_only"]

    guards.install()
    assert guards.verify() == []

    guards.drop()
    assert guards.verify() == ["parent_is_append_only"]
    assert [error.id for error in keeping.check_guards(databases=["default"])] == ["common.E001"]
    with pytest.raises(guards.GuardsMissing, match="parent_is_append_only"):
        guards.require_all()
    with pytest.raises(SystemCheckError, match="parent_is_append_only"):
        call_command("check", databases=["default"])


def test_migrate_puts_a_missing_guard_back_and_is_not_kept_from_it_by_the_check():
    guards.drop()
    with pytest.raises(SystemCheckError, match="event_is_append_only"):
        call_command("check", databases=["default"])

    call_command("migrate", verbosity=0, skip_checks=False)

    assert guards.verify() == []


def test_a_guard_whose_definition_changed_counts_as_missing_and_is_replaced(trial):
    guards.frozen_rows("parent_is_frozen_once_tabled", "trial_parent", "{row}.state = 'tabled'")
    guards.install()
    definitions._registry.clear()
    guards.frozen_rows("parent_is_frozen_once_tabled", "trial_parent", "{row}.state = 'done'")

    assert guards.verify() == ["parent_is_frozen_once_tabled"]
    guards.install()
    assert guards.verify() == []


def test_a_guard_of_a_table_not_made_yet_waits_and_the_portal_does_not_start(trial):
    guards.append_only("future_is_append_only", "trial_future")
    guards.install()

    assert guards.verify() == []
    with pytest.raises(guards.GuardsMissing, match="future_is_append_only"):
        guards.require_all()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite cannot switch a trigger off")
def test_a_guard_switched_off_counts_as_missing(trial):
    guards.append_only("parent_is_append_only", "trial_parent")
    guards.install()
    trial("ALTER TABLE trial_parent DISABLE TRIGGER ALL")

    assert guards.verify() == ["parent_is_append_only"]
    guards.install()
    assert guards.verify() == []


def test_a_guard_no_longer_registered_goes_with_the_next_migration(trial):
    guards.append_only("parent_is_append_only", "trial_parent")
    guards.install()
    definitions._registry.clear()

    keeping.drop_before_migrating(keeping._first_sender(), "default", plan=["something"])
    keeping.install_after_migrating(keeping._first_sender(), "default")

    trial("INSERT INTO trial_parent VALUES (1, 'draft')")
    trial("DELETE FROM trial_parent")


def test_lifted_guards_stand_again_after_the_block_even_when_it_fails(trial):
    guards.append_only("parent_is_append_only", "trial_parent")
    guards.install()
    trial("INSERT INTO trial_parent VALUES (1, 'draft')")

    with pytest.raises(ZeroDivisionError), guards.lift_guards():  # noqa: PT012
        trial("DELETE FROM trial_parent")
        raise ZeroDivisionError

    assert guards.verify() == []
    assert trial("SELECT count(*) FROM trial_parent") == [(0,)]


def test_one_name_cannot_stand_for_two_guards(trial):
    guards.append_only("parent_is_append_only", "trial_parent")

    guards.append_only("parent_is_append_only", "trial_parent")
    with pytest.raises(ImproperlyConfigured, match="Two different guards"):
        guards.append_only("parent_is_append_only", "trial_child")


@pytest.mark.parametrize("name", ["parent_guard", "Parent_Is_Kept", "x" * 49, "parent is kept"])
def test_a_name_that_is_no_sentence_is_refused(trial, name):
    with pytest.raises(ImproperlyConfigured, match="three words"):
        guards.append_only(name, "trial_parent")


def test_every_registered_guard_stands_in_the_database():
    assert guards.verify() == []
    guards.require_all()
    assert "event_is_append_only" in {guard.name for guard in guards.registered()}
