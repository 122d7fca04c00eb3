"""A form of the desk that was sent and acted on, so that the same one does not act twice."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SentForm(models.Model):
    """One form that did what it asked for. The key is a hash of who, where, the form's own token and what was filled in.

    Written in the transaction of the act: of two equal ones in one instant the
    second waits for the first and finds this row. No secret can be read from it;
    old rows may be removed.
    """

    fingerprint = models.CharField(_("fingerprint"), max_length=64, primary_key=True)
    sent_at = models.DateTimeField(_("sent at"))
    sent_by_label = models.CharField(_("sent by"), max_length=300)
    went_to = models.CharField(_("went to"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("form sent")
        verbose_name_plural = _("forms sent")
        ordering = ["-sent_at"]

    def __str__(self):
        return self.fingerprint[:8]
