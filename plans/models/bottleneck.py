from django.db import models
from django.utils.translation import gettext_lazy as _

from plans.models.commitment import Commitment
from plans.models.wording import Wording


class Stage(models.TextChoices):
    """The stages of the value chain at which it hurts."""

    RAW_MATERIAL = "raw_material", _("Raw material")
    PROCESSING = "processing", _("Processing")
    FINISHING = "finishing", _("Finishing")
    TESTING = "testing", _("Testing and certification")
    PACKAGING = "packaging", _("Packaging")
    LOGISTICS = "logistics", _("Logistics")
    MARKET = "market", _("Market")
    FINANCE = "finance", _("Finance")
    POLICY = "policy", _("Policy and regulation")
    OTHER = "other", _("Other")


class Bottleneck(Wording):
    """What holds exports back: at which stage, who says so, and who could solve it."""

    class Level(models.TextChoices):
        DISTRICT = "district", _("District")
        STATE = "state", _("State")
        CENTRE = "centre", _("Union")

    class Severity(models.TextChoices):
        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    commitment_kind = Commitment.Kind.BOTTLENECK
    under_head = 4
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
    stage = models.CharField(_("stage"), max_length=14, choices=Stage.choices)
    statement = models.TextField(_("bottleneck"))
    evidence = models.TextField(_("evidence"), blank=True)
    raised_by = models.CharField(_("raised by"), max_length=250, blank=True)
    level = models.CharField(_("who can solve it"), max_length=8, choices=Level.choices)
    severity = models.CharField(_("severity"), max_length=6, choices=Severity.choices, blank=True)
    no_intervention_reason = models.TextField(
        _("why nothing is planned for it"), blank=True, help_text=_("Only where no intervention addresses it.")
    )

    class Meta(Wording.Meta):
        verbose_name = _("bottleneck")
        verbose_name_plural = _("bottlenecks")

    def __str__(self):
        return self.statement[:80]
