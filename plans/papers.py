"""Reading a frozen plan back: everything a page, PDF, JSON or CSV shows of a tabled version comes from here.

A PaperView is made from stored bytes alone; it asks the database nothing and does not change when products, metrics or
labels are renamed later. Labels of known codes are shown in the reader's language, everything typed stands as typed.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from common.canonical import read_canonical, sha256_hex
from common.refusals import Refusal
from plans.freezing import FORMAT
from plans.models.fields import FigureState
from plans.models.section import Head
from plans.models.target import cagr_percent


class NotAPlan(Refusal):
    """The bytes are no plan, or one of a format this portal does not read."""

    default_sentence = _("This file is no export action plan in the format deap/1.")


def read_paper(content):
    """The PaperView of the frozen bytes. Raises NotAPlan; NotCanonical where the bytes are no canonical JSON."""
    content = bytes(content)
    data = read_canonical(content)
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotAPlan
    return PaperView(data, sha256_hex(content))


def preview(paper):
    """The same view of a draft not frozen yet, from plans.freezing.paper_of(); its hash is that of today's wording."""
    from common.canonical import canonical_bytes

    return read_paper(canonical_bytes(paper))


def in_language(named, language=None):
    """The name of a place, product, metric or sector in the reader's language, else the English one; "" for None."""
    if not named:
        return ""
    language = language or (get_language() or "en")[:2]
    return (named.get("name_hi") if language == "hi" else "") or named["name"]


@dataclass(frozen=True)
class Figure:
    """A number as entered, or the reason why there is none. `state` is value, missing, not_applicable or withheld."""

    state: str
    value: Decimal | None = None

    @classmethod
    def of(cls, written, key="value"):
        value = written.get(key)
        return cls(written["state"], None if value is None else Decimal(str(value)))

    @property
    def is_given(self):
        return self.state == FigureState.VALUE

    @property
    def reason(self):
        """Why there is no number, in the reader's language; "" where there is one."""
        return "" if self.is_given else FigureState(self.state).label


class Row:
    """One row of a frozen plan: its keys as attributes, with the readings that pages share."""

    def __init__(self, data, view):
        self.data, self.view = data, view

    def __getattr__(self, name):
        try:
            return self.data[name]
        except KeyError:
            raise AttributeError(name) from None

    @property
    def replaced(self):
        """Identity of the commitment this one took the place of, or ""."""
        return self.data.get("replaces", "")

    @property
    def product_name(self):
        return in_language(self.data.get("product"))

    @property
    def horizon_label(self):
        return label_of(self.data.get("horizon"))


class SectionRow(Row):
    @property
    def title(self):
        return Head(self.head).label

    @property
    def text(self):
        return self.data.get("text", "")

    @property
    def not_applicable(self):
        """The reason why the head does not apply, or ""."""
        return self.data.get("not_applicable", "")

    @property
    def is_empty(self):
        return not self.text and not self.not_applicable


class TargetRow(Row):
    @property
    def metric_name(self):
        return self.metric["in_words"] or in_language(self.metric)

    @property
    def unit_label(self):
        return label_of(self.unit)

    @cached_property
    def baseline_figure(self):
        return Figure.of(self.baseline)

    @cached_property
    def target_figure(self):
        return Figure.of(self.target)

    @property
    def cagr_percent(self):
        """Compound growth a year in percent, one decimal, or None; computed here, never typed."""
        return cagr_percent(
            self.baseline_figure.value, self.baseline["fy"], self.target_figure.value, self.target["fy"], self.kind["code"]
        )


class InterventionRow(Row):
    @property
    def type_label(self):
        return label_of(self.type)

    @cached_property
    def cost_figure(self):
        """In whole rupees."""
        return Figure.of(self.cost, "rupees")

    @property
    def lead_name(self):
        agency = self.lead["agency"]
        return self.lead["text"] or self.lead_post or (agency["name"] if agency else "")

    @property
    def lead_post(self):
        """The title of the post that leads, in the page's language; "" where none is named."""
        return in_language(self.lead["post"]) if self.lead.get("post") else ""

    @property
    def funding_label(self):
        return self.funding["scheme"] or label_of(self.funding)

    @cached_property
    def output_figure(self):
        return Figure.of(self.output)

    @cached_property
    def parts(self):
        return [row for row in self.view.interventions if row.part_of == self.uid]

    @cached_property
    def whole(self):
        """The intervention that this one is a part of, or None."""
        return next((row for row in self.view.interventions if row.uid == self.part_of), None)

    @cached_property
    def bottlenecks(self):
        return [row for row in self.view.bottlenecks if row.uid in self.addresses]


class BottleneckRow(Row):
    @property
    def stage_label(self):
        return label_of(self.stage)

    @property
    def level_label(self):
        return label_of(self.level)

    @cached_property
    def interventions(self):
        return [row for row in self.view.interventions if self.uid in row.addresses]


class ChapterRow(Row):
    @cached_property
    def production_figure(self):
        return Figure.of(self.production)

    @cached_property
    def exporters_figure(self):
        return Figure.of(self.exporters)

    @cached_property
    def exports_figure(self):
        return Figure.of(self.exports)

    @property
    def targets(self):
        return [row for row in self.view.targets if (row.product or {}).get("code") == self.product["code"]]

    @property
    def interventions(self):
        return [row for row in self.view.interventions if (row.product or {}).get("code") == self.product["code"]]

    @property
    def cost_rupees(self):
        """Sum of the known costs of its interventions, parts counted in their whole; None where none is known."""
        return total_cost(self.interventions)


class FactRow(Row):
    @property
    def label(self):
        return self.fact["label"]

    @cached_property
    def figure_given(self):
        return Figure.of(self.figure)


class PersonsRow(Row):
    @cached_property
    def persons_figure(self):
        return Figure.of(self.persons)


class PaperView:
    """A frozen plan, ready to be shown. Lists stand in the order of the text."""

    def __init__(self, data, sha256):
        self.data, self.sha256 = data, sha256

    @property
    def title(self):
        return self.data["title"]

    @property
    def language(self):
        return self.data["authentic_language"]

    @property
    def place(self):
        return self.data["place"]

    @property
    def place_name(self):
        return in_language(self.data["place"])

    @property
    def period(self):
        """ "2025-26 to 2027-28" as (from, to), each None where it is not stated."""
        return self.data["period"]["from"], self.data["period"]["to"]

    @property
    def file_number(self):
        return self.data["file_number"]

    @property
    def is_demonstration(self):
        return self.data.get("demonstration", False)

    @cached_property
    def sections(self):
        return [SectionRow(row, self) for row in self.data["sections"]]

    @cached_property
    def facts(self):
        return [FactRow(row, self) for row in self.data["facts"]]

    @cached_property
    def products(self):
        return [ChapterRow(row, self) for row in self.data["products"]]

    @cached_property
    def bottlenecks(self):
        return [BottleneckRow(row, self) for row in self.data["bottlenecks"]]

    @cached_property
    def interventions(self):
        """All of them, parts included, in their order."""
        return [InterventionRow(row, self) for row in self.data["interventions"]]

    @cached_property
    def whole_interventions(self):
        """Those that are no part of another; their parts hang on `.parts`."""
        return [row for row in self.interventions if row.part_of is None]

    @cached_property
    def targets(self):
        return [TargetRow(row, self) for row in self.data["targets"]]

    @cached_property
    def training_needs(self):
        return [PersonsRow(row, self) for row in self.data["training_needs"]]

    @cached_property
    def incentives(self):
        return [Row(row, self) for row in self.data["incentives"]]

    @property
    def total_cost_rupees(self):
        return total_cost(self.interventions)

    def section(self, head):
        """The section of that head, or None."""
        return next((row for row in self.sections if row.head == head), None)

    def facts_of(self, head):
        return [row for row in self.facts if row.head == head]


def total_cost(interventions):
    """Whole rupees: known costs summed, a whole with its own cost not counted again by its parts; None where none is known."""
    costed = {row.uid for row in interventions if row.cost_figure.is_given}
    known = [int(row.cost_figure.value) for row in interventions if row.uid in costed and row.part_of not in costed]
    return sum(known) if known else None


def label_of(coded):
    """A choice in the reader's language where its code is still known, else the label it was frozen with."""
    if not coded or not coded.get("code"):
        return ""
    if coded["code"] == "other":
        return coded["label"]
    of_code, of_both = _known_labels()
    return of_both.get((coded["code"], coded["label"])) or of_code.get(coded["code"], coded["label"])


@cache
def _known_labels():
    """{code: label} of the codes that mean one thing, and {(code, label as frozen): label} of all."""
    from plans.models import Bottleneck, Horizon, Incentive, Intervention, Stage, Target, Unit
    from plans.models.product_chapter import ProductChapter

    # A code that means two things in two lists is told by the label it was frozen with, in either language.
    lists = (
        Target.Kind,
        Target.Direction,
        Horizon,
        Unit,
        Intervention.Type,
        Intervention.Funding,
        Stage,
        Bottleneck.Level,
        Bottleneck.Severity,
        Incentive.Government,
        ProductChapter.ExportStatus,
    )
    found, doubled, by_both = {}, set(), {}
    for choices in lists:
        for choice in choices:
            code, label = choice.value, choice.label
            for language in ("en", "hi"):
                with override(language):
                    by_both[code, str(label)] = label
            with override("en"):
                if code in found and str(found[code]) != str(label):
                    doubled.add(code)
            found[code] = label
    return {code: label for code, label in found.items() if code not in doubled}, by_both
