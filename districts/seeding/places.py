"""Seed tables of places and of what is known about them."""

from common.text import fold
from districts.models import (
    Agency,
    Alias,
    District,
    Jurisdiction,
    Lineage,
    Place,
    RegionalAuthority,
    Source,
    State,
)

from .cells import day, decimal, number, optional_source, source, yes
from .engine import Table


def _source(row, refs):
    return {
        "key": row["key"],
        "publisher": row["publisher"],
        "title": row["title"],
        "address": row["address"],
        "as_of": row["as_of"],
        "as_of_on": day(row["as_of_on"]),
        "licence": row["licence"],
        "note": row["note"],
    }


def _nation(row, refs):
    return {
        "kind": "nation",
        "code": row["code"],
        "slug": row["address_name"],
        "name": row["name"],
        "name_hi": row["name_hi"],
        "source_id": source(row, refs),
    }


def _state(row, refs):
    return {
        "kind": "state",
        "code": row["iso"],
        "slug": row["address_name"],
        "name": row["name"],
        "name_hi": row["name_hi"],
        "name_hi_source_id": optional_source(row, refs, "name_hi_source"),
        "parent_id": refs.get("nation", "IN"),
        "lgd_code": number(row["lgd_code"]),
        "iso": row["iso"],
        "iso_before_2023": row["iso_before_2023"],
        "state_type": row["type"],
        "source_id": source(row, refs),
    }


def _district(row, refs):
    state = refs.get("states", row["state"])
    return {
        "kind": "district",
        "code": row["lgd_code"],
        "slug": row["address_name"],
        "name": row["name"],
        "name_hi": row["name_hi"],
        "name_hi_source_id": optional_source(row, refs, "name_hi_source"),
        "parent_id": state,
        "state_id": state,
        "lgd_code": number(row["lgd_code"]),
        "name_lgd": row["name_in_directory"],
        "name_hi_confidence": row["name_hi_confidence"],
        "census_2011_code": row["census_2011_code"],
        "in_register": yes(row["in_register"]),
        "last_seen_on": day(row["last_seen_on"]),
        "hq_name": row["headquarters"],
        "hq_lat": decimal(row["hq_lat"]),
        "hq_lon": decimal(row["hq_lon"]),
        "hq_source_id": optional_source(row, refs, "hq_source"),
        "label_lat": decimal(row["label_lat"]),
        "label_lon": decimal(row["label_lon"]),
        "boundary": row["map_line"],
        "boundary_of_id": refs.get("districts", row["line_of"]) if row["line_of"] else None,
        "boundary_note": row["line_note"],
        "source_id": source(row, refs),
    }


def _place_name(row, refs):
    place = refs.get("districts", row["place"])
    if place is None:
        return None
    return {
        "place_id": place,
        "name": row["name"],
        "folded": fold(row["name"]),
        "basis": row["written_so_in"],
        "source_id": source(row, refs),
    }


def _lineage(row, refs):
    before, after = refs.get("districts", row["from_district"]), refs.get("districts", row["to_district"])
    if before is None or after is None:
        return None
    return {
        "kind": row["kind"],
        "from_place_id": before,
        "to_place_id": after,
        "on": day(row["on"]),
        "note": row["note"],
        "source_id": source(row, refs),
    }


def _office(row, refs):
    return {
        "kind": "authority",
        "code": f"dgft-{row['address_name']}",
        "slug": row["address_name"],
        "name": row["name"],
        "parent_id": refs.get("nation", "IN"),
        "city": row["city"],
        "office_kind": row["kind"],
        "status": row["status"],
        "jurisdiction_note": row["jurisdiction_in_words"],
        "confidence": row["confidence"],
        "source_id": source(row, refs),
    }


def _jurisdiction(row, refs):
    district, office = refs.get("districts", row["district"]), refs.get("offices", row["office"])
    if district is None or office is None:
        return None
    return {
        "district_id": district,
        "authority_id": office,
        "valid_from": day(row["from"]),
        "notice": row["notice"],
        "source_id": source(row, refs),
    }


def _agency(row, refs):
    return {
        "name": row["name"],
        "acronym": row["short_name"],
        "level": row["level"],
        "kind": row["kind"],
        "head_office": row["head_office"],
        "products_covered": row["covers"],
        "hs_chapters": row["hs_chapters"],
        "confidence": row["confidence"],
        "note": row["note"],
        "source_id": source(row, refs),
    }


PLACE_TABLES = [
    Table("sources", Source, lambda row: row["key"], _source, ("key",)),
    Table("nation", Place, lambda row: row["code"], _nation, ("kind", "code")),
    Table("states", State, lambda row: row["address_name"], _state, ("code",)),
    Table(
        "districts",
        District,
        lambda row: row["lgd_code"],
        _district,
        ("lgd_code",),
        wave=lambda row: 1 if row["line_of"] else 0,
    ),
    Table("place_names", Alias, lambda row: f"{row['place']}/{row['name']}", _place_name, ("place_id", "name")),
    Table(
        "lineage",
        Lineage,
        lambda row: f"{row['kind']}/{row['from_district']}/{row['to_district']}",
        _lineage,
        ("kind", "from_place_id", "to_place_id"),
    ),
    Table("offices", RegionalAuthority, lambda row: row["address_name"], _office, ("code",)),
    Table("jurisdictions", Jurisdiction, lambda row: row["district"], _jurisdiction, ("district_id",)),
    Table("agencies", Agency, lambda row: row["name"], _agency, ("name",)),
]
