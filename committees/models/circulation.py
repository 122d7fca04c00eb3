"""A paper circulated to the members outside a meeting, and what became of it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class CirculationEnd(models.TextChoices):
    """Why nothing was decided by circulation; the paper is then free for a meeting."""

    LAPSED = "lapsed", _("lapsed at its date")
    VOIDED = "voided", _("void, the paper is no longer before the committee")
    ENDED = "ended", _("ended by the convener")
    SENT_BACK = "sent_back", _("sent back instead of signed")


class Circulation(models.Model):
    """What members are asked to sign, until when, and how it came out.

    The words and the paper are those of the opening and never change; the item
    carries the signatures as votes. Either it took effect with the last needed
    signature, or it ended without a decision; a resolution sent back ends one
    that had taken effect.
    """

    item = models.OneToOneField(
        "committees.AgendaItem", on_delete=models.PROTECT, related_name="circulation", verbose_name=_("agenda item")
    )
    text = models.TextField(_("words of the resolution"))
    text_hi = models.TextField(_("words in Hindi"), blank=True)
    lapses_on = models.DateField(_("lapses on"), help_text=_("The last day on which a signature counts."))
    opened_by_label = models.CharField(_("opened by"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded at"))
    effective_on = models.DateField(_("took effect on"), null=True, blank=True, editable=False)
    ended_as = models.CharField(_("ended as"), max_length=10, choices=CirculationEnd.choices, blank=True, editable=False)
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    end_remark = models.TextField(_("why it ended"), blank=True, editable=False)

    class Meta:
        verbose_name = _("circulation")
        verbose_name_plural = _("circulations")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="circulation_takes_effect_before_it_lapses",
                violation_error_message=_("A circulated paper takes effect on or before the day it lapses."),
                condition=Q(effective_on__isnull=True) | Q(effective_on__lte=models.F("lapses_on")),
            ),
            models.CheckConstraint(
                name="circulation_that_ended_says_when_and_how",
                violation_error_message=_("A circulation that ended has the day and how; one that has not ended has neither."),
                condition=Q(ended_as="", ended_on__isnull=True) | (~Q(ended_as="") & Q(ended_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="circulation_has_the_words_to_be_signed",
                violation_error_message=_("Members sign words. Write the resolution."),
                condition=~Q(text=""),
            ),
        ]

    def __str__(self):
        return str(self.item)

    @property
    def has_ended(self) -> bool:
        """Whether it ended without a decision."""
        return bool(self.ended_as)

    def is_over(self, on) -> bool:
        """Whether no signature counts any more on this day, recorded as lapsed or not yet."""
        return self.has_ended or self.effective_on is not None or on > self.lapses_on
