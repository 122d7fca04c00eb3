"""Councils, boards, departments and other bodies."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.text import fold

from .source import confidence_field, source_field


class AgencyLevel(models.TextChoices):
    NATIONAL = "national", _("national")
    STATE = "state", _("State")
    DISTRICT = "district", _("district")


class AgencyKind(models.TextChoices):
    COUNCIL = "council", _("export promotion council")
    BOARD = "board", _("commodity board")
    AUTHORITY = "authority", _("export development authority")
    APEX = "apex", _("apex body")
    DEPARTMENT = "department", _("department or directorate")
    BANK = "bank", _("bank")
    INSTITUTE = "institute", _("institute")
    ASSOCIATION = "association", _("association")
    OTHER = "other", _("other")


class Agency(models.Model):
    """A body that holds posts, leads interventions or sends nominees.

    `products_covered` and `hs_chapters` (two digits, in order) are a summary,
    not the wording of the Handbook's Appendix 2T.
    """

    name = models.CharField(_("name"), max_length=200, unique=True)
    name_hi = models.CharField(_("name in Hindi"), max_length=200, blank=True)
    acronym = models.CharField(_("short name"), max_length=30, blank=True)
    level = models.CharField(_("level"), max_length=10, choices=AgencyLevel.choices, default=AgencyLevel.NATIONAL)
    kind = models.CharField(_("kind"), max_length=12, choices=AgencyKind.choices, default=AgencyKind.OTHER)
    head_office = models.CharField(_("head office"), max_length=80, blank=True)
    products_covered = models.TextField(_("products covered"), blank=True)
    hs_chapters = models.CharField(_("HS chapters"), max_length=200, blank=True)
    folded = models.CharField(max_length=260, editable=False, db_index=True)
    confidence = confidence_field()
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("agency")
        verbose_name_plural = _("agencies")
        ordering = ["name"]

    def __str__(self):
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    def save(self, *args, **kwargs):
        self.refold()
        super().save(*args, **kwargs)

    def refold(self):
        self.folded = f"{fold(self.name)} {fold(self.acronym)}".strip()
