"""The desk of a plan in a real browser: forms open in place, suggestions take keys, a phone never scrolls sideways."""

import pytest

from accounts.tests.factories import PASSWORD

BEGIN = """
from plans.tests.factories import version_in, paper_of_last_tabling
from plans.models import Target
version = version_in("{state}")
row = version.targets.order_by("position").first()
paper = paper_of_last_tabling(version).sha256 if version.tablings.exists() else ""
print("|".join([version.office.officer.email, str(version.pk), str(row.pk), paper]))
"""


def begun(portal, state):
    """A version in this state: the officer's address, the plan's path, the first target's id, the paper's hash."""
    email, version, row, paper = portal.python(BEGIN.format(state=state)).strip().split("|")
    return email, f"/admin/plans/{version}/", row, paper


def sign_in(portal, page, email):
    page.goto(f"{portal.url}/admin/login/")
    page.fill("#id_username", email)
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")


def target(portal, row, field):
    return portal.python(f"from plans.models import Target\nprint(Target.objects.get(pk={row}).{field})").strip()


def test_a_row_is_edited_in_place_and_a_product_chosen_by_keyboard(portal, page):
    email, plan, row, _paper = begun(portal, "draft")
    faults = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    sign_in(portal, page, email)
    page.goto(portal.url + plan)

    page.click(f"#targets-{row} a[data-open-here][href*='/targets/']")
    page.wait_for_selector("[data-row-form]")
    page.fill("#id_baseline_0", "abc")
    page.click("[data-row-form] button.go")
    page.wait_for_selector(".field.bad")
    kept = page.input_value("#id_baseline_0")
    page.fill("#id_baseline_0", "1,234.50")
    page.fill("#id_product", "")
    page.type("#id_product", "carpet")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("ArrowDown")
    marked = page.get_attribute("#id_product", "aria-activedescendant")
    page.keyboard.press("Enter")
    chosen = page.input_value("#id_product")
    page.click("[data-row-form] button.go")
    page.wait_for_selector("[data-row-form]", state="detached")

    assert kept == "abc"
    assert marked.endswith("-0")
    assert (target(portal, row, "baseline_value"), target(portal, row, "product.name")) == ("1234.50", chosen)
    assert page.url == portal.url + plan
    assert page.inner_text("[data-desk-status]").startswith("Saved.")
    assert faults == []


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_row_is_edited_without_javascript(portal, page):
    email, plan, row, _paper = begun(portal, "draft")
    sign_in(portal, page, email)
    page.goto(portal.url + plan)

    page.click(f"#targets-{row} a[data-open-here][href*='/targets/']")
    page.fill("#id_note", "Without a script.")
    page.click("button.go")

    assert page.url == f"{portal.url}{plan}#targets-{row}"
    assert target(portal, row, "note") == "Without a script."


@pytest.mark.browser_context_args(viewport={"width": 360, "height": 800})
def test_the_desk_fits_a_phone(portal, page):
    email, plan, _row, paper = begun(portal, "tabled")
    sign_in(portal, page, email)
    widths = {}

    for address in ("/admin/", "/admin/desk/districts/", plan, f"/admin/papers/{paper}/"):
        page.goto(portal.url + address)
        widths[address] = page.evaluate("document.documentElement.scrollWidth")

    assert widths == dict.fromkeys(widths, 360)
