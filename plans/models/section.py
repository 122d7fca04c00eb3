from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plans.models.commitment import Commitment
from plans.models.wording import Wording


class Head(models.IntegerChoices):
    """The eleven heads of the Handbook of Procedures 2023, chapter 3 (contents of the plan, after para 3.04)."""

    DISTRICT_PROFILE = 1, _("District profile")
    INDUSTRY_PROFILE = 2, _("Industry profile")
    PRODUCTS = 3, _("Products and services with export potential")
    BOTTLENECKS = 4, _("Bottlenecks faced by the industry")
    RESPONSIBILITIES = 5, _("Who is responsible; reforms asked")
    INTERVENTIONS = 6, _("Infrastructure, logistics and other interventions")
    TARGETS = 7, _("Targets with timelines")
    INCENTIVES = 8, _("Incentives and support")
    TRAINING = 9, _("Training and development needs")
    EXPORT_DATA = 10, _("Export data and how to capture it")
    STRATEGY = 11, _("Medium and long-term strategy")


class Section(Wording):
    """The text under one head, or the reason why the head does not apply here."""

    commitment_kind = Commitment.Kind.SECTION

    head = models.PositiveSmallIntegerField(_("head"), choices=Head.choices, editable=False)
    text = models.TextField(_("text"), blank=True)
    not_applicable_reason = models.TextField(
        _("why this head does not apply"), blank=True, help_text=_("Leave empty where the head applies.")
    )

    class Meta(Wording.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["version", "head"]
        constraints = [
            *Wording.Meta.constraints,
            models.UniqueConstraint(fields=["version", "head"], name="section_each_head_once_per_version"),
            models.CheckConstraint(
                name="section_head_is_one_of_eleven",
                violation_error_message=_("A plan has the Handbook's eleven heads. Choose one of them."),
                condition=Q(head__gte=1, head__lte=11),
            ),
            models.CheckConstraint(
                name="section_has_a_text_or_a_reason_not_both",
                condition=Q(text="") | Q(not_applicable_reason=""),
                violation_error_message=_("Write the text, or say why the head does not apply; not both."),
            ),
        ]

    def __str__(self):
        return f"{self.head}. {self.get_head_display()}"
