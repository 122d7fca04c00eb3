"""/map/: the table is the map's data, within its budget, and every layer has its file."""

import json
import re

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache

from audit import edition
from districts.boundaries import manifest
from districts.models import District
from public import edition_files
from public.bundles import BUNDLES, join

pytestmark = pytest.mark.django_db

needs_lines = pytest.mark.usefixtures("lines")
ROW = re.compile(r'<tr(?: data-s="[^"]*")?(?: data-b="(\d+)")?( hidden)?><th scope="row">.*?<td class="n">(\d+)</td></tr>')


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path):
    settings.EDITION_ROOT = tmp_path / "editions"
    cache.clear()


def page_of(client, address="/map/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_table_has_every_district_of_the_register_once(client):
    codes = [int(code) for _shared, _hidden, code in ROW.findall(page_of(client))]

    assert len(codes) == 784
    assert set(codes) == set(District.objects.current().values_list("lgd_code", flat=True))


def test_eight_districts_share_the_line_of_their_parent(client):
    page = page_of(client)

    assert len([shared for shared, _hidden, _code in ROW.findall(page) if shared]) == 8
    assert "776 of 784 drawn; these 8 share their parent's line:" in page


def test_families_count_the_first_named_product_and_add_up(client):
    counts = [int(n.replace(",", "")) for n in re.findall(r'class="fam">.*?<span class="num">([\d,]+)</span>', page_of(client))]

    assert len(counts) == 7
    assert sum(counts) == 770


def test_a_filter_hides_the_other_rows_and_says_how_many_fit(client):
    page = page_of(client, "/map/?sector=MARINE&state=kerala")
    shown = [code for _shared, hidden, code in ROW.findall(page) if not hidden]

    assert 0 < len(shown) < 14
    assert f": {len(shown)} districts match" in page


def test_any_spelling_of_a_product_finds_the_same_districts(client):
    by_slug = [code for _s, hidden, code in ROW.findall(page_of(client, "/map/?product=apple")) if not hidden]
    by_hindi = [code for _s, hidden, code in ROW.findall(page_of(client, "/map/?product=सेब")) if not hidden]

    assert by_slug == by_hindi != []


def test_an_unknown_product_matches_nothing_and_breaks_nothing(client):
    page = page_of(client, "/map/?product=%22%3E%3Cb%3E&layer=no&sector=NO&state=nowhere")

    assert [code for _s, hidden, code in ROW.findall(page) if not hidden] == []
    assert 'value="&quot;&gt;&lt;b&gt;"' in page


def test_the_stage_layer_writes_the_stage_into_the_table(client):
    assert page_of(client, "/map/?layer=stage").count("<td>Not recorded here</td>") == 784


@needs_lines
@pytest.mark.parametrize("prefix", ["", "/hi"])
def test_a_cold_map_costs_at_most_95_kb_and_6_requests(client, prefix):
    page = client.get(f"{prefix}/map/", headers={"Accept-Encoding": "br"})
    html = brotli.decompress(page.content).decode()
    build = manifest.current()
    sizes = {
        "html": len(page.content),
        "css": len(brotli.compress(join(BUNDLES["css/portal.css"]).encode(), quality=11)),
        "modules": sum(_compressed(finders.find(f"js/{name}.js")) for name in ("map", "map-lines")),
        "overview": manifest.path_of(build["overview"] + ".br").stat().st_size,
        "icon": _compressed(finders.find("img/icon.svg")),
    }
    linked = set(re.findall(r'<(?:link rel="(?:stylesheet|icon|(?:module)?preload)"|script)[^>]*?(?:href|src)="([^"]+)"', html))

    assert len(linked) + 1 <= 6
    assert sizes["overview"] <= 48_000
    assert sum(sizes.values()) <= 95_000, sizes
    # Leaflet is only named, for the first drag or zoom.
    assert not [address for address in linked if "leaflet" in address]
    assert re.search(r' data-leaflet="[^"]*/leaflet[^"]*\.js"', html)


def _compressed(path):
    with open(path, "rb") as file:
        return len(brotli.compress(file.read(), quality=11))


def test_values_are_named_by_the_edition_and_built_on_the_first_request(client):
    address = f"/map/values/{edition.current()}/stage.json"
    assert not edition_files.path_of("stage.json", edition.current()).exists()

    response = client.get(address)

    assert json.loads(b"".join(response)) == {"layer": "stage", "districts": {}}
    assert response.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert edition_files.path_of("stage.json", edition.current()).exists()


def test_values_of_another_edition_or_name_are_not_found(client):
    assert client.get(f"/map/values/{edition.current() + 1}/stage.json").status_code == 404
    assert client.get(f"/map/values/{edition.current()}/secret.json").status_code == 404


def test_product_names_carry_every_spelling(client):
    found = json.loads(b"".join(client.get(f"/map/values/{edition.current()}/products.json")))["products"]
    apple = next(product for product in found if product["slug"] == "apple")

    assert apple["name_hi"] == "सेब"
    assert len(found) > 600


@needs_lines
def test_only_files_of_the_build_in_force_are_served(client):
    name = manifest.current()["overview"]

    plain = client.get(f"/map/lines/{name}")
    small = client.get(f"/map/lines/{name}", headers={"Accept-Encoding": "br"})

    assert plain.status_code == 200
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(b"".join(small)) == b"".join(plain)
    for other in ("current.json", "..%2Fportal.sqlite3", name + ".br", manifest.current()["detail"]):
        assert client.get(f"/map/lines/{other}").status_code == 404


@needs_lines
@pytest.mark.parametrize("name", ["india-light.svg", "india-dark.svg"])
def test_the_picture_of_the_first_page_paints_every_family(client, name):
    picture = b"".join(client.get(f"/map/values/{edition.current()}/{name}")).decode()

    fills = set(re.findall(r'<path fill="(#[0-9a-f]{6})"', picture))

    assert len(fills) == 8  # seven families, and the land of districts without a product
    assert "<style" not in picture
