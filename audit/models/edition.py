from django.db import models
from django.utils.translation import gettext_lazy as _


class Edition(models.Model):
    """The number of what the public sees: one row, one higher with every public change."""

    ONLY_ROW = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY_ROW, editable=False)
    number = models.PositiveBigIntegerField(_("number"), default=1)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1),
                name="edition_has_one_row_only",
                violation_error_message=_("There is one edition, counted upwards; it has no second row."),
            ),
        ]

    def __str__(self):
        return str(self.number)
