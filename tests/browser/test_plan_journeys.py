"""Work on a plan by several people, on a phone and partly by keyboard: paste, merge, waive, correct.

One portal serves them all; each journey has a district of its own.
"""

import json
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from common.clock import today

from .people import Person

PASSWORD = "kalamkari-loom-48"
#: Passwords are hashed once for everybody: what these journeys are about begins after the sign-in.
MAKE = """
import base64, functools, json, pickle
from django.contrib.auth import base_user
base_user.make_password = functools.cache(base_user.make_password)
from plans import rows
from plans.tests.factories import WRITTEN, an_office, version_in
made = {}
for key, place, state in (("paste", "Erode", "draft"), ("merge", "Salem", "draft"), ("waive", "Karur", "draft"),
                          ("consult", "Theni", "draft"), ("erratum", "Madurai", "published")):
    version = version_in(state, office=an_office(place))
    office = version.office
    people = {**office.depc.people, "publisher": office.publisher, "state_officer": office.depc.state_officer}
    if key == "waive":
        no_period = {"period_from_fy": "", "period_to_fy": ""}
        rows.save_version(version, no_period, row_version=version.row_version, by=office.officer, at=WRITTEN)
    made[key] = {"plan": f"/admin/plans/{version.pk}/", "pk": version.pk, "row": version.targets.first().pk,
                 "public": f"{office.district.get_absolute_url()}plan/"}
    made[key] |= {who: user.email for who, user in people.items()}
    made[key]["office"] = base64.b64encode(pickle.dumps(office)).decode()
print(json.dumps(made))
"""
#: Tabled, adopted and published by the same office, in one go: what these journeys have behind them.
DECIDE = """
import base64, pickle
from datetime import timedelta
from common.clock import now
from plans.models import PlanVersion
from plans.tests import factories
office = pickle.loads(base64.b64decode("{office}"))
version = factories.tabled(office, version=PlanVersion.objects.get(pk={pk}), at=now())
version = factories.adopted(office, version=version, starts_at=now())
factories.published(office, version=version, at=now())
"""
TABLE = (
    "What is measured\tProduct or service\tUnit\tBaseline\tBaseline year\tSource\tTarget\tTarget year\tHorizon\n"
    "Exports, value in rupees\tTurmeric\t₹ crore\t62.40\t2023-24\tDGCI&S\t1.43.843\t2026-27\tshort\n"
    "Active exporters\t\tfirms\t42\t2023-24\tDGFT\t60\t2027-28\tmedium\n"
)


@pytest.fixture(scope="module")
def made(shared_portal):
    return json.loads(shared_portal.python(MAKE).strip().splitlines()[-1])


@pytest.fixture
def person(shared_portal, browser, made):
    """person("merge", "plan_officer"): that person of that journey, signed in on a phone."""
    met = []

    def meet(journey, who):
        known = Person(browser, shared_portal, email=made[journey][who], password=PASSWORD, width=360).sign_in()
        met.append(known)
        return known

    yield meet
    assert [one.refusals for one in met] == [[] for _one in met]
    for one in met:
        one.context.close()


def test_a_pasted_table_is_shown_back_mended_and_added_once(made, person):
    at, officer = made["paste"], person("paste", "plan_officer")
    page, box = officer.page, officer.page.locator("#id_text")
    officer.go(at["plan"])
    rows = page.locator("#head-7 tr[id^=targets-]")
    before = rows.count()
    page.locator("#head-7").get_by_role("link", name="Paste a table").first.click()
    expect(box).to_be_visible()
    officer.tab_to(box)
    page.keyboard.insert_text(TABLE)
    officer.tab_to(page.get_by_role("button", name="Look at it first"))
    page.keyboard.press("Enter")
    officer.reads("Nothing was added.", "Row 2, column Target: “1.43.843” is not a number that can be read in one way only.")
    assert box.input_value() == TABLE
    assert officer.fits()

    box.fill(TABLE.replace("1.43.843", "1,43,843"))
    officer.press("Look at it first")
    officer.reads("2 rows are understood as below. Nothing is added yet.")
    assert officer.fits()
    page.get_by_role("button", name="Add 2 rows").dblclick()
    page.wait_for_url(f"**{at['plan']}#head-7")
    officer.reads("1,43,843")
    officer.go(at["plan"])
    expect(rows).to_have_count(before + 2)
    expect(rows.nth(before)).to_contain_text("1,43,843")
    expect(rows.nth(before + 1)).to_contain_text("42")
    assert officer.fits()


def test_two_officers_at_one_row_merge_it_field_by_field(shared_portal, made, person):
    at = made["merge"]
    first, second = person("merge", "plan_officer"), person("merge", "convener")
    address = f"{at['plan']}targets/{at['row']}/"
    for officer in (first, second):
        officer.go(address)
    first.page.fill("#id_value_0", "80")
    first.page.fill("#id_note", "The laboratory opens late.")
    first.page.fill("#id_baseline_source", "DGCI&S, revised")
    second.page.fill("#id_value_0", "85")
    second.page.fill("#id_note", "The laboratory opens in time.")
    second.page.fill("#id_baseline_note", "Without re-exports.")

    first.press("Save")
    first.page.wait_for_url(f"**{at['plan']}#targets-{at['row']}")
    second.press("Save")

    page = second.page
    second.reads("Your text was not saved yet.", "2 fields were changed by both", "P. Rao")
    expect(page.locator("fieldset.merge")).to_have_count(2)
    assert second.fits()
    second.tab_to(page.locator("#mine-value"))
    page.keyboard.press("Space")
    second.tab_to(page.locator("#mine-note"))
    page.keyboard.press("ArrowDown")
    expect(page.locator("#theirs-note")).to_be_checked()
    second.tab_to(page.get_by_role("button", name="Save the merged text"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{at['plan']}#targets-{at['row']}")

    fields = "row.value, row.note, row.baseline_source, row.baseline_note, row.row_version, sep='|'"
    stored = shared_portal.python(f"from plans.models import Target; row = Target.objects.get(pk={at['row']}); print({fields})")
    assert stored.strip().split("|") == ["85", "The laboratory opens late.", "DGCI&S, revised", "Without re-exports.", "3"]


def test_the_state_officer_waives_a_check_and_its_author_may_not(made, person):
    at = made["waive"]
    author, state = person("waive", "plan_officer"), person("waive", "state_officer")
    until = today() + timedelta(days=30)

    author.go(at["plan"])
    author.reads("1 thing stands in the way of tabling")
    assert author.page.get_by_role("link", name=re.compile("^Waive")).count() == 0
    assert author.go(f"{at['plan']}waive/2/").status == 403
    author.reads("Nothing was changed.")
    assert author.fits()

    page = state.page
    state.go(at["plan"])
    page.get_by_role("link", name=re.compile("^Waive")).first.click()
    reason = page.locator("#id_reason")
    state.reads("The plan does not say for which financial years it is")
    state.tab_to(reason)
    page.keyboard.type("The State fixes the period in January.")
    state.tab_to(page.locator("#id_until"))
    state.tab_to(page.get_by_role("button", name="Waive a check"))
    page.keyboard.press("Enter")
    expect(page.locator(".field.bad")).to_have_count(1)
    expect(reason).to_have_value("The State fixes the period in January.")
    assert state.fits()
    page.fill("#id_until", until.isoformat())
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{at['plan']}#waivers-title")
    for officer in (state, author):
        officer.go(at["plan"])
        officer.reads("Nothing stands in the way of tabling.")
        listed = officer.page.locator("tr[id^=waiver-]")
        expect(listed).to_contain_text("The State fixes the period in January.")
        expect(listed).to_contain_text(f"{until:%d-%m-%Y}")
        expect(listed).to_contain_text("Tamil Nadu")
        assert officer.fits()


def test_a_draft_is_opened_commented_on_answered_closed_and_its_register_published(shared_portal, made, person, browser):
    at, convener = made["consult"], person("consult", "convener")
    public = f"{at['public']}consultation/"
    page = convener.page
    convener.go(at["plan"])
    convener.press("Open for comment")
    page.fill("#id_until", (today() + timedelta(days=20)).isoformat())
    assert convener.fits()
    page.keyboard.press("Enter")
    convener.reads("The plan is open for comment.")

    plain = Person(browser, shared_portal, email="", width=360, java_script_enabled=False)
    plain.go("/plans/consultations/")
    plain.page.locator(f"a[href='{public}']").click()
    plain.reads("A draft.", "What stands under head 6.")
    assert plain.fits()
    plain.press("Write a comment")
    plain.page.select_option("#id_head", "6")
    plain.page.locator("#id_text").focus()
    plain.page.keyboard.type("Test for residues.")
    for _field in ("name", "body", "may be named", "button"):
        plain.page.keyboard.press("Tab")
    plain.page.keyboard.press("Enter")
    plain.reads("Recorded.")
    assert plain.fits()

    citizen = Person(browser, shared_portal, email="", width=360)
    citizen.go(f"{public}?head=9#comment")
    citizen.page.locator("#id_head").focus()
    citizen.tab_to(citizen.page.locator("#id_text"))
    citizen.page.keyboard.type("Buy now.")
    citizen.tab_to(citizen.page.locator("#id_name"))
    citizen.page.keyboard.type("A. Devi")
    citizen.tab_to(citizen.page.get_by_role("button", name="Send the comment"))
    citizen.page.keyboard.press("Enter")
    citizen.reads("Recorded.")
    expect(citizen.page.locator("#comments")).to_have_count(0)

    convener.go(at["plan"])
    page.get_by_role("link", name="2 received; 2 to be read").click()
    first, second = page.locator(".item").nth(0), page.locator(".item").nth(1)
    expect(first).to_contain_text("Test for residues.")
    assert convener.fits()
    second.get_by_role("link", name="Keep it back").click()
    page.fill("#id_reason", "It advertises.")
    assert convener.fits()
    page.keyboard.press("Enter")
    convener.tab_to(first.get_by_role("button", name="Show it"))
    page.keyboard.press("Enter")
    convener.tab_to(first.get_by_role("link", name="Reply"))
    page.keyboard.press("Enter")
    convener.tab_to(page.locator("#id_text"))
    page.keyboard.type("Added under head 6.")
    convener.tab_to(page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(first).to_contain_text("Added under head 6.")
    assert convener.fits()

    citizen.go(public)
    citizen.reads("Test for residues.", "Added under head 6.", "It advertises.")
    assert citizen.lacks("Buy now.")
    assert citizen.fits()

    convener.go(at["plan"])
    convener.press("Close the consultation")
    page.locator("form button.go").click()
    convener.reads("The consultation is closed.")
    assert [plain.go(public).status, plain.go(f"/hi{public}").status] == [404, 404]
    assert plain.fits()

    shared_portal.python(DECIDE.format(**at))
    plain.go(at["public"])
    plain.page.get_by_role("link", name="Comments of the public").click()
    plain.reads(
        "Received: 2. Shown and answered: 1. Not shown: 1.", "Test for residues.", "Added under head 6.", "It advertises."
    )
    assert plain.lacks("Buy now.")
    assert plain.fits()
    assert [plain.refusals, citizen.refusals] == [[], []]


def test_an_erratum_goes_from_the_slip_to_the_marked_place_by_two_persons(made, person):
    at = made["erratum"]
    author, publisher = person("erratum", "plan_officer"), person("erratum", "publisher")
    page = author.page

    author.go(at["plan"])
    author.press("Correct a slip")
    author.reads("A list of corrections begins")
    assert author.fits()
    page.locator("form button.go").click()
    author.reads("Nothing is corrected yet.")
    assert author.fits()
    erratum = re.search(r"/admin/plans/\d+/erratum/", page.url).group(0)
    under_head_two = page.locator("#content details").filter(has=page.locator("a[href*='sections%2F2%2Ftext']"))
    author.tab_to(under_head_two.locator("summary"))
    page.keyboard.press("Enter")
    author.tab_to(under_head_two.locator("a[href*='sections%2F2%2Ftext']"))
    page.keyboard.press("Enter")
    expect(page.locator("#id_new")).to_have_value("What stands under head 2.")
    page.fill("#id_new", "What stood under head 2.")
    author.tab_to(page.locator("#id_reason"))
    page.keyboard.type("The tense was wrong.")
    assert author.fits()
    page.keyboard.press("Enter")
    author.reads("The correction is on the list.", "The tense was wrong.")
    assert author.fits()
    author.press("Submit for publication")
    page.locator("form button.go").click()
    page.wait_for_url(f"**{erratum}")
    author.reads("Waits for publication")
    assert page.get_by_role("link", name="Publish the erratum").count() == 0

    author.go(at["public"])
    assert author.lacks("What stood under head 2.")
    publisher.go(erratum)
    publisher.press("Publish the erratum")
    publisher.tab_to(publisher.page.locator("#content input[type=password]"))
    publisher.page.keyboard.type(PASSWORD)
    assert publisher.fits()
    publisher.page.keyboard.press("Enter")
    publisher.page.wait_for_url(f"**{erratum}")

    author.go(at["public"])
    expect(page.locator("#head-2 mark.corr")).to_have_text("What stood under head 2.")
    author.reads("1 corrected place.", "The tense was wrong.")
    # On a phone a cell is a grid of its label and one thing beside it: words of their own would each be a cell.
    expect(page.locator("table.diff td.words > *")).to_have_count(1)
    assert author.fits()
    page.locator("#errata").get_by_role("link", name="The text as adopted").click()
    expect(page).to_have_url(re.compile(r"/plan/1\.0/$"))
    expect(page.locator("#head-2")).to_contain_text("What stands under head 2.")
    assert page.locator("mark.corr").count() == 0
    assert author.fits()
