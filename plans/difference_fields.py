"""The fields of a frozen plan by their names, and how each is read: for differences and for lists of corrections.

    FIELDS["targets"]        (name, reading, the paths it reads, whether words are compared), in reading order
    title_of("targets", row)     the words by which a reader knows a row

A reading takes the row and the paper it stands in and gives text in the language that is active.
"""

from datetime import date

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.money import show_rupees
from common.numbers import group_indian
from plans.difference import ABSENT
from plans.models.section import Head
from plans.papers import Figure, in_language, label_of


class Number(str):
    """A figure in words, with `value`: the number as it stands in the text."""

    value = ""

    @classmethod
    def of(cls, value, words):
        number = cls(words)
        number.value = str(value)
        return number


def raw(row, path):
    """What stands at a path of a row, as plain text; "" where nothing does."""
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


def _text(path):
    return lambda row, paper: raw(row, path)


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
        number, named = group_indian(figure.value), _unit(row, unit)
        for sign, gap in (("₹", ""), ("US$", " ")):
            if named.startswith(f"{sign} "):
                return Number.of(figure.value, f"{sign}{gap}{number}{named[len(sign) :]}")
        return Number.of(figure.value, f"{number} {named}".strip())

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
