"""A difference of two texts in readers' words: which row, which field, old and new, percent; words of prose marked.

    shown = in_words(difference(old, new))      with the reader's language active
    shown.cover, shown.heads, shown.products_added ...

Every leaf that differs is in what is shown, and nothing else: a leaf that no field of plans.difference_fields reads is
shown under its path in the text. Nothing here asks the database.
"""

import difflib
import re
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from plans.difference import ADDED, CHANGED, DROPPED, REPLACED
from plans.difference_fields import FIELDS, raw, title_of
from plans.freezing import HEAD_OF_LIST
from plans.models.section import Head
from plans.papers import in_language

#: How a row differs, for readers.
HOW = {ADDED: _("New"), DROPPED: _("Dropped"), REPLACED: _("Replaces another"), CHANGED: _("Changed")}
#: Words left standing on either side of a change; what is longer between two changes is left out and said so.
_AROUND = 12
#: Beyond this product of lengths a passage is shown whole, old and new: no reader follows single words there.
_MOST = 4_000_000


@dataclass(frozen=True)
class Words:
    """A run of words: `how` is same, removed, added or left_out."""

    how: str
    text: str


@dataclass(frozen=True)
class ShownField:
    """One field: its name, how it read and how it reads; `words` only for prose. "" where there was or is nothing."""

    label: str
    old: str
    new: str
    percent: Decimal | None = None
    words: tuple = ()

    @property
    def percent_sign(self):
        return "+" if self.percent is not None and self.percent > 0 else ""


@dataclass(frozen=True)
class ShownRow:
    """One row: how it differs, what it is called, its fields that differ (all of them for a new or dropped row)."""

    how: str
    title: str
    fields: list
    uid: str = ""
    old_title: str = ""

    @property
    def how_label(self):
        return HOW[self.how]


@dataclass(frozen=True)
class ShownHead:
    """One of the eleven heads with what differs under it."""

    number: int
    title: str
    prose: list = field(default_factory=list)
    rows: list = field(default_factory=list)


@dataclass(frozen=True)
class InWords:
    cover: list
    heads: list
    products_added: list
    products_dropped: list
    #: (old, new) names of products in their order, where those in both texts changed places; else None.
    products_reordered: tuple | None
    language: str

    @property
    def is_empty(self):
        return not (self.cover or self.heads or self.products_reordered)


def in_words(found):
    """The InWords of a Difference, in the language that is active."""
    by_head = {}
    for kind in found.kinds:
        for change in found.rows_of(kind):
            number = int(HEAD_OF_LIST.get(kind) or change.row.get("head") or Head.INTERVENTIONS)
            prose, rows = by_head.setdefault(number, ([], []))
            if kind == "sections":
                prose += _shown_fields(kind, change, found)
            else:
                rows.append(_shown_row(kind, change, found))
    reordered = found.products_reordered
    return InWords(
        cover=_fields("cover", found.old, found.new, [change.path for change in found.cover], {}, found),
        heads=[ShownHead(number, str(Head(number).label), *by_head[number]) for number in sorted(by_head)],
        products_added=[in_language(row["product"]) for row in found.products_added],
        products_dropped=[in_language(row["product"]) for row in found.products_dropped],
        products_reordered=tuple(", ".join(in_language(row["product"]) for row in rows) for rows in reordered)
        if reordered
        else None,
        language=found.new["authentic_language"],
    )


def _shown_row(kind, change, found):
    old_title = title_of(kind, change.old) if change.how == REPLACED else ""
    return ShownRow(change.how, title_of(kind, change.row), _shown_fields(kind, change, found), change.uid, old_title)


def _shown_fields(kind, change, found):
    if change.how in (ADDED, DROPPED):
        shown = [
            ShownField(
                str(label), read(change.old, found.old) if change.old else "", read(change.new, found.new) if change.new else ""
            )
            for label, read, _roots, _prose in FIELDS.get(kind, ())
        ]
        return [one for one in shown if one.old or one.new]
    percents = {one.path: one.percent for one in change.fields}
    return _fields(kind, change.old, change.new, list(percents), percents, found)


def _fields(kind, old, new, paths, percents, found):
    """The fields of a kind's list that read one of these paths, and each path that none of them reads or tells apart."""
    shown, told = [], set()
    for label, read, roots, is_prose in FIELDS.get(kind, ()):
        mine = [path for path in paths if any(path == root or path.startswith(f"{root}/") for root in roots)]
        if not mine:
            continue
        before, after = read(old, found.old), read(new, found.new)
        if before == after:
            continue
        told.update(mine)
        percent = next((percents[path] for path in mine if percents.get(path) is not None), None)
        shown.append(ShownField(str(label), before, after, percent, words_between(before, after) if is_prose else ()))
    for path in paths:
        if path not in told:
            shown.append(ShownField(path, raw(old, path), raw(new, path)))
    return shown


# A word with the space after it: joining the pieces gives the text back, in any script.
_WORD = re.compile(r"\S+\s*|\s+")


def words_between(old, new):
    """The runs of words of two texts, long unchanged ones left out in the middle; () where one of them is empty."""
    if not old or not new:
        return ()
    one, other = _WORD.findall(old), _WORD.findall(new)
    if len(one) * len(other) > _MOST:
        return (Words("removed", old), Words("added", new))
    found = []
    steps = difflib.SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for place, (tag, a, b, c, d) in enumerate(steps):
        if tag == "equal":
            found += _shortened(one[a:b], is_first=place == 0, is_last=place == len(steps) - 1)
            continue
        if b > a:
            found.append(Words("removed", "".join(one[a:b])))
        if d > c:
            found.append(Words("added", "".join(other[c:d])))
    return tuple(found)


def _shortened(words, *, is_first, is_last):
    before, after = (0 if is_first else _AROUND), (0 if is_last else _AROUND)
    if len(words) <= before + after + 3:
        return [Words("same", "".join(words))]
    runs = [Words("same", "".join(words[:before])), Words("left_out", "")]
    runs.append(Words("same", "".join(words[len(words) - after :]) if after else ""))
    return [run for run in runs if run.text or run.how == "left_out"]
