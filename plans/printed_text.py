"""A frozen plan as blocks of a PDF: the eleven heads with their prose, facts and rows, from the stored bytes alone.

Words typed into the plan carry the plan's language, labels that of the file. Nothing is left out and nothing is added.
"""

from datetime import date

from django.utils.translation import gettext as _

from common.money import show_rupees
from common.numbers import group_indian
from documents.printing import facts, heading, piece, table, words
from plans.models.section import Head
from plans.papers import in_language, label_of
from plans.translated import Translated, together


def text_blocks(view, language, heads=None):
    """The blocks of all eleven heads, or of those numbered; called with `language` active, which known labels are shown in."""
    return _Writer(view, language).blocks(heads)


def period_of(view):
    """ "2025-26 to 2027-28", "" where the text states none."""
    first, last = view.period
    if not first:
        return ""
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


class _Writer:
    def __init__(self, view, language):
        self.view = view
        self.language = language

    def blocks(self, heads):
        rows_under = {
            Head.PRODUCTS: self._products,
            Head.BOTTLENECKS: self._bottlenecks,
            Head.INTERVENTIONS: self._interventions,
            Head.TARGETS: self._targets,
            Head.INCENTIVES: self._incentives,
            Head.TRAINING: self._training,
        }
        found = []
        for head in (head for head in Head if heads is None or head.value in heads):
            under = [*self._facts(head), *(rows_under[head]() if head in rows_under else [])]
            found += [heading(f"{head.value}. {head.label}"), *self._section(head, is_alone=not under), *under]
        return found

    def typed(self, text, **look):
        return piece(text, self.own(text), **look) if text else ""

    def small(self, text, label=""):
        if not text:
            return ""
        marked = getattr(text, "is_corrected", False)
        return piece(f"{label}: {text}" if label else text, self.own(text), small=True, marked=marked)

    def own(self, text):
        """The language of a text where it is another than that of the file, "" else."""
        language = text.language if isinstance(text, Translated) else self.view.language
        return language if language != self.language else ""

    def _section(self, head, *, is_alone):
        section = self.view.section(head)
        if section is not None and section.not_applicable:
            return [*words(_("Not applicable:"), strong=True), *words(section.not_applicable, self.own(section.not_applicable))]
        if section is not None and section.text:
            return words(section.text, self.own(section.text))
        return words(_("The text says nothing under this head.")) if is_alone else []

    def _facts(self, head):
        rows = [
            [
                self.typed(row.label),
                [piece(f"{_figure(row.figure_given)} {row.unit}".strip(), self.own(row.unit))],
                "; ".join(part for part in (_day(row.as_of), row.fy) if part),
                [self.typed(row.source), self.small(row.note)],
            ]
            for row in self.view.facts_of(head)
        ]
        names = [_("What"), _("Value"), _("As of"), _("Source")]
        return [table(_("Facts"), names, rows, widths=[4, 3, 2, 4], numbers=[1])] if rows else []

    def _products(self):
        found = []
        for number, row in enumerate(self.view.products, start=1):
            production, exports, exporters = row.production, row.exports, row.exporters
            found += [
                heading(f"3.{number} {row.product_name}", 3),
                *words(in_language(row.product["sector"]), small=True),
                *words(row.text, self.own(row.text)),
                facts(
                    (_("HS codes"), [_hs(code) for code in row.hs]),
                    ("HS", _("A service; it has no HS code.") if row.product["is_service"] and not row.hs else ""),
                    (_("Production"), self._sourced(_quantity(row.production_figure, production["unit"]), production)),
                    (_("Exports"), self._sourced(_quantity(row.exports_figure, _label(exports["unit"])), exports)),
                    (_("Exporters"), self._sourced(_figure(row.exporters_figure), exporters)),
                    (_("Destinations"), self.typed(together(row.destinations, ", "))),
                    (_("Competitors"), self.typed(together(row.competitors, ", "))),
                    (_("Value chain"), self.typed(together(row.value_chain, " – "))),
                    (_("Strengths"), [self.typed(line) for line in row.strengths]),
                    (_("Weaknesses"), [self.typed(line) for line in row.weaknesses]),
                    (_("Opportunities"), [self.typed(line) for line in row.opportunities]),
                    (_("Threats"), [self.typed(line) for line in row.threats]),
                    (_("Cost in the plan"), _crore(row.cost_rupees)),
                ),
            ]
        return found

    def _sourced(self, shown, written):
        year = written.get("fy") or _day(written.get("as_of"))
        said = ", ".join(part for part in (shown, year, _label(written.get("status"))) if part)
        return [said, self.small(written.get("source"))]

    def _bottlenecks(self):
        rows = [
            [
                [self.typed(row.statement), self.small(row.evidence), self.small(row.raised_by, _("Raised by"))],
                [row.product_name, piece(row.stage_label, small=True)],
                [row.level_label, piece(_label(row.severity), small=True) if row.severity else ""],
                [*(self.typed(remedy.title) for remedy in row.interventions), self.typed(row.no_intervention_reason)],
            ]
            for row in self.view.bottlenecks
        ]
        names = [_("What hurts"), _("Product, stage"), _("Level"), _("Answered by")]
        return [table(_("Bottlenecks"), names, rows, widths=[6, 3, 2, 5])] if rows else []

    def _interventions(self):
        rows = []
        for whole in self.view.whole_interventions:
            rows += [self._intervention(whole), *(self._intervention(part) for part in whole.parts)]
        if not rows:
            return []
        if self.view.total_cost_rupees:
            total = piece(_crore(self.view.total_cost_rupees), strong=True)
            rows.append([piece(_("All, as far as a cost is stated"), strong=True), "", "", total, ""])
        names = [_("What is done"), _("Lead"), _("Money from"), _("Cost"), _("Due")]
        return [table(_("Interventions"), names, rows, widths=[6, 4, 3, 2.4, 2.2], numbers=[3])]

    def _intervention(self, row):
        agency = row.lead["agency"]
        named = f"{agency['name']} ({agency['acronym']})" if agency and agency["acronym"] else agency["name"] if agency else ""
        of = f"{_('Part of')}: {row.whole.title}" if row.whole else ""
        kind = "; ".join(part for part in (row.product_name, str(row.type_label)) if part)
        output = f"{row.output['text']} {_quantity(row.output_figure, _label(row.output['unit']))}".strip()
        is_output_said = row.output["text"] or row.output_figure.is_given
        return [
            [
                self.typed(row.title, strong=True),
                self.small(of),
                piece(kind, small=True) if kind else "",
                self.typed(row.description),
                self.small(together([hurdle.statement for hurdle in row.bottlenecks], "; "), _("Answers")),
                self.small(output if is_output_said else "", _("Output")),
                self.small(row.note, _("Note")),
            ],
            [
                row.lead_post,
                self.typed(row.lead["text"]),
                piece(named, small=True) if named else "",
                self._supporting(row),
            ],
            [_label(row.funding), self.small(row.funding["scheme"])],
            _crore(int(row.cost_figure.value)) if row.cost_figure.is_given else row.cost_figure.reason,
            [
                f"{_day(row.start_on)} – {_day(row.due_on)}" if row.start_on else _day(row.due_on),
                piece(row.horizon_label, small=True) if row.horizon else "",
            ],
        ]

    def _supporting(self, row):
        return self.small(together(row.supporting, "; "), _("Supporting"))

    def _targets(self):
        rows = []
        for row in self.view.targets:
            basis = row.basis
            hs = f"{basis['hs']['edition']}: {basis['hs']['code']}" if basis["hs"] else ""
            basis = " ".join(part for part in (basis["fy"], basis["series"], hs) if part)
            growth = row.cagr_percent
            name = self.typed(row.metric["in_words"]) or row.metric_name
            rows.append(
                [
                    [
                        name,
                        piece(in_language(row.metric), small=True) if row.metric["in_words"] else "",
                        piece(row.product_name or _("whole district"), small=True),
                        piece(f"{_label(row.kind)}, {_label(row.direction)}", small=True),
                        self.small(row.note, _("Note")),
                    ],
                    [row.unit_label, self.small(basis, _("Basis"))],
                    [
                        _figure(row.baseline_figure),
                        piece(row.baseline["fy"], small=True) if row.baseline["fy"] else "",
                        self.small(row.baseline["source"]),
                        self.small(row.baseline["note"]),
                    ],
                    [
                        piece(_figure(row.target_figure), strong=True),
                        piece(row.target["fy"], small=True) if row.target["fy"] else "",
                        piece(row.horizon_label, small=True) if row.horizon else "",
                    ],
                    f"{growth} %" if growth is not None else "–",
                ]
            )
        names = [_("Target"), _("Unit"), _("Baseline"), _("Target"), _("Growth a year")]
        return [table(_("Targets"), names, rows, widths=[6, 3, 3, 3, 2], numbers=[2, 3, 4])] if rows else []

    def _incentives(self):
        rows = [
            [
                [self.typed(row.scheme), piece(row.product_name, small=True) if row.product_name else ""],
                _label(row.government),
                [self.typed(row.support), self.small(row.address)],
            ]
            for row in self.view.incentives
        ]
        return [table(_("Incentives"), [_("Scheme"), _("Government"), _("Support")], rows, widths=[5, 3, 5])] if rows else []

    def _training(self):
        rows = [
            [
                [self.typed(row.subject), piece(row.product_name, small=True) if row.product_name else ""],
                self.typed(row.audience),
                _figure(row.persons_figure),
                self.typed(row.provider),
                row.fy,
            ]
            for row in self.view.training_needs
        ]
        names = [_("Subject"), _("For whom"), _("Persons"), _("By"), _("Year")]
        return [table(_("Training needs"), names, rows, widths=[5, 3, 2, 4, 2], numbers=[2])] if rows else []


def _figure(figure):
    return group_indian(figure.value) if figure.is_given else str(figure.reason)


def _hs(code):
    """ "091030 Ginger, saffron, turmeric (HS 2022)"."""
    named = " ".join(part for part in (code["code"], code["heading"]) if part)
    return f"{named} ({code['edition']})"


def _quantity(figure, unit):
    return f"{_figure(figure)} {unit or ''}".strip() if figure.is_given else _figure(figure)


def _crore(rupees):
    return "" if rupees is None else show_rupees(int(rupees), "crore")


def _day(written):
    """A day as a frozen text writes it, 2027-03-31, as 31-03-2027; anything else as it stands."""
    if not written:
        return ""
    try:
        return f"{date.fromisoformat(written):%d-%m-%Y}"
    except ValueError:
        return written


def _label(coded):
    return str(label_of(coded))
