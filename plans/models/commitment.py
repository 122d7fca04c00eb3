import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Commitment(models.Model):
    """What a plan says or promises under one identity for life; the rows of its versions are wordings of it.

    A change of metric, subject, unit or basis is a different promise: plans/rows.py closes the old commitment and opens
    another that says what it replaces.
    """

    class Kind(models.TextChoices):
        SECTION = "section", _("Section")
        PROFILE_FACT = "profile_fact", _("Fact")
        PRODUCT_CHAPTER = "product_chapter", _("Product chapter")
        BOTTLENECK = "bottleneck", _("Bottleneck")
        INTERVENTION = "intervention", _("Intervention")
        TARGET = "target", _("Target")
        TRAINING_NEED = "training_need", _("Training need")
        INCENTIVE = "incentive", _("Incentive")

    uid = models.UUIDField(_("identity"), unique=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="commitments", verbose_name=_("plan"))
    kind = models.CharField(_("kind"), max_length=16, choices=Kind.choices)
    opened_in = models.ForeignKey(
        "plans.PlanVersion", models.PROTECT, related_name="commitments_opened", verbose_name=_("opened in")
    )
    closed_in = models.ForeignKey(
        "plans.PlanVersion",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="commitments_closed",
        verbose_name=_("closed in"),
    )
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by", verbose_name=_("replaces")
    )

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(
                name="commitment_does_not_replace_itself",
                violation_error_message=_("A commitment replaces another one, never itself. Choose the earlier one."),
                condition=~Q(replaces=F("id")),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {str(self.uid)[:8]}"
