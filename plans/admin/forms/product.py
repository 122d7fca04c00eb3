"""Form of the chapter of one product or service."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from plans.admin.fields import FigureField, HSCodesField, LinesField, ProductField, TextField
from plans.admin.forms.base import GROUP_TEXT, RowForm
from plans.models import ProductChapter

_ONE_A_LINE = _("One a line, the most important first.")


def _lines(label, example=""):
    return LinesField(required=False, label=label, help_text=example or _ONE_A_LINE)


class ProductChapterForm(RowForm):
    """What is made, sold, where and against whom."""

    product = ProductField(
        label=_("Product or service"), help_text=_("Any spelling or trade name, for example: pashmina, or kani shawl.")
    )
    hs_codes = HSCodesField(
        required=False,
        label=_("HS codes"),
        help_text=_("With commas between them; 2, 4, 6 or 8 digits, with or without dots, for example: 5701, 0713.20."),
    )
    text = TextField(required=False, label=_("Analysis"), widget=forms.Textarea(attrs={"rows": 10, "class": "long"}))
    production = FigureField(label=_("Production"), help_text=_("A year's production, for example 65,000."))
    exporters = FigureField(label=_("Exporters"), help_text=_("Holders of an IEC who exported it, for example 42."))
    exports = FigureField(label=_("Exports"), help_text=_("In the unit chosen below, for example 62.40."))
    destinations = _lines(_("Destinations"), _("Countries, one a line, the largest first."))
    competitors = _lines(_("Competitors"), _("Countries or regions, one a line."))
    strengths = _lines(_("Strengths"))
    weaknesses = _lines(_("Weaknesses"))
    opportunities = _lines(_("Opportunities"))
    threats = _lines(_("Threats"))
    value_chain = _lines(_("Stages of the value chain"), _("From raw material to market, one a line."))

    figures = {
        "production": ("production_value", "production_state"),
        "exporters": ("exporters_value", "exporters_state"),
        "exports": ("exports_value", "exports_state"),
    }
    groups = (
        (_("The product"), ("product", "hs_codes")),
        (GROUP_TEXT, ("text",)),
        (_("Production"), ("production", "production_unit", "production_fy", "production_source")),
        (_("Exporters"), ("exporters", "exporters_as_of", "exporters_source")),
        (_("Exports"), ("exports", "exports_unit", "exports_fy", "exports_source", "exports_status")),
        (_("Where to, against whom"), ("destinations", "competitors", "value_chain")),
        (_("Strengths and threats"), ("strengths", "weaknesses", "opportunities", "threats")),
    )

    class Meta:
        model = ProductChapter
        fields = [
            "product",
            "hs_codes",
            "text",
            "production_unit",
            "production_fy",
            "production_source",
            "exporters_as_of",
            "exporters_source",
            "exports_unit",
            "exports_fy",
            "exports_source",
            "exports_status",
            "destinations",
            "competitors",
            "strengths",
            "weaknesses",
            "opportunities",
            "threats",
            "value_chain",
        ]
        help_texts = {
            "production_unit": _("For example: tonnes, pieces, metres."),
            "production_fy": _("For example 2024-25."),
            "exports_fy": _("For example 2024-25."),
            "production_source": _("For example: District Statistical Handbook 2025, table 7."),
            "exporters_source": _("For example: DGFT, list of IEC holders."),
            "exports_source": _("For example: DGCIS, district-wise exports."),
        }

    def clean_product(self):
        product = self.cleaned_data["product"]
        twin = ProductChapter.objects.filter(version=self.version, product=product).exclude(pk=self.instance.pk)
        if twin.exists():
            raise ValidationError(
                _("%(product)s has its chapter already. Edit that one, or choose another product.") % {"product": product},
                code="twice",
            )
        return product

    def clean_hs_codes(self):
        # The paper keeps codes as text beside their edition; whether a code is checked is said again when it is shown.
        self.hs_answers = self.cleaned_data["hs_codes"]
        return [getattr(answer, "code", answer) for answer in self.hs_answers]
