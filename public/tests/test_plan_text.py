"""The page of a published plan holds everything that its paper holds."""

import json
import re
from datetime import date
from html import unescape

import pytest
from django.core.cache import cache

from committees.papers import content_of
from common.money import show_rupees
from common.numbers import group_indian, parse_decimal
from districts.models import Agency
from plans.models import Incentive, ProfileFact, TrainingNeed
from plans.rows import save_row
from plans.tests.factories import (
    WRITTEN,
    a_product,
    a_written_draft,
    add_bottleneck,
    add_chapter,
    add_intervention,
    add_target,
    adopted,
    an_office,
    paper_of_last_tabling,
    published,
    tabled,
)

pytestmark = pytest.mark.django_db

BASE = "/districts/tamil-nadu/erode/plan/"

# What the page leaves to the JSON, each with its reason.
LEFT_OUT = {
    "format": "names the form of the file, not the plan",
    "kind.code": "the address and the path say what kind of plan it is",
    "kind.label": "the address and the path say what kind of plan it is",
    "authentic_language": "shown as the language's name",
    "place.kind": "the path says that it is a district",
    "place.code": "the district's page, one link away, names its code",
    "place.lgd_code": "the district's page, one link away, names its code",
    "place.state.code": "the district's page, one link away, names its State",
    "place.state.name": "the district's page, one link away, names its State",
    "sections.head": "the number of the head, under which the section stands",
    "facts.head": "the number of the head, under which the fact stands",
    "products.product.is_service": "said in words where it is one",
    "targets.metric.unit_family": "how programs add the figure up",
    "targets.metric.roll_up": "how programs add the figure up",
}
# Codes for programs stand in the JSON; the page shows the label beside each. Names in Hindi stand on the Hindi page.
LEFT_OUT_KEYS = {"code", "name_hi", "state", "uid"}


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()


@pytest.fixture
def full():
    """A published plan in which every column that may be filled is."""
    office = an_office()
    draft = a_written_draft(office)
    add_chapter(
        draft,
        "honey",
        hs_codes=["0409"],
        production_value="1234567.50",
        production_unit="quintals",
        production_fy="2022-23",
        production_source="Apiary census",
        exporters_value="37",
        exporters_as_of=date(2024, 11, 3),
        exporters_source="Desk count",
        exports_value="41.25",
        exports_unit="inr_crore",
        exports_fy="2021-22",
        exports_source="Port returns",
        exports_status="provisional",
        destinations=["Oman", "Qatar"],
        competitors=["Nepal"],
        strengths=["Old hives"],
        weaknesses=["Few jars"],
        opportunities=["New buyers"],
        threats=["Dry years"],
        value_chain=["Hive", "Jar"],
    )
    add_target(draft, "honey", fy="2026-27", horizon="short", note="Counted at the port.", baseline_note="Before the drought.")
    add_target(draft, "honey", fy="2029-30", value="95.00", horizon="long", basis_fy="2022-23", basis_series="old series")
    hurdle = add_bottleneck(
        draft, statement="Jars break.", evidence="Nine letters.", raised_by="The beekeepers", severity="high", product=a_product()
    )
    add_bottleneck(draft, statement="Rain fails.", no_intervention_reason="Nobody can help it.")
    whole = add_intervention(
        draft,
        title="Jar works",
        description="Glass for all.",
        bottlenecks=[hurdle],
        product=a_product(),
        lead_agency=Agency.objects.get(acronym="APEDA"),
        supporting=["Glass guild", "The bank"],
        horizon="medium",
        start_on=date(2025, 12, 24),
        output="Jars blown",
        output_value="250000",
        output_state="value",
        output_unit="piece",
        note="Near the lake.",
    )
    add_intervention(draft, parent=whole, title="Kiln", cost_rupees=55_000_000)
    for model, values in (
        (
            TrainingNeed,
            {"subject": "Tasting", "audience": "Young keepers", "persons_value": "77", "provider": "The institute",
             "fy": "2028-29", "product": a_product()},
        ),
        (
            Incentive,
            {"scheme": "Freight help", "government": "state", "support": "A third of the freight.",
             "address": "https://freight.example.in/", "product": a_product()},
        ),
        (
            ProfileFact,
            {"head": 2, "code": "msme_units", "value": "1432", "unit": "workshops", "fy": "2024-25", "source": "DIC list",
             "note": "Without Bhavani."},
        ),
    ):  # fmt: skip
        save_row(model, values, version=draft, by=office.officer, at=WRITTEN)
    draft.refresh_from_db()
    draft.office = office
    return published(office, version=adopted(office, version=tabled(office, version=draft)))


def leaves(value, path=""):
    """(path without positions, value) of everything written in a frozen text that says something."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif value not in (None, ""):
        yield path, value


def shown_as(path, value):
    """The forms in which a page may show a value of the text."""
    forms = [str(value)]
    if path.endswith("rupees"):
        forms = [show_rupees(value, "crore")]
    elif re.fullmatch(r"\d{4}-\d\d-\d\d", str(value)):
        forms = [date.fromisoformat(value).strftime("%d-%m-%Y")]
    elif re.fullmatch(r"-?\d+(\.\d+)?", str(value)) and path.endswith(".value"):
        forms = [group_indian(parse_decimal(str(value)))]
    elif path.endswith("unit.label"):
        forms = str(value).split(" ", 1)
    return forms


def missing(page, text):
    text_of_page = unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page)))
    return [
        f"{path}: {value}"
        for path, value in leaves(text)
        if path not in LEFT_OUT
        and path.rpartition(".")[2] not in LEFT_OUT_KEYS
        and not all(form in text_of_page or form in unescape(page) for form in shown_as(path, value))
    ]


def test_every_value_of_the_frozen_text_stands_on_its_page(full, client):
    text = json.loads(content_of(paper_of_last_tabling(full)))
    # A part is linked by the title of its whole, an answer by the words of its bottleneck; the links carry the identities.
    assert missing(client.get(f"{BASE}1.0/").content.decode(), text) == []


def test_every_filled_column_of_the_test_reaches_the_frozen_text(full):
    text = json.loads(content_of(paper_of_last_tabling(full)))
    filled = {path for path, _value in leaves(text)}

    assert {
        "bottlenecks.raised_by",
        "bottlenecks.severity.label",
        "interventions.supporting",
        "interventions.output.value",
        "interventions.note",
        "interventions.part_of",
        "incentives.government.label",
        "incentives.address",
        "targets.note",
        "targets.basis.series",
        "facts.note",
        "products.exports.status.label",
    } <= filled


def test_what_was_typed_in_english_is_marked_so_on_the_hindi_page(full, client):
    page = client.get(f"/hi{BASE}1.0/").content.decode()

    for words in ("Glass for all.", "The beekeepers", "Near the lake.", "A third of the freight."):
        assert f'<span lang="en">{words}</span>' in page
