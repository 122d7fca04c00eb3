from decimal import Decimal
from functools import lru_cache

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.financial_years import FinancialYearField, years_between
from plans.models.commitment import Commitment
from plans.models.fields import EnteredDecimalField, FigureState, figure_or_reason, figure_state_field
from plans.models.units import Unit
from plans.models.wording import Horizon, Wording


class Target(Wording):
    """A promise in numbers: of what, in which unit and basis, from where, to where, by when.

    Source: FTP 2023 chapter 3 (specific, quantifiable targets, short and long term); growth is computed, never typed.
    """

    class Kind(models.TextChoices):
        ABSOLUTE = "absolute", _("To a value")
        PERCENT_OVER_BASELINE = "percent_over_baseline", _("Percent over the baseline")
        COUNT = "count", _("A count")
        RANK = "rank", _("A place in a ranking")

    class Direction(models.TextChoices):
        INCREASE = "increase", _("More is better")
        DECREASE = "decrease", _("Less is better")

    commitment_kind = Commitment.Kind.TARGET
    under_head = 7
    identity = (
        "metric",
        "metric_label",
        "product",
        "kind",
        "direction",
        "unit",
        "unit_label",
        "basis_fy",
        "basis_hs_code",
        "basis_hs_edition",
        "basis_series",
    )

    metric = models.ForeignKey("districts.Metric", models.PROTECT, related_name="+", verbose_name=_("metric"))
    metric_label = models.CharField(
        _("what is counted"), max_length=200, blank=True, help_text=_("Only for another metric than those listed.")
    )
    product = models.ForeignKey(
        "districts.Product",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product"),
        help_text=_("Leave empty where it concerns the whole district."),
    )
    kind = models.CharField(_("kind"), max_length=22, choices=Kind.choices, default=Kind.ABSOLUTE)
    direction = models.CharField(_("direction"), max_length=8, choices=Direction.choices, default=Direction.INCREASE)
    unit = models.CharField(_("unit"), max_length=16, choices=Unit.choices)
    unit_label = models.CharField(_("name of the unit"), max_length=40, blank=True, help_text=_("Only for another unit."))

    basis_fy = FinancialYearField(
        _("prices or definition of"), blank=True, default="", help_text=_("Financial year whose prices or definitions count.")
    )
    basis_hs_code = models.CharField(_("HS code counted"), max_length=8, blank=True)
    basis_hs_edition = models.CharField(_("edition of the HS"), max_length=20, blank=True)
    basis_series = models.CharField(_("series the figure comes from"), max_length=200, blank=True)

    baseline_value = EnteredDecimalField(_("baseline"), null=True, blank=True)
    baseline_state = figure_state_field(_("is the baseline known?"))
    baseline_fy = FinancialYearField(_("year of the baseline"), blank=True, default="")
    baseline_source = models.CharField(_("source of the baseline"), max_length=300, blank=True)
    baseline_note = models.TextField(
        _("why there is no baseline"), blank=True, help_text=_("Where it is not recorded, does not apply or is withheld.")
    )

    value = EnteredDecimalField(_("target"), null=True, blank=True)
    value_state = figure_state_field(_("is the target set?"))
    fy = FinancialYearField(_("to be reached in"), blank=True, default="")
    horizon = models.CharField(_("horizon"), max_length=9, choices=Horizon.choices, default=Horizon.SHORT)
    note = models.TextField(_("note"), blank=True)

    class Meta(Wording.Meta):
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            *Wording.Meta.constraints,
            figure_or_reason("target", "baseline"),
            figure_or_reason("target", "value", "value"),
            models.CheckConstraint(
                name="target_baseline_has_year_and_source",
                condition=~Q(baseline_state=FigureState.VALUE) | ~Q(baseline_fy="") & ~Q(baseline_source=""),
                violation_error_message=_(
                    "A baseline needs its financial year and its source. Give both, or say that the baseline is not recorded."
                ),
            ),
            models.CheckConstraint(
                name="target_value_has_its_year",
                condition=~Q(value_state=FigureState.VALUE) | ~Q(fy=""),
                violation_error_message=_("A target needs the financial year in which it is to be reached."),
            ),
            models.CheckConstraint(
                name="target_other_unit_has_a_name",
                condition=Q(unit="other") & ~Q(unit_label="") | ~Q(unit="other") & Q(unit_label=""),
                violation_error_message=_("Give the other unit its name, and only there."),
            ),
            models.CheckConstraint(
                name="target_basis_code_has_its_edition",
                condition=Q(basis_hs_code="", basis_hs_edition="") | ~Q(basis_hs_code="") & ~Q(basis_hs_edition=""),
                violation_error_message=_("An HS code needs its edition."),
            ),
        ]

    def __str__(self):
        """Costs a query where metric is not loaded."""
        return self.metric_label or self.metric.name

    @property
    def cagr_percent(self):
        """Compound growth a year in percent, one decimal; None where it has no number."""
        return cagr_percent(self.baseline_value, self.baseline_fy, self.value, self.fy, self.kind)


# Roots of decimals are slow, and one page asks for the same growth in several places.
@lru_cache(maxsize=4096)
def cagr_percent(baseline, baseline_fy, value, fy, kind):
    """Percent a year, one decimal, from baseline to value; None where there is no baseline, no distance in years, a sign
    change or growth from nothing. A target of percent over the baseline is first turned into a value."""
    if kind == Target.Kind.RANK or baseline is None or value is None or not baseline_fy or not fy:
        return None
    years = years_between(baseline_fy, fy)
    if kind == Target.Kind.PERCENT_OVER_BASELINE:
        value = baseline * (1 + value / Decimal(100))
    if years <= 0 or baseline <= 0 or value <= 0:
        return None
    growth = (value / baseline) ** (Decimal(1) / Decimal(years)) - 1
    return (growth * 100).quantize(Decimal("0.1"))
