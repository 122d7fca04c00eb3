"""A published plan as one file to take away: its tables as CSV, the text itself, and datapackage.json that says what they are.

Frictionless Data Package, version 2. The same published version gives the same bytes on every machine and for ever: nothing
in it depends on the day, the language or what became of the version later.
"""

import io
import json
import zipfile

from django.conf import settings
from django.utils.translation import override

from audit.installation import is_demonstration
from committees.papers import content_of
from common.canonical import sha256_hex
from plans import citing
from plans.addresses import file_name, version_address
from plans.queries import public_json_bytes
from plans.tables import BETWEEN, tables

PROFILE = "https://datapackage.org/profiles/2.0/{}.json"
#: verify_plan.py looks for this name.
TEXT = "plan.json"
CORRECTIONS = "corrections.json"
# The first moment a ZIP file can name: one that says nothing.
_NO_TIME = (1980, 1, 1, 0, 0, 0)

_ABOUT = (
    "The tables of a district export action plan as it was published. plan.json is the text that was decided on, byte for byte; "
    "its SHA-256 is the fingerprint. The tables are made from it: a column ending in _state says why a figure is not there "
    "(missing: not recorded; not_applicable; withheld), zero is a value; several texts in one cell stand apart by “"
    + BETWEEN
    + "”; an apostrophe before =, +, -, @ at the beginning of a text keeps spreadsheets from running it and is not in plan.json."
)


def data_package(found):
    """The bytes of the ZIP for a plans.queries.PlanPage."""
    text = content_of(found.tabling.paper)
    corrections = {CORRECTIONS: public_json_bytes(found.version)} if found.erratum else {}
    files = {f"{table.name}.csv": table.csv(found.paper.data) for table in tables()}
    with override("en"):
        described = _described(found, files, text, corrections)
    written = io.BytesIO()
    # Stored, not deflated: two versions of zlib write one text in two ways. Readers get it compressed on the way.
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED) as package:
        for name, content in {"datapackage.json": described, TEXT: text, **corrections, **files}.items():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            package.writestr(entry, content)
    return written.getvalue()


def _described(found, files, text, corrections):
    version, paper = found.version, found.paper
    address = f"{settings.PUBLIC_ORIGIN}{version_address(version)}"
    described = {
        "$schema": PROFILE.format("datapackage"),
        "name": file_name(version),
        "title": paper.title,
        "description": _ABOUT,
        "version": version.number,
        "created": version.published_at.replace(microsecond=0, tzinfo=None).isoformat() + "Z",
        "homepage": address,
        "sha256": found.sha256,
        "adopted_sha256": paper.sha256,
        "language": paper.language,
        "citation": citing.citation(found),
        "adoption": _adoption(found),
        "contributors": [{"title": _adoption(found)["by"], "roles": ["author"]}],
        "sources": [{"title": f"Text of version {version.number}, SHA-256 {paper.sha256}", "path": _json_address(address)}],
    }
    if is_demonstration():
        described["demonstration"] = True
        described["description"] = f"{citing.NO_LICENCE} {_ABOUT}"
    else:
        described["licenses"] = [{"name": citing.LICENCE_CODE, "title": citing.LICENCE, "path": citing.LICENCE_ADDRESS}]
    texts = [_text_resource("plan", TEXT, "The text that was decided on", text)]
    texts += [_text_resource("corrections", path, "What was corrected in it", content) for path, content in corrections.items()]
    described["resources"] = [*texts, *(_resource(table, files[f"{table.name}.csv"]) for table in tables())]
    return json.dumps(described, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _json_address(address):
    """Within the package a source needs an address of its own; without a known origin the one inside serves."""
    return f"{address.rstrip('/')}.json" if settings.PUBLIC_ORIGIN else TEXT


def _adoption(found):
    version, resolution = found.decided, found.resolution
    if resolution is not None:
        return {"by": resolution.committee.name, "resolution": resolution.number, "on": version.adopted_on.isoformat()}
    past = version.past_adoption
    if past is not None:
        return {"by": past.body, "resolution": None, "on": past.adopted_on.isoformat()}
    return {"by": version.plan.place.name, "resolution": None, "on": None}


def _text_resource(name, path, title, text):
    return {
        "name": name,
        "title": title,
        "path": path,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "bytes": len(text),
        "hash": f"sha256:{sha256_hex(text)}",
    }


def _resource(table, content):
    columns = [{"name": "position", "type": "integer", "description": "place in the order of the text"}]
    columns += [_field(column) for column in table.columns]
    described = {"fields": columns, "missingValues": [""]}
    if table.inside:
        # Its rows belong to those of the table it hangs on.
        described["foreignKeys"] = [
            {"fields": ["uid"], "reference": {"resource": table.name.removesuffix(f"_{table.inside}"), "fields": ["uid"]}}
        ]
    else:
        described["primaryKey"] = ["uid"]
    return {
        "name": table.name,
        "title": table.says,
        "path": f"{table.name}.csv",
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "bytes": len(content),
        "hash": f"sha256:{sha256_hex(content)}",
        "schema": described,
    }


def _field(column):
    field = {"name": column.name, "type": column.type}
    if column.says:
        field["description"] = column.says
    if column.codes:
        field["constraints"] = {"enum": [code for code in column.codes if code != ""]}
    return field
