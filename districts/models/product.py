"""Products and services under their trade name, with every other spelling."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.text import fold

from .history import edits_of_reference_data
from .hs import HSCode
from .place import District
from .sector import Sector
from .source import confidence_field, source_field


class ProductQuerySet(models.QuerySet):
    def living(self):
        """Products that were not merged into another."""
        return self.filter(merged_into__isnull=True)


class Product(models.Model):
    """A product or service that districts export or could export.

    A merged product stays as the old address of the one it went into.
    """

    slug = models.SlugField(_("name in addresses"), max_length=80, unique=True)
    name = models.CharField(_("name"), max_length=120, unique=True)
    name_hi = models.CharField(_("name in Hindi"), max_length=120, blank=True)
    name_hi_confidence = confidence_field(_("confidence of the Hindi name"))
    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="products", verbose_name=_("sector"))
    is_service = models.BooleanField(_("is a service"), default=False)
    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_from",
        verbose_name=_("merged into"),
    )
    note = models.TextField(_("note"), blank=True)
    folded = models.CharField(max_length=260, editable=False, db_index=True)
    source = source_field()

    objects = ProductQuerySet.as_manager()
    history = edits_of_reference_data()

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=models.F("id")),
                name="product_is_not_merged_into_itself",
                violation_error_message=_("A product cannot be merged into itself."),
            )
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.refold()
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        """The address of the product, or of the one it was merged into (one query then)."""
        return f"/products/{(self.merged_into or self).slug}/"

    def refold(self):
        self.folded = f"{fold(self.name)} {fold(self.name_hi)}".strip()


class AliasBasis(models.TextChoices):
    AS_WRITTEN = "as written", _("as written in a list")
    TRADE = "trade name", _("trade name")
    HINDI = "Hindi", _("Hindi")
    TRANSLITERATION = "transliteration", _("transliteration")
    MERGED = "merged", _("name of a merged product")
    EDITOR = "editor", _("entered here")


class ProductAlias(models.Model):
    """Another name of a product.

    A compound name ("Bags & Garments") stands for several products. A name
    with a `scope_district` means this product in that district only.
    """

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="aliases", verbose_name=_("product"))
    name = models.CharField(_("name"), max_length=200)
    folded = models.CharField(max_length=210, editable=False, db_index=True)
    basis = models.CharField(_("basis"), max_length=16, choices=AliasBasis.choices, default=AliasBasis.EDITOR)
    is_compound = models.BooleanField(_("names several products at once"), default=False)
    scope_district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("only in the district")
    )
    source = source_field()

    history = edits_of_reference_data()

    class Meta:
        verbose_name = _("other name of a product")
        verbose_name_plural = _("other names of products")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "name"],
                condition=Q(scope_district__isnull=True),
                name="product_alias_is_written_once_for_its_product",
                violation_error_message=_("This product already has this other name."),
            ),
            models.UniqueConstraint(
                fields=["product", "name", "scope_district"],
                condition=Q(scope_district__isnull=False),
                name="product_alias_is_written_once_for_its_product_and_district",
                violation_error_message=_("This product already has this other name in this district."),
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = fold(self.name)
        super().save(*args, **kwargs)


class ProductHS(models.Model):
    """An HS code that holds a product; "high" means sure that the code holds the good."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="hs_links", verbose_name=_("product"))
    code = models.ForeignKey(HSCode, on_delete=models.PROTECT, related_name="product_links", verbose_name=_("HS code"))
    confidence = confidence_field()
    source = source_field()

    class Meta:
        verbose_name = _("HS code of a product")
        verbose_name_plural = _("HS codes of products")
        ordering = ["code__code"]
        constraints = [
            models.UniqueConstraint(
                fields=["product", "code"],
                name="product_has_each_hs_code_once",
                violation_error_message=_("This product already has this HS code."),
            )
        ]

    def __str__(self):
        return self.code.code
