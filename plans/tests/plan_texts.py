"""Plans as plain structures, for checks and frozen texts: no database."""

import uuid
from itertools import count

_numbers = count(1)


def an_uid():
    return str(uuid.UUID(int=next(_numbers)))


def product(code="turmeric", name="Turmeric"):
    return {"code": code, "name": name, "name_hi": ""}


def coded(code, label=None):
    return {"code": code, "label": label or code.replace("_", " ")}


def given(value, **more):
    return {"state": "value", "value": value, **more}


def missing(**more):
    return {"state": "missing", **more}


def chapter(code="turmeric", name="Turmeric", **keys):
    return {
        "uid": an_uid(),
        "product": {**product(code, name), "is_service": False, "sector": product("SPICE", "Spices")},
        "hs": [{"code": "091030", "edition": "HS 2022", "heading": "Ginger, saffron, turmeric"}],
        "text": "",
        "production": missing(unit="", fy=None, source=""),
        "exporters": missing(as_of=None, source=""),
        "exports": missing(unit=None, fy=None, source="", status=None),
        **{
            key: []
            for key in ("destinations", "competitors", "strengths", "weaknesses", "opportunities", "threats", "value_chain")
        },
    } | keys


def target(of="turmeric", *, value="74.80", fy="2026-27", horizon="short", baseline="62.40", **keys):
    return {
        "uid": an_uid(),
        "metric": {
            "code": "exports-inr",
            "name": "Exports in rupees",
            "name_hi": "",
            "in_words": "",
            "unit_family": "INR",
            "roll_up": "sum",
        },
        "product": product(of, of.title()) if of else None,
        "kind": coded("absolute"),
        "direction": coded("increase"),
        "unit": coded("inr_crore", "₹ crore"),
        "basis": {"fy": None, "hs": None, "series": ""},
        "baseline": given(baseline, fy="2023-24", source="DGCI&S", note="")
        if baseline is not None
        else missing(fy=None, source="", note=""),
        "target": given(value, fy=fy) if value is not None else missing(fy=fy),
        "horizon": coded(horizon),
        "note": "",
    } | keys


def bottleneck(**keys):
    return {
        "uid": an_uid(),
        "product": None,
        "stage": coded("testing"),
        "statement": "No laboratory.",
        "evidence": "",
        "raised_by": "",
        "level": coded("state"),
        "severity": None,
        "no_intervention_reason": "",
    } | keys


def intervention(*, rupees=55_000_000, **keys):
    return {
        "uid": an_uid(),
        "part_of": None,
        "product": None,
        "title": "Laboratory",
        "description": "",
        "type": coded("testing_lab"),
        "addresses": [],
        "lead": {"agency": None, "post": {"name": "General Manager, DIC", "name_hi": ""}, "text": ""},
        "supporting": [],
        "horizon": None,
        "start_on": None,
        "due_on": "2027-03-31",
        "cost": {"state": "value", "rupees": rupees} if rupees is not None else missing(),
        "funding": {**coded("scheme"), "scheme": "TIES"},
        "output": {"text": "One laboratory, accredited", "state": "not_applicable", "unit": None},
        "note": "",
    } | keys


def fact(code, value, **keys):
    return {
        "uid": an_uid(),
        "head": 1,
        "fact": coded(code),
        "unit": "",
        "figure": given(value),
        "as_of": None,
        "fy": "2011-12",
        "source": "Census",
        "note": "",
    } | keys


def a_plan(**keys):
    """A plan in which no check finds anything."""
    hurdle = bottleneck()
    return {
        "format": "deap/1",
        "kind": coded("deap"),
        "place": {
            "kind": "district",
            "code": "573",
            "lgd_code": 573,
            "name": "Erode",
            "name_hi": "",
            "state": product("IN-TN", "Tamil Nadu"),
        },
        "authentic_language": "en",
        "title": "Plan",
        "period": {"from": "2025-26", "to": "2027-28"},
        "file_number": "DIC-ERD/EXP/2025/11",
        "sections": [{"uid": an_uid(), "head": head, "label": "", "text": "Words."} for head in range(1, 12)],
        "facts": [],
        "products": [chapter(), chapter("carpets", "Carpets")],
        "bottlenecks": [hurdle],
        "interventions": [intervention(addresses=[hurdle["uid"]])],
        "targets": [
            target(),
            target(value="90.00", fy="2029-30", horizon="long"),
            target("carpets"),
            target("carpets", value="90.00", fy="2029-30", horizon="long"),
        ],
        "training_needs": [],
        "incentives": [],
    } | keys
