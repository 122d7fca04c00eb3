"""Whether a frozen text has the published form, as a validator of JSON Schema that knows nothing of this portal sees it."""

import json
from functools import cache

import jsonschema_rs

from plans.deap_schema import schema_text


@cache
def _validator():
    return jsonschema_rs.Draft202012Validator(json.loads(schema_text()), validate_formats=True)


def out_of_form(text):
    """What is wrong with a text, bytes or structure, each with its place; [] where nothing is."""
    written = json.loads(bytes(text)) if isinstance(text, bytes | memoryview) else text
    return [f"{'/'.join(map(str, wrong.instance_path))}: {wrong.message}" for wrong in _validator().iter_errors(written)]
