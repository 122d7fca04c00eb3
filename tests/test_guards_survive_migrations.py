"""Every guard, after a migration altered its table or a table it reads, still refuses what it forbids."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections

from common import guards
from common.guards import keeping
from common.guards.definitions import APPEND_ONLY, FROZEN, NO_OVERLAP
from tests.guard_trials import Trial, altered, field_to_alter, model_of, value

PAIRS = [(guard, table) for guard in guards.registered() for table in (guard.table, *guard.reads)]


@pytest.fixture
def trial(db):
    """An empty database with the portal's tables; on PostgreSQL the test's own, rolled back at the end."""
    if connection.vendor == "postgresql":
        yield Trial("default")
        return
    empty = type(connections["default"])({**connection.settings_dict, "NAME": ":memory:"}, alias="trial")
    connections["trial"] = empty
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'")
        schema = [row[0] for row in cursor.fetchall()]
    trial = Trial("trial")
    # Outside of a transaction, where alone SQLite obeys it.
    empty.cursor().execute("PRAGMA foreign_keys = OFF")
    for statement in sorted(schema, key=lambda sql: "CREATE TRIGGER" in sql):
        trial.run(statement)
    yield trial
    empty.close()
    del connections["trial"]


def _alter(trial, table):
    field = field_to_alter(table)
    with trial.connection.schema_editor(atomic=False) as editor:
        editor.alter_field(model_of(table), field, altered(field))


def _refused(trial, guard, sql, params=()):
    with pytest.raises(IntegrityError, match=guard.name):
        trial.run(sql, params)


def _empty(trial, table):
    if trial.connection.vendor == "postgresql":
        trial.run("SET LOCAL session_replication_role = replica")
        trial.run(f'DELETE FROM "{table}"')
        trial.run("SET LOCAL session_replication_role = origin")


def _prepare(trial, guard):
    """Put in the rows the forbidden thing needs, while no guard stands."""
    for table in {guard.table, guard.parent} - {""}:
        _empty(trial, table)
    if guard.kind == NO_OVERLAP:
        keys = {column: value(_field(guard.table, column), 1) for column in guard.keys}
        keys |= {guard.begins: "2025-01-01", guard.ends: "2026-01-01"}
        return keys | trial.row_for_which(guard.table, guard.where, "row", **keys)
    if guard.parent:
        trial.row_for_which(guard.parent, guard.when, "parent", **{guard.parent_key: 1})
        trial.row_for_which(guard.table, "", "row", **{guard.key: 1})
        return {guard.key: 1}
    return trial.row_for_which(guard.table, guard.when, "row")


def _field(table, column):
    return next(field for field in model_of(table)._meta.local_concrete_fields if field.column == column)


def _try_what_it_forbids(trial, guard, prepared):
    table = f'"{guard.table}"'
    if guard.kind == NO_OVERLAP:
        with pytest.raises(IntegrityError, match=guard.name):
            trial.insert(guard.table, 2, **{**prepared, guard.begins: "2025-02-01", guard.ends: "2025-03-01"})
        return
    assert guard.kind in (APPEND_ONLY, FROZEN)
    field = _field(guard.table, guard.columns[0]) if guard.columns else field_to_alter(guard.table)
    _refused(trial, guard, f'UPDATE {table} SET "{field.column}" = %s', [value(field, 2)])
    _refused(trial, guard, f"DELETE FROM {table}")
    if guard.parent:
        with pytest.raises(IntegrityError, match=guard.name):
            trial.insert(guard.table, 2, **{guard.key: 1})
    if trial.connection.vendor == "postgresql":
        _refused(trial, guard, f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize(("guard", "table"), PAIRS, ids=[f"{guard.name}-after-altering-{table}" for guard, table in PAIRS])
def test_a_guard_refuses_after_a_migration_as_before(trial, guard, table):
    sender = keeping._first_sender()

    keeping.drop_before_migrating(sender, trial.alias, plan=["a migration"])
    _alter(trial, table)
    prepared = _prepare(trial, guard)
    keeping.install_after_migrating(sender, trial.alias)

    assert guards.verify(trial.alias) == []
    # Alone on trial: two guards of one table would answer for each other.
    keeping._keeper(trial.alias).drop([other for other in guards.registered() if other != guard])
    _try_what_it_forbids(trial, guard, prepared)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps the triggers of a table it alters")
def test_without_dropping_them_sqlite_loses_the_guards_of_a_rebuilt_table(trial):
    try:
        _alter(trial, "audit_event")
    except DatabaseError:
        return

    assert guards.verify(trial.alias) == ["event_is_append_only"]
