from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class StateRemarks(models.Model):
    """What the State committee remarked on a district's plan, and on which day: a fact beside it, never a condition."""

    version = models.ForeignKey("plans.PlanVersion", models.PROTECT, related_name="state_remarks", verbose_name=_("version"))
    on = models.DateField(_("remarked on"))
    reference = models.CharField(_("number of the minutes or resolution"), max_length=120, blank=True)
    text = models.TextField(_("remarks"))
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=250)

    class Meta:
        verbose_name = _("remarks of the State committee")
        verbose_name_plural = _("remarks of State committees")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="state_remarks_have_words",
                condition=~Q(text=""),
                violation_error_message=_("Write what the State committee remarked."),
            ),
        ]

    def __str__(self):
        return self.text[:80]
