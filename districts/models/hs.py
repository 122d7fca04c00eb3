"""The Harmonised System: sections, chapters, headings and what lies below."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .source import source_field

CURRENT_EDITION = "HS 2022"


class HSSection(models.Model):
    """One of the sections that group the chapters of the HS."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    roman = models.CharField(_("Roman number"), max_length=6)
    title = models.CharField(_("title"), max_length=300)
    title_hi = models.CharField(_("title in Hindi"), max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("HS section")
        verbose_name_plural = _("HS sections")
        ordering = ["number"]

    def __str__(self):
        return f"{self.roman} {self.title}"


class HSLevel(models.TextChoices):
    CHAPTER = "chapter", _("chapter")
    HEADING = "heading", _("heading")
    SUBHEADING = "subheading", _("sub-heading (6 digits)")
    TARIFF = "tariff", _("tariff item (8 digits)")
    SERVICE = "service", _("service code")


class HSCode(models.Model):
    """A code of one edition, kept as text because leading zeros count.

    `checked` is false below the heading: the heading stands in the edition,
    the digits after it were not looked up. `selectable` is false for chapters
    nobody exports under (77, 98, 99).
    """

    code = models.CharField(_("code"), max_length=8)
    edition = models.CharField(_("edition"), max_length=20, default=CURRENT_EDITION)
    level = models.CharField(_("level"), max_length=10, choices=HSLevel.choices)
    title = models.TextField(_("title"), blank=True)
    title_hi = models.TextField(_("title in Hindi"), blank=True)
    section = models.ForeignKey(
        HSSection, null=True, blank=True, on_delete=models.PROTECT, related_name="codes", verbose_name=_("section")
    )
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("stands under")
    )
    selectable = models.BooleanField(_("can be chosen"), default=True)
    checked = models.BooleanField(_("looked up in the edition"), default=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until (first day after)"), null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces", verbose_name=_("replaced by")
    )
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("HS code")
        verbose_name_plural = _("HS codes")
        ordering = ["edition", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="hs_code_stands_once_in_its_edition",
                violation_error_message=_("This edition already has this code."),
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{8})$"),
                name="hs_code_has_two_four_six_or_eight_digits",
                violation_error_message=_("An HS code has 2, 4, 6 or 8 digits."),
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.title}".strip()

    def get_absolute_url(self):
        return f"/hs/{self.code}/"
