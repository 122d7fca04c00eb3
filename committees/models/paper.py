"""A frozen text, named by the fingerprint of its bytes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Paper(models.Model):
    """What a committee decides: bytes that never change, whatever they describe.

    The primary key is the SHA-256 of `content`, so two papers with the same
    text are one row, and a row with another text cannot take its place.
    Append-only by guard.
    """

    sha256 = models.CharField(_("fingerprint (SHA-256)"), max_length=64, primary_key=True)
    title = models.CharField(_("title"), max_length=300)
    title_hi = models.CharField(_("title in Hindi"), max_length=300, blank=True)
    format = models.CharField(_("format"), max_length=40, help_text=_("For example deap/1."))
    content = models.BinaryField(_("frozen text"))
    created_at = models.DateTimeField(_("frozen at"))
    created_by_label = models.CharField(_("frozen by"), max_length=300)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["-created_at"]

    def __str__(self):
        return self.title

    @property
    def short_hash(self) -> str:
        """First and last characters of the fingerprint, enough for the eye."""
        return f"{self.sha256[:8]}…{self.sha256[-4:]}"
