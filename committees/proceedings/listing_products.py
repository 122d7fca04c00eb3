"""A district's product list, changed by a resolution of its committee or an order of its State."""

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.moves import Move
from audit import edition
from committees.models import Outcome, ProductDecision, ProductLine, ProductStep, Resolution, ResolutionState
from committees.proceedings.acting import Acting
from committees.proceedings.refusals import NotListed
from common.clock import day_in_india
from common.text import tidy
from districts.models import District, DistrictProduct, Product


@dataclass(frozen=True)
class OrderOfTheState:
    """An order that changes the list: number, date and, where there is one, its file."""

    number: str
    day: date
    document: object = None


@dataclass(frozen=True)
class Listed:
    """A product as the list is to have it; without a rank where the decision gives it none."""

    product: Product
    rank: int | None = None


def resolutions_for_products(district):
    """Signed, carried, standing resolutions of this district's committees that changed no list yet, the latest first. One query.

    What was decided in camera has no content in public, and a product list is public.
    """
    return (
        Resolution.objects.filter(
            committee__place_id=district.pk,
            state=ResolutionState.SIGNED,
            outcome=Outcome.CARRIED,
            item__in_camera=False,
            product_decision__isnull=True,
            annulment__isnull=True,
        )
        .select_related("committee__place", "item")
        .order_by("-decided_on", "-pk")
    )


@transaction.atomic
def set_products(
    district, wanted: list[Listed], *, resolution=None, order: OrderOfTheState | None = None, on=None, standing=None, by, at
) -> ProductDecision:
    """The list of the district reads so from the day `on`: what is new is added, what is missing dropped, ranks are as given.

    Exactly one of `resolution` (of this district's own committee: signed,
    carried, not in camera, not used before) and `order`. `on` defaults to the
    day of the one or the other. `standing`: (product id, rank) of the list when
    the page was opened; one that has changed since is refused.

    Raises NotListed (nothing would change, a product or a rank twice, a day ahead),
    NotAllowed. Nothing is changed then.
    """
    day = day_in_india(at)
    move = Move.LIST_PRODUCTS_BY_RESOLUTION if resolution is not None else Move.LIST_PRODUCTS_BY_ORDER
    # The district's row is the lock: two lists saved in one moment take turns, and the second is told.
    district = District.objects.select_for_update(of=("self",), no_key=True).get(pk=district.pk)
    acting = Acting(by, move, district, at=at, thing=resolution)
    decided = _decided(district, resolution, order)
    on = on or decided
    _refuse_days(on, decided, day)
    rows = list(DistrictProduct.objects.filter(district=district, until__isnull=True).select_related("product"))
    if standing is not None and {(row.product_id, row.rank) for row in rows} != set(standing):
        raise NotListed(
            _("The list of this district has changed since you opened the page. Look at it again; nothing was saved.")
        )
    _refuse_products(wanted)
    lines = _difference(rows, wanted)
    if not lines:
        raise NotListed(_("The list reads so already; nothing was changed."))
    early = [row for row in rows if row.since is not None and row.since >= on]
    dropped = {line.product_id for line in lines if line.step == ProductStep.DROPPED}
    for row in early:
        if row.product_id in dropped:
            raise NotListed(
                _("%(product)s stands in the list since %(day)s; it can only be dropped later.")
                % {"product": row.product, "day": f"{row.since:%d-%m-%Y}"}
            )
    try:
        with transaction.atomic():
            decision = ProductDecision.objects.create(
                district=district,
                resolution=resolution,
                order_number=tidy(order.number) if order else "",
                order_date=order.day if order else None,
                order_document=order.document if order else None,
                on=on,
                recorded_at=at,
                recorded_by_label=acting.label,
            )
    except IntegrityError as taken:
        raise NotListed(_("This resolution has changed the list already. Choose another, or record an order.")) from taken
    for line in lines:
        line.decision = decision
    ProductLine.objects.bulk_create(lines)
    _apply(district, rows, lines, on=on, reference=decision.reference)
    acting.record(
        "change products",
        decision,
        str(decision),
        data={
            "by": "resolution" if resolution is not None else "order",
            "reference": decision.reference,
            "from": on.isoformat(),
            "lines": [[line.step, line.name, line.rank_before, line.rank_after] for line in lines],
        },
        is_public=True,
    )
    edition.bump()
    return decision


def _decided(district, resolution, order):
    if (resolution is None) == (order is None):
        raise NotListed(_("Name the resolution of the committee, or the order of the State; exactly one of the two."))
    if order is not None:
        if not tidy(order.number) or order.day is None:
            raise NotListed(_("Write the number and the date of the order."))
        return order.day
    if not resolutions_for_products(district).filter(pk=resolution.pk).exists():
        raise NotListed(
            _(
                "Only a signed, carried resolution of this district's own committee, not in camera and not used before, "
                "changes its list."
            )
        )
    return resolution.decided_on


def _refuse_days(on, decided, day):
    if decided > day or on > day:
        raise NotListed(_("That day lies ahead. Record the change when it is in force."))
    if on < decided:
        raise NotListed(
            _("It was decided on %(day)s, so it cannot hold before. Write a first day from then on.")
            % {"day": f"{decided:%d-%m-%Y}"}
        )


def _refuse_products(wanted):
    seen, ranks = set(), set()
    for one in wanted:
        if one.product.pk in seen:
            raise NotListed(_("%(product)s stands twice in the list. Keep one.") % {"product": one.product})
        if one.rank is not None and (one.rank in ranks or one.rank < 1):
            raise NotListed(
                _("The place %(rank)s is given twice, or counts from below 1. Give each product its own.") % {"rank": one.rank}
            )
        if one.product.merged_into_id:
            raise NotListed(
                _("“%(product)s” is another name of “%(into)s”. Choose that one.")
                % {"product": one.product, "into": one.product.merged_into}
            )
        seen.add(one.product.pk)
        ranks.add(one.rank)


def _difference(rows, wanted) -> list[ProductLine]:
    """What differs between the rows that stand and the list wanted, as unsaved lines."""
    standing = {row.product_id: row for row in rows}
    lines = []
    for one in wanted:
        row = standing.pop(one.product.pk, None)
        if row is None:
            lines.append(_line(ProductStep.ADDED, one.product, after=one.rank))
        elif row.rank != one.rank:
            lines.append(_line(ProductStep.MOVED, one.product, before=row.rank, after=one.rank))
    return lines + [_line(ProductStep.DROPPED, row.product, before=row.rank) for row in standing.values()]


def _line(step, product, *, before=None, after=None):
    return ProductLine(
        step=step, product=product, name=product.name, name_hi=product.name_hi, rank_before=before, rank_after=after
    )


def _apply(district, rows, lines, *, on, reference):
    standing = {row.product_id: row for row in rows}
    # Ranks are unique among the rows that stand, so all that change step aside first.
    DistrictProduct.objects.filter(pk__in=[standing[line.product_id].pk for line in lines if line.product_id in standing]).update(
        rank=None
    )
    for line in sorted(lines, key=lambda line: line.step != ProductStep.DROPPED):
        row = standing.get(line.product_id)
        if row is None:
            DistrictProduct.objects.create(
                district=district, product=line.product, rank=line.rank_after, since=on, order=reference[:200]
            )
            continue
        if line.step == ProductStep.DROPPED:
            # A dropped row keeps the rank it had.
            row.until, row.rank = on, line.rank_before
        else:
            row.rank = line.rank_after
        row.save(update_fields=["until", "rank"])


def history_of(district) -> list[ProductDecision]:
    """Decisions on the list of a district, the latest first, with `lines` ready. Two queries."""
    return list(
        ProductDecision.objects.filter(district_id=district.pk)
        .select_related("resolution", "order_document")
        .defer("resolution__text", "resolution__text_hi", "resolution__row", "resolution__reasons")
        .prefetch_related("lines")
    )
