"""Sectors of products and the seven families the map starts with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .source import source_field


class Family(models.TextChoices):
    """The seven groups of sectors told apart at first sight on the map."""

    FARM = "farm", _("Farm, plantation and forest")
    FOOD_SEA = "food-sea", _("Food, dairy and sea")
    TEXTILE_LEATHER = "textile-leather", _("Textiles, carpets and leather")
    CRAFT = "craft", _("Crafts, jewellery, wood and toys")
    METAL_MACHINES = "metal-machines", _("Metals, machines and electronics")
    CHEM_MINERAL = "chem-mineral", _("Chemicals, plastics and minerals")
    SERVICES_OTHER = "services-other", _("Services, paper and other")


class Sector(models.Model):
    """A sector by what the buyer buys, with its colours and pattern on the map.

    Colours are six-digit hex codes; `border_*` hold 3:1 against the page in
    the light and the dark scheme and are always drawn.
    """

    code = models.CharField(_("code"), max_length=10, primary_key=True)
    name = models.CharField(_("name"), max_length=80, unique=True)
    name_hi = models.CharField(_("name in Hindi"), max_length=80, blank=True)
    family = models.CharField(_("family"), max_length=20, choices=Family.choices)
    scope = models.CharField(_("what it holds"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), unique=True)
    colour = models.CharField(_("colour"), max_length=7)
    colour_dark = models.CharField(_("colour, dark scheme"), max_length=7)
    border_light = models.CharField(_("border"), max_length=7)
    border_dark = models.CharField(_("border, dark scheme"), max_length=7)
    pattern = models.CharField(_("pattern"), max_length=20)
    source = source_field()

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["order"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"/sectors/{self.code}/"
