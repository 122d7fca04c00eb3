"""State export strategies through the API: their own list, one State's, and what a State says of it at every stage."""

import hashlib

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.tests.factories import an_office
from plans.tests.factories import published as published_plan
from plans.tests.strategies import a_state_office, adopted, published

pytestmark = pytest.mark.django_db

WAIVER_KEYS = ["check_number", "title", "about", "reason", "granted_by", "granted_on", "until"]


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


def get(client, path, status=200):
    cache.clear()
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_published_strategy_is_listed_by_itself_and_found_by_its_state(client):
    version = published(a_state_office())
    plan = published_plan(an_office())

    listed = get(client, "strategies/")
    [in_list] = listed["results"]
    shown = get(client, "strategies/33/")
    [district] = get(client, "plans/")["results"]

    base = "/states/tamil-nadu/strategy/1.0"
    assert (listed["count"], in_list) == (1, shown)
    assert "district" not in shown
    assert (shown["state_lgd_code"], shown["place"], shown["number"], shown["state"]) == (33, "Tamil Nadu", "1.0", "published")
    assert (shown["url"], shown["json_url"]) == (f"{base}/", f"{base}.json")
    assert (shown["pdf_url"], shown["tables_url"]) == (f"{base}.pdf", f"{base}.zip")
    assert shown["adopted"]["resolution"] == version.resolution.number
    assert shown["score"]["heads_filled"] == 11
    # The plan of a district is in the other list alone, with the same fields.
    assert district["district"] == plan.plan.place.as_district.lgd_code
    assert {*district} - {"district"} == {*shown} - {"state_lgd_code"}


def test_the_fingerprint_of_a_strategy_is_that_of_the_bytes_served(client):
    version = published(a_state_office())

    shown = get(client, "strategies/33/")

    served = client.get(shown["json_url"]).content
    assert hashlib.sha256(served).hexdigest() == shown["sha256"] == shown["adopted_sha256"] == version.resolution.paper_id


def test_a_state_tells_the_stage_of_its_strategy_and_nothing_of_an_unpublished_text(client):
    office = a_state_office()
    nothing = get(client, "states/33/")["strategy"]
    version = adopted(office)

    waiting = get(client, "states/33/")["strategy"]
    assert get(client, "strategies/") == {"count": 0, "next": None, "previous": None, "results": []}
    for path in ("strategies/33/", "strategies/33/?number=1.0", "strategies/33/?number=1", "strategies/none/", "strategies/573/"):
        get(client, path, status=404)

    assert (nothing["stage"], nothing["number"], nothing["url"]) == ("not_recorded", None, None)
    assert (waiting["stage"], waiting["number"], waiting["url"]) == ("adopted", "1.0", None)
    assert version.title not in str(get(client, "states/33/"))


def test_a_published_strategy_is_linked_from_its_state(client):
    published(a_state_office())

    strategy = get(client, "states/33/")["strategy"]

    assert (strategy["stage"], strategy["url"]) == ("published", "/states/tamil-nadu/strategy/")
    assert client.get(strategy["url"]).status_code == 200


def test_filters_by_state_and_number_find_it_and_other_states_have_none(client):
    published(a_state_office())
    a_state_office("Kerala")

    found = {state: get(client, f"strategies/?state={state}")["count"] for state in ("tamil-nadu", "IN-TN", "kerala")}

    assert found == {"tamil-nadu": 1, "IN-TN": 1, "kerala": 0}
    assert get(client, "strategies/33/?number=1")["number"] == "1.0"
    assert get(client, "strategies/?state=atlantis", status=400)["error"]["fields"].keys() == {"state"}


@pytest.mark.parametrize(("path", "queries"), [("strategies/", 4), ("states/", 4)])
def test_strategies_ask_the_same_number_of_queries_for_one_and_for_three(client, path, queries):
    for name in ("Tamil Nadu", "Kerala", "Gujarat"):
        published(a_state_office(name))
    get(client, path)

    counts = {}
    for size in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            assert len(get(client, f"{path}?page_size={size}")["results"]) == size
        counts[size] = len(asked)

    assert counts == dict.fromkeys((1, 3), queries)


def test_the_schema_describes_strategies_scores_and_waivers(client):
    document = client.get("/api/v1/schema/?format=json").json()

    kinds = document["components"]["schemas"]
    answers = document["paths"]["/api/v1/strategies/{lgd_code}/"]["get"]["responses"]["200"]["content"]["application/json"]
    assert answers["schema"]["$ref"].rsplit("/", 1)[1] == "StrategyShape"
    assert "district" not in kinds["StrategyShape"]["properties"]
    for name in ("PlanShape", "StrategyShape"):
        assert kinds[name]["properties"]["waivers"]["items"]["$ref"].endswith("/WaiverShape")
    assert list(kinds["WaiverShape"]["properties"]) == WAIVER_KEYS
