"""Measures, published export figures and counts officials reported."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .hs import HSCode
from .place import Place
from .product import Product
from .source import confidence_field, source_field


class UnitFamily(models.TextChoices):
    INR = "INR", _("rupees")
    USD = "USD", _("US dollars")
    QUANTITY = "quantity", _("quantity with its own unit")
    COUNT = "count", _("count")
    PERCENT = "percent", _("percent")
    RANK = "rank", _("rank")
    OTHER = "other", _("other")


class RollUp(models.TextChoices):
    SUM = "sum", _("added up")
    RATIO = "ratio", _("calculated anew from both parts")
    COUNT = "count", _("counted")
    NONE = "none", _("never rolled up")


class Direction(models.TextChoices):
    UP = "up", _("more is better")
    DOWN = "down", _("less is better")
    NONE = "none", _("no direction of its own")


class Metric(models.Model):
    """What a target or a reading measures, and whether it adds up over districts."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)
    unit_family = models.CharField(_("unit"), max_length=10, choices=UnitFamily.choices)
    roll_up = models.CharField(_("over several districts"), max_length=6, choices=RollUp.choices)
    direction = models.CharField(_("direction"), max_length=5, choices=Direction.choices)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="other") | Q(roll_up="none"),
                name="metric_other_is_never_rolled_up",
                violation_error_message=_("The measure “other” is never rolled up."),
            )
        ]

    def __str__(self):
        return self.name


class FigureMeasure(models.TextChoices):
    VALUE = "value", _("value of exports")
    SHARE_OF_INDIA = "share of India", _("share of India's exports")
    SHARE_OF_STATE = "share of state", _("share of the State's exports")
    RANK_IN_INDIA = "rank in India", _("rank in India")
    LEADING_COMMODITY = "leading commodity", _("leading commodity")
    AMONG_TOP = "among top districts for", _("among the top districts for")


class FigureStatus(models.TextChoices):
    NOT_STATED = "not stated", _("not stated")
    QUICK = "quick", _("quick estimate")
    PROVISIONAL = "provisional", _("provisional")
    REVISED = "revised", _("revised")
    FINAL = "final", _("final")


class ExportFigureQuerySet(models.QuerySet):
    def yearly_values(self):
        """Values of exports of a financial year to all countries, in rupees or dollars."""
        return self.filter(measure=FigureMeasure.VALUE, destination="", value_normalised__isnull=False).exclude(financial_year="")

    def of_all_goods(self):
        """Figures of the whole trade: sources name it so, or name no goods at all."""
        return self.filter(product__isnull=True, hs__isnull=True, commodity__in=["", "all merchandise"])


class ExportFigure(models.Model):
    """One export figure as one source published it.

    Figures that contradict each other stand side by side, each with its
    source. `value_as_published` keeps digits and decimals; `value` is the same
    as a number; `value_normalised` is in rupees or US dollars for money and
    empty for the rest. A State's figure belongs to the State alone.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="export_figures", verbose_name=_("place"))
    measure = models.CharField(_("measure"), max_length=24, choices=FigureMeasure.choices)
    hs = models.ForeignKey(
        HSCode, null=True, blank=True, on_delete=models.PROTECT, related_name="export_figures", verbose_name=_("HS code")
    )
    product = models.ForeignKey(
        Product, null=True, blank=True, on_delete=models.PROTECT, related_name="export_figures", verbose_name=_("product")
    )
    commodity = models.CharField(_("goods, as published"), max_length=120, blank=True)
    destination = models.CharField(_("destination"), max_length=80, blank=True)
    period = models.CharField(_("period, as published"), max_length=80)
    financial_year = models.CharField(_("financial year"), max_length=7, blank=True)
    period_from = models.DateField(_("first day"), null=True, blank=True)
    period_to = models.DateField(_("first day after"), null=True, blank=True)
    is_part_year = models.BooleanField(_("part of a year"), default=False)
    value_as_published = models.CharField(_("value, as published"), max_length=200, blank=True)
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit, as published"), max_length=20)
    value_normalised = models.DecimalField(
        _("value in rupees or dollars"), max_digits=24, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=FigureStatus.choices, default=FigureStatus.NOT_STATED)
    as_of = models.CharField(_("as of"), max_length=60, blank=True)
    confidence = confidence_field()
    source_kind = models.CharField(_("kind of source"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True)
    source = source_field()

    objects = ExportFigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("export figure")
        verbose_name_plural = _("export figures")
        ordering = ["place", "-period_to", "measure"]
        constraints = [
            models.CheckConstraint(
                condition=Q(period_from__isnull=True) | Q(period_to__isnull=True) | Q(period_to__gt=models.F("period_from")),
                name="export_figure_period_ends_after_it_begins",
                violation_error_message=_("A period ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(is_part_year=False) | Q(financial_year=""),
                name="export_figure_of_part_of_a_year_is_no_year_figure",
                violation_error_message=_("A figure for part of a year is not the figure of a financial year."),
            ),
        ]

    def __str__(self):
        return f"{self.place}: {self.value_as_published} {self.unit} ({self.period})"


class ReportedCount(models.Model):
    """A count of the programme as an official source reported it on a day."""

    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=160)
    name_hi = models.CharField(_("name in Hindi"), max_length=160, blank=True)
    value = models.PositiveIntegerField(_("value"))
    upper_value = models.PositiveIntegerField(_("upper value"), null=True, blank=True)
    out_of = models.PositiveIntegerField(_("out of"), null=True, blank=True)
    on = models.DateField(_("on"))
    on_as_published = models.CharField(_("date, as published"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("reported count")
        verbose_name_plural = _("reported counts")
        ordering = ["code", "on"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "on"],
                name="reported_count_is_told_once_a_day",
                violation_error_message=_("This count is already recorded for that day."),
            )
        ]

    def __str__(self):
        return f"{self.name}: {self.value} ({self.on})"
