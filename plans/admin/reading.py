"""A version's rows as its one page shows them, in a number of queries that no plan exceeds."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.money import best_unit, show_rupees
from common.numbers import group_indian
from districts.models import HSCode
from plans.admin.forms import KINDS
from plans.asking import FACT_HEADS
from plans.house_text import has_prompts, written
from plans.models import FigureState, Head, Section
from plans.models.labels import label_of_choice
from plans.pasting import PASTED
from plans.rows_of_version import RowsOf

#: Kinds that stand in a table, or else need more than their rows; see plans/admin/drawn_rows.py.
_WITH_TEMPLATE = ("facts", "targets", "products")


@dataclass
class Row:
    """One row for the template: the object, its name and what else its kind shows."""

    o: object
    kind: object
    name: str
    is_first: bool = False
    is_last: bool = False
    remarks: object = None
    base: str = ""
    findings: list = field(default_factory=list)
    more: dict = field(default_factory=dict)

    def __getattr__(self, name):
        try:
            return self.__dict__["more"][name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def anchor(self):
        return self.kind.anchor(self.o)

    # Hundreds of rows: the addresses of plans/admin/urls.py are built from the plan's, not looked up one by one.
    edit_url = property(lambda self: f"{self.base}{self.o.pk}/")
    move_url = property(lambda self: f"{self.base}{self.o.pk}/move/")
    delete_url = property(lambda self: f"{self.base}{self.o.pk}/delete/")


@dataclass
class KindOfRows:
    """The rows of one kind under one head, with the button that adds one."""

    kind: object
    rows: list
    add_url: str
    paste_url: str = ""

    @property
    def template(self):
        return f"admin/plans/rows/{self.kind.word}.html" if self.kind.word in _WITH_TEMPLATE else ""

    add = property(lambda self: self.kind.add)


@dataclass
class Progress:
    words: str
    css: str


@dataclass
class HeadOfPlan:
    """One head: its text, its rows, how far it is, and what the checks found under it."""

    number: int
    title: str
    section: Section | None
    kinds: list
    #: How many errors and warnings stand under this head, rows included, and the findings that are at no row of it.
    errors: int = 0
    warnings: int = 0
    findings: list = field(default_factory=list)
    remarks: object = None

    @property
    def progress(self):
        if self.section and self.section.not_applicable_reason:
            return Progress(_("does not apply"), "done")
        text = self.section.text if self.section else ""
        said = [_("text")] if written(text) else []
        rows = sum(len(kind.rows) for kind in self.kinds)
        if rows:
            said.append(ngettext("%(n)d row", "%(n)d rows", rows) % {"n": rows})
        if said:
            return Progress(" + ".join(said), "done")
        return Progress(_("prompts only") if has_prompts(text) else _("empty"), "void")


def heads_of(version, rows=None):
    """The eleven heads with their texts and rows (RowsOf this version, where they have been read already).

    At most fifteen queries, whatever the plan holds.
    """
    rows = rows or RowsOf(version)
    sections = {section.head: section for section in rows.sections}
    found = defaultdict(list)
    for kind in KINDS.values():
        if kind.word == "facts":
            by_head = defaultdict(list)
            for fact in rows.facts:
                by_head[fact.head].append(fact)
            for head in FACT_HEADS:
                found[head].append(_kind(kind, by_head[head], version, f"?head={head}"))
        else:
            found[kind.head].append(_kind(kind, _rows_of(kind, rows), version))
    _tell_unchecked(found[KINDS["products"].head][0])
    return [HeadOfPlan(head.value, head.label, sections.get(head.value), found[head.value]) for head in Head]


def anchors_of(heads):
    """{identity of a row: its anchor on the page}, for the links of what stands in the way. No query."""
    return {str(row.o.commitment.uid): row.anchor for head in heads for kind in head.kinds for row in kind.rows}


def _kind(kind, objects, version, query=""):
    base = f"{reverse('desk-plan', args=[version.pk])}{kind.word}/"
    rows = [_ROWS[kind.word](row, kind) for row in objects]
    for n, row in enumerate(rows):
        row.is_first, row.is_last, row.base = n == 0, n == len(rows) - 1, base
    return KindOfRows(kind, rows, f"{base}add/{query}", f"{base}paste/" if kind.word in PASTED else "")


def _rows_of(kind, rows):
    found = getattr(rows, kind.word)
    return _parts_below(found) if kind.word == "interventions" else found


def _parts_below(rows):
    """Interventions with their parts right below them."""
    parts = defaultdict(list)
    for row in rows:
        parts[row.parent_id].append(row)
    return [one for top in parts[None] for one in (top, *parts[top.pk])]


def _tell_unchecked(kind):
    """Mark the codes of which the edition holds the heading alone."""
    typed = {code for row in kind.rows for code in row.o.hs_codes if len(code) > 4}
    known = set(HSCode.objects.filter(code__in=typed, checked=True).values_list("edition", "code"))
    for row in kind.rows:
        row.more["unchecked"] = ", ".join(
            code for code in row.o.hs_codes if len(code) > 4 and (row.o.hs_edition, code) not in known
        )


def figure(state, value, unit=""):
    """A figure in words: zero, not recorded, not applicable and withheld are four different things."""
    if state != FigureState.VALUE or value is None:
        return FigureState(state).label
    return f"{group_indian(value)} {unit}".strip()


def cost_of(row):
    if row.cost_rupees is None:
        return {FigureState.MISSING: _("cost not estimated"), FigureState.NOT_APPLICABLE: _("no cost of its own")}.get(
            row.cost_state, _("cost withheld")
        )
    return show_rupees(row.cost_rupees, best_unit(row.cost_rupees))


def _line(facts):
    """The short facts of a row in one line, those it lacks left out."""
    return " · ".join(str(fact) for fact in facts if fact)


def _subject(row):
    return row.product.name if row.product_id else _("whole district")


def _fact(row, kind):
    as_of = row.fy or (f"{row.as_of:%d-%m-%Y}" if row.as_of else "")
    return Row(row, kind, str(row), more={"figure": figure(row.value_state, row.value, row.unit), "as_of": as_of})


def _product(row, kind):
    made = figure(row.production_state, row.production_value, row.production_unit)
    sold = figure(row.exports_state, row.exports_value, label_of_choice(row, "exports_unit"))
    counted = f"{row.exporters_as_of:%d-%m-%Y}" if row.exporters_as_of else ""
    facts = [
        (_("Production"), _sourced(made, row.production_fy, row.production_source)),
        (_("Exporters"), _sourced(figure(row.exporters_state, row.exporters_value), counted, row.exporters_source)),
        (_("Exports"), _sourced(sold, row.exports_fy, row.exports_source)),
    ]
    for label, entries in (
        (_("Destinations"), row.destinations),
        (_("Competitors"), row.competitors),
        (_("Strengths"), row.strengths),
        (_("Weaknesses"), row.weaknesses),
        (_("Opportunities"), row.opportunities),
        (_("Threats"), row.threats),
        (_("Value chain"), row.value_chain),
    ):
        if entries:
            facts.append((label, "; ".join(entries)))
    return Row(row, kind, row.product.name, more={"facts": facts, "codes": ", ".join(row.hs_codes)})


def _sourced(words, when, source):
    return ", ".join(str(part) for part in (words, when, source) if part)


def _bottleneck(row, kind):
    solver = _("can be solved by: %(level)s") % {"level": label_of_choice(row, "level")}
    facts = [label_of_choice(row, "stage"), _subject(row), solver]
    if row.severity:
        facts.append(_("severity: %(severity)s") % {"severity": label_of_choice(row, "severity")})
    if row.raised_by:
        facts.append(_("raised by %(who)s") % {"who": row.raised_by})
    prose = "\n".join(part for part in (row.evidence, row.no_intervention_reason) if part)
    return Row(row, kind, row.statement, more={"line": _line(facts), "prose": prose})


def _intervention(row, kind):
    facts = [label_of_choice(row, "type"), _subject(row), cost_of(row)]
    if row.funding == "scheme":
        facts.append(row.funding_scheme)
    elif row.funding:
        facts.append(_("money: %(funding)s") % {"funding": label_of_choice(row, "funding")})
    lead = ", ".join(str(part) for part in (row.lead_post, row.lead_agency, row.lead_text) if part)
    facts.append(_("lead: %(lead)s") % {"lead": lead} if lead else _("no lead named"))
    if row.due_on:
        facts.append(_("until %(day)s") % {"day": f"{row.due_on:%d-%m-%Y}"})
    if row.output:
        facts.append(_sourced(row.output, figure(row.output_state, row.output_value, label_of_choice(row, "output_unit")), ""))
    more = {
        "line": _line(facts),
        "prose": row.description,
        "addresses": "; ".join(str(one) for one in row.addressed),
        "is_part": row.parent_id is not None,
    }
    return Row(row, kind, row.title, more=more)


def _target(row, kind):
    growth = row.cagr_percent
    unit = row.unit_label or label_of_choice(row, "unit")
    if row.kind == "percent_over_baseline":
        unit = _("percent over %(unit)s") % {"unit": unit}
    more = {
        "subject": _subject(row),
        "unit": unit,
        "baseline": figure(row.baseline_state, row.baseline_value),
        "target": figure(row.value_state, row.value),
        "growth": "" if growth is None else f"{growth}%",
    }
    return Row(row, kind, row.metric_label or row.metric.name, more=more)


def _training(row, kind):
    facts = [figure(row.persons_state, row.persons_value, _("persons")), row.audience, _subject(row), row.provider, row.fy]
    return Row(row, kind, row.subject, more={"line": _line(facts)})


def _incentive(row, kind):
    facts = [label_of_choice(row, "government"), _subject(row), row.address]
    return Row(row, kind, row.scheme, more={"line": _line(facts), "prose": row.support})


_ROWS = {
    "facts": _fact,
    "products": _product,
    "bottlenecks": _bottleneck,
    "interventions": _intervention,
    "targets": _target,
    "incentives": _incentive,
    "training": _training,
}
