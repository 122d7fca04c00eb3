"""A data request in a real browser: asked by the convener, answered on a phone without a script, taken by keyboard."""

from datetime import timedelta

import pytest

from accounts.tests.factories import PASSWORD
from common.clock import today

BEGIN = """
from accounts.tests.factories import post_of
from plans.tests.factories import version_in
version = version_in("draft")
depc = version.office.depc
print("|".join([depc.user("convener").email, depc.user("member").email, str(version.pk), str(post_of(depc.user("member")).pk)]))
"""


@pytest.fixture
def phone(browser):
    """A small screen whose browser runs no script."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=False)
    yield context.new_page()
    context.close()


def sign_in(portal, page, email):
    page.goto(f"{portal.url}/admin/login/")
    page.fill("#id_username", email)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_url(f"{portal.url}/admin/")


def width(page):
    """How wide the page is, so that nothing is pushed out of a small screen."""
    return page.evaluate("document.scrollingElement.scrollWidth")


def test_facts_are_asked_answered_on_a_phone_and_taken_into_the_plan(portal, page, phone):
    convener, member, version, post = portal.python(BEGIN).strip().split("|")
    plan = f"{portal.url}/admin/plans/{version}/"
    sign_in(portal, page, convener)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(plan)
    page.click("#head-1 a[href$='/heads/1/ask/']")
    page.select_option("#id_post_asked", post)
    page.fill("#id_due_on", (today() + timedelta(days=7)).isoformat())
    page.focus("input[value=fact-population]")
    page.keyboard.press("Space")
    widths = [width(page)]
    page.click("button.go")
    page.wait_for_url(f"{plan}data-requests/*")
    widths.append(width(page))

    sign_in(portal, phone, member)
    phone.click("a[href*='/admin/data-requests/']")
    phone.fill("#id_1-figure_0", "२४,०५,८९०")
    phone.click("button.go")
    refused = phone.inner_text("#id_1-source_error")
    kept = phone.input_value("#id_1-figure_0")
    phone.fill("#id_source", "Census cell")
    phone.fill("#id_fy", "2024-25")
    phone.click("button.go")
    said = phone.inner_text(".messagelist")

    page.goto(plan)
    owed = page.inner_text("#owed tbody")
    page.click("#owed a")
    page.focus("form[action$='/take/'] button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".messagelist")
    widths.append(width(page))
    page.goto(plan)
    widths.append(width(page))

    assert refused == "Give the source: the register, return or report the figure stands in."
    assert kept == "२४,०५,८९०"
    assert said.strip() == "1 answer is sent; the office looks at it."
    assert "1 answer to look at" in owed
    assert "24,05,890" in page.inner_text("#head-1")
    assert "all answered" in page.inner_text("#owed tbody")
    assert widths == [360] * 4
