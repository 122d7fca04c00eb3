"""Persons at their browsers: joining, signing in, and the steps several journeys share."""

import re

from playwright.sync_api import expect

PASSWORD = "quiet-river-stone-7"


class Person:
    """One person, one browser context: cookies are theirs alone."""

    def __init__(self, browser, portal, *, email, name="", width=1280, password=PASSWORD, **context):
        self.portal, self.email, self.name, self.password = portal, email, name, password
        self.context = browser.new_context(viewport={"width": width, "height": 900}, locale="en-IN", **context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.refusals = []
        self.page.on("console", lambda line: self.refusals.append(line.text) if "Content Security Policy" in line.text else None)

    def go(self, path):
        return self.page.goto(self.portal.url + path if path.startswith("/") else path)

    def join(self, link):
        """Open a one-time link, set name and password, sign in."""
        self.go(link)
        if self.name:
            self.page.fill("[name=name]", self.name)
        self.page.fill("[name=password]", self.password)
        self.page.fill("[name=password_again]", self.password)
        self.page.click("button:has-text('Set the password')")
        self.page.wait_for_url("**/admin/login/**")
        return self.sign_in()

    def sign_in(self):
        if "/admin/login/" not in self.page.url:
            self.go("/admin/login/")
        self.page.fill("[name=username]", self.email)
        self.page.fill("[name=password]", self.password)
        self.page.press("[name=password]", "Enter")
        self.page.wait_for_url(lambda url: "/login/" not in url)
        return self

    def press(self, words):
        """Click the link or button with exactly these words."""
        page = self.page
        target = page.get_by_role("button", name=words, exact=True).or_(page.get_by_role("link", name=words, exact=True))
        target.first.click()
        page.wait_for_load_state()

    def says(self, words):
        """Whether the page in front of the person says this, or comes to say it while it loads."""
        for _moment in range(60):
            if words in self.page.locator("body").inner_text():
                return True
            self.page.wait_for_timeout(250)
        return False

    def text(self):
        """What the page in front of the person says, for the message of a failed assertion."""
        return self.page.locator("#content").inner_text()

    def lacks(self, words):
        """Whether the page that stands loaded does not say this."""
        self.page.wait_for_load_state("load")
        return words not in self.page.locator("body").inner_text()

    def reads(self, *words):
        """Wait until the page in front of the person says each of these."""
        for sentence in words:
            expect(self.page.locator("body")).to_contain_text(sentence)
        return self

    def fits(self):
        """Whether the page stands in its window: nothing to scroll sideways to."""
        return self.page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")

    def tab_to(self, field, most=40):
        """Go on with Tab until this stands in focus; every stop on the way shows where it is."""
        expect(field).to_be_visible()
        for _step in range(most):
            self.page.keyboard.press("Tab")
            seen = self.page.evaluate(
                "(at => at === document.body || getComputedStyle(at).outlineStyle !== 'none')(document.activeElement)"
            )
            assert seen, self.page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
            if field.evaluate("field => field === document.activeElement"):
                return self
        raise AssertionError(f"not reached with {most} steps of Tab")

    def save(self, values):
        """Fill the fields of the small form in front, by name, and save."""
        for name, value in values.items():
            field = self.page.locator(f"#content [name='{name}']").first
            if value is True:
                field.check()
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
                if field.get_attribute("role") == "combobox":
                    field.press("Escape")
        before = self.page.url
        self.page.locator("#content form button[type=submit]", has_text="Save").first.click()
        self.page.wait_for_url(lambda url: url.split("#")[0] != before.split("#")[0])


HEADS = (
    "Erode lies on the Kaveri; turmeric and textiles are traded here every day of the year.",
    "About 2,000 weaving units work in the district, most with fewer than ten looms.",
    "Two products are chosen: turmeric, which trades under its own name, and handloom cloth.",
    "Testing takes weeks, and weavers sell through merchants in port cities.",
    "The General Manager of the District Industries Centre answers for this plan.",
    "A testing laboratory at the market committee shortens the way to the ship.",
    "Targets are set for one and for three years and read every quarter.",
    "Schemes of the State and the Union are named at each measure.",
    "Graders and weavers are trained before each season.",
    "Figures come from shipping bills that name the district; what leaves through merchants is not counted.",
    "In five years the district ships under its own marks.",
)


def write_a_plan(officer, plan):
    """A whole small plan, form by form: cover, eleven heads, two products, four targets, a bottleneck with its measure."""
    officer.go(f"{plan}cover/")
    officer.save({"period_from_fy": "2026-27", "period_to_fy": "2028-29", "file_number": "DIC-ERD/EXP/2026/04"})
    for number, text in enumerate(HEADS, start=1):
        officer.go(f"{plan}heads/{number}/")
        officer.save({"text": text})
    for product, code in (("Manjal", "0910.30"), ("Handloom Products", "5208")):
        officer.go(f"{plan}products/add/")
        officer.save({"product": product, "hs_codes": code, "text": "Grown and made here, sold abroad."})
    for product, baseline, values in (("Turmeric", "62.40", ("70", "90")), ("Handloom Products", "143.00", ("150", "180"))):
        for horizon, year, value in zip(("short", "long"), ("2027-28", "2028-29"), values, strict=True):
            officer.go(f"{plan}targets/add/")
            officer.save(
                {
                    "metric": choice(officer, "metric", r"export.*(rupee|INR)"),
                    "product": product,
                    "unit": choice(officer, "unit", r"crore"),
                    "baseline_0": baseline,
                    "baseline_fy": "2024-25",
                    "baseline_source": "Shipping bills, District Industries Centre",
                    "value_0": value,
                    "fy": year,
                    "horizon": horizon,
                }
            )
    officer.go(f"{plan}bottlenecks/add/")
    officer.save(
        {
            "statement": "No accredited laboratory tests turmeric within 200 km.",
            "product": "Turmeric",
            "stage": choice(officer, "stage", "Testing"),
            "level": choice(officer, "level", "^State$"),
        }
    )
    officer.go(f"{plan}interventions/add/")
    officer.save(
        {
            "title": "Testing laboratory at the regulated market",
            "type": choice(officer, "type", "laborator"),
            "product": "Turmeric",
            "bottlenecks": True,
            "lead_text": "Agricultural Marketing Department",
            "due_on": "2027-12-31",
            "cost_0": "5.50",
            "cost_1": "crore",
            "output": "laboratory accredited",
            "output_figure_0": "1",
        }
    )


def choice(officer, name, pattern):
    """The value of the first choice whose words match."""
    for option in officer.page.locator(f"#content [name='{name}'] option").all():
        if re.search(pattern, option.inner_text(), re.I):
            return option.get_attribute("value")
    raise AssertionError(f"no choice of {name} says {pattern}")
