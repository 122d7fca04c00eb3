from django.db import models
from django.utils.translation import gettext_lazy as _


class Plan(models.Model):
    """The plan of a place, for ever: one per place and kind. What changes are its versions."""

    class Kind(models.TextChoices):
        DEAP = "deap", _("District export action plan")
        STATE_STRATEGY = "state_strategy", _("State export strategy")

    place = models.ForeignKey("districts.Place", models.PROTECT, related_name="plans", verbose_name=_("place"))
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices, default=Kind.DEAP)

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        ordering = ["place__name", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind"],
                name="plan_one_per_place_and_kind",
                violation_error_message=_("This place has its plan already. Start a new version of it."),
            ),
        ]

    def __str__(self):
        """Costs a query where the place is not loaded."""
        return f"{self.get_kind_display()}, {self.place.name}"
