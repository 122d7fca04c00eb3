"""The nation, its States and Union territories, districts and Regional Authorities."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.text import fold

from .source import confidence_field, source_field


class PlaceKind(models.TextChoices):
    NATION = "nation", _("nation")
    STATE = "state", _("State or Union territory")
    DISTRICT = "district", _("district")
    AUTHORITY = "authority", _("Regional Authority")


class Place(models.Model):
    """Anything a post, a committee, a plan or a figure can belong to.

    `slug` is unique among the places of one kind under one parent; `code` is
    unique in its kind: "IN", "IN-TN", the LGD code of a district as text, the
    short name of a DGFT office. `folded` is what searches look at.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind.choices)
    code = models.CharField(_("code"), max_length=40)
    slug = models.SlugField(_("name in addresses"), max_length=80)
    name = models.CharField(_("name"), max_length=120)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name=_("lies in")
    )
    folded = models.CharField(max_length=260, editable=False, db_index=True, blank=True)
    name_hi_source = source_field(verbose_name=_("source of the Hindi name"))
    source = source_field()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "kind", "slug"],
                name="place_address_is_used_once_under_its_parent",
                violation_error_message=_("Another place under the same parent already has this name in its address."),
            ),
            models.UniqueConstraint(
                fields=["kind", "code"],
                name="place_code_is_used_once_in_its_kind",
                violation_error_message=_("Another place of this kind already has this code."),
            ),
            models.CheckConstraint(
                condition=Q(kind="nation", parent__isnull=True) | (~Q(kind="nation") & Q(parent__isnull=False)),
                name="place_has_a_parent_unless_it_is_the_nation",
                violation_error_message=_("Every place but the nation lies in another place."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.refold()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "folded"}
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The public page of a place of any kind; costs queries where the particulars are not loaded."""
        if self.kind == PlaceKind.STATE:
            return f"/states/{self.slug}/"
        if self.kind == PlaceKind.DISTRICT:
            return f"/districts/{self.parent.slug}/{self.slug}/"
        return "/"

    def refold(self):
        """Bring the search column up to date with both names."""
        self.folded = f"{fold(self.name)} {fold(self.name_hi)}".strip()


class StateType(models.TextChoices):
    STATE = "state", _("State")
    UT = "ut", _("Union territory")


class State(Place):
    """A State or Union territory of the Local Government Directory."""

    place_ptr = models.OneToOneField(Place, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_state")
    lgd_code = models.PositiveIntegerField(_("LGD code"), unique=True)
    iso = models.CharField(_("ISO 3166-2 code"), max_length=6, unique=True)
    iso_before_2023 = models.CharField(_("ISO 3166-2 code before November 2023"), max_length=6, blank=True)
    state_type = models.CharField(_("type"), max_length=5, choices=StateType.choices)

    class Meta:
        verbose_name = _("State or Union territory")
        verbose_name_plural = _("States and Union territories")

    def get_absolute_url(self):
        return f"/states/{self.slug}/"


class DistrictQuerySet(models.QuerySet):
    def on(self, date):
        """The districts in the register on that day.

        A retired district whose last day nobody has found counts until the last
        register it was seen in; an unknown first day counts as always.
        """
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=date),
            Q(valid_to__isnull=True) | Q(valid_to__gt=date),
            Q(in_register=True) | Q(last_seen_on__gte=date),
        )

    def current(self):
        """The districts of the register as loaded."""
        return self.filter(in_register=True, valid_to__isnull=True)

    def without_products(self):
        """Districts that no list names a living product for."""
        return self.filter(~models.Exists(_current_products()))

    def with_products(self):
        return self.filter(models.Exists(_current_products()))


def _current_products():
    from .district_product import DistrictProduct

    return DistrictProduct.objects.filter(district=models.OuterRef("pk"), until__isnull=True)


class BoundaryKind(models.TextChoices):
    OWN = "own", _("drawn with its own line")
    PARENT = "parent", _("drawn with the district it came from")
    NONE = "none", _("not drawn")


class District(Place):
    """A district of the Local Government Directory, today's or a retired one.

    `name` is the name shown; `name_lgd` the directory's own spelling. Days are
    half-open, empty meaning not known (from) or open (to). A retired district
    has `in_register` false and the day of the last register that had it.
    """

    place_ptr = models.OneToOneField(
        Place, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_district"
    )
    lgd_code = models.PositiveIntegerField(_("LGD code"), unique=True)
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, related_name="districts", verbose_name=_("State or Union territory")
    )
    name_lgd = models.CharField(_("name in the Local Government Directory"), max_length=120, blank=True)
    name_hi_confidence = confidence_field(_("confidence of the Hindi name"))
    census_2011_code = models.CharField(_("Census 2011 code"), max_length=3, blank=True)
    valid_from = models.DateField(_("in existence from"), null=True, blank=True)
    valid_to = models.DateField(_("in existence until (first day after)"), null=True, blank=True)
    in_register = models.BooleanField(_("in today's register"), default=True)
    last_seen_on = models.DateField(_("last register it was seen in"), null=True, blank=True)
    is_focus = models.BooleanField(_("focus district of the initiative"), null=True, blank=True)
    hq_name = models.CharField(_("headquarters"), max_length=120, blank=True)
    hq_lat = models.DecimalField(_("headquarters, latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    hq_lon = models.DecimalField(_("headquarters, longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    hq_source = source_field(verbose_name=_("source of the headquarters point"))
    label_lat = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True, editable=False)
    label_lon = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True, editable=False)
    boundary = models.CharField(_("on the map"), max_length=6, choices=BoundaryKind.choices, default=BoundaryKind.NONE)
    boundary_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="drawn_for",
        verbose_name=_("drawn with the line of"),
    )
    boundary_note = models.CharField(_("note on the line"), max_length=300, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("district")
        verbose_name_plural = _("districts")
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gt=models.F("valid_from")),
                name="district_ends_after_it_begins",
                violation_error_message=_("A district ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(hq_lat__isnull=True, hq_lon__isnull=True) | Q(hq_lat__isnull=False, hq_lon__isnull=False),
                name="district_headquarters_has_both_coordinates_or_none",
                violation_error_message=_("Give the headquarters both a latitude and a longitude, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(boundary="parent", boundary_of__isnull=False) | (~Q(boundary="parent") & Q(boundary_of__isnull=True)),
                name="district_without_its_own_line_names_whose_line_it_shares",
                violation_error_message=_("Name the district whose line is shared, only where the line is shared."),
            ),
            models.CheckConstraint(
                condition=Q(in_register=True) | Q(last_seen_on__isnull=False),
                name="district_out_of_the_register_was_last_seen_on_a_day",
                violation_error_message=_("Give the day of the last register that had this district."),
            ),
        ]

    def save(self, *args, **kwargs):
        self.kind = PlaceKind.DISTRICT
        self.parent_id = self.state_id
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """/districts/<state>/<district>/; one query where the State is not loaded."""
        return f"/districts/{self.state.slug}/{self.slug}/"


class RegionalAuthority(Place):
    """An office of the Directorate General of Foreign Trade.

    `status` says in words what is known of the office today; which districts
    it answers for is Jurisdiction, empty where nobody has entered it.
    """

    place_ptr = models.OneToOneField(
        Place, on_delete=models.CASCADE, parent_link=True, primary_key=True, related_name="as_authority"
    )
    ra_code = models.CharField(_("RA code"), max_length=10, blank=True)
    city = models.CharField(_("city"), max_length=80)
    office_kind = models.CharField(_("kind of office"), max_length=60, blank=True)
    status = models.CharField(_("status, in words"), max_length=300, blank=True)
    jurisdiction_note = models.CharField(_("jurisdiction, in the source's words"), max_length=300, blank=True)
    confidence = confidence_field()

    class Meta:
        verbose_name = _("Regional Authority")
        verbose_name_plural = _("Regional Authorities")

    def save(self, *args, **kwargs):
        self.kind = PlaceKind.AUTHORITY
        super().save(*args, **kwargs)
