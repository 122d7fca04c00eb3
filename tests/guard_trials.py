"""Rows for tables one knows nothing about: enough to try what a guard forbids.

Foreign keys and checks are off while the rows go in; only the guard is on trial.
"""

import itertools
import re
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

from django.apps import apps
from django.db import connections, models, transaction

WRITTEN = {
    "BinaryField": lambda n: b"x%d" % n,
    "BooleanField": lambda n: n % 2 == 1,
    "DateField": lambda n: date(2025, 1, n),
    "DateTimeField": lambda n: datetime(2025, 1, n, tzinfo=UTC),
    "DecimalField": lambda n: Decimal(n),
    "FloatField": float,
    "JSONField": lambda n: {"n": n},
    "UUIDField": lambda n: uuid.UUID(int=n),
    "TimeField": lambda n: datetime(2025, 1, 1, n).time(),
}


def model_of(table):
    """The model whose rows stand in `table`, made ones included."""
    return next(m for m in apps.get_models(include_auto_created=True) if m._meta.db_table == table)


def value(field, n):
    """The n-th value of a field, as the database takes it."""
    connection = connections["default"]
    while field.remote_field and not field.many_to_many:
        field = field.target_field
    kind = field.get_internal_type()
    if kind in WRITTEN:
        written = WRITTEN[kind](n)
    elif "financial_years" in type(field).__module__:
        written = f"20{n:02d}-{n + 1:02d}"
    elif kind in ("CharField", "TextField", "SlugField", "EmailField", "URLField", "FileField"):
        written = f"x{n}"[: field.max_length or 9]
    else:
        written = n
    return field.get_db_prep_value(written, connection)


class Trial:
    """One database on which guards are tried: `alias` names the connection."""

    def __init__(self, alias):
        self.alias = alias
        self.connection = connections[alias]

    def run(self, sql, params=()):
        """Run one statement; a refusal leaves the rest of the trial standing."""
        with transaction.atomic(self.alias), self.connection.cursor() as cursor:
            cursor.execute(sql, list(params))
            return cursor.fetchall() if cursor.description else None

    def _let_anything_in(self, table):
        if self.connection.vendor == "sqlite":
            # Outside of a transaction, where alone SQLite obeys the first of them.
            for off in ("foreign_keys = OFF", "ignore_check_constraints = ON"):
                self.connection.cursor().execute(f"PRAGMA {off}")
            return
        checks = "SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = %s::regclass"
        for (name,) in self.run(checks, [table]):
            self.run(f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"')
        self.run("SET LOCAL session_replication_role = replica")

    def _back_to_normal(self):
        if self.connection.vendor == "postgresql":
            self.run("SET LOCAL session_replication_role = origin")

    def insert(self, table, n, **values):
        """One more row, with `values` where given and something in every other column."""
        fields = model_of(table)._meta.local_concrete_fields
        row = {field.column: values.get(field.column, value(field, n)) for field in fields}
        columns = ", ".join(f'"{column}"' for column in row)
        marks = ", ".join(["%s"] * len(row))
        self.run(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', row.values())
        return row

    def _candidates(self, table, condition, mark):
        """Every set of values that could make `condition` true, by the words that stand in it."""
        columns = sorted(set(re.findall(rf'\{{{mark}\}}\."?(\w+)', condition)))
        words = [*re.findall(r"'([^']*)'", condition), "x"]
        fields = {field.column: field for field in model_of(table)._meta.local_concrete_fields}
        choices = []
        for column in columns:
            field = fields[column]
            options = [value(field, 1), value(field, 2)]
            if field.get_internal_type() in ("CharField", "TextField"):
                options = words + options
            choices.append(options + ([None] if field.null else []))
        for chosen in itertools.product(*choices):
            yield dict(zip(columns, chosen, strict=True))

    def row_for_which(self, table, condition, mark, n=1, **also):
        """Insert a row for which `condition` (SQL on {mark}) holds."""
        self._let_anything_in(table)
        for values in self._candidates(table, condition, mark):
            self.insert(table, n, **{**also, **values})
            if not condition or self.run(f'SELECT 1 FROM "{table}" t WHERE {condition.replace(f"{{{mark}}}", "t")}'):
                self._back_to_normal()
                return values
            self.run(f'DELETE FROM "{table}"')
        raise AssertionError(f"No row of {table} was found for which {condition} holds; teach tests/guard_trials.py one.")


def altered(field):
    """The field, a little different: enough that SQLite rebuilds the table and PostgreSQL alters the column."""
    changed = field.clone()
    if isinstance(field, models.CharField) and field.max_length and "financial_years" not in type(field).__module__:
        changed.max_length = field.max_length + 1
    else:
        changed.null = not field.null
    if field.remote_field:
        # A clone names its target; the fields of a model that stands already point at it.
        changed.remote_field.model = field.remote_field.model
        changed.remote_field.field_name = field.remote_field.field_name
    changed.set_attributes_from_name(field.name)
    changed.model = field.model
    return changed


def field_to_alter(table):
    """A column of the table that no key needs; the type changes rather than the emptiness where it can."""
    fields = [field for field in model_of(table)._meta.local_concrete_fields if not field.primary_key]
    return min(fields, key=lambda field: (field.is_relation, not isinstance(field, models.CharField), field.unique))
