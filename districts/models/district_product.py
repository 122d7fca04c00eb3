"""Which product is whose, and which list says so."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .history import edits_of_reference_data
from .place import District
from .product import Product
from .source import confidence_field, source_field


class ListKind(models.TextChoices):
    DEH = "DEH", _("Districts as Export Hubs")
    ODOP = "ODOP", _("One District One Product")
    GI = "GI", _("geographical indications")
    AGRI = "agri cluster", _("agriculture export cluster or zone")
    TOY = "toy cluster", _("toy cluster")
    TEE = "town of export excellence", _("town of export excellence")
    PMFME = "PMFME", _("food processing scheme (PMFME)")
    STATE = "State", _("list of a State")


class ProductList(models.Model):
    """A published list that names products of districts.

    Only a list with `is_ranked` gives its products an order; in all others the
    order of the rows means nothing and is never shown as a priority.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=120)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)
    short_name = models.CharField(_("short name"), max_length=40)
    kind = models.CharField(_("kind"), max_length=30, choices=ListKind.choices)
    is_ranked = models.BooleanField(_("gives an order"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=100)
    note = models.CharField(_("note"), max_length=300, blank=True)
    source = source_field()

    class Meta:
        verbose_name = _("list of products")
        verbose_name_plural = _("lists of products")
        ordering = ["order", "code"]

    def __str__(self):
        return self.name


class DistrictProduct(models.Model):
    """A product of a district, whatever the number of lists that name it.

    `rank` is the district's own order (1 first) and empty where no list gives
    one. `until` is the first day after it ceased; one open row per pair.
    """

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="district_products", verbose_name=_("district"))
    product = models.ForeignKey(Product, on_delete=models.PROTECT, related_name="district_products", verbose_name=_("product"))
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until (first day after)"), null=True, blank=True)
    order = models.CharField(_("order"), max_length=200, blank=True, help_text=_("Number and date of the order that named it."))
    source = source_field()

    history = edits_of_reference_data()

    class Meta:
        verbose_name = _("product of a district")
        verbose_name_plural = _("products of districts")
        ordering = ["district", models.F("rank").asc(nulls_last=True), "product__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["district", "product"],
                condition=Q(until__isnull=True),
                name="district_product_is_current_once",
                violation_error_message=_("This district already has this product."),
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=models.F("since")),
                name="district_product_ends_after_it_begins",
                violation_error_message=_("A product of a district ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(rank__isnull=True) | Q(rank__gte=1),
                name="district_product_rank_counts_from_one",
                violation_error_message=_("Ranks count from 1."),
            ),
            models.UniqueConstraint(
                fields=["district", "rank"],
                condition=Q(until__isnull=True, rank__isnull=False),
                name="district_product_rank_is_given_once",
                violation_error_message=_("Another product of this district has this rank. Give each its own."),
            ),
        ]

    def __str__(self):
        return f"{self.product} ({self.district})"


class Designation(models.Model):
    """One list naming one product of one district, as it wrote it.

    `as_of` is the state of the list in the source's own precision. `confidence`
    is the reader's: medium where a name was split or a group was paired.
    """

    district_product = models.ForeignKey(
        DistrictProduct, on_delete=models.CASCADE, related_name="designations", verbose_name=_("product of a district")
    )
    list = models.ForeignKey(ProductList, on_delete=models.PROTECT, related_name="designations", verbose_name=_("list"))
    listed_on = models.DateField(_("listed on"), null=True, blank=True)
    as_of = models.CharField(_("as of"), max_length=60, blank=True)
    until = models.DateField(_("until (first day after)"), null=True, blank=True)
    rank_as_given = models.CharField(_("rank as given"), max_length=40, blank=True)
    as_written = models.CharField(_("as written"), max_length=300, blank=True)
    confidence = confidence_field()
    note = models.CharField(_("note"), max_length=400, blank=True)
    source = source_field()

    history = edits_of_reference_data()

    class Meta:
        verbose_name = _("designation")
        verbose_name_plural = _("designations")
        ordering = ["list__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["district_product", "list"],
                condition=Q(until__isnull=True),
                name="designation_by_a_list_is_current_once",
                violation_error_message=_("This list already names this product of the district."),
            )
        ]

    def __str__(self):
        return f"{self.district_product}: {self.list}"
