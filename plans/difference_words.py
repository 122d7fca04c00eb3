"""A difference of two texts in readers' words: which row, which field, old and new, percent; words of prose marked.

    shown = in_words(difference(old, new))      with the reader's language active
    shown.cover, shown.heads, shown.products_added ...

Every leaf that differs is in what is shown, and nothing else: a leaf no field of the lists below reads is shown under its
path in the text. Nothing here asks the database.
"""

import difflib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.money import show_rupees
from common.numbers import group_indian
from plans.difference import ABSENT, ADDED, CHANGED, DROPPED, REPLACED
from plans.models.section import Head
from plans.papers import Figure, in_language, label_of

#: How a row differs, for readers.
HOW = {ADDED: _("New"), DROPPED: _("Dropped"), REPLACED: _("Replaces another"), CHANGED: _("Changed")}
#: Words left standing on either side of a change; what is longer between two changes is left out and said so.
_AROUND = 12
#: Beyond this product of lengths a passage is shown whole, old and new: no reader follows single words there.
_MOST = 4_000_000


class Number(str):
    """A figure in words, with `value`: the number as it stands in the text."""

    value = ""

    @classmethod
    def of(cls, value, words):
        number = cls(words)
        number.value = str(value)
        return number


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


_HEAD_OF_KIND = {
    "products": Head.PRODUCTS,
    "bottlenecks": Head.BOTTLENECKS,
    "interventions": Head.INTERVENTIONS,
    "targets": Head.TARGETS,
    "training_needs": Head.TRAINING,
    "incentives": Head.INCENTIVES,
}


def in_words(found):
    """The InWords of a Difference, in the language that is active."""
    by_head = {}
    for kind in found.kinds:
        for change in found.rows_of(kind):
            number = int(_HEAD_OF_KIND.get(kind) or change.row.get("head") or Head.INTERVENTIONS)
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
            shown.append(ShownField(path, _raw(old, path), _raw(new, path)))
    return shown


def _raw(row, path):
    value = row
    for key in path.split("/"):
        value = value.get(key, ABSENT) if isinstance(value, dict) else ABSENT
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return str(value)


def title_of(kind, row):
    """The words by which a reader knows a row: "Exports in rupees, Turmeric"."""
    product = in_language(row.get("product"))
    if kind == "sections":
        return str(Head(row["head"]).label)
    if kind == "facts":
        return row["fact"]["label"]
    if kind == "products":
        return product
    if kind == "targets":
        year = row["target"]["fy"]
        named = f"{row['metric']['in_words'] or in_language(row['metric'])}, {product or _t('whole district')}"
        return f"{named}, {year}" if year else named
    names = ("statement", "title", "subject", "scheme", "label", "name")
    return next((row[name] for name in names if isinstance(row.get(name), str) and row[name]), _t("a row"))


# Readings: each takes the row and the paper it stands in, and gives text.


def _text(path):
    return lambda row, paper: _raw(row, path)


def _choice(path):
    return lambda row, paper: str(label_of(_at(row, path)))


def _name(path):
    return lambda row, paper: in_language(_at(row, path))


def _product(row, paper):
    return in_language(row["product"]) or _t("whole district")


def _unit(row, path):
    unit = _at(row, path) if path else ""
    return unit if isinstance(unit, str) else str(label_of(unit))


def _figure(path, unit="", key="value"):
    """A number with its unit, or the reason why there is none."""

    def read(row, paper):
        figure = Figure.of(_at(row, path), key)
        if not figure.is_given:
            return str(figure.reason)
        if key == "rupees":
            return Number.of(figure.value, show_rupees(int(figure.value)))
        return Number.of(figure.value, f"{group_indian(figure.value)} {_unit(row, unit)}".strip())

    return read


def _list(path):
    return lambda row, paper: ", ".join(_at(row, path) or [])


def _lines(path):
    return lambda row, paper: "\n".join(_at(row, path) or [])


def _day(path):
    def read(row, paper):
        written = _at(row, path)
        return f"{date.fromisoformat(written):%d-%m-%Y}" if written else ""

    return read


def _hs(path):
    def read(row, paper):
        codes = _at(row, path)
        codes = codes if isinstance(codes, list) else [codes] if codes else []
        return "; ".join(f"{code['edition']}: {code['code']} {code['heading'] or ''}".strip() for code in codes)

    return read


def _statements(row, paper):
    by_uid = {one["uid"]: one["statement"] for one in paper["bottlenecks"]}
    return "; ".join(by_uid.get(uid, uid) for uid in row["addresses"])


def _whole(row, paper):
    return next((one["title"] for one in paper["interventions"] if one["uid"] == row["part_of"]), row["part_of"] or "")


def _metric(row, paper):
    return row["metric"]["in_words"] or in_language(row["metric"])


def _lead(row, paper):
    lead = row["lead"]
    agency, post = lead["agency"], in_language(lead.get("post"))
    return ", ".join(part for part in (agency["name"] if agency else "", post, lead["text"]) if part)


def _funding(row, paper):
    return ", ".join(part for part in (str(label_of(row["funding"])), row["funding"]["scheme"]) if part)


def _at(row, path):
    value = row
    for key in path.split("/"):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _f(label, read, *roots, prose=False):
    return (label, read, roots, prose)


#: (name, how it is read, the paths it reads, whether words are compared) per kind of row, in reading order.
FIELDS = {
    "cover": (
        _f(_("Title"), _text("title"), "title", prose=True),
        _f(_("Place"), _name("place"), "place/name", "place/name_hi"),
        _f(_("First financial year"), _text("period/from"), "period/from"),
        _f(_("Last financial year"), _text("period/to"), "period/to"),
        _f(_("File number"), _text("file_number"), "file_number"),
        _f(_("Authentic language"), _text("authentic_language"), "authentic_language"),
    ),
    "sections": (
        _f(_("Text"), _text("text"), "text", prose=True),
        _f(_("Why it does not apply"), _text("not_applicable"), "not_applicable", prose=True),
    ),
    "facts": (
        _f(_("Fact"), _text("fact/label"), "fact"),
        _f(_("Value"), _figure("figure", "unit"), "figure", "unit"),
        _f(_("As of"), _day("as_of"), "as_of"),
        _f(_("Financial year"), _text("fy"), "fy"),
        _f(_("Source"), _text("source"), "source"),
        _f(_("Note"), _text("note"), "note", prose=True),
    ),
    "products": (
        _f(_("Product"), _name("product"), "product/code", "product/name", "product/name_hi"),
        _f(_("Sector"), _name("product/sector"), "product/sector"),
        _f(_("HS codes"), _hs("hs"), "hs"),
        _f(_("Analysis"), _text("text"), "text", prose=True),
        _f(_("Production"), _figure("production", "production/unit"), "production/value", "production/state", "production/unit"),
        _f(_("Year of production"), _text("production/fy"), "production/fy"),
        _f(_("Source of production"), _text("production/source"), "production/source"),
        _f(_("Exporters"), _figure("exporters"), "exporters/value", "exporters/state"),
        _f(_("Exporters as of"), _day("exporters/as_of"), "exporters/as_of"),
        _f(_("Source of the number of exporters"), _text("exporters/source"), "exporters/source"),
        _f(_("Exports"), _figure("exports", "exports/unit"), "exports/value", "exports/state", "exports/unit"),
        _f(_("Year of exports"), _text("exports/fy"), "exports/fy"),
        _f(_("Source of exports"), _text("exports/source"), "exports/source"),
        _f(_("Status of the figure"), _choice("exports/status"), "exports/status"),
        _f(_("Destinations, by rank"), _list("destinations"), "destinations"),
        _f(_("Competitors"), _list("competitors"), "competitors"),
        _f(_("Strengths"), _lines("strengths"), "strengths", prose=True),
        _f(_("Weaknesses"), _lines("weaknesses"), "weaknesses", prose=True),
        _f(_("Opportunities"), _lines("opportunities"), "opportunities", prose=True),
        _f(_("Threats"), _lines("threats"), "threats", prose=True),
        _f(_("Value chain"), _lines("value_chain"), "value_chain", prose=True),
    ),
    "bottlenecks": (
        _f(_("Statement"), _text("statement"), "statement", prose=True),
        _f(_("Product"), _product, "product"),
        _f(_("Stage"), _choice("stage"), "stage"),
        _f(_("Level that can solve it"), _choice("level"), "level"),
        _f(_("Severity"), _choice("severity"), "severity"),
        _f(_("Evidence"), _text("evidence"), "evidence", prose=True),
        _f(_("Raised by"), _text("raised_by"), "raised_by"),
        _f(_("Why no intervention"), _text("no_intervention_reason"), "no_intervention_reason", prose=True),
    ),
    "interventions": (
        _f(_("What is to be done"), _text("title"), "title", prose=True),
        _f(_("Description"), _text("description"), "description", prose=True),
        _f(_("Part of"), _whole, "part_of"),
        _f(_("Product"), _product, "product"),
        _f(_("Type"), _choice("type"), "type"),
        _f(_("Addresses"), _statements, "addresses"),
        _f(_("Lead"), _lead, "lead"),
        _f(_("Supporting agencies"), _list("supporting"), "supporting"),
        _f(_("Horizon"), _choice("horizon"), "horizon"),
        _f(_("From"), _day("start_on"), "start_on"),
        _f(_("Until"), _day("due_on"), "due_on"),
        _f(_("Cost"), _figure("cost", key="rupees"), "cost"),
        _f(_("Money"), _funding, "funding"),
        _f(_("Output"), _text("output/text"), "output/text", prose=True),
        _f(_("How many"), _figure("output", "output/unit"), "output/value", "output/state", "output/unit"),
        _f(_("Note"), _text("note"), "note", prose=True),
    ),
    "targets": (
        _f(_("Metric"), _metric, "metric/code", "metric/name", "metric/name_hi", "metric/in_words"),
        _f(_("Product"), _product, "product"),
        _f(_("Kind"), _choice("kind"), "kind"),
        _f(_("Direction"), _choice("direction"), "direction"),
        _f(_("Financial year of the basis"), _text("basis/fy"), "basis/fy"),
        _f(_("HS code of the basis"), _hs("basis/hs"), "basis/hs"),
        _f(_("Source series"), _text("basis/series"), "basis/series"),
        _f(_("Baseline"), _figure("baseline", "unit"), "baseline/value", "baseline/state", "unit"),
        _f(_("Year of the baseline"), _text("baseline/fy"), "baseline/fy"),
        _f(_("Source of the baseline"), _text("baseline/source"), "baseline/source"),
        _f(_("Note on the baseline"), _text("baseline/note"), "baseline/note", prose=True),
        _f(_("Target"), _figure("target", "unit"), "target/value", "target/state", "unit"),
        _f(_("Year of the target"), _text("target/fy"), "target/fy"),
        _f(_("Horizon"), _choice("horizon"), "horizon"),
        _f(_("Note"), _text("note"), "note", prose=True),
    ),
    "training_needs": (
        _f(_("Subject"), _text("subject"), "subject", prose=True),
        _f(_("Product"), _product, "product"),
        _f(_("For whom"), _text("audience"), "audience", prose=True),
        _f(_("Persons"), _figure("persons"), "persons"),
        _f(_("By whom"), _text("provider"), "provider"),
        _f(_("Financial year"), _text("fy"), "fy"),
    ),
    "incentives": (
        _f(_("Scheme"), _text("scheme"), "scheme"),
        _f(_("Product"), _product, "product"),
        _f(_("Of"), _choice("government"), "government"),
        _f(_("What it gives"), _text("support"), "support", prose=True),
        _f(_("Address of its page"), _text("address"), "address"),
    ),
}

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
