"""Seed tables of the HS, products, lists, geographical indications and figures."""

from common.text import fold
from districts.models import (
    Designation,
    DistrictProduct,
    ExportFigure,
    GeographicalIndication,
    HSCode,
    HSSection,
    Metric,
    Product,
    ProductAlias,
    ProductHS,
    ProductList,
    ReportedCount,
    Sector,
)

from .cells import day, decimal, number, source, yes
from .engine import Table

_HS_WAVES = {"chapter": 0, "service": 0, "heading": 1, "subheading": 2, "tariff": 3}


def _section(row, refs):
    return {
        "number": number(row["number"]),
        "roman": row["roman"],
        "title": row["title"],
        "source_id": source(row, refs),
    }


def _hs_key(edition, code):
    return f"{edition}/{code}"


def _hs_code(row, refs):
    return {
        "code": row["code"],
        "edition": row["edition"],
        "level": row["level"],
        "title": row["title"],
        "section_id": refs.get("hs_sections", row["section"]) if row["section"] else None,
        "parent_id": refs.get("hs_codes", _hs_key(row["edition"], row["under"])) if row["under"] else None,
        "selectable": yes(row["can_be_chosen"]),
        "checked": yes(row["looked_up"]),
        "note": row["note"],
        "source_id": source(row, refs),
    }


def _sector(row, refs):
    return {
        "code": row["code"],
        "name": row["name"],
        "name_hi": row["name_hi"],
        "family": row["family"],
        "scope": row["holds"],
        "order": number(row["order"]),
        "colour": row["colour"],
        "colour_dark": row["colour_dark"],
        "border_light": row["border"],
        "border_dark": row["border_dark"],
        "pattern": row["pattern"],
        "source_id": source(row, refs),
    }


def _product(row, refs):
    return {
        "slug": row["address_name"],
        "name": row["name"],
        "name_hi": row["name_hi"],
        "name_hi_confidence": row["name_hi_confidence"],
        "sector_id": refs.get("sectors", row["sector"]),
        "is_service": yes(row["is_service"]),
        "note": row["note"],
        "source_id": source(row, refs),
    }


def _product_name(row, refs):
    product = refs.get("products", row["product"])
    if product is None:
        return None
    return {
        "product_id": product,
        "name": row["name"],
        "folded": fold(row["name"]),
        "basis": row["basis"],
        "is_compound": yes(row["names_several"]),
        "scope_district_id": refs.get("districts", row["only_in_district"]) if row["only_in_district"] else None,
        "source_id": source(row, refs),
    }


def _product_hs(row, refs):
    product, code = refs.get("products", row["product"]), refs.get("hs_codes", _hs_key("HS 2022", row["hs_code"]))
    if product is None or code is None:
        return None
    return {
        "product_id": product,
        "code_id": code,
        "confidence": row["confidence"],
        "source_id": source(row, refs),
    }


def _list(row, refs):
    return {
        "code": row["code"],
        "name": row["name"],
        "name_hi": row["name_hi"],
        "short_name": row["short_name"],
        "kind": row["kind"],
        "is_ranked": yes(row["gives_an_order"]),
        "order": number(row["order"]),
        "note": row["note"],
        "source_id": source(row, refs),
    }


def _district_product(row, refs):
    district, product = refs.get("districts", row["district"]), refs.get("products", row["product"])
    if district is None or product is None:
        return None
    return {
        "district_id": district,
        "product_id": product,
        "rank": number(row["rank"]),
        "source_id": source(row, refs),
    }


def _designation(row, refs):
    pair = refs.get("district_products", f"{row['district']}/{row['product']}")
    named_by = refs.get("product_lists", row["list"])
    if pair is None or named_by is None:
        return None
    return {
        "district_product_id": pair,
        "list_id": named_by,
        "listed_on": day(row["listed_on"]),
        "as_of": row["as_of"],
        "rank_as_given": row["rank_as_given"],
        "as_written": row["as_written"],
        "confidence": row["confidence"],
        "note": row["note"],
        "source_id": source(row, refs),
    }


def _gi(row, refs):
    return {
        "serial": number(row["serial"]),
        "name": row["name"],
        "goods_type": row["goods"],
        "country": row["country"],
        "is_logo": yes(row["is_logo"]),
        "application_no": row["application_no"],
        "states_as_written": row["states_as_written"],
        "district_basis": row["districts_found_by"],
        "note": row["note"],
        "source_id": source(row, refs),
    }


def _gi_links(row, refs):
    found = {
        "states": [refs.get("states", key) for key in row["states"].split()],
        "districts": [refs.get("districts", key) for key in row["districts"].split()],
        "products": [refs.get("products", key) for key in row["products"].split()],
    }
    return {name: [key for key in keys if key is not None] for name, keys in found.items()}


def _metric(row, refs):
    return {
        "code": row["code"],
        "name": row["name"],
        "name_hi": row["name_hi"],
        "unit_family": row["unit"],
        "roll_up": row["over_districts"],
        "direction": row["direction"],
        "order": number(row["order"]),
        "note": row["note"],
        "source_id": source(row, refs),
    }


_PLACES_OF_FIGURES = {"district": "districts", "state": "states", "country": "nation"}


def _figure(row, refs):
    place = refs.get(_PLACES_OF_FIGURES[row["of"]], "IN" if row["of"] == "country" else row["place"])
    if place is None:
        return None
    return {
        "place_id": place,
        "measure": row["measure"],
        "commodity": row["goods"],
        "period": row["period"],
        "financial_year": row["financial_year"],
        "period_from": day(row["from"]),
        "period_to": day(row["to"]),
        "is_part_year": yes(row["part_of_a_year"]),
        "value_as_published": row["value_as_published"],
        "value": decimal(row["value"]),
        "unit": row["unit"],
        "value_normalised": decimal(row["value_in_currency"]),
        "currency": row["currency"],
        "status": row["status"],
        "as_of": row["as_of"],
        "confidence": row["confidence"],
        "source_kind": row["kind_of_source"],
        "note": row["note"],
        "source_id": source(row, refs),
    }


def _count(row, refs):
    return {
        "code": row["code"],
        "name": row["name"],
        "name_hi": row["name_hi"],
        "value": number(row["value"]),
        "upper_value": number(row["up_to"]),
        "out_of": number(row["out_of"]),
        "on": day(row["on"]),
        "on_as_published": row["on_as_published"],
        "note": row["note"],
        "source_id": source(row, refs),
    }


# A figure has no name of its own; two sources may even agree in everything.
_EVERYTHING_OF_A_FIGURE = ("place_id", "measure", "commodity", "period", "value_as_published", "unit", "source_id", "note")

PRODUCT_TABLES = [
    Table("hs_sections", HSSection, lambda row: row["number"], _section, ("number",)),
    Table(
        "hs_codes",
        HSCode,
        lambda row: _hs_key(row["edition"], row["code"]),
        _hs_code,
        ("edition", "code"),
        wave=lambda row: _HS_WAVES[row["level"]],
    ),
    Table("sectors", Sector, lambda row: row["code"], _sector, ("code",)),
    Table("products", Product, lambda row: row["address_name"], _product, ("slug",)),
    Table(
        "product_names",
        ProductAlias,
        lambda row: f"{row['product']}/{row['name']}/{row['only_in_district']}",
        _product_name,
        ("product_id", "name", "scope_district_id"),
    ),
    Table("product_hs", ProductHS, lambda row: f"{row['product']}/{row['hs_code']}", _product_hs, ("product_id", "code_id")),
    Table("product_lists", ProductList, lambda row: row["code"], _list, ("code",)),
    Table(
        "district_products",
        DistrictProduct,
        lambda row: f"{row['district']}/{row['product']}",
        _district_product,
        ("district_id", "product_id"),
        place="rank",
    ),
    Table(
        "designations",
        Designation,
        lambda row: f"{row['district']}/{row['product']}/{row['list']}",
        _designation,
        ("district_product_id", "list_id"),
    ),
    Table("gi", GeographicalIndication, lambda row: row["key"], _gi, ("serial", "name", "is_logo"), links=_gi_links),
    Table("metrics", Metric, lambda row: row["code"], _metric, ("code",)),
    Table("reported_counts", ReportedCount, lambda row: f"{row['code']}/{row['on']}", _count, ("code", "on")),
    Table("export_figures", ExportFigure, lambda row: row["number"], _figure, _EVERYTHING_OF_A_FIGURE),
]
