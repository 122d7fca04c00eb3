"""Who decided which products a district stands for: a resolution of its committee, or an order of its State.

The list itself is districts.DistrictProduct, which knows no committee; the
deciding record stands here and points down to it (docs/adr/0009).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ProductDecision(models.Model):
    """One decision that changed the product list of a district. Append-only, public."""

    district = models.ForeignKey(
        "districts.District", on_delete=models.PROTECT, related_name="product_decisions", verbose_name=_("district")
    )
    # One to one: a resolution changes the list once; what it says further is in the same step.
    resolution = models.OneToOneField(
        "committees.Resolution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="product_decision",
        verbose_name=_("resolution of the committee"),
    )
    order_number = models.CharField(_("number of the order"), max_length=120, blank=True)
    order_date = models.DateField(_("date of the order"), null=True, blank=True)
    order_document = models.ForeignKey(
        "documents.Document",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("the order as a file"),
    )
    on = models.DateField(_("from"), help_text=_("First day on which the list reads so."))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("decision on a product list")
        verbose_name_plural = _("decisions on product lists")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="product_list_is_changed_by_a_resolution_or_an_order",
                condition=(
                    Q(resolution__isnull=False, order_number="", order_date__isnull=True)
                    | (Q(resolution__isnull=True, order_date__isnull=False) & ~Q(order_number=""))
                ),
                violation_error_message=_("Name the resolution, or the order with number and date; exactly one of the two."),
            ),
        ]

    def __str__(self):
        return f"{self.district}: {self.reference}"

    @property
    def reference(self) -> str:
        """Number of the resolution, or number and date of the order."""
        if self.resolution_id:
            return self.resolution.number
        return f"{self.order_number}, {self.order_date:%d-%m-%Y}"


class ProductStep(models.TextChoices):
    ADDED = "added", _("added")
    DROPPED = "dropped", _("dropped")
    MOVED = "moved", _("moved")


class ProductLine(models.Model):
    """One product in one decision: added, dropped, or moved to another rank. Append-only."""

    decision = models.ForeignKey(ProductDecision, on_delete=models.PROTECT, related_name="lines", verbose_name=_("decision"))
    step = models.CharField(_("what changed"), max_length=8, choices=ProductStep.choices)
    product = models.ForeignKey("districts.Product", on_delete=models.PROTECT, related_name="+", verbose_name=_("product"))
    name = models.CharField(_("name at the time"), max_length=200)
    name_hi = models.CharField(_("name in Hindi at the time"), max_length=200, blank=True)
    rank_before = models.PositiveSmallIntegerField(_("rank before"), null=True, blank=True)
    rank_after = models.PositiveSmallIntegerField(_("rank after"), null=True, blank=True)

    class Meta:
        verbose_name = _("product in a decision")
        verbose_name_plural = _("products in decisions")
        ordering = ["decision", "rank_after", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "product"], name="product_stands_once_in_a_decision"),
        ]

    def __str__(self):
        return f"{self.name}: {self.get_step_display()}"
