"""Registered geographical indications."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from common.text import fold

from .history import edits_of_reference_data
from .place import District, State
from .product import Product
from .source import source_field


class GoodsType(models.TextChoices):
    HANDICRAFT = "Handicraft", _("handicraft")
    AGRICULTURAL = "Agricultural", _("agricultural")
    MANUFACTURED = "Manufactured", _("manufactured")
    FOOD = "Food Stuff", _("food stuff")
    NATURAL = "Natural Goods", _("natural goods")


class GeographicalIndication(models.Model):
    """A name on the register of geographical indications.

    `district_basis` says how the districts were found, because the register
    read here does not give the area. A district is linked only where a name
    says so; likely pairs that nobody confirmed are not loaded.
    """

    serial = models.PositiveIntegerField(_("number in the list read"), null=True, blank=True)
    name = models.CharField(_("name"), max_length=200)
    name_hi = models.CharField(_("name in Hindi"), max_length=200, blank=True)
    folded = models.CharField(max_length=400, editable=False, db_index=True)
    goods_type = models.CharField(_("goods"), max_length=20, choices=GoodsType.choices)
    country = models.CharField(_("country"), max_length=60, default="India")
    is_logo = models.BooleanField(_("application for a logo"), default=False)
    application_no = models.CharField(_("application number"), max_length=40, blank=True)
    states_as_written = models.CharField(_("States as written"), max_length=300, blank=True)
    district_basis = models.CharField(_("how the districts were found"), max_length=200, blank=True)
    states = models.ManyToManyField(State, blank=True, related_name="gis", verbose_name=_("States"))
    districts = models.ManyToManyField(District, blank=True, related_name="gis", verbose_name=_("districts"))
    products = models.ManyToManyField(Product, blank=True, related_name="gis", verbose_name=_("products"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = source_field()

    history = edits_of_reference_data()

    class Meta:
        verbose_name = _("geographical indication")
        verbose_name_plural = _("geographical indications")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.refold()
        super().save(*args, **kwargs)

    def refold(self):
        self.folded = f"{fold(self.name)} {fold(self.name_hi)}".strip()
