"""Whom to ask: bodies that name a district's products, few, each with the product it is for."""

import pytest
from django.core.cache import cache

from districts.models import District, Product
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


#: product -> the body of its class of goods, "" where none is sure; each was once sent to a council it is nothing to.
BY_CLASS = {
    "Apple": "Agricultural & Processed Food Products Export Development Authority",
    "Maize": "Agricultural & Processed Food Products Export Development Authority",
    "Processed Pork": "Agricultural & Processed Food Products Export Development Authority",
    "Granite": "Chemicals and Allied Products Export Promotion Council",
    "Papier-Mache": "Export Promotion Council for Handicrafts",
    "Terracotta": "Export Promotion Council for Handicrafts",
    "Ayurvedic Products": "Pharmaceuticals Export Promotion Council of India",
    "Aluminium Ingots": "Engineering Export Promotion Council of India",
    "Steel Furniture": "",
    "Textile Bags": "",
    "Betel Leaf (Paan)": "",
    "Cattle Feed": "",
    "Anthurium": "",
}


@pytest.mark.parametrize("name", BY_CLASS)
def test_a_product_that_nobody_names_is_asked_of_its_class_of_goods_or_of_nobody(name):
    pair = products_of.current(product=Product.objects.get(name=name)).first()
    pair.hs = list(pair.product.hs_links.all())

    found = whom_to_ask.for_pairs([pair])

    assert [one.agency.name for one in found] == [BY_CLASS[name]] * bool(BY_CLASS[name])
    assert [one.by_name for one in found] == [False] * len(found)


def test_what_is_asked_by_class_says_so(client):
    cache.clear()

    page = client.get("/districts/jammu-and-kashmir/srinagar/").content.decode()

    assert "for Papier-Mache (by its class of goods)" in page
    assert "Cashew" not in page


@pytest.mark.parametrize("address", ["/products/turmeric/", "/hs/0910/", "/hs/091030/"])
def test_the_pages_of_a_product_and_of_its_code_ask_the_same_bodies(client, address):
    cache.clear()

    page = client.get(address).content.decode()

    assert "Spices Board" in page
    assert "Coffee Board" not in page
    assert "Tea Board" not in page


def test_no_product_asks_nobody():
    assert whom_to_ask.for_pairs([]) == []
