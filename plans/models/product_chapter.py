from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.financial_years import FinancialYearField
from plans.models.commitment import Commitment
from plans.models.fields import EnteredDecimalField, FigureState, figure_or_reason, figure_state_field, list_of_sentences
from plans.models.units import Unit
from plans.models.wording import Wording


def a_list(name):
    return models.JSONField(name, default=list, blank=True, validators=[list_of_sentences])


class ProductChapter(Wording):
    """The analysis of one product or service: what is made, sold, where, against whom. The first in order is the lead product."""

    class ExportStatus(models.TextChoices):
        QUICK = "quick", _("Quick estimate")
        PROVISIONAL = "provisional", _("Provisional")
        REVISED = "revised", _("Revised")
        FINAL = "final", _("Final")

    commitment_kind = Commitment.Kind.PRODUCT_CHAPTER
    under_head = 3
    identity = ("product",)

    product = models.ForeignKey("districts.Product", models.PROTECT, related_name="plan_chapters", verbose_name=_("product"))
    hs_codes = a_list(_("HS codes"))
    hs_edition = models.CharField(_("edition of the HS"), max_length=20, default="HS 2022")
    text = models.TextField(_("analysis"), blank=True)

    production_value = EnteredDecimalField(_("production"), null=True, blank=True)
    production_state = figure_state_field(_("is production known?"))
    production_unit = models.CharField(_("unit of production"), max_length=40, blank=True)
    production_fy = FinancialYearField(_("year of production"), blank=True, default="")
    production_source = models.CharField(_("source of production"), max_length=300, blank=True)

    exporters_value = EnteredDecimalField(_("exporters"), null=True, blank=True)
    exporters_state = figure_state_field(_("is the number of exporters known?"))
    exporters_as_of = models.DateField(_("exporters as of"), null=True, blank=True)
    exporters_source = models.CharField(_("source of the number of exporters"), max_length=300, blank=True)

    exports_value = EnteredDecimalField(_("exports"), null=True, blank=True)
    exports_state = figure_state_field(_("are exports known?"))
    exports_unit = models.CharField(_("unit of exports"), max_length=16, choices=Unit.choices, blank=True)
    exports_fy = FinancialYearField(_("year of exports"), blank=True, default="")
    exports_source = models.CharField(_("source of exports"), max_length=300, blank=True)
    exports_status = models.CharField(_("status of the figure"), max_length=12, choices=ExportStatus.choices, blank=True)

    destinations = a_list(_("destinations, first first"))
    competitors = a_list(_("competitors"))
    strengths = a_list(_("strengths"))
    weaknesses = a_list(_("weaknesses"))
    opportunities = a_list(_("opportunities"))
    threats = a_list(_("threats"))
    value_chain = a_list(_("stages of the value chain"))

    class Meta(Wording.Meta):
        verbose_name = _("product chapter")
        verbose_name_plural = _("product chapters")
        constraints = [
            *Wording.Meta.constraints,
            models.UniqueConstraint(
                fields=["version", "product"],
                name="product_chapter_each_product_once_per_version",
                violation_error_message=_("This product has its chapter already."),
            ),
            figure_or_reason("product_chapter", "production"),
            figure_or_reason("product_chapter", "exporters"),
            figure_or_reason("product_chapter", "exports"),
            models.CheckConstraint(
                name="product_chapter_production_has_unit_year_and_source",
                condition=~Q(production_state=FigureState.VALUE)
                | ~Q(production_unit="") & ~Q(production_fy="") & ~Q(production_source=""),
                violation_error_message=_("Production needs its unit, financial year and source."),
            ),
            models.CheckConstraint(
                name="product_chapter_exporters_have_day_and_source",
                condition=~Q(exporters_state=FigureState.VALUE) | Q(exporters_as_of__isnull=False) & ~Q(exporters_source=""),
                violation_error_message=_("The number of exporters needs its day and source."),
            ),
            models.CheckConstraint(
                name="product_chapter_exports_have_unit_year_and_source",
                condition=~Q(exports_state=FigureState.VALUE) | ~Q(exports_unit="") & ~Q(exports_fy="") & ~Q(exports_source=""),
                violation_error_message=_("Exports need their unit, financial year and source."),
            ),
        ]

    def __str__(self):
        """Costs a query where the product is not loaded."""
        return self.product.name
