"""What is known about places: other names, lineage, jurisdiction, facilities, lines."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.geojson import GeoJSONField
from common.text import fold

from .history import edits_of_reference_data
from .place import District, Place, RegionalAuthority
from .source import source_field


class Alias(models.Model):
    """Another spelling or an earlier name of a place; matched only inside its State."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("place"))
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=130, editable=False, db_index=True)
    basis = models.CharField(_("where it is written so"), max_length=200, blank=True)
    source = source_field()

    history = edits_of_reference_data()

    class Meta:
        verbose_name = _("other name of a place")
        verbose_name_plural = _("other names of places")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"],
                name="alias_is_written_once_for_its_place",
                violation_error_message=_("This place already has this other name."),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class LineageKind(models.TextChoices):
    SPLIT = "split", _("split off")
    MERGE = "merge", _("merged into")
    RENAME = "rename", _("renamed")


class Lineage(models.Model):
    """One district coming out of, or going into, another.

    A split reads "to came out of from"; a merge "from went into to". `on` is
    empty where no source gives the day; `share` is a percentage of the old
    district where one is published.
    """

    kind = models.CharField(_("kind"), max_length=6, choices=LineageKind.choices)
    from_place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="lineage_onward", verbose_name=_("from"))
    to_place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="lineage_back", verbose_name=_("to"))
    order = models.CharField(_("order"), max_length=200, blank=True)
    on = models.DateField(_("on"), null=True, blank=True)
    share = models.DecimalField(_("share in percent"), max_digits=5, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("lineage")
        verbose_name_plural = _("lineage")
        ordering = ["from_place", "to_place"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "from_place", "to_place"],
                name="lineage_is_told_once",
                violation_error_message=_("This step is already recorded."),
            ),
            models.CheckConstraint(
                condition=~Q(from_place=models.F("to_place")),
                name="lineage_joins_two_different_places",
                violation_error_message=_("A place cannot descend from itself."),
            ),
            models.CheckConstraint(
                condition=Q(share__isnull=True) | Q(share__gt=0, share__lte=100),
                name="lineage_share_is_a_percentage",
                violation_error_message=_("A share is more than 0 and at most 100 percent."),
            ),
        ]

    def __str__(self):
        return f"{self.from_place} → {self.to_place}"


class JurisdictionQuerySet(models.QuerySet):
    def on(self, date):
        return self.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=date), Q(valid_to__isnull=True) | Q(valid_to__gt=date))


class Jurisdiction(models.Model):
    """Which Regional Authority answers for a district, by which notice, since when.

    Half-open days; an empty first day means that the source gives none.
    """

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="jurisdictions", verbose_name=_("district"))
    authority = models.ForeignKey(
        RegionalAuthority, on_delete=models.PROTECT, related_name="jurisdictions", verbose_name=_("Regional Authority")
    )
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until (first day after)"), null=True, blank=True)
    notice = models.CharField(_("notice"), max_length=200, blank=True)
    source = source_field()

    objects = JurisdictionQuerySet.as_manager()

    class Meta:
        verbose_name = _("jurisdiction")
        verbose_name_plural = _("jurisdictions")
        ordering = ["district", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="jurisdiction_ends_after_it_begins",
                violation_error_message=_("A jurisdiction ends after it begins."),
            ),
            models.UniqueConstraint(
                fields=["district"],
                condition=Q(valid_to__isnull=True),
                name="jurisdiction_of_a_district_is_open_once",
                violation_error_message=_("This district already answers to a Regional Authority. End that jurisdiction first."),
            ),
        ]

    def __str__(self):
        return f"{self.district}: {self.authority}"


class FacilityKind(models.TextChoices):
    PORT = "port", _("sea port")
    AIRPORT = "airport", _("airport with cargo")
    DRY_PORT = "dry_port", _("inland container depot or dry port")
    LAND_STATION = "land_station", _("land customs station")
    LABORATORY = "laboratory", _("testing laboratory")
    PACK_HOUSE = "pack_house", _("pack house or cold store")
    WAREHOUSE = "warehouse", _("warehouse")
    POST = "post", _("post office export centre")
    CLUSTER = "cluster", _("cluster or common facility centre")
    ZONE = "zone", _("special economic zone or park")
    TRAINING = "training", _("training institute")
    OTHER = "other", _("other")


class Facility(models.Model):
    """Something an exporter uses: a depot, a laboratory, a pack house."""

    kind = models.CharField(_("kind"), max_length=12, choices=FacilityKind.choices)
    name = models.CharField(_("name"), max_length=160)
    name_hi = models.CharField(_("name in Hindi"), max_length=160, blank=True)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="facilities", verbose_name=_("district"))
    lat = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    lon = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = source_field()

    history = edits_of_reference_data()

    class Meta:
        verbose_name = _("facility")
        verbose_name_plural = _("facilities")
        ordering = ["district", "kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "kind", "name"],
                name="facility_is_named_once_in_its_district",
                violation_error_message=_("This district already has a facility of this kind with this name."),
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False),
                name="facility_has_both_coordinates_or_none",
                violation_error_message=_("Give both a latitude and a longitude, or neither."),
            ),
        ]

    def __str__(self):
        return self.name


class Boundary(models.Model):
    """The line of a place during a time, in degrees (WGS 84); area in square kilometres."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="boundaries", verbose_name=_("place"))
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("until (first day after)"), null=True, blank=True)
    geojson = GeoJSONField(_("line"))
    area_sq_km = models.DecimalField(_("area in sq km"), max_digits=10, decimal_places=1, null=True, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("boundary")
        verbose_name_plural = _("boundaries")
        ordering = ["place"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="boundary_ends_after_it_begins",
                violation_error_message=_("A boundary ends after it begins."),
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(valid_to__isnull=True),
                name="boundary_of_a_place_is_open_once",
                violation_error_message=_("This place already has a line in force."),
            ),
        ]

    def __str__(self):
        return str(self.place)
