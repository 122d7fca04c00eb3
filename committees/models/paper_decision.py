"""A decision that was taken on paper: the scan of the signed packet, and the fingerprint that was read from it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class PaperDecision(models.Model):
    """What came back from a sitting without this portal; append-only by guard, the last one on an item counts.

    `typed` is what was read from the foot of the signed pages, as it was typed; it was compared with `paper` and is the same.
    """

    item = models.ForeignKey(
        "committees.AgendaItem", on_delete=models.PROTECT, related_name="paper_decisions", verbose_name=_("agenda item")
    )
    paper = models.ForeignKey("committees.Paper", on_delete=models.PROTECT, related_name="+", verbose_name=_("paper"))
    scan = models.ForeignKey("documents.Document", on_delete=models.PROTECT, related_name="+", verbose_name=_("scan"))
    typed = models.CharField(_("fingerprint as typed"), max_length=200)
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by_label = models.CharField(_("recorded by"), max_length=300)

    class Meta:
        verbose_name = _("decision taken on paper")
        verbose_name_plural = _("decisions taken on paper")
        ordering = ["item", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_decision_keeps_the_fingerprint_as_typed",
                violation_error_message=_("Type the fingerprint or the code from the foot of the signed pages."),
                condition=~Q(typed=""),
            ),
        ]

    def __str__(self):
        return f"{self.item}, {self.scan}"
