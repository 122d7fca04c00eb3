from django.db import models
from django.utils.translation import gettext_lazy as _

from common.financial_years import FinancialYearField
from plans.models.commitment import Commitment
from plans.models.fields import EnteredDecimalField, figure_or_reason, figure_state_field
from plans.models.wording import Wording


class TrainingNeed(Wording):
    """Whom to train in what, how many, by whom and until when."""

    commitment_kind = Commitment.Kind.TRAINING_NEED
    under_head = 9
    identity = ("product",)

    product = models.ForeignKey(
        "districts.Product",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("product"),
        help_text=_("Leave empty where it concerns the whole district."),
    )
    subject = models.CharField(_("training in"), max_length=250)
    audience = models.CharField(_("for whom"), max_length=250, blank=True)
    persons_value = EnteredDecimalField(_("persons to be trained"), null=True, blank=True)
    persons_state = figure_state_field(_("is the number known?"))
    provider = models.CharField(_("by whom"), max_length=250, blank=True)
    fy = FinancialYearField(_("until"), blank=True, default="")

    class Meta(Wording.Meta):
        verbose_name = _("training need")
        verbose_name_plural = _("training needs")
        constraints = [*Wording.Meta.constraints, figure_or_reason("training_need", "persons")]

    def __str__(self):
        return self.subject
