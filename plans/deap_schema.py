"""The form of a frozen plan, deap/1, as a JSON Schema (draft 2020-12): what plans/freezing.py writes, key by key.

docs/deap-1.schema.json is written from here (`manage.py write_docs`) and served at /data/deap-1.schema.json; the tables of
plans/tables.py take their columns from it. Codes of choices are listed as they are known today: a later release may know
more, and never fewer.
"""

import json
from functools import cache

from plans.freezing import FORMAT
from plans.models import Bottleneck, FigureState, Head, Horizon, Incentive, Intervention, Plan, PlanVersion, Stage, Target, Unit
from plans.models.product_chapter import ProductChapter
from plans.models.profile_fact import ProfileFact

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DECIMAL, DAY, YEAR, UID = ({"$ref": f"#/$defs/{name}"} for name in ("decimal", "day", "year", "uid"))
_NULL = {"type": "null"}


def _text(says="", **more):
    return {"type": "string", **({"description": says} if says else {}), **more}


def _said(says, schema):
    return {"description": says, **schema}


def _or_null(schema):
    """The same, or null where nothing is said. Its description stands outside, where readers of the schema look first."""
    says = {"description": schema["description"]} if "description" in schema else {}
    return {**says, "anyOf": [{key: value for key, value in schema.items() if key != "description"}, _NULL]}


def _object(says, properties, optional=(), **more):
    return {
        **({"description": says} if says else {}),
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
        **more,
    }


def _lines(says):
    return {"description": says, "type": "array", "items": _text(minLength=1)}


def _coded(says, choices, *, more=None, empty=False):
    """A choice: its code, and its label in the language of the text."""
    codes = [str(value) for value in choices.values if str(value) != "" or empty]
    return _object(says, {"code": {"enum": codes}, "label": _text(), **(more or {})})


def _figure(says, *, value="value", of=DECIMAL, more=None):
    """A number as entered, or why there is none: four things that never run together. Zero is a value."""
    absent = [str(state) for state in FigureState.values if state != FigureState.VALUE]
    return _object(
        says,
        {"state": {"enum": [str(state) for state in FigureState.values]}, value: of, **(more or {})},
        optional=(value,),
        **{"if": {"required": [value]}, "then": {"properties": {"state": {"const": "value"}}},
           "else": {"properties": {"state": {"enum": absent}}}},
    )  # fmt: skip


def _named(says, more=None, optional=()):
    names = {"code": _text(minLength=1), "name": _text(minLength=1), "name_hi": _text("in Hindi, empty where it is not known")}
    return _object(says, {**names, **(more or {})}, optional)


def _row(says, properties, optional=(), **more):
    """A row under its identity for life; `replaces` names the one whose place it took."""
    identity = {"uid": UID, "replaces": _said("identity of the commitment of an earlier version whose place it took", UID)}
    return _object(says, {**identity, **properties}, ("replaces", *optional), **more)


def _rows(says, row):
    return {"description": says, "type": "array", "items": row}


_PRODUCT = _or_null(_named("the product or service; null for the whole district"))
_HS = {"code": _text(pattern="^[0-9]{2,8}$"), "edition": _text("edition of the Harmonized System", minLength=1),
       "heading": _or_null(_text("title of its heading in that edition"))}  # fmt: skip


@cache
def schema():
    """The schema as a structure of dicts and lists, the same at each call: do not change it."""
    return {
        "$schema": DIALECT,
        "$id": "urn:districts-as-export-hubs:deap:1",
        "title": "District export action plan, deap/1",
        "description": (
            "The text a committee decided on. A file is canonical JSON (RFC 8785); the SHA-256 of its bytes is its fingerprint. "
            "Text is NFC as typed, lists stand in the order of the plan."
        ),
        "$defs": {
            "decimal": _text("with the decimals it was entered with", pattern=r"^-?[0-9]{1,15}(\.[0-9]{1,6})?$"),
            "day": _text("year-month-day", format="date", pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
            "year": _text("financial year, April to March: 2025-26", pattern="^[0-9]{4}-[0-9]{2}$"),
            "uid": _text("identity for life, through every version of the plan", pattern="^[0-9a-f-]{36}$", format="uuid"),
        },
        **_object("", _whole(), optional=("demonstration",)),
    }


def schema_text():
    """The schema as it is published: indented, in a stated order."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _whole():
    return {
        "format": {"const": FORMAT},
        "kind": _coded("what kind of plan it is", Plan.Kind),
        "place": _place(),
        "authentic_language": {"description": "the language that was decided on", "enum": PlanVersion.Language.values},
        "title": _text(minLength=1),
        "period": _object("the financial years it covers", {"from": _or_null(YEAR), "to": _or_null(YEAR)}),
        "file_number": _text("number of the file, empty where there is none"),
        "sections": _rows("the prose of the eleven heads of the Handbook", _section()),
        "facts": _rows("district and industry profile, export data", _fact()),
        "products": _rows("a chapter for each product or service, the lead product first", _chapter()),
        "bottlenecks": _rows("what hurts exports, where, and who can solve it", _bottleneck()),
        "interventions": _rows("what is done about it", _intervention()),
        "targets": _rows("promises in numbers", _target()),
        "training_needs": _rows("who has to learn what", _training()),
        "incentives": _rows("what governments offer", _incentive()),
        "demonstration": {"description": "stands only in invented texts", "const": True},
    }


def _place():
    return _named(
        "the district or State whose plan it is",
        {
            "kind": {"enum": ["district", "state"]},
            "lgd_code": {"description": "code of the Local Government Directory", "type": "integer", "minimum": 1},
            "state": _named("the State a district belongs to"),
        },
        optional=("lgd_code", "state"),
    ) | {
        "if": {"properties": {"kind": {"const": "district"}}},
        "then": {"required": ["lgd_code", "state"]},
    }


def _section():
    return _row(
        "",
        {
            "head": {"description": "number of the head", "enum": [int(head) for head in Head.values]},
            "label": _text("name of the head"),
            "text": _text(),
            "not_applicable": _text("why the head does not apply", minLength=1),
        },
        optional=("text", "not_applicable"),
        oneOf=[{"required": ["text"]}, {"required": ["not_applicable"]}],
    )


def _fact():
    return _row(
        "",
        {
            "head": {"description": "number of the head", "enum": [1, 2, 10]},
            "fact": _coded("what is counted", ProfileFact.Code),
            "unit": _text(),
            "figure": _figure("the figure"),
            "as_of": _or_null(DAY),
            "fy": _or_null(YEAR),
            "source": _text("where the figure comes from"),
            "note": _text(),
        },
    )


def _chapter():
    product = {"is_service": {"type": "boolean"}, "sector": _named("its sector")}
    return _row(
        "",
        {
            "product": _named("the product or service", product),
            "hs": {"description": "HS codes", "type": "array", "items": _object("", _HS)},
            "text": _text("the analysis"),
            "production": _figure(
                "production", more={"unit": _text(), "fy": _or_null(YEAR), "source": _text("where the figure comes from")}
            ),
            "exporters": _figure(
                "number of exporters", more={"as_of": _or_null(DAY), "source": _text("where the figure comes from")}
            ),
            "exports": _figure(
                "exports",
                more={
                    "unit": _or_null(_coded("unit", Unit)),
                    "fy": _or_null(YEAR),
                    "source": _text("where the figure comes from"),
                    "status": _or_null(_coded("status of the figure", ProductChapter.ExportStatus)),
                },
            ),
            "destinations": _lines("destinations, the first first"),
            "competitors": _lines("competitors"),
            "strengths": _lines("strengths"),
            "weaknesses": _lines("weaknesses"),
            "opportunities": _lines("opportunities"),
            "threats": _lines("threats"),
            "value_chain": _lines("stages of the value chain"),
        },
    )


def _bottleneck():
    return _row(
        "",
        {
            "product": _PRODUCT,
            "stage": _coded("stage of the value chain", Stage),
            "statement": _text(minLength=1),
            "evidence": _text(),
            "raised_by": _text(),
            "level": _coded("the level that can solve it", Bottleneck.Level),
            "severity": _or_null(_coded("severity", Bottleneck.Severity)),
            "no_intervention_reason": _text("why nothing is done about it"),
        },
    )


def _intervention():
    agency = _object("the agency", {"name": _text(minLength=1), "acronym": _text()})
    post = _object("the post, whoever holds it", {"name": _text(minLength=1), "name_hi": _text()})
    return _row(
        "",
        {
            "part_of": _or_null(_said("identity of the intervention it is a part of", UID)),
            "product": _PRODUCT,
            "title": _text(minLength=1),
            "description": _text(),
            "type": _or_null(_coded("type", Intervention.Type)),
            "addresses": {"description": "identities of the bottlenecks it answers", "type": "array", "items": UID},
            "lead": _object("who leads it", {"agency": _or_null(agency), "post": post, "text": _text("in words")}, ("post",)),
            "supporting": _lines("supporting agencies"),
            "horizon": _or_null(_coded("horizon", Horizon)),
            "start_on": _or_null(DAY),
            "due_on": _or_null(DAY),
            "cost": _figure("cost in whole rupees", value="rupees", of={"type": "integer", "minimum": 0}),
            "funding": _coded(
                "where the money comes from", Intervention.Funding, more={"scheme": _text("name of the scheme")}, empty=True
            ),
            "output": _figure("what comes of it", more={"text": _text("in words"), "unit": _or_null(_coded("unit", Unit))}),
            "note": _text(),
        },
    )


def _target():
    metric = {
        "in_words": _text("what is counted, where no listed metric says it"),
        "unit_family": _text(),
        "roll_up": _text("how figures of this metric are added up"),
    }
    baseline = {"fy": _or_null(YEAR), "source": _text("where the figure comes from"), "note": _text("why there is none")}
    return _row(
        "",
        {
            "metric": _named("what is counted", metric),
            "product": _PRODUCT,
            "kind": _coded("kind of target", Target.Kind),
            "direction": _coded("which way is better", Target.Direction),
            "unit": _coded("unit", Unit),
            "basis": _object(
                "what the figures rest on",
                {
                    "fy": _or_null(_said("year whose prices or definitions count", YEAR)),
                    "hs": _or_null(_object("the HS code counted", _HS)),
                    "series": _text("series the figures come from"),
                },
            ),
            "baseline": _figure("where it starts", more=baseline),
            "target": _figure("what is promised", more={"fy": _or_null(YEAR)}),
            "horizon": _or_null(_coded("horizon", Horizon)),
            "note": _text(),
        },
    )


def _training():
    return _row(
        "",
        {
            "product": _PRODUCT,
            "subject": _text(minLength=1),
            "audience": _text("for whom"),
            "persons": _figure("number of persons"),
            "provider": _text("by whom"),
            "fy": _or_null(YEAR),
        },
    )


def _incentive():
    return _row(
        "",
        {
            "product": _PRODUCT,
            "scheme": _text(minLength=1),
            "government": _coded("which government offers it", Incentive.Government),
            "support": _text("what is offered"),
            "address": _text("where it is written"),
        },
    )
