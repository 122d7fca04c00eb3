"""Merging products: nothing lost, old addresses lead on, refusals change nothing."""

import datetime as dt

import pytest

from audit import edition
from audit.models import Event
from audit.recording import Actor
from districts import models as m
from districts.merging import GoodIntoService, IntoItself, MergedAlready, merge, preview
from districts.seeding.loading import load_seeds
from districts.signals import product_merged

pytestmark = pytest.mark.django_db

AT = dt.datetime(2026, 11, 21, 10, 0, tzinfo=dt.UTC)
BY = Actor(name="A. Data Officer", post="Data officer", place="India")


@pytest.fixture
def coir():
    return m.Product.objects.get(slug="coir-products")


@pytest.fixture
def coconut():
    return m.Product.objects.get(slug="coconut")


def spellings_of(*products):
    return set(m.ProductAlias.objects.filter(product__in=products).values_list("name", flat=True))


def said_of(*products):
    """Every (district, list) that names one of the products."""
    rows = m.Designation.objects.filter(district_product__product__in=products)
    return set(rows.values_list("district_product__district__lgd_code", "list__code"))


def test_a_merge_keeps_every_name_district_and_list(coir, coconut):
    names, said = spellings_of(coir, coconut), said_of(coir, coconut)

    merge(coir, coconut, by=BY, at=AT)

    assert names <= spellings_of(coconut)
    assert {"Coir Products", coir.name_hi} <= spellings_of(coconut)
    assert said_of(coconut) == said
    assert not m.DistrictProduct.objects.filter(product=coir).exists()
    assert not m.ProductHS.objects.filter(product=coir).exists()


def test_a_district_with_both_keeps_one_row_and_both_spellings(coir, coconut):
    m.Designation.objects.filter(
        district_product__product=coir, district_product__district__lgd_code=603, list__code="deh"
    ).update(as_written="Coir and mats")

    merge(coir, coconut, by=BY, at=AT)

    kept = m.Designation.objects.get(
        district_product__product=coconut, district_product__district__lgd_code=603, list__code="deh"
    )
    assert kept.as_written.endswith(" / Coir and mats")


@pytest.mark.parametrize(("gone", "stays", "kept"), [(1, 2, 1), (2, 1, 1), (1, None, 1), (None, 2, 2)])
def test_a_district_with_both_keeps_the_better_of_the_two_ranks(coir, coconut, gone, stays, kept):
    district = m.District.objects.get(lgd_code=603)
    district.district_products.update(rank=None)
    for product, rank in ((coir, gone), (coconut, stays)):
        district.district_products.filter(product=product, until=None).update(rank=rank)

    merge(coir, coconut, by=BY, at=AT)

    assert district.district_products.get(product=coconut, until=None).rank == kept


def test_the_old_address_leads_to_the_new_product_through_several_merges(coir, coconut):
    mats = m.Product.objects.create(slug="coir-mats", name="Coir Mats", sector=coir.sector)

    merge(mats, coir, by=BY, at=AT)
    coir.refresh_from_db()
    merge(coir, coconut, by=BY, at=AT)

    for product in (mats, coir):
        product.refresh_from_db()
        assert product.merged_into_id == coconut.pk
        assert product.get_absolute_url() == "/products/coconut/"


def test_a_merge_writes_one_event_and_counts_the_edition_once(coir, coconut):
    before, events = edition.current(), Event.objects.count()

    merge(coir, coconut, by=BY, at=AT)

    assert edition.current() == before + 1
    assert Event.objects.count() == events + 1
    event = Event.objects.latest("pk")
    assert (event.verb, event.target_label, event.actor_post) == ("product_merged", "Coir Products", "Data officer")
    assert event.data["into"] == "coconut"


def test_the_preview_changes_nothing_and_tells_what_the_merge_does(coir, coconut):
    plan = preview(coir, coconut)

    assert coir.aliases.exists()
    joining = {pair.district.lgd_code for pair in plan.districts_joining}
    merge(coir, coconut, by=BY, at=AT)
    assert joining <= set(coconut.district_products.values_list("district__lgd_code", flat=True))


@pytest.mark.parametrize(
    ("product", "into", "refusal", "words"),
    [
        ("coconut", "coconut", IntoItself, "cannot be merged into itself"),
        ("anthurium", "coconut", MergedAlready, "was already merged into “Turmeric”"),
        ("coconut", "anthurium", MergedAlready, "Merge into “Turmeric” instead"),
        ("coconut", "a-service", GoodIntoService, "One of the two is a service"),
    ],
)
def test_a_merge_that_cannot_be_is_refused_with_a_sentence(product, into, refusal, words):
    m.Product.objects.filter(slug="anthurium").update(merged_into=m.Product.objects.get(slug="turmeric"))
    m.Product.objects.create(slug="a-service", name="A Service", sector_id="SERV", is_service=True)
    before = (edition.current(), Event.objects.count())

    with pytest.raises(refusal) as refused:
        merge(m.Product.objects.get(slug=product), m.Product.objects.get(slug=into), by=BY, at=AT)

    assert words in str(refused.value)
    assert (edition.current(), Event.objects.count()) == before


def test_a_receiver_that_fails_undoes_the_merge(coir, coconut):
    def fail(**kwargs):
        raise RuntimeError("the drafts could not follow")

    product_merged.connect(fail)
    try:
        with pytest.raises(RuntimeError):
            merge(coir, coconut, by=BY, at=AT)
    finally:
        product_merged.disconnect(fail)

    coir.refresh_from_db()
    assert coir.merged_into is None
    assert coir.district_products.exists()


def test_seeds_do_not_undo_a_merge(coir, coconut):
    from django.conf import settings

    merge(coir, coconut, by=BY, at=AT)
    before = (m.DistrictProduct.objects.count(), m.Designation.objects.count(), m.ProductAlias.objects.count())

    outcomes = load_seeds(settings.SEED_ROOT / "reference")

    assert not any(outcome.wrote for outcome in outcomes)
    coir.refresh_from_db()
    assert coir.merged_into_id == coconut.pk
    assert (m.DistrictProduct.objects.count(), m.Designation.objects.count(), m.ProductAlias.objects.count()) == before
