"""Guards as PostgreSQL triggers and exclusion constraints.

Each object carries a comment, "guard " and the hash of its definition; that is
what verification compares.
"""

# ruff: noqa: S608 - every name and condition comes from the code that registered the guard, none from a person.

import hashlib

from common.guards.definitions import APPEND_ONLY, NO_OVERLAP


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


def _frozen(guard, row):
    """SQL statements that raise when the row named OLD or NEW is frozen."""
    refuse = (
        f"RAISE EXCEPTION USING MESSAGE = {_quoted(guard.message)}, ERRCODE = 'check_violation',"
        f" CONSTRAINT = {_quoted(guard.name)}, TABLE = {_quoted(guard.table)};"
    )
    if guard.kind == APPEND_ONLY:
        return refuse
    condition = f"({guard.when.replace('{row}', row)})"
    lock = ""
    if guard.parent:
        # The transaction that freezes the parent is waited for; the test below then sees what it did.
        lock = (
            f'PERFORM 1 FROM "{guard.parent}" guarded_parent'
            f' WHERE guarded_parent."{guard.parent_key}" = {row}."{guard.key}" FOR SHARE; '
        )
        condition = (
            f'EXISTS (SELECT 1 FROM "{guard.parent}" guarded_parent'
            f' WHERE guarded_parent."{guard.parent_key}" = {row}."{guard.key}"'
            f" AND ({guard.when.replace('{parent}', 'guarded_parent').replace('{row}', row)}))"
        )
    return f"{lock}IF {condition} THEN {refuse} END IF;"


def _trigger_statements(guard):
    name = f"guard_{guard.name}"
    refuse_truncate = _frozen(guard, "OLD") if guard.kind == APPEND_ONLY else (
        f"RAISE EXCEPTION USING MESSAGE = {_quoted(guard.message)}, ERRCODE = 'check_violation',"
        f" CONSTRAINT = {_quoted(guard.name)}, TABLE = {_quoted(guard.table)};"
    )  # fmt: skip
    parts = [f"IF TG_OP = 'TRUNCATE' THEN {refuse_truncate} END IF;"]
    events = "UPDATE OR DELETE"
    if guard.kind == APPEND_ONLY:
        parts.append(_frozen(guard, "OLD"))
    else:
        changed = " OR ".join(f'OLD."{c}" IS DISTINCT FROM NEW."{c}"' for c in guard.columns) or "true"
        parts.append(f"IF TG_OP = 'DELETE' THEN {_frozen(guard, 'OLD')} END IF;")
        parts.append(f"IF TG_OP = 'UPDATE' THEN IF {changed} THEN {_frozen(guard, 'OLD')} END IF; END IF;")
        if guard.parent:
            events = "INSERT OR UPDATE OR DELETE"
            parts.append(f"IF TG_OP IN ('INSERT', 'UPDATE') THEN {_frozen(guard, 'NEW')} END IF;")
    parts.append("IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;")
    return [
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $guard$ BEGIN {" ".join(parts)} END $guard$',
        f'CREATE TRIGGER "{name}" BEFORE {events} ON "{guard.table}" FOR EACH ROW EXECUTE FUNCTION "{name}"()',
        f'CREATE TRIGGER "{name}_truncate" BEFORE TRUNCATE ON "{guard.table}" FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()',
    ]


def _constraint_statements(guard):
    span = f'{guard.range_type}("{guard.begins}", "{guard.ends}", \'[)\')'
    parts = [f'"{key}" WITH =' for key in guard.keys] + [f"{span} WITH &&"]
    # Unqualified names mean the row itself here.
    where = f" WHERE ({guard.where.replace('{row}.', '')})" if guard.where else ""
    return [
        "CREATE EXTENSION IF NOT EXISTS btree_gist",
        f'ALTER TABLE "{guard.table}" ADD CONSTRAINT "{guard.name}" EXCLUDE USING gist ({", ".join(parts)}){where}',
    ]


def statements(guard) -> list[str]:
    """The SQL that puts one guard in, comments included."""
    made = _constraint_statements(guard) if guard.kind == NO_OVERLAP else _trigger_statements(guard)
    mark = _quoted(f"guard {hashlib.sha256(';'.join(made).encode()).hexdigest()}")
    if guard.kind == NO_OVERLAP:
        return [*made, f'COMMENT ON CONSTRAINT "{guard.name}" ON "{guard.table}" IS {mark}']
    name = f"guard_{guard.name}"
    return [
        *made,
        f'COMMENT ON TRIGGER "{name}" ON "{guard.table}" IS {mark}',
        f'COMMENT ON TRIGGER "{name}_truncate" ON "{guard.table}" IS {mark}',
    ]


_EXISTING = """
SELECT t.tgname, c.relname, d.description, 'trigger', t.tgenabled IN ('O', 'A')
  FROM pg_trigger t
  JOIN pg_class c ON c.oid = t.tgrelid AND pg_table_is_visible(c.oid)
  JOIN pg_description d ON d.objoid = t.oid AND d.classoid = 'pg_trigger'::regclass
 WHERE d.description LIKE 'guard %%'
UNION ALL
SELECT k.conname, c.relname, d.description, 'constraint', true
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid AND pg_table_is_visible(c.oid)
  JOIN pg_description d ON d.objoid = k.oid AND d.classoid = 'pg_constraint'::regclass
 WHERE d.description LIKE 'guard %%'
"""


class Keeper:
    """Puts guards into a PostgreSQL database, takes them out, and says which are there."""

    def __init__(self, connection):
        self.connection = connection

    def _existing(self):
        with self.connection.cursor() as cursor:
            cursor.execute(_EXISTING, [])
            return {(name, table): (kind, mark, live) for name, table, mark, kind, live in cursor.fetchall()}

    def _names(self, guard):
        if guard.kind == NO_OVERLAP:
            return [guard.name]
        return [f"guard_{guard.name}", f"guard_{guard.name}_truncate"]

    def missing(self, guards):
        """Those of `guards` that are not in the database exactly as they are defined, and switched on."""
        existing = self._existing()
        missing = []
        for guard in guards:
            mark = statements(guard)[-1].rpartition(" IS ")[2].strip("'")
            found = [existing.get((name, guard.table)) for name in self._names(guard)]
            if any(it is None or it[1] != mark or not it[2] for it in found):
                missing.append(guard)
        return missing

    def install(self, guards):
        """Put in what is missing."""
        missing = self.missing(guards)
        if missing:
            self.drop(missing)
            with self.connection.cursor() as cursor:
                for guard in missing:
                    for statement in statements(guard):
                        cursor.execute(statement)

    def drop(self, guards=None):
        """Take out `guards`, or every guard there is, also those no longer registered."""
        existing = self._existing()
        if guards is not None:
            wanted = {(name, guard.table) for guard in guards for name in self._names(guard)}
            existing = {key: value for key, value in existing.items() if key in wanted}
        with self.connection.cursor() as cursor:
            for (name, table), (kind, _mark, _live) in existing.items():
                if kind == "constraint":
                    cursor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
                else:
                    cursor.execute(f'DROP TRIGGER "{name}" ON "{table}"')
            # A function can go once both triggers that call it are gone.
            functions = {name.removesuffix("_truncate") for (name, _), (kind, _m, _l) in existing.items() if kind == "trigger"}
            for name in functions:
                cursor.execute(f'DROP FUNCTION IF EXISTS "{name}"()')
