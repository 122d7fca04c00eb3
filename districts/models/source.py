"""Where a fact was read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Source(models.Model):
    """One publication, file or page that facts of this register were read from.

    `as_of` is the state of affairs the source describes, in its own precision
    ("2026-09-23", "2025-06", "c. 2022"); `as_of_on` is the same as a day where
    the source gives one, and empty where it does not.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True)
    publisher = models.CharField(_("publisher"), max_length=200)
    title = models.CharField(_("title"), max_length=300)
    address = models.CharField(_("address"), max_length=500, blank=True)
    as_of = models.CharField(_("as of"), max_length=60, blank=True)
    as_of_on = models.DateField(_("as of (day)"), null=True, blank=True)
    licence = models.CharField(_("licence"), max_length=300, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["publisher", "title"]

    def __str__(self):
        return f"{self.publisher}: {self.title}"


def source_field(**options):
    """A link to the Source of a row; a source cannot be deleted while rows rest on it."""
    settings = {"null": True, "blank": True, "on_delete": models.PROTECT, "related_name": "+", "verbose_name": _("source")}
    return models.ForeignKey("districts.Source", **(settings | options))


class Confidence(models.TextChoices):
    """How sure the reader of a source was; not how sure the source is."""

    HIGH = "high", _("high")
    MEDIUM = "medium", _("medium, to be checked")
    LOW = "low", _("low, to be checked")


def confidence_field(label=None, **options):
    """The reader's confidence in a row, empty where nobody judged it."""
    settings = {"max_length": 6, "choices": Confidence.choices, "blank": True, "verbose_name": label or _("confidence")}
    return models.CharField(**(settings | options))
