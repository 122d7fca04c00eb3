"""Kept pages: each reader gets what the address means, whatever the one before sent along."""

import gzip
import json

import brotli
import pytest
from django.core.cache import cache
from drf_spectacular.renderers import OpenApiJsonRenderer2, OpenApiYamlRenderer

from api.views.docs import Schema
from audit import edition

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    yield
    cache.clear()


def page(client, address, accepted="", **headers):
    return client.get(address, headers={"accept-encoding": accepted} | headers)


def test_a_kept_page_is_the_same_in_every_coding(client):
    plain = page(client, "/states/")
    packed = page(client, "/states/", "gzip, br")
    zipped = page(client, "/states/", "gzip")

    assert brotli.decompress(packed.content) == gzip.decompress(zipped.content) == plain.content
    assert [answer.headers.get("Content-Encoding") for answer in (plain, packed, zipped)] == [None, "br", "gzip"]


@pytest.mark.parametrize("accepted", ["br;q=0", "identity, br;q=0, gzip;q=0", "zebra"])
def test_a_coding_the_reader_refuses_is_not_sent(client, accepted):
    page(client, "/states/", "br")
    assert "Content-Encoding" not in page(client, "/states/", accepted).headers


def test_the_neighbours_of_a_list_lead_to_the_host_that_was_asked(client):
    page(client, "/api/v1/districts/?page_size=2", host="localhost:6666")
    answer = json.loads(page(client, "/api/v1/districts/?page_size=2", host="localhost:8000").content)
    assert answer["next"] == "http://localhost:8000/api/v1/districts/?page=2&page_size=2"


@pytest.mark.parametrize("accepted", ["*/*", "application/json", "application/vnd.oai.openapi", "text/html"])
def test_the_schema_is_the_same_whatever_the_reader_accepts(client, accepted):
    answer = page(client, "/api/v1/schema/", accept=accepted)
    assert answer.headers["Content-Type"] == "application/json"
    assert json.loads(answer.content)["openapi"].startswith("3.")


def test_an_answer_of_several_forms_is_not_kept(client, monkeypatch):
    monkeypatch.setattr(Schema, "renderer_classes", [OpenApiYamlRenderer, OpenApiJsonRenderer2])
    page(client, "/api/v1/schema/", accept="application/vnd.oai.openapi")
    assert json.loads(page(client, "/api/v1/schema/", accept="application/json").content)["openapi"].startswith("3.")


def test_head_is_answered_and_keeps_no_empty_page(client):
    assert client.head("/states/").status_code == 200
    assert b"<h1>" in page(client, "/states/").content


def test_a_new_edition_makes_the_page_anew(client):
    before = page(client, "/states/")
    edition.bump()
    after = page(client, "/states/", **{"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.headers["ETag"] != before.headers["ETag"]


@pytest.mark.parametrize("address", ["//evil.example/", "/hi//evil.example/", "/hi///evil.example/x"])
def test_no_page_leads_to_the_host_that_an_address_names(client, address):
    answer = client.get("/", PATH_INFO=address)
    assert answer.status_code == 404
    assert b'"//' not in answer.content


@pytest.mark.parametrize(
    "address",
    ["/search/?q=%00", "/hs/%00/", "/map/?product=a%00", "/api/v1/hs/?search=%00", "/hi/products/?q=%00", "/api/v1/hs/%00/"],
)
def test_a_nul_byte_is_a_bad_request_on_every_engine(client, address):
    assert client.get(address).status_code == 400


def test_a_nul_byte_gets_the_one_shape_from_the_api(client):
    assert client.get("/api/v1/hs/?search=%00").json()["error"]["code"] == 400


@pytest.mark.parametrize("state", ["²", "9" * 5000, "9" * 40, "x"])
def test_a_state_nobody_knows_is_refused_in_a_sentence(client, state):
    answer = client.get("/api/v1/districts/", {"state": state})
    assert answer.status_code == 400
    assert "state" in answer.json()["error"]["fields"]
