"""What two frozen texts of a plan say differently: pure, on the two papers as read from their bytes.

    found = difference(old, new)          two dicts in the format deap/1
    found.changes                         {(where, field): (old, new)}: every leaf that differs, and nothing else
    found.rows_of("targets")              [RowChange, ...]: added, dropped, replaced or changed, with the fields that differ

Rows are the same row where their uid is; heads are the same head whatever version first wrote them. The order of rows
carries meaning for products alone (the first is the lead product) and inside lists (destinations stand by rank); a target
or an intervention that only moved on its page did not change. Missing, withheld and not applicable differ from zero and
from each other, as they do in the text.

The changes of a difference compose: compose(changes of a to b, changes of b to c) are the changes of a to c; inverse()
turns them round, apply() carries them out on leaves. Readers' words stand in plans/difference_words.py.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

#: The kinds of rows in a paper, in the order in which it is read.
KINDS = ("sections", "facts", "products", "bottlenecks", "interventions", "targets", "training_needs", "incentives")
#: Where the order of rows is part of what the text says.
ORDERED_KINDS = ("products",)
#: Stands for a row as a whole, and for the order of a kind; no field of a text has these names.
ROW, ORDER = "(row)", "(order)"

ADDED, DROPPED, REPLACED, CHANGED = "added", "dropped", "replaced", "changed"


class _Absent:
    """No such row or field in this text; not the same as an empty one."""

    def __repr__(self):
        return "ABSENT"


ABSENT = _Absent()


def leaves(paper):
    """{(where, field): value} of a paper: where is "" for the cover, "targets/<uid>" for a row, "sections/<head>" for a head.

    A list is one leaf: its order is what it says. The uid of a head is left out, for heads are known by their number.
    """
    found = {}
    kinds = kinds_of(paper)
    for key, value in paper.items():
        if key not in kinds:
            found.update(_flat("", key, value))
    for kind in kinds:
        for row in paper.get(kind, ()):
            where = place_of(kind, row)
            found[where, ROW] = True
            for key, value in row.items():
                if key != "uid":
                    found.update(_flat(where, key, value))
        if kind in ORDERED_KINDS:
            found[kind, ORDER] = [row["uid"] for row in paper.get(kind, ())]
    return found


def kinds_of(*papers):
    """The kinds of rows in these papers in reading order: those known here, then any other list of rows with identities."""
    more = [
        key
        for paper in papers
        for key, value in paper.items()
        if key not in KINDS and isinstance(value, list) and value and all(isinstance(row, dict) and "uid" in row for row in value)
    ]
    return (*KINDS, *dict.fromkeys(more))


def place_of(kind, row):
    """ "targets/<uid>", "sections/4": how a row is named in paths."""
    return f"{kind}/{row['head'] if kind == 'sections' else row['uid']}"


def _flat(where, field, value):
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _flat(where, f"{field}/{key}", inner)
    else:
        yield (where, field), value


def changes_between(old, new):
    """{key: (old, new)} over two sets of leaves, ABSENT where one has none. Equal leaves are not in it."""
    found = {}
    for key in [*old, *(key for key in new if key not in old)]:
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if not _same(before, after):
            found[key] = (before, after)
    return found


def _same(one, other):
    # 1 == True and 0 == False in Python; in a text they are different things.
    return type(one) is type(other) and one == other


def compose(first, second):
    """The changes from a to c, from those of a to b and those of b to c."""
    found = {}
    for key in [*first, *(key for key in second if key not in first)]:
        before = first[key][0] if key in first else second[key][0]
        after = second[key][1] if key in second else first[key][1]
        if not _same(before, after):
            found[key] = (before, after)
    return found


def inverse(changes):
    """The changes back."""
    return {key: (after, before) for key, (before, after) in changes.items()}


def apply(changes, old):
    """The leaves after the changes; `old` are the leaves they start from."""
    found = dict(old)
    for key, (_before, after) in changes.items():
        if after is ABSENT:
            found.pop(key, None)
        else:
            found[key] = after
    return found


@dataclass(frozen=True)
class FieldChange:
    """One field of one row: `path` as in the text, values as they stand there, ABSENT where the text has no such field.

    `percent` is the change in percent, one decimal, where both are numbers of the same unit and basis; else None.
    """

    path: str
    old: object
    new: object
    percent: Decimal | None = None


@dataclass(frozen=True)
class RowChange:
    """One row that differs. `old` and `new` are the rows as they stand in the two texts, None where it is not there."""

    kind: str
    how: str
    old: dict | None
    new: dict | None
    fields: tuple = ()

    @property
    def row(self):
        """The row as it stands in the newer text, else in the older."""
        return self.new or self.old

    @property
    def uid(self):
        return self.row["uid"]


class Difference:
    """Old and new paper, and what differs between them."""

    def __init__(self, old, new):
        self.old, self.new = old, new

    @cached_property
    def changes(self):
        return changes_between(leaves(self.old), leaves(self.new))

    @property
    def is_empty(self):
        return not self.changes

    @property
    def kinds(self):
        return kinds_of(self.old, self.new)

    @cached_property
    def cover(self):
        """Fields of the text as a whole that differ: title, period, place, language, file number."""
        return tuple(
            FieldChange(field, *values)
            for (where, field), values in self.changes.items()
            if where == "" and field not in ("format",)
        )

    @cached_property
    def _by_row(self):
        found = {}
        for (where, field), values in self.changes.items():
            if "/" in where:
                found.setdefault(where, {})[field] = values
        return found

    def rows_of(self, kind):
        """The rows of this kind that differ: in the order of the newer text, those dropped after them."""
        old = {place_of(kind, row): row for row in self.old.get(kind, ())}
        new = {place_of(kind, row): row for row in self.new.get(kind, ())}
        replaced = {
            row["replaces"]: where
            for where, row in new.items()
            if where not in old and f"{kind}/{row.get('replaces', '')}" in old and f"{kind}/{row['replaces']}" not in new
        }
        found = []
        for where, row in new.items():
            if where in old:
                if where in self._by_row:
                    found.append(RowChange(kind, CHANGED, old[where], row, self._fields(old[where], row)))
            elif row.get("replaces") in replaced:
                before = old[f"{kind}/{row['replaces']}"]
                found.append(RowChange(kind, REPLACED, before, row, self._fields(before, row)))
            else:
                found.append(RowChange(kind, ADDED, None, row))
        found += [
            RowChange(kind, DROPPED, row, None) for where, row in old.items() if where not in new and row["uid"] not in replaced
        ]
        return found

    def _fields(self, old, new):
        one, other = (dict(_row_leaves(row)) for row in (old, new))
        return tuple(
            FieldChange(path, *values, percent=_percent(path, old, new, *values))
            for path, values in changes_between(one, other).items()
        )

    @cached_property
    def products_added(self):
        """Chapters of products that the older text did not have."""
        had = {row["product"]["code"] for row in self.old.get("products", ())}
        return [row for row in self.new.get("products", ()) if row["product"]["code"] not in had]

    @cached_property
    def products_dropped(self):
        has = {row["product"]["code"] for row in self.new.get("products", ())}
        return [row for row in self.old.get("products", ()) if row["product"]["code"] not in has]

    @property
    def products_reordered(self):
        """(old, new) chapters in their order where those in both texts changed places among themselves, else None."""
        codes = [[row["product"]["code"] for row in paper.get("products", ())] for paper in (self.old, self.new)]
        kept = [[code for code in one if code in other] for one, other in (codes, codes[::-1])]
        return (self.old["products"], self.new["products"]) if kept[0] != kept[1] else None


def difference(old, new):
    """The Difference of two papers."""
    return Difference(old, new)


def _row_leaves(row):
    for key, value in row.items():
        if key not in ("uid", "replaces"):
            for (_where, field), leaf in _flat("", key, value):
                yield field, leaf


# Where the number is, and what must be the same in both texts for a percentage to mean something.
_BASIS_OF = {
    "target/value": ("unit", "kind", "basis", "metric/code", "product/code"),
    "baseline/value": ("unit", "kind", "basis", "metric/code", "product/code"),
    "production/value": ("production/unit",),
    "exports/value": ("exports/unit",),
    "exporters/value": (),
    "figure/value": ("unit", "fact/code"),
    "cost/rupees": (),
    "output/value": ("output/unit",),
    "persons/value": (),
}
# A percentage of percentages or of ranks misleads; old and new say it.
_WITHOUT_PERCENT = ("percent", "rank", "percent_over_baseline")


def _percent(path, old, new, before, after):
    if path not in _BASIS_OF or ABSENT in (before, after) or None in (before, after):
        return None
    if any(_at(old, field) != _at(new, field) for field in _BASIS_OF[path]):
        return None
    if any(
        (_at(new, field) or {}).get("code") in _WITHOUT_PERCENT for field in ("unit", "kind") if isinstance(new.get(field), dict)
    ):
        return None
    return percent_change(Decimal(str(before)), Decimal(str(after)))


def percent_change(before, after):
    """Percent, one decimal; None when `before` is zero, because growth from nothing has no number."""
    if not before:
        return None
    return ((after - before) / abs(before) * 100).quantize(Decimal("0.1"))


def _at(row, path):
    """What stands at a path of a row; None where nothing does."""
    value = row
    for key in path.split("/"):
        value = value.get(key) if isinstance(value, dict) else None
    return value
