"""/map/ in a real Chromium: painted pixels, not only marks; keyboard, filters, one State; and without JavaScript."""

from urllib.parse import parse_qs, urlsplit

import pytest

from public.map_picture import family_colours
from tests.browser.pixels import colours

PAINTED = "() => document.querySelector('#map').dataset.painted"


def open_map(page, portal, address="/map/"):
    page.goto(portal.url + address)
    page.wait_for_function(PAINTED)
    page.wait_for_timeout(150)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_view_is_really_painted(portal, page, scheme):
    asked, said = [], []
    page.emulate_media(color_scheme=scheme)
    page.on("requestfinished", lambda request: asked.append(request))
    page.on("console", lambda line: said.append(line.text))

    open_map(page, portal)
    page.wait_for_load_state("networkidle")
    seen = colours(page.locator("#map").screenshot())
    drawn = page.evaluate("() => [...document.querySelectorAll('#map path[data-lgd]')].map((path) => path.dataset.lgd)")

    assert len(asked) <= 6
    assert 60_000 < sum(request.sizes()["responseBodySize"] for request in asked) <= 120_000
    assert said == []
    assert page.context.cookies() == []
    assert len({code for code in drawn if code.isdigit() and code != "671"}) == 776
    # 319 farm districts fill most of the country; 11 of services and the like are seen as well.
    least = {"farm": 20_000, "services-other": 60}
    for family, colour in family_colours()[scheme].items():
        assert seen[colour] >= least.get(family, 1_000), family


def test_keyboard_pointer_and_filters_say_the_same_as_the_table(portal, page):
    open_map(page, portal)
    order = page.evaluate(
        "() => [...document.querySelectorAll('[data-rows] tbody a')].slice(0, 4).map((link) => link.textContent)"
    )

    page.focus("#map path[tabindex='0']")
    walked = [page.inner_text("[data-f=name]")]
    for _step in range(3):
        page.keyboard.press("ArrowRight")
        walked.append(page.inner_text("[data-f=name]"))
    page.wait_for_selector("[data-f=plan] .st-not_recorded")

    assert walked == order

    page.select_option("#f-sector", "MARINE")
    page.wait_for_function("() => document.querySelector('#map').dataset.painted !== 'sector 784'")
    shown = page.locator("[data-rows] tbody tr:not([hidden]) td.n").count()
    filled = page.evaluate("() => document.querySelectorAll('#map path[data-lgd].s-MARINE').length")
    muted = page.evaluate("() => document.querySelectorAll('#map path[data-lgd].mute').length")

    assert parse_qs(urlsplit(page.url).query) == {"sector": ["MARINE"]}
    assert filled == shown > 30
    assert muted == 776 - shown

    page.reload()
    page.wait_for_function(PAINTED)

    assert page.evaluate("() => document.querySelectorAll('#map path[data-lgd].s-MARINE').length") == shown

    page.go_back()
    page.wait_for_function("() => document.querySelector('#map').dataset.painted === 'sector 784'")
    page.fill("#f-product", "आम")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelector('h1').textContent === 'Mango'")

    assert (
        page.evaluate("() => document.querySelectorAll('#map path[data-lgd].s-HORT').length")
        == page.locator("[data-rows] tbody tr:not([hidden]) td.n").count()
    )


def test_a_state_comes_closer_with_its_finer_lines(portal, page):
    open_map(page, portal)
    before = page.evaluate("() => document.querySelector('#map path[data-lgd=\"573\"]').getAttribute('d').length")

    page.select_option("#f-state", "tamil-nadu")
    page.wait_for_function("() => document.querySelector('#map').dataset.fine === 'tamil-nadu'")
    after = page.evaluate("() => document.querySelector('#map path[data-lgd=\"573\"]').getAttribute('d').length")
    page.hover('#map path[data-lgd="573"]')

    assert after > before
    assert page.inner_text("[data-f=state]") == "Tamil Nadu"
    assert page.locator("#map path.halo").count() == 2


PLACES = """() => ["573", "1", "77"].map((code) => {
  const { x, y, width, height } = document.querySelector(`#map path[data-lgd="${code}"]`).getBoundingClientRect();
  return [x, y, width, height];
})"""


def near(one, other, within=1.0):
    return all(abs(a - b) <= within for a, b in zip(sum(one, []), sum(other, []), strict=True))


def test_leaflet_comes_with_the_first_zoom_and_takes_the_drawing_as_it_is(portal, page):
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: said.append(line.text))
    open_map(page, portal, "/map/?sector=MARINE")
    page.focus("#map path[tabindex='0']")
    page.keyboard.press("End")
    page.wait_for_selector("[data-f=plan] .st-not_recorded")
    page.evaluate("() => (window.before = [document.activeElement, ...document.querySelectorAll('#map path[data-lgd]')])")
    name, places = page.inner_text("[data-f=name]"), page.evaluate(PLACES)
    painted = page.evaluate("() => window.before.map((path) => path.getAttribute('class'))")
    assert not [address for address in asked if "leaflet" in address]
    assert page.locator("[data-zoom]:visible").count() == 3

    page.keyboard.press("+")
    page.wait_for_selector(".leaflet-overlay-pane > svg", state="attached")
    page.keyboard.press("-")
    page.wait_for_function(
        "(x) => Math.abs(document.querySelector('#map path[data-lgd=\"573\"]').getBoundingClientRect().x - x) < 1",
        arg=places[0][0],
    )

    assert near(page.evaluate(PLACES), places)
    assert page.evaluate("() => window.before[0] === document.activeElement")
    assert page.evaluate(
        "() => [...document.querySelectorAll('#map path[data-lgd]')].every((path, i) => path === window.before[i + 1])"
    )
    assert page.evaluate("() => window.before.map((path) => path.getAttribute('class'))") == painted
    assert page.inner_text("[data-f=name]") == name
    assert said == []

    # What a keyboard could do before, it can do after.
    page.keyboard.press("Home")
    assert page.inner_text("[data-f=name]") == page.locator("[data-rows] tbody tr:not([hidden]) a").first.inner_text()


def test_the_drag_that_brings_leaflet_moves_the_map_and_picks_nothing(portal, page):
    open_map(page, portal, "/map/?state=tamil-nadu")
    page.wait_for_function("() => document.querySelector('#map').dataset.fine === 'tamil-nadu'")
    page.locator("#map").scroll_into_view_if_needed()
    before = page.evaluate(PLACES)
    box = page.locator("#map").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 3

    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y)
    page.wait_for_selector(".leaflet-overlay-pane > svg", state="attached")
    page.mouse.move(x + 60, y + 40, steps=4)
    page.wait_for_timeout(300)  # standing still, so that it does not glide on
    page.mouse.up()
    page.wait_for_timeout(300)

    assert near(page.evaluate(PLACES), [[a + 60, b + 40, wide, high] for a, b, wide, high in before], within=1.5)
    assert page.evaluate("() => document.activeElement === document.body")

    page.click("[data-zoom=all]")
    page.wait_for_timeout(200)
    country = page.evaluate(PLACES)
    page.reload()
    page.wait_for_function("() => document.querySelector('#map').dataset.fine === 'tamil-nadu'")
    page.click("[data-zoom=all]")

    # The same view, whoever has the drawing.
    assert page.locator(".leaflet-pane").count() == 0
    assert [place[2:] for place in page.evaluate(PLACES)] == [pytest.approx(place[2:], abs=0.5) for place in country]


def test_districts_too_small_to_see_have_a_ring_that_can_be_reached(portal, page):
    open_map(page, portal)

    rings = page.locator("#map path[data-ring]")
    rings.first.click()

    assert rings.count() >= 5
    assert page.inner_text("[data-f=name]") != ""
    assert page.evaluate("() => document.activeElement.dataset.ring !== undefined")


def test_without_javascript_the_table_filters(portal, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(f"{portal.url}/map/")
    page.select_option("#f-sector", "MARINE")
    page.select_option("#f-state", "kerala")
    page.click(".filters button")
    page.wait_for_url("**sector=MARINE**")
    rows = page.locator("[data-rows] tbody tr:not([hidden]) td.n")

    assert 0 < rows.count() < 14
    assert "districts match" in page.inner_text("[data-said]")
    context.close()


def test_no_page_scrolls_sideways(portal, page):
    wide = []
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        for address in ("/", "/hi/", "/map/", "/hi/districts/tamil-nadu/erode/", "/gi/", "/hi/products/", "/data/", "/about/"):
            page.goto(portal.url + address)
            inside = page.evaluate(
                "() => [...document.querySelectorAll('.tabs, .rows')].some((part) => part.scrollWidth > part.clientWidth)"
            )
            if inside or page.evaluate("() => document.documentElement.scrollWidth") > width:
                wide.append((address, width))

    assert wide == []


def test_a_map_that_is_laid_out_without_a_size_keeps_what_it_showed(portal, page):
    said = []
    page.on("console", lambda line: said.append(line.text))
    open_map(page, portal)
    view = "() => document.querySelector('#map > svg').getAttribute('viewBox')"
    before = page.evaluate(view)

    page.evaluate("() => { document.querySelector('#map').hidden = true; dispatchEvent(new Event('resize')); }")

    assert page.evaluate(view) == before
    assert said == []
