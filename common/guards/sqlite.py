"""Guards as SQLite triggers. Their text in sqlite_master is what verification compares."""

# ruff: noqa: S608 - every name and condition comes from the code that registered the guard, none from a person.

from django.db import IntegrityError

from common.guards.definitions import APPEND_ONLY, NO_OVERLAP


def _quoted(text):
    return "'" + text.replace("'", "''") + "'"


def _trigger(guard, event, condition, *, when="BEFORE", of=""):
    raise_it = f"SELECT RAISE(ABORT, {_quoted(guard.message)})"
    if condition:
        raise_it += f" WHERE {condition}"
    name = f"guard_{guard.name}_{event.lower()}"
    return name, f'CREATE TRIGGER "{name}" {when} {event}{of} ON "{guard.table}" BEGIN {raise_it}; END'


def _frozen(guard, row):
    if not guard.parent:
        return f"({guard.when.replace('{row}', row)})"
    return (
        f'EXISTS (SELECT 1 FROM "{guard.parent}" guarded_parent'
        f' WHERE guarded_parent."{guard.parent_key}" = {row}."{guard.key}"'
        f" AND ({guard.when.replace('{parent}', 'guarded_parent').replace('{row}', row)}))"
    )


def _overlap(guard):
    begins, ends = f'"{guard.begins}"', f'"{guard.ends}"'
    parts = [f'other."{key}" = NEW."{key}"' for key in guard.keys]
    parts.append("other.rowid <> NEW.rowid")
    for a, b in (("NEW", "other"), ("other", "NEW")):
        parts.append(f"({a}.{begins} IS NULL OR {b}.{ends} IS NULL OR {a}.{begins} < {b}.{ends})")
    # A row that ends on the day it begins holds on no day, as an empty range does on PostgreSQL.
    parts += [f"{row}.{begins} IS NOT {row}.{ends}" for row in ("NEW", "other")]
    here = ""
    if guard.where:
        parts.append(f"({guard.where.replace('{row}', 'other')})")
        here = f"({guard.where.replace('{row}', 'NEW')}) AND "
    return f'{here}EXISTS (SELECT 1 FROM "{guard.table}" other WHERE {" AND ".join(parts)})'


def triggers(guard) -> dict[str, str]:
    """The triggers of one guard: name -> CREATE TRIGGER."""
    if guard.kind == APPEND_ONLY:
        made = [_trigger(guard, "UPDATE", ""), _trigger(guard, "DELETE", "")]
    elif guard.kind == NO_OVERLAP:
        # AFTER, because a row has no rowid before it is inserted; ABORT takes the whole statement back.
        condition = _overlap(guard)
        made = [_trigger(guard, event, condition, when="AFTER") for event in ("INSERT", "UPDATE")]
    elif guard.parent:
        old, new = _frozen(guard, "OLD"), _frozen(guard, "NEW")
        made = [
            _trigger(guard, "INSERT", new),
            _trigger(guard, "UPDATE", f"{old} OR {new}"),
            _trigger(guard, "DELETE", old),
        ]
    else:
        old = _frozen(guard, "OLD")
        changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in guard.columns)
        made = [
            _trigger(guard, "UPDATE", f"{old} AND ({changed})" if changed else old),
            _trigger(guard, "DELETE", old),
        ]
    return dict(made)


class Keeper:
    """Puts guards into an SQLite database, takes them out, and says which are there."""

    def __init__(self, connection):
        self.connection = connection

    def _existing(self):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' ESCAPE '\\'")
            return dict(cursor.fetchall())

    def missing(self, guards):
        """Those of `guards` that are not in the database exactly as they are defined."""
        existing = self._existing()
        return [g for g in guards if any(existing.get(name) != sql for name, sql in triggers(g).items())]

    def install(self, guards):
        """Put in what is missing."""
        with self.connection.cursor() as cursor:
            for guard in self.missing(guards):
                if guard.kind == NO_OVERLAP:
                    # PostgreSQL looks at the rows that are there when it adds the constraint; a trigger does not.
                    cursor.execute(f'SELECT 1 FROM "{guard.table}" NEW WHERE {_overlap(guard)} LIMIT 1')
                    if cursor.fetchone():
                        raise IntegrityError(guard.message)
                for name, sql in triggers(guard).items():
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                    cursor.execute(sql)

    def drop(self, guards=None):
        """Take out `guards`, or every guard there is, also those no longer registered."""
        names = self._existing()
        if guards is not None:
            names = [name for guard in guards for name in triggers(guard) if name in names]
        with self.connection.cursor() as cursor:
            for name in names:
                cursor.execute(f'DROP TRIGGER "{name}"')
