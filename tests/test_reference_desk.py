"""The desk of reference data through the door: who may, finding, merging, points on the map."""

import re
from html import unescape

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit import edition
from audit.models import Event
from districts import models as m

pytestmark = pytest.mark.django_db

OWN = [model for model in admin.site._registry if model._meta.app_label == "districts"]


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.model_name)
def test_a_data_officer_opens_every_list_and_page_and_finds(data_officer, model):
    name = model._meta.model_name
    listed = data_officer.get(reverse(f"admin:districts_{name}_changelist"))
    assert listed.status_code == 200
    assert data_officer.get(reverse(f"admin:districts_{name}_changelist"), {"q": "tur"}).status_code == 200

    first = model._default_manager.first()
    if first is not None:
        page = data_officer.get(reverse(f"admin:districts_{name}_change", args=[first.pk]))
        assert page.status_code == 200
        assert 'style="' not in re.sub(r"<svg.*?</svg>", "", page.content.decode(), flags=re.S).split("<main")[-1]
    if admin.site._registry[model].has_add_permission(listed.wsgi_request):
        assert data_officer.get(reverse(f"admin:districts_{name}_add")).status_code == 200


@pytest.mark.parametrize("model", OWN, ids=lambda model: model._meta.model_name)
def test_a_stranger_opens_none(stranger, model):
    name = model._meta.model_name
    first = model._default_manager.first()

    assert stranger.get(reverse(f"admin:districts_{name}_changelist")).status_code == 403
    assert stranger.get(reverse(f"admin:districts_{name}_add")).status_code == 403
    if first is not None:
        assert stranger.get(reverse(f"admin:districts_{name}_change", args=[first.pk])).status_code in (302, 403)


@pytest.mark.parametrize("table", ["product", "districtproduct"])
def test_a_stranger_neither_imports_nor_exports_nor_merges(stranger, table):
    turmeric = m.Product.objects.get(slug="turmeric")
    before = edition.current()

    assert stranger.post(reverse(f"admin:districts_{table}_import"), {"format": "0"}).status_code == 403
    assert stranger.post(reverse(f"admin:districts_{table}_process_import"), {}).status_code == 403
    assert stranger.get(reverse(f"admin:districts_{table}_export")).status_code == 403
    merge = reverse("admin:districts_product_merge", args=[turmeric.pk])
    assert stranger.post(merge, {"into": "Banana", "confirm": "yes"}).status_code == 403
    turmeric.refresh_from_db()
    assert (turmeric.merged_into, edition.current()) == (None, before)


@pytest.mark.parametrize(("table", "found"), [("product", "haldi"), ("district", "Kataka")])
def test_lists_find_by_any_alias(data_officer, table, found):
    page = data_officer.get(reverse(f"admin:districts_{table}_changelist"), {"q": found})

    names = [str(row) for row in page.context["cl"].result_list]
    assert {"product": "Turmeric", "district": "Cuttack"}[table] in names


@pytest.mark.parametrize("table", ["district", "product", "districtproduct", "exportfigure", "regionalauthority"])
def test_lists_take_the_same_queries_for_one_row_and_for_three(data_officer, monkeypatch, table):
    address = reverse(f"admin:districts_{table}_changelist")
    own = next(admin.site._registry[model] for model in OWN if model._meta.model_name == table)
    data_officer.get(address)

    counts = {}
    for rows in (1, 3):
        monkeypatch.setattr(own, "list_per_page", rows)
        with CaptureQueriesContext(connection) as seen:
            page = data_officer.get(address)
        assert len(page.context["cl"].result_list) == rows
        counts[rows] = len(seen)

    assert counts[1] == counts[3]


def test_merging_shows_what_moves_then_moves_it(data_officer):
    coir, coconut = m.Product.objects.get(slug="coir-products"), m.Product.objects.get(slug="coconut")
    address = reverse("admin:districts_product_merge", args=[coir.pk])

    page = data_officer.get(address, {"into": "nariyal"})
    assert page.context["preview"].into == coconut
    coir.refresh_from_db()
    assert coir.merged_into is None

    answer = data_officer.post(address, {"into": "Coconut", "confirm": "yes"})

    coir.refresh_from_db()
    assert coir.merged_into == coconut
    assert answer.url == reverse("admin:districts_product_change", args=[coconut.pk])
    assert Event.objects.latest("pk").actor_name == "D. Bose"


@pytest.mark.parametrize(
    ("into", "words"),
    [
        ("Coir Products", "cannot be merged into itself"),
        ("zzzzz", "No product is known as “zzzzz”"),
    ],
)
def test_a_merge_that_cannot_be_says_why(data_officer, into, words):
    coir = m.Product.objects.get(slug="coir-products")

    page = data_officer.post(reverse("admin:districts_product_merge", args=[coir.pk]), {"into": into, "confirm": "yes"})

    assert words in page.content.decode()
    coir.refresh_from_db()
    assert coir.merged_into is None


def test_an_edit_of_a_product_counts_the_edition_up_and_keeps_the_earlier_state(data_officer):
    sector = m.Sector.objects.get(code="SPICE")
    before = edition.current()

    data_officer.post(
        reverse("admin:districts_sector_change", args=[sector.pk]),
        {
            "name": "Spices and Plantation Crops",
            "name_hi": sector.name_hi,
            "family": sector.family,
            "scope": sector.scope,
            "order": sector.order,
            "colour": sector.colour,
            "colour_dark": sector.colour_dark,
            "border_light": sector.border_light,
            "border_dark": sector.border_dark,
            "pattern": sector.pattern,
        },
    )

    sector.refresh_from_db()
    assert sector.name == "Spices and Plantation Crops"
    assert edition.current() == before + 1


def test_the_history_of_a_product_names_its_editor(data_officer):
    turmeric = m.Product.objects.get(slug="turmeric")

    page = data_officer.get(reverse("admin:districts_product_history", args=[turmeric.pk]))

    assert page.status_code == 200


def facility_post(lat, lon):
    return {
        "kind": "laboratory",
        "name": "Spices laboratory",
        "name_hi": "",
        "district": m.District.objects.get(lgd_code=573).pk,
        "point": f'{{"type": "Point", "coordinates": [{lon}, {lat}]}}',
        "note": "",
        "source": "",
    }


@pytest.fixture
def lines_of_erode(monkeypatch):
    """A square of one degree around Erode stands for its line."""
    from districts.admin import points

    monkeypatch.setattr(points.manifest, "current", dict)
    monkeypatch.setattr(
        points.lookup, "contains", lambda code, lat, lon: abs(float(lat) - 11.3) < 0.5 and abs(float(lon) - 77.7) < 0.5
    )


def test_a_point_inside_its_district_is_kept(data_officer, lines_of_erode):
    data_officer.post(reverse("admin:districts_facility_add"), facility_post(11.34, 77.72))

    facility = m.Facility.objects.get()
    assert (str(facility.lat), str(facility.lon)) == ("11.34000", "77.72000")


def test_a_point_outside_its_district_is_refused_and_what_was_typed_stays(data_officer, lines_of_erode):
    page = data_officer.post(reverse("admin:districts_facility_add"), facility_post(28.6, 77.2))

    assert "lies outside Erode as its line is drawn" in page.content.decode()
    assert "Spices laboratory" in page.content.decode()
    assert not m.Facility.objects.exists()


def test_every_inline_script_of_the_point_editor_carries_the_nonce(data_officer):
    page = data_officer.get(reverse("admin:districts_district_change", args=[m.District.objects.get(lgd_code=573).pk]))

    inline = [tag for tag in re.findall(r"<script[^>]*>", page.content.decode()) if "src=" not in tag and "json" not in tag]
    assert inline
    assert [tag for tag in inline if not re.search(r'nonce="[^"]+"', tag)] == []


def test_the_line_of_a_district_is_drawn_to_look_at_and_not_to_save(data_officer):
    square = {"type": "Polygon", "coordinates": [[[77, 11], [78, 11], [78, 12], [77, 12], [77, 11]]]}
    erode = m.District.objects.get(lgd_code=573)
    line = m.Boundary.objects.create(place=erode, geojson=square, source=m.Source.objects.first(), area_sq_km="1")

    page = data_officer.get(reverse("admin:districts_boundary_change", args=[line.pk]))
    text = page.content.decode()

    nonces = set(re.findall(r'<script nonce="([^"]*)"', text))
    assert len(nonces) == 1
    assert f"'nonce-{unescape(nonces.pop())}'" in page.headers["Content-Security-Policy"]
    assert "modifiable = false" in text
    assert 'name="_save"' not in text


def test_a_page_saved_as_it_was_leaves_the_edition_alone(data_officer):
    agency = m.Agency.objects.order_by("pk").first()
    address = reverse("admin:districts_agency_change", args=[agency.pk])
    form = data_officer.get(address).context["adminform"].form
    same = {name: "" if form.initial.get(name) is None else form.initial[name] for name in form.fields}
    before = edition.current()

    assert data_officer.post(address, same).status_code == 302
    assert edition.current() == before
    assert data_officer.post(address, {**same, "name": "Another name"}).status_code == 302
    assert edition.current() == before + 1
