"""Every number a frozen plan states, with its place in the text: what a resolution that adopted it stands for."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from plans.models.section import Head
from plans.papers import label_of


@dataclass
class Number:
    """One number: its `kind` in the language of the page, whose it is (`typed` as the plan has it), and its anchor."""

    kind: str
    anchor: str
    figure: object
    typed: str = ""
    product: str = ""
    unit: str = ""
    fy: str = ""
    is_money: bool = False

    @property
    def rupees(self):
        """Whole rupees, where the number is a cost."""
        return self.figure.value if self.is_money else None


def of(paper):
    """The Numbers of a PaperView in the order of its eleven heads, those of the targets first. No query."""
    found = list(_targets(paper))
    for head in Head:
        for place, row in enumerate(paper.facts_of(head.value), start=1):
            anchor = f"fact-{head.value}-{place}"
            found.append(Number(_("Fact"), anchor, row.figure_given, row.label, unit=row.unit, fy=row.fy))
    for row in paper.products:
        of_product = {"anchor": f"chapter-{row.uid}", "product": row.product_name}
        figure, written = row.production_figure, row.production
        found.append(Number(_("Production"), figure=figure, unit=written["unit"], fy=written["fy"], **of_product))
        figure, written = row.exports_figure, row.exports
        found.append(Number(_("Exports"), figure=figure, unit=label_of(written["unit"]), fy=written["fy"], **of_product))
        found.append(Number(_("Exporters"), figure=row.exporters_figure, **of_product))
    for row in paper.interventions:
        of_row = {"anchor": f"intervention-{row.uid}", "typed": row.title, "product": row.product_name}
        found.append(Number(_("Cost"), figure=row.cost_figure, is_money=True, **of_row))
        found.append(Number(_("Output"), figure=row.output_figure, unit=label_of(row.output["unit"]), **of_row))
    for row in paper.training_needs:
        found.append(
            Number(_("Persons"), f"training-{row.uid}", row.persons_figure, row.subject, row.product_name or "", fy=row.fy)
        )
    return [number for number in found if number.figure.is_given]


def _targets(paper):
    for row in paper.targets:
        words = {"typed": row.metric["in_words"] or "", "product": _subject(row)}
        anchor, unit = f"target-{row.uid}", row.unit_label
        yield Number(_("Target"), anchor, row.target_figure, unit=unit, fy=row.target["fy"], **words)
        yield Number(_("Baseline"), anchor, row.baseline_figure, unit=unit, fy=row.baseline["fy"], **words)


def _subject(row):
    """What a target is about: its measure, of a product or of the whole district."""
    whose = row.product_name or _("whole district")
    return whose if row.metric["in_words"] else f"{row.metric_name}, {whose}"
