"""A district's product list, changed by a resolution of its committee or an order of its State, with its history."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import a_district, make_hq, stranger
from audit import edition
from audit.models import Event
from committees import proceedings
from committees.models import ProductDecision
from committees.proceedings import Listed, NotListed, OrderOfTheState
from committees.proceedings.listing_products import history_of
from committees.tests.factories import a_paper, carried_resolution, depc_of, returned_resolution
from committees.tests.test_seats_by_order import a_product
from common.refusals import NotAllowed
from districts.models import DistrictProduct

pytestmark = pytest.mark.django_db

ORDER = OrderOfTheState("G.O. 12", date(2025, 9, 1))
AT = datetime(2025, 9, 2, 5, 0, tzinfo=UTC)


@pytest.fixture
def depc():
    """Erode, with Turmeric first and Carpets second on its list."""
    depc = depc_of()
    district = depc.committee.place.as_district
    DistrictProduct.objects.filter(district=district).delete()
    for rank, name in enumerate(("Turmeric", "Carpets"), start=1):
        DistrictProduct.objects.create(district=district, product=a_product(name), rank=rank, since=date(2024, 1, 1))
    depc.district = district
    return depc


def listed(*names):
    """These products, ranked as they stand."""
    return [Listed(a_product(name), rank) for rank, name in enumerate(names, start=1)]


def the_list(depc):
    rows = DistrictProduct.objects.filter(district=depc.district, until__isnull=True).order_by("rank")
    return [(row.product.name, row.rank) for row in rows]


def told(depc):
    return [
        (decision.reference, [(line.step, line.name, line.rank_before, line.rank_after) for line in decision.lines.all()])
        for decision in history_of(depc.district)
    ]


def by_order(depc, wanted, **more):
    return proceedings.set_products(depc.district, wanted, order=ORDER, by=depc.state_officer, at=AT, **more)


def test_an_order_adds_drops_and_reorders_and_its_history_says_so(depc):
    before = edition.current()

    by_order(depc, listed("Carpets", "Mangoes"))

    assert the_list(depc) == [("Carpets", 1), ("Mangoes", 2)]
    [(reference, lines)] = told(depc)
    assert (reference, sorted(lines)) == (
        "G.O. 12, 01-09-2025",
        [("added", "Mangoes", None, 2), ("dropped", "Turmeric", 1, None), ("moved", "Carpets", 2, 1)],
    )
    gone = DistrictProduct.objects.get(district=depc.district, product__name="Turmeric")
    new = DistrictProduct.objects.get(district=depc.district, product__name="Mangoes")
    assert (gone.until, gone.rank, new.since, new.order) == (ORDER.day, 1, ORDER.day, "G.O. 12, 01-09-2025")
    assert (edition.current() - before, Event.objects.filter(verb="change products", is_public=True).count()) == (1, 1)


def test_a_resolution_of_its_own_committee_changes_the_list_once(depc):
    resolution = carried_resolution(a_paper(), depc)
    convener = depc.user("convener")

    decision = proceedings.set_products(
        depc.district, listed("Turmeric", "Carpets", "Mangoes"), resolution=resolution, by=convener, at=AT
    )

    assert (decision.on, told(depc)[0][0]) == (resolution.decided_on, resolution.number)
    with pytest.raises(NotListed, match="not in camera and not used before"):
        proceedings.set_products(depc.district, listed("Mangoes"), resolution=resolution, by=convener, at=AT)


def test_another_committees_or_a_lost_resolution_changes_nothing(depc):
    other = depc_of(a_district("Salem", "Tamil Nadu"))
    convener = depc.user("convener")

    for resolution in (carried_resolution(a_paper(), other), returned_resolution(a_paper("Other."), depc)):
        with pytest.raises(NotListed, match="this district's own committee"):
            proceedings.set_products(depc.district, listed("Mangoes"), resolution=resolution, by=convener, at=AT)
    assert (the_list(depc), ProductDecision.objects.count()) == ([("Turmeric", 1), ("Carpets", 2)], 0)


@pytest.mark.parametrize(
    ("wanted", "more", "sentence"),
    [
        (("Turmeric", "Carpets"), {}, "reads so already"),
        (("Turmeric", "Turmeric"), {}, "Turmeric stands twice"),
        (("Mangoes",), {"on": date(2026, 1, 1)}, "lies ahead"),
        (("Mangoes",), {"on": date(2025, 8, 1)}, "decided on 01-09-2025, so it cannot hold before"),
        (("Mangoes",), {"standing": [(0, 1)]}, "has changed since you opened the page"),
    ],
)
def test_a_list_that_cannot_be_is_refused_and_nothing_changes(depc, wanted, more, sentence):
    with pytest.raises(NotListed, match=sentence):
        by_order(depc, listed(*wanted), **more)
    assert (the_list(depc), ProductDecision.objects.count()) == ([("Turmeric", 1), ("Carpets", 2)], 0)


def test_two_products_do_not_share_a_place(depc):
    with pytest.raises(NotListed, match="The place 1 is given twice"):
        by_order(depc, [Listed(a_product("Turmeric"), 1), Listed(a_product("Carpets"), 1)])
    with pytest.raises(IntegrityError), transaction.atomic():
        DistrictProduct.objects.create(district=depc.district, product=a_product("Mangoes"), rank=1)


def test_a_product_without_a_place_stays_without(depc):
    by_order(depc, [*listed("Turmeric", "Carpets"), Listed(a_product("Mangoes"))])

    assert DistrictProduct.objects.get(district=depc.district, product__name="Mangoes").rank is None


@pytest.mark.parametrize("who", ["stranger", "convener", "chair", "co_chair"])
def test_an_order_is_recorded_by_the_state_or_headquarters_alone(depc, who):
    user = stranger() if who == "stranger" else depc.user(who)

    with pytest.raises(NotAllowed):
        proceedings.set_products(depc.district, listed("Mangoes"), order=ORDER, by=user, at=AT)
    proceedings.set_products(depc.district, listed("Mangoes"), order=ORDER, by=make_hq(), at=AT)


@pytest.mark.parametrize("who", ["stranger", "chair", "member", "state_officer"])
def test_a_resolution_is_carried_out_by_the_convener_alone(depc, who):
    user = {"stranger": stranger, "state_officer": lambda: depc.state_officer}.get(who, lambda: depc.user(who))()
    resolution = carried_resolution(a_paper(), depc)

    with pytest.raises(NotAllowed):
        proceedings.set_products(depc.district, listed("Mangoes"), resolution=resolution, by=user, at=AT)


def test_the_history_costs_the_same_for_one_decision_and_for_three(depc, django_assert_num_queries):
    by_order(depc, listed("Carpets"))
    with django_assert_num_queries(2):
        one = told_of(history_of(depc.district))
    by_order(depc, listed("Carpets", "Mangoes"))
    by_order(depc, listed("Mangoes", "Carpets"))
    with django_assert_num_queries(2):
        three = told_of(history_of(depc.district))
    assert (len(one), len(three)) == (1, 3)


def told_of(decisions):
    return [[line.name for line in decision.lines.all()] for decision in decisions]
