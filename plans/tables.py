"""The rows of a frozen plan as tables for spreadsheets and programs: columns from plans/deap_schema.py, cells from the text.

A figure has a column of its own for why there is none (`..._state`: value, missing, not_applicable, withheld), so zero,
"not recorded", "does not apply" and "withheld" stay four things. An empty cell elsewhere is a text that says nothing.
"""

import csv
import io
from dataclasses import dataclass
from functools import cache

from common.formulas import defused
from plans.deap_schema import schema

#: File name -> list of the plan.
LISTS = {
    "targets": "targets",
    "interventions": "interventions",
    "products": "products",
    "bottlenecks": "bottlenecks",
    "training": "training_needs",
    "incentives": "incentives",
    "facts": "facts",
}
#: Several texts in one cell; the text itself (plan.json) has them apart.
BETWEEN = "; "
_TYPES = {"integer": "integer", "boolean": "boolean", "string": "string"}


@dataclass(frozen=True)
class Column:
    """One column: its name, the keys that lead to it in the row, its type as Table Schema calls it, what it means."""

    name: str
    path: tuple
    type: str
    says: str = ""
    codes: tuple = ()
    is_list: bool = False

    @property
    def is_words(self):
        return self.type == "string"

    def cell(self, row):
        """What stands in the cell, as text."""
        value = row
        for key in self.path:
            value = value.get(key) if isinstance(value, dict) else None
        if value is None:
            return ""
        if self.is_list:
            value = BETWEEN.join(value)
        if isinstance(value, bool):
            return "true" if value else "false"
        return defused(value) if self.is_words else str(value)


@dataclass(frozen=True)
class Table:
    """A table: its columns and the rows of `listed` in the plan; `inside`: of a list within each row instead."""

    name: str
    says: str
    listed: str
    columns: tuple
    inside: str = ""

    def rows(self, plan):
        """The cells of each row, in the order of the text, after its place in that order."""
        for place, row in enumerate(plan[self.listed], start=1):
            if not self.inside:
                yield [str(place), *(column.cell(row) for column in self.columns)]
                continue
            for inner, part in enumerate(row[self.inside], start=1):
                yield [str(inner), row["uid"], *(column.cell(part) for column in self.columns[1:])]

    def csv(self, plan):
        """The table as CSV (RFC 4180, UTF-8) with the names of the columns in the first line."""
        written = io.StringIO()
        lines = csv.writer(written, lineterminator="\r\n")
        lines.writerow(["position", *(column.name for column in self.columns)])
        lines.writerows(self.rows(plan))
        return written.getvalue().encode("utf-8")


@cache
def tables():
    """Every table of a plan; lists of objects within a row become tables of their own behind it."""
    whole = schema()["properties"]
    found = []
    for name, listed in LISTS.items():
        row = whole[listed]["items"]
        columns, inner = _columns(row)
        found.append(Table(name, whole[listed]["description"], listed, tuple(columns)))
        for key, part in inner:
            uid = Column("uid", ("uid",), "string", "identity of the row it belongs to")
            said = part.get("description", key)
            found.append(Table(f"{name}_{key}", said, listed, (uid, *_columns(part["items"])[0]), inside=key))
    return tuple(found)


def _columns(row, path=()):
    """(the columns of an object of the schema, the lists of objects in it as (key, schema))."""
    columns, inner = [], []
    for key, given in row["properties"].items():
        says, kind = given.get("description", ""), _resolved(given)
        here = (*path, key)
        if kind.get("type") == "object":
            more, deeper = _columns(kind, here)
            columns += more
            inner += deeper
        elif kind.get("type") == "array" and _resolved(kind["items"]).get("type") == "object":
            inner.append((key, kind))
        else:
            columns.append(_column(here, kind, says or kind.get("description", "")))
    return columns, inner


def _column(path, kind, says):
    name = "_".join(path)
    codes = tuple(kind.get("enum", ()))
    if kind.get("type") == "array":
        return Column(name, path, "string", says, is_list=True)
    if kind is _defined("decimal"):
        return Column(name, path, "number", says)
    if kind is _defined("day"):
        return Column(name, path, "date", says)
    if codes and all(isinstance(code, int) for code in codes):
        return Column(name, path, "integer", says, codes)
    return Column(name, path, _TYPES.get(kind.get("type"), "string"), says, codes)


def _resolved(given):
    """The schema behind a reference or beside null."""
    for option in given.get("anyOf", ()):
        if option.get("type") != "null":
            return _resolved(option)
    if "$ref" in given:
        return _defined(given["$ref"].rpartition("/")[2])
    return given


def _defined(name):
    return schema()["$defs"][name]
