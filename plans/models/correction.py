from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Correction(models.Model):
    """One corrected place of an erratum: where in the adopted text, what stood there, what stands there now, and why.

    `path` is that of plans.errata, for example "targets/<uid>/note" or "sections/4/text". `old` are the words of the
    adopted text, never of an earlier erratum.
    """

    version = models.ForeignKey(
        "plans.PlanVersion", models.PROTECT, related_name="corrected_places", verbose_name=_("erratum"), editable=False
    )
    path = models.CharField(_("place in the text"), max_length=200, editable=False)
    old = models.TextField(_("as adopted"), editable=False)
    new = models.TextField(_("as corrected"))
    reason = models.CharField(_("why"), max_length=500)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "path"],
                name="plan_correction_each_place_once_per_erratum",
                violation_error_message=_("This place is corrected already. Change that correction."),
            ),
            models.CheckConstraint(
                name="plan_correction_changes_words_and_says_why",
                violation_error_message=_("A correction has new words, other than those that stood there, and a reason."),
                condition=~Q(new="") & ~Q(new=F("old")) & ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return self.path
