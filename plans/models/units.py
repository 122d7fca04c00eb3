from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """The units a target, an output or an export figure is counted in. "Other" carries its own label."""

    INR_CRORE = "inr_crore", _("₹ crore")
    INR_LAKH = "inr_lakh", _("₹ lakh")
    USD_MILLION = "usd_million", _("US$ million")
    PERCENT = "percent", _("percent")
    RANK = "rank", _("place in the ranking")
    TONNE = "tonne", _("tonnes")
    KG = "kg", _("kg")
    LITRE = "litre", _("litres")
    PIECE = "piece", _("pieces")
    PAIR = "pair", _("pairs")
    SQ_M = "sq_m", _("sq m")
    METRE = "metre", _("metres")
    PERSONS = "persons", _("persons")
    FIRMS = "firms", _("firms")
    UNITS = "units", _("units")
    CENTRES = "centres", _("centres")
    REGISTRATIONS = "registrations", _("registrations")
    EVENTS = "events", _("events")
    DAYS = "days", _("days")
    OTHER = "other", _("another unit")
