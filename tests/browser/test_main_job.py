"""The main job, by six people: written, tabled, decided, signed, published, and read by anyone on the next request."""

import hashlib
import json
import re
import urllib.request

from .people import Person, write_a_plan

OFFICE = """
from plans.tests.factories import an_office
office = an_office("Erode", "Tamil Nadu")
people = {key: user.email for key, user in office.depc.people.items()} | {"publisher": office.publisher.email}
import json; print(json.dumps(people))
"""
FACTORY_PASSWORD = "kalamkari-loom-48"


def public(portal, path):
    with urllib.request.urlopen(portal.url + path, timeout=60) as answer:
        return answer.read()


def erode_on_the_map(browser, portal):
    """Fill of Erode's shape in the plan-stage layer, painted, and what its card says."""
    reader = Person(browser, portal, email="")
    reader.go("/map/?layer=stage")
    shape = reader.page.locator('#map path[data-lgd="573"]').first
    shape.wait_for(state="attached")
    reader.page.wait_for_function("() => getComputedStyle(document.querySelector('#map path[data-lgd=\"573\"]')).fill !== 'none'")
    reader.page.wait_for_timeout(500)
    fill = shape.evaluate("shape => getComputedStyle(shape).fill")
    assert reader.context.cookies() == []
    assert reader.refusals == []
    return fill


def test_six_people_carry_a_plan_from_draft_to_the_public_map(portal, browser):
    people = json.loads(portal.python(OFFICE).strip().splitlines()[-1])

    def person(key, width=1280):
        return Person(browser, portal, email=people[key], password=FACTORY_PASSWORD, width=width).sign_in()

    before = erode_on_the_map(browser, portal)
    district_before = public(portal, "/districts/tamil-nadu/erode/").decode()
    assert "Turmeric" in district_before

    # 1. The plan officer writes.
    officer = person("plan_officer")
    officer.go("/admin/desk/districts/")
    officer.page.locator("#content").get_by_role("link", name=re.compile("Start the plan")).click()
    officer.press("Start the plan")
    plan = re.search(r"/admin/plans/\d+/", officer.page.url).group(0)
    write_a_plan(officer, plan)

    # A stranger sees the stage and nothing of the text; the address of the draft leads to the sign-in.
    assert b"accredited laboratory" not in public(portal, "/districts/tamil-nadu/erode/")
    assert json.loads(public(portal, "/api/v1/districts/573/"))["plan"]["stage"] == "in_preparation"

    # 2. The convener tables it, calls a meeting, puts the paper on the agenda, opens the sitting, records who is there.
    convener = person("convener")
    page = convener.page
    convener.go(plan)
    convener.press("Table for the committee")
    page.locator("#content form button[type=submit]").first.click()
    page.wait_for_url(f"**{plan}**")
    assert convener.says("Before the committee")

    convener.go("/admin/meetings/call/depc-erode/")
    today = portal.python("from common.clock import today; print(today().isoformat())").strip()
    page.fill("[name=day]", today)
    page.fill("[name=time]", "00:05")
    page.fill("[name=venue]", "Collectorate, Erode")
    page.locator("#content form button[type=submit]").last.click()
    page.wait_for_url(re.compile(r"/admin/meetings/\d+/"))
    meeting = re.search(r"/admin/meetings/\d+/", page.url).group(0)
    convener.press("Put on the agenda")
    convener.press("Open the sitting")
    page.locator("#content form button[type=submit]").last.click()
    page.wait_for_url(f"**{meeting}")
    convener.press("Record the attendance")
    for present in page.locator("#content input[value=in_person]").all():
        present.check()
    page.locator("#content form button[type=submit]").last.click()
    page.wait_for_url(f"**{meeting}")
    convener.press("Put the question")
    page.locator("#content form button[type=submit]").last.click()
    page.wait_for_url(f"**{meeting}*")

    # 3., 4. Two members read the frozen text on a phone and vote; the chair votes too.
    for key in ("member", "member_2", "chair"):
        member = person(key, width=360)
        member.go(meeting)
        member.press("Read the frozen text")
        assert member.says("Testing laboratory at the regulated market")
        assert member.page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
        member.go(meeting)
        member.press("Vote")
        member.page.locator("input[name=choice][value=for]").check()
        member.page.locator("#content form button[type=submit]").last.click()
        member.page.wait_for_load_state()
        assert member.says("You are about to record this, once:")
        member.page.locator("#content input[type=password]").fill(FACTORY_PASSWORD)
        member.page.locator("#content form button[type=submit]").last.click()
        member.page.wait_for_load_state()
        assert member.says("You have voted")
        assert member.refusals == []

    convener.go(meeting)
    convener.press("Draw up the resolution")
    page.locator("input[name=method][value=recorded]").check()
    page.locator("#content form button[type=submit]").last.click()
    page.wait_for_load_state()

    # 5. The chair signs, with the password, on a phone; adoption follows from the signature.
    chair = person("chair", width=360)
    chair.go(meeting)
    chair.page.get_by_role("link", name=re.compile("Resolution, not signed yet")).first.click()
    chair.press("Go on to sign")
    assert chair.says("cannot be changed")
    chair.page.locator("#content input[type=password]").fill(FACTORY_PASSWORD)
    chair.page.locator("#content form button[type=submit]").last.click()
    chair.page.wait_for_load_state()
    stage = json.loads(public(portal, "/api/v1/districts/573/"))["plan"]
    assert (stage["stage"], stage["number"], stage["url"]) == ("adopted", "1.0", None)

    # 6. Another person publishes; pressing twice publishes once.
    publisher = person("publisher")
    publisher.go(f"{plan}do/publish/")
    for box in publisher.page.locator("#content input[type=checkbox]").all():
        box.check()
    publisher.page.locator("#content input[type=password]").fill(FACTORY_PASSWORD)
    publisher.page.locator("#content form button[type=submit]").first.dblclick()
    publisher.page.wait_for_url(f"**{plan}**")
    events = portal.python("from audit.models import Event; print(Event.objects.filter(verb='plan.published').count())")
    assert events.strip() == "1"

    # Anyone, on the next request: map, district page, plan page, API.
    assert erode_on_the_map(browser, portal) != before
    district = public(portal, "/districts/tamil-nadu/erode/").decode()
    assert "/districts/tamil-nadu/erode/plan/" in district
    shown = public(portal, "/districts/tamil-nadu/erode/plan/").decode()
    entry = json.loads(public(portal, "/api/v1/plans/573/"))
    number = entry["adopted"]["resolution"]
    assert re.fullmatch(r"depc-erode-\d{4}-\d{2}-1", number)
    assert "Testing laboratory at the regulated market" in shown
    assert number in shown
    assert number in public(portal, f"/resolutions/{number}/").decode()
    assert hashlib.sha256(public(portal, entry["json_url"])).hexdigest() == entry["sha256"] == entry["adopted_sha256"]
    assert entry["sha256"] in public(portal, f"/resolutions/{number}/").decode().replace(" ", "").replace("<wbr>", "")
    assert [person.refusals for person in (officer, convener, chair, publisher)] == [[], [], [], []]
