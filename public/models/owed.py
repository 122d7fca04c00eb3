from django.db import models
from django.utils.translation import gettext_lazy as _


class OwedEdition(models.Model):
    """An edition whose files the worker has yet to build.

    Written in the transaction that moved the edition, so a message lost on the way to the worker loses nothing: the
    next beat finds the row. A worker that is down costs warmth only; the first reader builds the file.
    """

    edition = models.PositiveBigIntegerField(_("edition"), primary_key=True)
    owed_at = models.DateTimeField(_("owed since"))
    built_at = models.DateTimeField(_("built at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    fault = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("edition owed")
        verbose_name_plural = _("editions owed")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(built_at=None) | models.Q(fault=""),
                name="owed_edition_built_has_no_fault",
                violation_error_message=_("An edition that is built has no fault."),
            ),
        ]

    def __str__(self):
        return str(self.edition)
