"""Merging two products that are one: what would move, and moving it."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from audit import edition
from audit.recording import Actor, record
from common.refusals import Refusal
from common.text import fold

from .models import AliasBasis, Designation, DistrictProduct, Product, ProductAlias, SeedRow
from .signals import product_merged


class IntoItself(Refusal):
    default_sentence = _("A product cannot be merged into itself. Choose another product.")


class MergedAlready(Refusal):
    """One of the two is only an old address."""


class GoodIntoService(Refusal):
    default_sentence = _("One of the two is a service and the other is not, so they cannot be one product.")


@dataclass(frozen=True)
class Preview:
    """What a merge would do; nothing here has happened."""

    product: Product
    into: Product
    aliases_moving: list[ProductAlias]
    aliases_known: list[ProductAlias]
    districts_moving: list[DistrictProduct]
    districts_joining: list[DistrictProduct]
    designations_moving: list[Designation]
    designations_joining: list[Designation]
    hs_moving: list
    gis_moving: list
    figures_moving: int
    addresses: list[str]


def refuse(product: Product, into: Product) -> None:
    """Raise the Refusal that stands against this merge, if any."""
    if product.pk == into.pk:
        raise IntoItself
    if product.merged_into_id:
        raise MergedAlready(
            _("“%(product)s” was already merged into “%(into)s”, so there is nothing left to merge.")
            % {"product": product.name, "into": product.merged_into.name}
        )
    if into.merged_into_id:
        raise MergedAlready(
            _("“%(into)s” was itself merged into “%(last)s”. Merge into “%(last)s” instead.")
            % {"into": into.name, "last": into.merged_into.name}
        )
    if product.is_service != into.is_service:
        raise GoodIntoService


def preview(product: Product, into: Product) -> Preview:
    """What merge() would move. Raises IntoItself, MergedAlready, GoodIntoService."""
    refuse(product, into)
    known = {(alias.name, alias.scope_district_id) for alias in into.aliases.all()} | {(into.name, None)}
    aliases = list(product.aliases.select_related("scope_district"))
    pairs = list(product.district_products.select_related("district__state").order_by("district__name"))
    theirs = _current_pairs(into)
    joining = [pair for pair in pairs if pair.until is None and pair.district_id in theirs]
    meeting = list(Designation.objects.filter(district_product__in=joining).select_related("list", "district_product__district"))
    taken = set(
        Designation.objects.filter(district_product__in=[theirs[pair.district_id] for pair in joining], until=None)
        .values_list("district_product__district_id", "list_id")
    )  # fmt: skip
    codes = set(into.hs_links.values_list("code_id", flat=True))
    gis = set(into.gis.values_list("pk", flat=True))
    both = [d for d in meeting if d.until is None and (d.district_product.district_id, d.list_id) in taken]
    return Preview(
        product=product,
        into=into,
        aliases_moving=[alias for alias in aliases if (alias.name, alias.scope_district_id) not in known],
        aliases_known=[alias for alias in aliases if (alias.name, alias.scope_district_id) in known],
        districts_moving=[pair for pair in pairs if pair not in joining],
        districts_joining=joining,
        designations_moving=[designation for designation in meeting if designation not in both],
        designations_joining=both,
        hs_moving=[link for link in product.hs_links.select_related("code") if link.code_id not in codes],
        gis_moving=[gi for gi in product.gis.all() if gi.pk not in gis],
        figures_moving=product.export_figures.count(),
        addresses=[product.slug, *product.merged_from.values_list("slug", flat=True)],
    )


def _current_pairs(product):
    return {pair.district_id: pair for pair in product.district_products.filter(until__isnull=True)}


@transaction.atomic
def merge(product: Product, into: Product, *, by: Actor, at) -> Product:
    """Make `product` an old address of `into`, which takes over its names, districts, HS codes and GI.

    Where both stand in a district, the lists that named the one now name the
    other; a list that named both keeps both spellings. Older addresses follow.
    One Event, one count of the edition. Raises IntoItself, MergedAlready,
    GoodIntoService; then nothing has changed.
    """
    # By primary key: two merges the other way round must not wait for each other.
    locked = {row.pk: row for row in Product.objects.select_for_update().order_by("pk").filter(pk__in=[product.pk, into.pk])}
    product, into = locked[product.pk], locked[into.pk]
    plan = preview(product, into)
    _move_names(plan)
    _move_districts(plan)
    for link in plan.hs_moving:
        link.product = into
        link.save(update_fields=["product"])
    product.hs_links.all().delete()
    for gi in product.gis.all():
        gi.products.remove(product)
        gi.products.add(into)
    product.export_figures.update(product=into)
    for older in product.merged_from.all():
        older.merged_into = into
        older.save()
    product.merged_into = into
    product.save()
    product_merged.send(sender=Product, product=product, into=into)
    record(
        "product_merged",
        actor=by,
        target=product,
        label=product.name,
        at=at,
        data={
            "into": into.slug,
            "into_name": into.name,
            "names": [alias.name for alias in plan.aliases_moving],
            "districts": sorted(p.district.lgd_code for p in [*plan.districts_moving, *plan.districts_joining]),
        },
    )
    edition.bump()
    return into


def _move_names(plan):
    for alias in plan.aliases_moving:
        alias.product = plan.into
        alias.save()
    for alias in plan.aliases_known:
        alias.delete()
    for name in (plan.product.name, plan.product.name_hi):
        if name and not plan.into.aliases.filter(name=name, scope_district=None).exists() and fold(name) != fold(plan.into.name):
            ProductAlias.objects.create(product=plan.into, name=name, basis=AliasBasis.MERGED, source_id=plan.product.source_id)


def _move_districts(plan):
    for pair in plan.districts_moving:
        pair.product = plan.into
        pair.save()
    theirs = _current_pairs(plan.into)
    for designation in plan.designations_moving:
        designation.district_product = theirs[designation.district_product.district_id]
        designation.save()
    for designation in plan.designations_joining:
        stays = Designation.objects.get(
            district_product=theirs[designation.district_product.district_id], list=designation.list_id, until=None
        )
        if designation.as_written and designation.as_written not in stays.as_written:
            # The list named both; both spellings are what it says.
            longest = Designation._meta.get_field("as_written").max_length
            stays.as_written = " / ".join(filter(None, [stays.as_written, designation.as_written]))[:longest]
            stays.save()
        _seed_now_stands_for(designation, stays, "designations")
        designation.delete()
    for pair in plan.districts_joining:
        stays = theirs[pair.district_id]
        ranks = [rank for rank in (pair.rank, stays.rank) if rank is not None]
        _seed_now_stands_for(pair, stays, "district_products")
        # The row goes before its rank is taken over: a rank is given once among a district's products.
        pair.delete()
        if ranks and stays.rank != min(ranks):
            stays.rank = min(ranks)
            stays.save()


def _seed_now_stands_for(gone, stays, table):
    """The seed row of what is gone belongs to what stays, so that load_seeds brings nothing back."""
    SeedRow.objects.filter(table=table, object_id=str(gone.pk)).update(object_id=str(stays.pk))
