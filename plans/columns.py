"""The columns of each kind of row, as they stand in a sheet or a pasted table: what they are called in both languages,
what a cell of them holds, and which fields it fills. plans/cells.py reads and writes the cells.

The order is the order asked for where a table comes without headings: what everybody has first, what few have last.
"""

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.money import unit_named
from common.text import fold
from plans.models import Bottleneck, Incentive, Intervention, ProductChapter, ProfileFact, Section, Target, TrainingNeed
from plans.models.fields import FigureState


class Holds(Enum):
    """What a cell holds."""

    LINE = "one line of text"
    PROSE = "text of several paragraphs"
    ENTRIES = "a list, one entry a line or with semicolons between"
    CHOICE = "one of a few words"
    FIGURE = "a number, or why there is none"
    RUPEES = "an amount, or why there is none"
    DAY = "a day"
    YEAR = "a financial year"
    HEAD = "the number of a head"
    PRODUCT = "a product by any of its names"
    HS_CODE = "one HS code"
    HS_CODES = "HS codes"
    METRIC = "a measure of the register"
    AGENCY = "a body of the register"
    PART_OF = "the title of another intervention"
    BOTTLENECKS = "bottlenecks of the plan, by their words or their order"
    POST = "a post, by its name"


@dataclass(frozen=True)
class Column:
    """One column. `fields` are the fields of the row it fills, `empty` what an empty cell means where that is not nothing,
    `also` further headings it is known by (in either language)."""

    name: str
    model: type
    holds: Holds
    fields: tuple[str, ...]
    title: str = ""
    required: bool = False
    empty: str = ""
    example: str = ""
    also: tuple[str, ...] = ()

    @property
    def label(self):
        """The heading in the active language."""
        return str(self.title) if self.title else capfirst(str(self.model._meta.get_field(self.fields[0]).verbose_name))

    def label_in(self, language):
        """The heading in "en" or "hi"."""
        with translation.override(language):
            return self.label


def _column(model, name, holds=Holds.LINE, title="", *, fields=(), **more):
    return Column(name, model, holds, tuple(fields) or (name,), title, **more)


def _figure(model, name, title, *, value="", empty=FigureState.MISSING, **more):
    value = value or f"{name}_value"
    fields = (value, f"{value.removesuffix('_value')}_state")
    return _column(model, name, Holds.FIGURE, title, fields=fields, empty=empty, **more)


def _product(model, required=False):
    return _column(
        model,
        "product",
        Holds.PRODUCT,
        _("Product or service"),
        required=required,
        example="Turmeric",
        also=("product", "उत्पाद", "service", "सेवा", "commodity"),
    )


_SECTIONS = (
    _column(Section, "head", Holds.HEAD, _("Head"), required=True, example="1"),
    _column(Section, "text", Holds.PROSE, _("Text")),
    _column(Section, "not_applicable_reason", Holds.PROSE),
)

_FACTS = (
    _column(ProfileFact, "head", Holds.HEAD, _("Head"), required=True, example="1", also=("शीर्ष",)),
    _column(ProfileFact, "code", Holds.CHOICE, required=True, example="population"),
    _figure(ProfileFact, "value", _("Figure"), value="value", example="24,05,890", also=("value", "मान", "संख्या")),
    _column(ProfileFact, "unit", also=("इकाई",)),
    _column(ProfileFact, "as_of", Holds.DAY, example="31-03-2025", also=("date", "तारीख")),
    _column(ProfileFact, "fy", Holds.YEAR, example="2024-25", also=("year", "वर्ष")),
    _column(ProfileFact, "source", example="Census of India 2011", also=("स्रोत",)),
    _column(ProfileFact, "label"),
    _column(ProfileFact, "note", Holds.PROSE),
)

_PRODUCTS = (
    _product(ProductChapter, required=True),
    _column(ProductChapter, "hs_codes", Holds.HS_CODES, fields=("hs_codes", "hs_edition"), example="0910.30", also=("HS code",)),
    _column(ProductChapter, "text", Holds.PROSE),
    _figure(ProductChapter, "production", _("Production")),
    _column(ProductChapter, "production_unit"),
    _column(ProductChapter, "production_fy", Holds.YEAR),
    _column(ProductChapter, "production_source"),
    _figure(ProductChapter, "exporters", _("Exporters")),
    _column(ProductChapter, "exporters_as_of", Holds.DAY),
    _column(ProductChapter, "exporters_source"),
    _figure(ProductChapter, "exports", _("Exports")),
    _column(ProductChapter, "exports_unit", Holds.CHOICE),
    _column(ProductChapter, "exports_fy", Holds.YEAR),
    _column(ProductChapter, "exports_source"),
    _column(ProductChapter, "exports_status", Holds.CHOICE),
    _column(ProductChapter, "destinations", Holds.ENTRIES),
    _column(ProductChapter, "competitors", Holds.ENTRIES),
    _column(ProductChapter, "strengths", Holds.ENTRIES),
    _column(ProductChapter, "weaknesses", Holds.ENTRIES),
    _column(ProductChapter, "opportunities", Holds.ENTRIES),
    _column(ProductChapter, "threats", Holds.ENTRIES),
    _column(ProductChapter, "value_chain", Holds.ENTRIES),
)

_BOTTLENECKS = (
    _column(Bottleneck, "statement", Holds.PROSE, required=True, also=("issue", "problem", "समस्या", "बाधा")),
    _column(Bottleneck, "stage", Holds.CHOICE, required=True, example="logistics"),
    _column(Bottleneck, "level", Holds.CHOICE, required=True, example="State", also=("level", "level able to solve", "स्तर")),
    _product(Bottleneck),
    _column(Bottleneck, "severity", Holds.CHOICE),
    _column(Bottleneck, "raised_by"),
    _column(Bottleneck, "evidence", Holds.PROSE),
    _column(Bottleneck, "no_intervention_reason", Holds.PROSE),
)

_INTERVENTIONS = (
    _column(
        Intervention,
        "title",
        required=True,
        example="Common facility centre",
        also=("title", "intervention", "activity", "action", "component", "हस्तक्षेप", "कार्य", "गतिविधि", "शीर्षक"),
    ),
    _column(Intervention, "type", Holds.CHOICE, required=True, example="CFC"),
    _product(Intervention),
    _column(
        Intervention,
        "lead_agency",
        Holds.AGENCY,
        example="FIEO",
        also=("lead", "responsible agency", "agency", "उत्तरदायी एजेंसी", "एजेंसी"),
    ),
    _column(Intervention, "lead_post", Holds.POST, example="General Manager, DIC", also=("responsible officer", "उत्तरदायी पद")),
    _column(Intervention, "lead_text", example="Weavers' society"),
    _column(Intervention, "horizon", Holds.CHOICE, example="short", also=("term", "अवधि")),
    _column(
        Intervention, "due_on", Holds.DAY, example="31-03-2027", also=("by", "due date", "deadline", "till", "तक", "समय सीमा")
    ),
    _column(
        Intervention,
        "cost",
        Holds.RUPEES,
        _("Cost"),
        fields=("cost_rupees", "cost_state"),
        empty=FigureState.MISSING,
        example="5.50 crore",
        also=("estimated cost", "amount", "लागत", "राशि"),
    ),
    _column(Intervention, "funding", Holds.CHOICE, also=("funding", "वित्त")),
    _column(
        Intervention,
        "funding_scheme",
        example="MSE-CDP",
        also=("scheme", "funding source", "source of funds", "योजना", "निधि का स्रोत"),
    ),
    _column(Intervention, "description", Holds.PROSE),
    _column(Intervention, "supporting", Holds.ENTRIES, also=("supporting agency",)),
    _column(Intervention, "start_on", Holds.DAY, also=("start date",)),
    _column(Intervention, "output"),
    _figure(Intervention, "output_figure", _("How many"), value="output_value", empty=FigureState.NOT_APPLICABLE),
    _column(Intervention, "output_unit", Holds.CHOICE),
    _column(Intervention, "parent", Holds.PART_OF),
    _column(
        Intervention, "bottlenecks", Holds.BOTTLENECKS, _("Bottlenecks it addresses"), also=("bottlenecks addressed", "addresses")
    ),
    _column(Intervention, "note", Holds.PROSE),
)

_TARGETS = (
    _column(
        Target,
        "metric",
        Holds.METRIC,
        _("What is measured"),
        required=True,
        example="Active exporters",
        also=("metric", "measure", "indicator", "सूचक", "मापक"),
    ),
    _product(Target),
    _column(Target, "unit", Holds.CHOICE, required=True, example="₹ crore"),
    _figure(Target, "baseline", _("Baseline"), example="1,43,843.19", also=("base value", "current value", "आधार")),
    _column(Target, "baseline_fy", Holds.YEAR, example="2024-25", also=("baseline year", "base year", "आधार वर्ष")),
    _column(Target, "baseline_source", example="DGCI&S", also=("baseline source", "source", "स्रोत")),
    _figure(Target, "value", _("Target"), value="value", example="2,00,000", also=("target value", "लक्ष्य मान")),
    _column(Target, "fy", Holds.YEAR, example="2027-28", also=("target year", "by", "लक्ष्य वर्ष")),
    _column(Target, "horizon", Holds.CHOICE, empty="short", example="short", also=("term", "अवधि")),
    _column(Target, "kind", Holds.CHOICE, empty="absolute", also=("kind of target", "प्रकार")),
    _column(Target, "direction", Holds.CHOICE, also=("direction", "दिशा")),
    _column(Target, "metric_label"),
    _column(Target, "unit_label"),
    _column(Target, "basis_fy", Holds.YEAR),
    _column(Target, "basis_hs_code", Holds.HS_CODE, fields=("basis_hs_code", "basis_hs_edition"), also=("HS code",)),
    _column(Target, "basis_series"),
    _column(Target, "baseline_note", Holds.PROSE),
    _column(Target, "note", Holds.PROSE),
)

_INCENTIVES = (
    _column(Incentive, "scheme", required=True, also=("name of the scheme", "योजना का नाम")),
    _column(Incentive, "government", Holds.CHOICE, _("Scheme of"), required=True, also=("government", "of", "सरकार")),
    _column(Incentive, "support", Holds.PROSE),
    _column(Incentive, "address", also=("website", "वेबसाइट")),
    _product(Incentive),
)

_TRAINING = (
    _column(TrainingNeed, "subject", required=True, also=("training", "subject", "प्रशिक्षण", "विषय")),
    _column(TrainingNeed, "audience"),
    _figure(TrainingNeed, "persons", _("Persons to be trained"), also=("persons", "number", "व्यक्ति", "संख्या")),
    _column(TrainingNeed, "provider"),
    _column(TrainingNeed, "fy", Holds.YEAR, also=("year", "by", "वर्ष")),
    _product(TrainingNeed),
)

#: The columns of each kind of row, by the word that stands in the addresses of the desk.
COLUMNS = {
    "sections": _SECTIONS,
    "facts": _FACTS,
    "products": _PRODUCTS,
    "bottlenecks": _BOTTLENECKS,
    "interventions": _INTERVENTIONS,
    "targets": _TARGETS,
    "incentives": _INCENTIVES,
    "training": _TRAINING,
}

#: Fields no cell fills: the portal's own, and those that another column fills with its own.
_FILLED_OTHERWISE = {"position"}


def columns_of(word):
    return COLUMNS[word]


def column_of_field(word, field):
    """The column that fills this field of the row, or None; fields of foreign keys with or without their _id."""
    field = field.removesuffix("_id")
    return next((column for column in COLUMNS[word] if field in column.fields or field == column.name), None)


_UNIT_IN_HEADING = re.compile(r"[\(\[,].*$")


@cache
def _headings(word):
    """{folded heading: column}; where two columns share a word, the one that stands first keeps it."""
    known = {}
    for column in COLUMNS[word]:
        for heading in (column.label_in("en"), column.label_in("hi"), column.name):
            known.setdefault(fold(heading.replace("_", " ")), column)
    for column in COLUMNS[word]:
        for heading in column.also:
            known.setdefault(fold(heading), column)
    return known


@dataclass(frozen=True)
class Heading:
    """One heading of a table: the column it names or None, and the unit of amounts it carries ("", "lakh", "crore")."""

    text: str
    column: Column | None
    rupees_in: str = ""


def heading(word, text):
    """What a heading means, in either language: "Baseline", "आधार मूल्य", "Cost (₹ lakh)"."""
    known = _headings(word)
    column = known.get(fold(text)) or known.get(fold(_UNIT_IN_HEADING.sub("", text)))
    unit = ""
    if column is not None and column.holds is Holds.RUPEES:
        named = [unit_named(part) for part in re.sub(r"[()\[\]₹,]", " ", text).split()]
        # "Lakh rupees" are lakh.
        unit = next((unit for unit in ("crore", "lakh", "rupee") if unit in named), "")
    return Heading(text, column, unit)
