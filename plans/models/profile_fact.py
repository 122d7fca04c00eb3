from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.financial_years import FinancialYearField
from plans.models.commitment import Commitment
from plans.models.fields import EnteredDecimalField, FigureState, figure_or_reason, figure_state_field
from plans.models.wording import Wording


class ProfileFact(Wording):
    """One typed fact of the district, industry or export profile, with its source and date."""

    class Code(models.TextChoices):
        """Facts that checks know how to weigh against each other; anything else is "other", with a label."""

        AREA_SQ_KM = "area_sq_km", _("Area, sq km")
        POPULATION = "population", _("Population, persons")
        POPULATION_MALE = "population_male", _("Male population, persons")
        POPULATION_FEMALE = "population_female", _("Female population, persons")
        LITERATES = "literates", _("Literate persons")
        NET_SOWN_AREA_HA = "net_sown_area_ha", _("Net sown area, hectares")
        FOREST_AREA_HA = "forest_area_ha", _("Forest area, hectares")
        MSME_UNITS = "msme_units", _("Micro, small and medium enterprises, units")
        LARGE_UNITS = "large_units", _("Large enterprises, units")
        INDUSTRIAL_ESTATES = "industrial_estates", _("Industrial estates")
        INDUSTRY_EMPLOYMENT = "industry_employment", _("Employed in industry, persons")
        EXPORTERS = "exporters", _("Exporters (IEC holders)")
        EXPORTS_INR_CRORE = "exports_inr_crore", _("Exports of the district, ₹ crore")
        OTHER = "other", _("Another fact")

    commitment_kind = Commitment.Kind.PROFILE_FACT
    identity = ("code", "label", "unit")

    head = models.PositiveSmallIntegerField(
        _("head"), choices=[(1, _("District profile")), (2, _("Industry profile")), (10, _("Export data"))]
    )
    code = models.CharField(_("fact"), max_length=20, choices=Code.choices)
    label = models.CharField(
        _("name of the fact"), max_length=200, blank=True, help_text=_("Only for another fact than those listed.")
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    value = EnteredDecimalField(_("figure"), null=True, blank=True)
    value_state = figure_state_field(_("is the figure known?"))
    as_of = models.DateField(_("as of"), null=True, blank=True)
    fy = FinancialYearField(_("financial year"), blank=True, default="")
    source = models.CharField(_("source"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta(Wording.Meta):
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        ordering = ["version", "head", "position", "pk"]
        constraints = [
            *Wording.Meta.constraints,
            figure_or_reason("profile_fact", "value", "value"),
            models.CheckConstraint(
                name="profile_fact_given_has_source_and_date",
                condition=~Q(value_state=FigureState.VALUE) | ~Q(source="") & (Q(as_of__isnull=False) | ~Q(fy="")),
                violation_error_message=_("A figure needs its source, and the day or financial year it is of."),
            ),
            models.CheckConstraint(
                name="profile_fact_other_has_a_name",
                condition=~Q(code="other") | ~Q(label=""),
                violation_error_message=_("Give the fact a name."),
            ),
        ]

    def __str__(self):
        return self.label or self.get_code_display()
