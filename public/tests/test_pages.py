"""Every public page: reads without JavaScript, sets nothing, says its language, costs the same for one row and three."""

import re
from datetime import date
from decimal import Decimal

import brotli
import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.models import District, DistrictProduct, Lineage, Product
from public.bundles import BUNDLES, join

pytestmark = pytest.mark.django_db

PAGES = [
    "/", "/map/", "/map/?layer=stage", "/map/?layer=count", "/map/?sector=AGRI&state=kerala", "/map/?product=apple",
    "/states/", "/states/kerala/", "/districts/", "/districts/jammu-and-kashmir/srinagar/", "/products/", "/products/apple/",
    "/sectors/", "/sectors/AGRI/", "/hs/", "/hs/?q=0713.20", "/hs/0713/", "/gi/", "/plans/", "/plans/rules/", "/committees/",
    "/meetings/", "/resolutions/", "/search/", "/search/?q=tumkur", "/about/", "/accessibility/", "/privacy/", "/terms/",
    "/copyright/", "/data/", "/sitemap/",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def body(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.mark.parametrize("prefix", ["", "/hi"])
@pytest.mark.parametrize("address", PAGES)
def test_a_public_page_is_whole_and_sets_nothing(client, prefix, address):
    response = client.get(prefix + address)
    page = response.content.decode()

    assert response.status_code == 200
    assert not response.cookies
    assert response.headers["ETag"]
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert f'<html lang="{"hi" if prefix else "en"}">' in page
    assert 'class="skip" href="#main"' in page
    assert '<main id="main">' in page
    assert page.count("<h1") == 1
    assert 'rel="canonical"' in page
    assert 'hreflang="hi"' in page
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", page) == []
    assert re.findall(r"<(?:script|link|img|source)[^>]*(?:src|href|srcset)=\"https?:", page) == []


@pytest.mark.parametrize("address", [page for page in PAGES if page != "/"])
def test_a_public_page_shows_the_way_back(client, address):
    assert 'class="crumb"' in body(client, address)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
@pytest.mark.parametrize("address", ["/", "/map/", "/districts/", "/districts/jammu-and-kashmir/srinagar/", "/search/"])
def test_a_public_page_only_answers_reading(client, method, address):
    assert getattr(client, method)(address).status_code in (403, 405)


@pytest.mark.parametrize("address", ["/", "/map/", "/districts/", "/districts/jammu-and-kashmir/srinagar/"])
def test_the_same_etag_is_answered_with_304_and_one_query(client, address):
    tag = client.get(address).headers["ETag"]

    with CaptureQueriesContext(connection) as queries:
        response = client.get(address, headers={"If-None-Match": tag})

    assert response.status_code == 304
    assert len(queries) <= 1


def css_bytes():
    return len(brotli.compress(join(BUNDLES["css/portal.css"]).encode(), quality=11))


@pytest.mark.parametrize(
    "address", ["/", "/hi/", "/districts/jammu-and-kashmir/srinagar/", "/hi/districts/uttar-pradesh/lucknow/"]
)
def test_a_cold_page_costs_at_most_20_kb(client, address):
    page = client.get(address, headers={"Accept-Encoding": "br"})

    assert page.headers["Content-Encoding"] == "br"
    assert len(page.content) + css_bytes() <= 20_000


def queries_of(client, address):
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("one", "three"),
    [
        ("/districts/?q=srinagar", "/districts/?q=bilaspur"),
        ("/districts/?state=chandigarh", "/districts/?state=kerala"),
        ("/products/?q=makhana", "/products/?q=rice"),
        ("/gi/?q=darjeeling", "/gi/?q=saree"),
        ("/sectors/PLAST/", "/sectors/HLOOM/"),
        ("/states/chandigarh/", "/states/kerala/"),
    ],
)
def test_a_list_costs_the_same_queries_for_one_row_and_for_many(client, one, three):
    assert queries_of(client, one) == queries_of(client, three)


def test_the_facts_of_a_district_stand_with_lists_years_and_sources(client):
    page = body(client, "/districts/jammu-and-kashmir/srinagar/")

    assert "Srinagar" in page
    assert "श्रीनगर" in page
    assert "<b>ODOP</b> 2025" in page
    assert re.search(r'<a href="/districts/jammu-and-kashmir/ganderbal/">', page) or "no line of its own" in page
    assert "Not recorded here" in page
    assert "not recorded on this portal" in page
    assert '<b class="num">590</b>' in page
    assert '<b class="num">249</b>' in page
    assert "21-07-2025" in page
    assert 'id="source-1"' in page


def test_figures_that_contradict_each_other_stand_side_by_side(client):
    from districts.models import ExportFigure

    figure = ExportFigure.objects.filter(place__kind="district").select_related("place").first()
    ExportFigure.objects.create(
        place=figure.place, measure=figure.measure, commodity=figure.commodity, period=figure.period,
        period_from=figure.period_from, period_to=figure.period_to, is_part_year=figure.is_part_year,
        financial_year=figure.financial_year, value_as_published="1.00", unit=figure.unit,
        as_of="2026-01-01", source=figure.source,
    )  # fmt: skip
    district = District.objects.select_related("state").get(pk=figure.place_id)

    page = body(client, district.get_absolute_url())

    assert "1.00" in page
    assert figure.value_as_published in page
    assert page.count("sources differ") >= 2


def test_a_retired_district_says_what_became_of_it(client):
    retired = District.objects.filter(in_register=False).select_related("state").first()
    onward = Lineage.objects.filter(from_place=retired).select_related("to_place").first()

    page = body(client, retired.get_absolute_url())

    assert "No longer a district." in page
    if onward:
        assert onward.to_place.name in page


def test_a_merged_product_leads_to_the_address_of_the_other(client):
    old, new = Product.objects.living().order_by("pk")[:2]
    DistrictProduct.objects.filter(product=old).delete()
    Product.objects.filter(pk=old.pk).update(merged_into=new)

    for prefix in ("", "/hi"):
        response = client.get(f"{prefix}/products/{old.slug}/")

        assert (response.status_code, response.headers["Location"]) == (301, f"{prefix}/products/{new.slug}/")


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/hs/0713.20/", "/hs/071320/"),
        ("/hs/0713 90 10/", "/hs/0713/"),
        ("/hi/hs/071399/", "/hi/hs/0713/"),
        ("/districts/tamil-nadu/", "/states/tamil-nadu/"),
        ("/hi/districts/tamil-nadu/", "/hi/states/tamil-nadu/"),
    ],
)
def test_an_address_whose_meaning_is_sure_leads_to_its_page(client, address, leads_to):
    assert client.get(address).headers["Location"] == leads_to
    assert client.get(leads_to).status_code == 200


@pytest.mark.parametrize("address", ["/hs/7777/", "/hs/990110/", "/hs/071/", "/hs/turmeric/", "/districts/erode/"])
def test_an_address_that_means_nothing_is_not_there(client, address):
    assert client.get(address).status_code == 404


def test_a_product_says_once_what_its_lists_write_alike(client):
    assert "Turmeric; Turmeric" not in body(client, "/products/turmeric/")


def test_a_search_finds_every_spelling_and_codes_with_dots(client):
    assert "/districts/karnataka/tumakuru/" in body(client, "/search/?q=Tumkur")
    assert "/hs/0713/" in body(client, "/search/?q=07.13")
    assert "Nothing here is written so." in body(client, "/search/?q=zzzzqq")


def test_what_is_typed_comes_back_escaped(client):
    page = body(client, "/search/?q=%3Cscript%3Ealert(1)%3C/script%3E")

    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_a_page_number_out_of_reach_gives_the_nearest(client):
    assert "Rows 751 to 784 of 784" in body(client, "/districts/?page=999")
    assert "Rows 1 to 50 of 784" in body(client, "/districts/?page=no")


def test_the_demonstration_marks_every_page(client, settings):
    settings.DATABASE_KIND = "demonstration"

    for address in ("/", "/map/", "/districts/", "/about/"):
        cache.clear()
        page = body(client, address)
        assert "<title>Demonstration: " in page
        assert "plans, persons and figures are invented" in page


def test_the_mark_of_the_pages_comes_from_where_papers_and_the_api_take_theirs(client, settings):
    settings.DEMONSTRATION, settings.DATABASE_KIND = True, "facts"

    assert "invented" not in body(client, "/")


def test_an_area_is_grouped_the_indian_way(client, monkeypatch):
    monkeypatch.setattr("public.district_page.area", lambda district: Decimal("113240.9"))

    assert '<span class="num">1,13,240.9</span> sq km as drawn' in body(client, "/districts/jammu-and-kashmir/srinagar/")


def test_nothing_of_the_demonstration_stands_on_a_facts_page(client):
    assert "invented" not in body(client, "/")


def test_unknown_addresses_get_a_plain_page_in_their_language(client):
    response = client.get("/hi/districts/kerala/nowhere/")

    assert response.status_code == 404
    assert '<html lang="hi">' in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


def test_days_are_written_as_on_an_indian_file():
    from public.templatetags.portal import day

    assert day(date(2025, 8, 14)) == '<time datetime="2025-08-14">14-08-2025</time>'
    assert day("c. 2022") == "c. 2022"
