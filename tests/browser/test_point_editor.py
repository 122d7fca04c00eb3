"""The point editor of the desk in a real browser, under the policy that allows no foreign script."""

from accounts.tests.factories import PASSWORD


def test_a_point_is_drawn_refused_outside_its_district_and_kept_inside(portal, page):
    email = portal.python("from accounts.tests.factories import make_data_officer\nprint(make_data_officer().email)").strip()
    refused_by_policy = []
    page.on("console", lambda line: refused_by_policy.append(line.text) if "Content Security Policy" in line.text else None)

    page.goto(f"{portal.url}/admin/login/?next=/admin/districts/facility/add/")
    page.fill("#id_username", email)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.select_option("#id_kind", "laboratory")
    page.fill("#id_name", "Spices laboratory")
    page.click(".field-district .select2-selection")
    page.fill(".select2-search__field", "Kataka")
    page.click(".select2-results__option:has-text('Cuttack')")
    page.click(".leaflet-draw-draw-marker")
    page.click("#id_point-map", position={"x": 5, "y": 5})
    page.click("[name=_save]")

    assert "lies outside Cuttack as its line is drawn" in page.inner_text(".field-point .errorlist")
    assert page.input_value("#id_name") == "Spices laboratory"

    page.evaluate(
        "() => document.querySelector('#id_point').value = JSON.stringify({type: 'Point', coordinates: [85.88, 20.46]})"
    )
    page.click("[name=_save]")

    page.wait_for_url("**/admin/districts/facility/")
    assert portal.python(
        "from districts.models import Facility as F\nprint(F.objects.get().lat, F.objects.get().district)"
    ).split() == [
        "20.46000",
        "Cuttack",
    ]
    assert refused_by_policy == []
