"""The first hour of a real installation: from an empty facts database to a tabled plan."""

import re

from .people import Person, write_a_plan


def fill_by_name(page, values):
    for name, value in values.items():
        page.fill(f"[name='{name}']", value)


def test_headquarters_sets_up_one_district_and_its_convener_tables_a_plan(portal, browser):
    link = re.search(r"(https?://\S+)?(/account/join/\S+)", portal.manage("start_portal", "--email", "hq@example.org")).group(2)
    hq = Person(browser, portal, email="hq@example.org", name="Asha Rao").join(link)
    assert hq.says("Set up the first Regional Authority")

    # A Regional Authority with its districts, pasted; one line is misspelt and refused in words, nothing is saved.
    page = hq.page
    hq.go("/admin/set-up/authority/")
    page.select_option("[name=authority]", label="DGFT Coimbatore")
    fill_by_name(
        page,
        {
            "districts": "Erode\nTiruppur\nErodde",
            "valid_from": "2026-04-01",
            "notice": "Public Notice 1/2026-27",
            "holder": "Ravi Menon",
            "email": "ra@example.org",
        },
    )
    hq.press("Save")
    assert hq.says("Line 3: no district is called “Erodde”. Did you mean Erode, Tamil Nadu?")
    assert page.input_value("[name=holder]") == "Ravi Menon"
    page.fill("[name=districts]", "Erode\nTiruppur")
    hq.press("Save")
    assert hq.says("Ravi Menon (Joint Director General) is invited."), hq.text()

    hq.go("/admin/set-up/state/")
    page.select_option("[name=state]", label="Tamil Nadu")
    fill_by_name(page, {"holder": "Devi Kumar", "email": "state@example.org", "valid_from": "2026-04-01"})
    hq.press("Save")
    assert hq.says("Devi Kumar"), hq.text()
    state_link = page.locator("#link").input_value()
    Person(browser, portal, email="state@example.org").join(state_link)

    # A DEPC from its order; seats from the template, two holders named, the others left for later.
    hq.go("/admin/set-up/depc/")
    page.select_option("[name=place]", label="Erode, Tamil Nadu")
    fill_by_name(page, {"order_number": "G.O. 12/2026", "order_date": "2026-05-04"})
    for key, name in (("head", "Meera Pillai"), ("dic", "Joseph Daniel")):
        page.locator(f"details:has([name='holder_depc-{key}_0']) > summary").click()
        fill_by_name(page, {f"holder_depc-{key}_0": name, f"email_depc-{key}_0": f"{key}@example.org"})
    hq.press("Set up the committee")
    assert hq.says("These links are shown once."), hq.text()
    links = re.findall(r"https?://\S+/account/join/\S+", page.locator("#content").inner_text())
    assert len(links) == 2

    # The convener joins, starts the plan of the one district in reach, is told what is missing, writes it, tables it.
    convener = Person(browser, portal, email="dic@example.org").join(links[1])
    convener.go("/admin/desk/districts/")
    convener.page.locator("#content").get_by_role("link", name=re.compile("Start the plan")).click()
    convener.press("Start the plan")
    plan = re.search(r"/admin/plans/\d+/", convener.page.url).group(0)
    assert convener.says("The plan has no target.")

    write_a_plan(convener, plan)
    convener.go(plan)
    assert convener.lacks("stand in the way of tabling")
    convener.press("Table for the committee")
    convener.page.locator("#content form button[type=submit]").first.click()
    convener.page.wait_for_url(f"**{plan}**")

    assert convener.says("Before the committee")
    state = portal.python(
        "from plans.models import PlanVersion; v = PlanVersion.objects.get();"
        "print(v.state, v.major, v.tablings.count(), len(v.tablings.get().paper_id))"
    )
    assert state.split() == ["tabled", "1", "1", "64"]
    assert [person.refusals for person in (hq, convener)] == [[], []]
