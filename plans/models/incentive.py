from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.commitment import Commitment
from plans.models.wording import Wording


class Incentive(Wording):
    """A scheme of the Union or the State that helps exporters here, clearly named (head 8 of the Handbook)."""

    class Government(models.TextChoices):
        UNION = "union", _("Union")
        STATE = "state", _("State")
        OTHER = "other", _("Other")

    commitment_kind = Commitment.Kind.INCENTIVE
    under_head = 8
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
    scheme = models.CharField(_("scheme"), max_length=250)
    government = models.CharField(_("of"), max_length=5, choices=Government.choices)
    support = models.TextField(_("what it gives"), blank=True)
    address = models.URLField(_("address of its page"), blank=True)

    class Meta(Wording.Meta):
        verbose_name = _("incentive")
        verbose_name_plural = _("incentives")

    def __str__(self):
        return self.scheme
