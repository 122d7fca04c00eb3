"""API v1 answers from the real register, in the shapes of design.md section 6."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.models import District

pytestmark = pytest.mark.django_db

DISTRICT_KEYS = {
    "lgd_code",
    "name",
    "name_hi",
    "state",
    "state_slug",
    "state_lgd_code",
    "slug",
    "url",
    "boundary",
    "boundary_of",
    "in_register",
    "products",
    "plan",
}


def get(client, path, status=200):
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_the_list_of_districts_counts_784_and_pages(client):
    first = get(client, "districts/?page_size=100")

    assert first["count"] == 784
    assert len(first["results"]) == 100
    assert first["previous"] is None
    assert get(client, first["next"].split("/api/v1/")[1])["previous"] is not None


def test_a_district_has_its_products_in_rank_order_and_the_stage_of_its_plan(client):
    erode = get(client, "districts/573/")

    assert set(erode) == DISTRICT_KEYS
    assert (erode["name"], erode["state"], erode["url"]) == ("Erode", "Tamil Nadu", "/districts/tamil-nadu/erode/")
    assert [product["slug"] for product in erode["products"]] == [
        "handloom-products",
        "powerloom-textiles",
        "turmeric",
        "fabrics-for-garments",
    ]
    assert set(erode["products"][0]) == {"slug", "name", "name_hi", "sector", "rank", "designations"}
    assert erode["plan"] == {
        "stage": "not_recorded",
        "since": None,
        "number": None,
        "adopted_on": None,
        "published_on": None,
        "url": None,
        "next": None,
    }


def test_a_district_without_its_own_line_names_its_parents(client):
    hansi = get(client, "districts/792/")

    assert (hansi["boundary"], hansi["products"]) == ("parent", [])
    assert District.objects.get(lgd_code=hansi["boundary_of"]).name == "Hisar"


@pytest.mark.parametrize(("asked", "found"), [("Allepey", "Alappuzha"), ("Tumkur", "Tumakuru"), ("Anugola", "Angul")])
def test_search_finds_a_district_by_an_old_or_wrong_spelling(client, asked, found):
    assert [district["name"] for district in get(client, f"districts/?search={asked}")["results"]] == [found]


def test_filters_by_state_sector_and_product_narrow_the_list(client):
    codes = [
        [district["name"] for district in get(client, f"districts/?{query}")["results"]]
        for query in ("product=aluminium-castings", "product=aluminium-castings&state=uttar-pradesh", "state=IN-GA")
    ]

    assert codes == [["Coimbatore", "Rae Bareli"], ["Rae Bareli"], ["Kushavati", "North Goa", "South Goa"]]


@pytest.mark.parametrize(
    ("path", "field"),
    [("districts/?stage=done", "stage"), ("districts/?state=atlantis", "state"), ("districts/?sector=XX", "sector")],
)
def test_an_unknown_filter_value_is_named_in_the_one_error_shape(client, path, field):
    error = get(client, path, status=400)["error"]

    assert set(error) == {"code", "message", "fields"}
    assert set(error["fields"]) == {field}


def test_unknown_things_and_unreadable_codes_are_404_in_the_same_shape(client):
    for path in ("districts/99999/", "districts/abc/", "products/nothing/", "plans/573/", "resolutions/none/", "nowhere/"):
        assert set(get(client, path, status=404)["error"]) == {"code", "message"}


def test_writing_is_refused_with_a_sentence(client):
    answer = client.post("/api/v1/districts/", {"name": "New"}, content_type="application/json")

    assert answer.status_code == 405
    assert answer.json() == {"error": {"code": 405, "message": "This API is read only."}}


def test_a_product_is_found_by_any_alias_and_carries_them(client):
    results = get(client, "products/?search=Manjal")["results"]
    turmeric = get(client, "products/turmeric/")

    assert "turmeric" in {product["slug"] for product in results}
    assert {"Haldi", "Manjal"} <= set(turmeric["aliases"])
    assert set(turmeric["districts"][0]) == {"lgd_code", "name", "state", "url"}


def test_an_hs_code_below_the_heading_is_marked_as_not_checked(client):
    code = get(client, "hs/0713.20/")

    assert (code["code"], code["parent"], code["checked"]) == ("071320", "0713", False)


def test_figures_that_contradict_each_other_stand_side_by_side_with_their_sources(client):
    figures = get(client, "exports/?lgd_code=447")["results"]

    assert len(figures) == 14
    assert all(figure["source"]["publisher"] for figure in figures)
    assert all(isinstance(figure["value"], str) for figure in figures)


@pytest.mark.parametrize(
    "path", ["states/", "districts/", "products/", "sectors/", "hs/", "gi/", "exports/", "plans/", "committees/", "meetings/"]
)
def test_lists_ask_the_same_number_of_queries_for_one_and_for_three_rows(client, path):
    counts = []
    for size in (1, 3):
        with CaptureQueriesContext(connection) as queries:
            get(client, f"{path}?page_size={size}")
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 10


def test_answers_carry_an_etag_no_cookie_and_a_304_costs_one_query(client, django_assert_num_queries):
    first = client.get("/api/v1/sectors/")

    with django_assert_num_queries(1):
        again = client.get("/api/v1/sectors/", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304
    assert not first.cookies
    assert "Cookie" not in first.headers.get("Vary", "")


def test_the_schema_names_every_address_without_a_warning(client, capsys):
    schema = client.get("/api/v1/schema/?format=json")

    assert schema.status_code == 200
    assert capsys.readouterr().err == ""
    nouns = {
        "states",
        "districts",
        "products",
        "sectors",
        "hs",
        "gi",
        "exports",
        "plans",
        "strategies",
        "committees",
        "meetings",
        "resolutions",
    }
    assert {path.split("/")[3] for path in schema.json()["paths"]} == nouns | {""}


def test_the_page_of_the_documentation_and_its_script_set_no_cookie(client):
    page, script = client.get("/api/v1/docs/"), client.get("/api/v1/docs/?script=")

    assert "/api/v1/docs/?script=" in page.content.decode()
    assert 'url: "/api/v1/schema/"' in script.content.decode().replace("\\u002D", "-")
    assert "SwaggerUIBundle" in script.content.decode()
    assert not page.cookies
    assert not script.cookies


def test_every_object_of_a_demonstration_carries_the_mark(client, settings):
    settings.DATABASE_KIND = "demonstration"

    assert get(client, "districts/573/")["demonstration"] is True
    assert all(state["demonstration"] for state in get(client, "states/")["results"])


def test_no_object_of_a_facts_database_carries_the_mark(client):
    assert "demonstration" not in get(client, "districts/573/")
