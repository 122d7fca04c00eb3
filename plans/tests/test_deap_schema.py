"""The published form of deap/1: plans have it, and whatever lacks something or has more does not."""

import copy
import json

import jsonschema
import pytest

from plans.deap_schema import schema, schema_text
from plans.freezing import paper_of
from plans.tests.factories import a_written_draft
from plans.tests.form import out_of_form
from plans.tests.plan_texts import a_plan, fact, given, target

#: Keys that need not be there.
OPTIONAL = {"replaces", "demonstration", "post"}


def full_plan():
    facts = [fact("population", "2251744"), fact("area_sq_km", "5760.00", as_of="2011-03-01")]
    return a_plan(facts=facts, demonstration=True, targets=[target(horizon="long", note="Counted at the port.")])


def objects_in(value, path=()):
    """(path, object) of every object in a structure."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from objects_in(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from objects_in(inner, (*path, place))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def test_the_schema_is_one_of_draft_2020_12_and_both_validators_read_plans_alike():
    jsonschema.Draft202012Validator.check_schema(schema())
    slow = jsonschema.Draft202012Validator(json.loads(schema_text()))

    assert out_of_form(full_plan()) == []
    assert list(slow.iter_errors(full_plan())) == []
    assert list(slow.iter_errors(full_plan() | {"targets": [target(unit=None)]})) != []


def test_a_text_without_a_key_or_with_another_has_not_the_form():
    kept = []
    for path, found in objects_in(full_plan()):
        for key in [*found, "further"]:
            plan = copy.deepcopy(full_plan())
            changed = at(plan, path)
            if key in changed:
                del changed[key]
            else:
                changed[key] = "x"
            if not out_of_form(plan) and key not in OPTIONAL:
                kept.append((*path, key))

    assert kept == []


@pytest.mark.parametrize(
    "figure",
    [
        {"state": "value"},
        {"state": "missing", "value": "1"},
        {"state": "value", "value": 1},
        {"state": "value", "value": "1,000"},
        {"state": "value", "value": "1e3"},
        {"state": "value", "value": ""},
        {"state": "zero"},
        {"state": "withheld", "value": None},
    ],
)
def test_a_figure_is_a_value_as_text_or_one_of_three_reasons(figure):
    assert out_of_form(a_plan(facts=[fact("population", "1", figure=figure)])) != []


@pytest.mark.parametrize(
    "figure", [given("0"), given("-0.50"), {"state": "missing"}, {"state": "not_applicable"}, {"state": "withheld"}]
)
def test_zero_and_the_three_reasons_are_four_figures(figure):
    assert out_of_form(a_plan(facts=[fact("population", "1", figure=figure)])) == []


@pytest.mark.django_db
def test_the_schema_names_every_key_that_is_written_and_the_file_in_docs_is_the_one_served(client, settings):
    written = paper_of(a_written_draft())

    served = client.get("/data/deap-1.schema.json")

    assert set(written) | {"demonstration"} == set(schema()["properties"])
    assert served["Content-Type"] == "application/schema+json"
    assert served.content.decode() == schema_text() == (settings.BASE_DIR / "docs/deap-1.schema.json").read_text(encoding="utf-8")
