"""Whom to ask: bodies that name a district's products, few, each with the product it is for."""

import pytest
from django.core.cache import cache

from districts.models import District
from public import products_of, whom_to_ask

pytestmark = pytest.mark.django_db


def asked(name):
    pairs = list(products_of.current(district=District.objects.current().get(name=name)))
    for pair in pairs:
        pair.hs = list(pair.product.hs_links.all())
    return whom_to_ask.for_pairs(pairs)


def test_turmeric_leads_to_spices_and_not_to_the_coffee_and_tea_of_its_chapter():
    found = {one.agency.name: [product.name for product in one.products] for one in asked("Erode")}

    assert found["Spices Board"] == ["Turmeric"]
    assert "Handloom Products" in found["Handloom Export Promotion Council"]
    assert not {"Coffee Board", "Tea Board"} & set(found)


@pytest.mark.parametrize("name", ["Erode", "Srinagar", "Surat", "Jaipur", "Panipat"])
def test_at_most_six_stand_there_each_with_what_it_is_for(name):
    found = asked(name)

    assert 0 < len(found) <= 6
    assert all(one.products for one in found)


def test_a_product_that_nobody_names_falls_back_to_its_chapter_and_says_so(client):
    cache.clear()
    papier = asked("Srinagar")[-1]

    page = client.get("/districts/jammu-and-kashmir/srinagar/").content.decode()

    assert (papier.by_name, [product.name for product in papier.products]) == (False, ["Papier-Mache"])
    assert "for Papier-Mache (by its HS chapter alone)" in page


def test_no_product_asks_nobody():
    assert whom_to_ask.for_pairs([]) == []
