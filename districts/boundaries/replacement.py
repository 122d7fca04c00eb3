"""Lines that an office brings as a file, for a whole State or for the country.

Any vector format that GDAL reads will do, in WGS 84, one polygon feature for
each district with its LGD code in a field. A file passes every check or is
refused with a sentence; the lines in use stay until the whole build has passed.
"""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyogrio
import pyogrio.errors
import pyogrio.raw
import shapely

from districts.boundaries import checks, store
from districts.boundaries.layer import NO_STATE, Layer, is_patch
from districts.boundaries.projection import to_metres
from districts.boundaries.refusals import BoundaryRefused
from districts.boundaries.source import STATES_OF_OTHERS

CODE_FIELDS = ("lgd_code", "lgd_district_code", "district_lgd_code", "dt_lgd_code", "lgd", "key")
FILE_LIMIT_BYTES = 300_000_000
UNPACKED_LIMIT_BYTES = 1_000_000_000

# A box around India in degrees: west, south, east, north.
INDIA_BOX = (66.0, 5.0, 99.0, 39.0)

# Neighbours in an offered file may overlap by so much; cleaning then lets them meet. The
# pinned source itself, generalised to about a kilometre, has one pair at 7.7 sq km.
OFFERED_OVERLAP_SQ_KM = 10.0

# How far an offered outline may stray from the official one: so many metres, and less
# where the area replaced is small.
OUTLINE_TOLERANCE_M = 3_000
OUTLINE_TOLERANCE_OF_WIDTH = 0.05

READ_ERRORS = (
    pyogrio.errors.DataSourceError,
    pyogrio.errors.DataLayerError,
    pyogrio.errors.CRSError,
    pyogrio.errors.FeatureError,
    pyogrio.errors.FieldError,
    pyogrio.errors.GeometryError,
    shapely.errors.ShapelyError,
    ValueError,
    OSError,
)


@dataclass(frozen=True)
class Replacement:
    """Checked lines in degrees. `state_slug` is None for the whole country."""

    state_slug: str | None
    name: str
    layer: Layer

    def content(self):
        """The bytes under which the lines are kept for later builds."""
        return store.layer_bytes(self.layer)

    def digest(self):
        return hashlib.sha256(self.content()).hexdigest()


def read_offered(path, register, state_slug=None):
    """Read and check a file by itself; whether it fits its surroundings is for apply().

    Raises BoundaryRefused: not readable, no or another coordinate system, no LGD
    codes, unknown, foreign, doubled or missing districts, broken outlines, overlaps.
    """
    path = Path(path)
    state_code = _state_code(register, state_slug)
    meta, wkb, columns = _read(path)
    _check_coordinate_system(path, meta["crs"])
    codes = _codes(path, dict(zip(meta["fields"], columns, strict=True)))
    shapes = _polygons(path, wkb, codes)
    layer = Layer.of((code, _state_of(code, register, path), shape) for code, shape in zip(codes, shapes, strict=True))
    _check_districts(path, layer, register, state_code)
    checks.check_valid(layer, path.name)
    checks.check_overlaps(layer, path.name, OFFERED_OVERLAP_SQ_KM)
    return Replacement(state_slug, path.name, layer)


def read_kept(root, entry):
    """A replacement that an earlier build accepted, from its manifest entry."""
    return Replacement(entry["state"], entry["name"], store.read_layer(root / entry["file"]))


def in_force(kept, offered):
    """The replacements after `offered` is taken: it displaces its own State's, or all of them."""
    if offered.state_slug is None:
        return [offered]
    return [old for old in kept if old.state_slug != offered.state_slug] + [offered]


def apply(source, replacement, register):
    """The source layer (metres) with the replaced districts in place of its own.

    The offered lines are cut to the outline they replace, so that a neighbouring State
    changes at most within the slivers in which the source itself overlaps.
    Raises BoundaryRefused when they leave or do not fill that outline.
    """
    offered = replacement.layer.transformed(to_metres)
    offered = offered.with_shapes(shapely.make_valid(offered.shapes))
    state_code = _state_code(register, replacement.state_slug)
    replaced = _replaced(source, offered, state_code)
    outline = shapely.union_all(source.shapes[replaced])
    _check_fit(replacement.name, outline, shapely.union_all(offered.shapes))
    if state_code is not None:
        offered = offered.with_shapes(_polygons_only(shapely.intersection(offered.shapes, outline)))
    return source.where(~replaced).followed_by(offered)


def _replaced(source, offered, state_code):
    """Mask of the features that make way: the State's, or all; uncoded ones only for their like."""
    offered_keys = set(offered.keys)
    makes_way = np.array([key.isdigit() or key in offered_keys for key in source.keys], dtype=bool)
    if state_code is None:
        return makes_way | source.patches()
    return makes_way & (source.state_codes == state_code)


def _check_fit(name, outline, offered):
    tolerance = min(OUTLINE_TOLERANCE_M, OUTLINE_TOLERANCE_OF_WIDTH * outline.area**0.5)
    outside = shapely.difference(offered, shapely.buffer(outline, tolerance))
    if not outside.is_empty:
        raise BoundaryRefused(
            f"{name} goes beyond the official outline by more than {tolerance / 1000:.1f} km. "
            "Lines can be replaced only inside it."
        )
    bare = shapely.difference(outline, shapely.buffer(offered, tolerance))
    if not bare.is_empty:
        raise BoundaryRefused(
            f"{name} leaves {bare.area / 1e6:,.1f} sq km of the official outline without a district, "
            f"more than {tolerance / 1000:.1f} km away from any line it draws."
        )


def _read(path):
    if not path.is_file():
        raise BoundaryRefused(f"There is no file {path.name}.")
    if path.stat().st_size > FILE_LIMIT_BYTES:
        raise BoundaryRefused(f"{path.name} is larger than {FILE_LIMIT_BYTES // 1_000_000} MB. Simplify it first.")
    if path.suffix.lower() == ".vrt":
        # A virtual file names other files, which would be read in its stead.
        raise BoundaryRefused(f"{path.name} only points at other files. Bring the file with the lines itself.")
    if zipfile.is_zipfile(path):
        _check_expansion(path)
    try:
        layers = pyogrio.list_layers(path)
        if len(layers) != 1:
            names = ", ".join(str(name) for name in layers[:, 0]) or "none"
            raise BoundaryRefused(f"{path.name} must have exactly one layer; it has {len(layers)}: {names}.")
        meta, _, wkb, columns = pyogrio.raw.read(path)
    except READ_ERRORS as problem:
        raise BoundaryRefused(f"{path.name} cannot be read as a map file: {problem}") from problem
    if wkb is None or len(wkb) == 0:
        raise BoundaryRefused(f"{path.name} has no shapes in it.")
    return meta, wkb, columns


def _check_expansion(path):
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
        nested = [member.filename for member in archive.infolist() if member.filename.lower().endswith((".vrt", ".zip"))]
    if unpacked > UNPACKED_LIMIT_BYTES:
        raise BoundaryRefused(
            f"{path.name} unpacks to {unpacked // 1_000_000:,} MB, and {UNPACKED_LIMIT_BYTES // 1_000_000:,} MB are allowed. "
            "Simplify it first."
        )
    if nested:
        raise BoundaryRefused(f"{path.name} holds {nested[0]}, which only leads to other files. Bring the lines themselves.")


def _check_coordinate_system(path, crs):
    if crs is None:
        raise BoundaryRefused(f"{path.name} does not say its coordinate system. Save it in WGS 84 (EPSG:4326).")
    if crs not in ("EPSG:4326", "OGC:CRS84"):
        raise BoundaryRefused(f"{path.name} is in {crs[:40]}. Save it in WGS 84 (EPSG:4326) and try again.")


def _codes(path, fields):
    lowered = {name.lower(): name for name in fields}
    field = next((lowered[name] for name in CODE_FIELDS if name in lowered), None)
    if field is None:
        raise BoundaryRefused(
            f"{path.name} has no field with LGD district codes. Name it lgd_code; it has: {', '.join(fields) or 'no fields'}."
        )
    codes = [_tidy_code(value) for value in fields[field]]
    if None in codes:
        raise BoundaryRefused(f"Feature {codes.index(None) + 1} of {path.name} has no LGD code in the field {field}.")
    doubled = sorted({code for code in codes if codes.count(code) > 1})
    if doubled:
        raise BoundaryRefused(f"{path.name} draws district {doubled[0]} more than once. Join its parts to one feature.")
    return codes


def _tidy_code(value):
    if value is None or value != value:
        return None
    text = str(value).strip().removesuffix(".0")
    return text.lstrip("0") if text.isdigit() else text.lower() or None


def _polygons(path, wkb, codes):
    try:
        shapes = shapely.force_2d(shapely.from_wkb(wkb))
    except READ_ERRORS as problem:
        raise BoundaryRefused(f"{path.name} has a shape that cannot be read: {problem}") from problem
    for code, shape in zip(codes, shapes, strict=True):
        if shape is None or shape.is_empty or shape.geom_type not in ("Polygon", "MultiPolygon"):
            raise BoundaryRefused(f"District {code} in {path.name} is not an area.")
    west, south, east, north = shapely.total_bounds(shapes)
    if not (INDIA_BOX[0] < west and INDIA_BOX[1] < south and east < INDIA_BOX[2] and north < INDIA_BOX[3]):
        raise BoundaryRefused(
            f"{path.name} lies outside India: its coordinates run from {west:.1f} to {east:.1f} and {south:.1f} to "
            f"{north:.1f}. Longitude comes first, in degrees of WGS 84."
        )
    return shapes


def _state_of(code, register, path):
    if code in STATES_OF_OTHERS:
        return STATES_OF_OTHERS[code]
    if is_patch(code):
        return NO_STATE
    state_code = register.state_code(int(code)) if code.isdigit() else None
    if state_code is None:
        raise BoundaryRefused(f"{path.name} draws {code}, which is no district of the register.")
    return state_code


def _state_code(register, state_slug):
    if state_slug is None:
        return None
    codes = {slug: code for code, slug in register.slugs().items()}
    if state_slug not in codes:
        raise BoundaryRefused(f"There is no State or Union territory {state_slug!r}. Use the name in its address.")
    return codes[state_slug]


def _check_districts(path, layer, register, state_code):
    if state_code is not None:
        strangers = layer.keys[layer.state_codes != state_code]
        if len(strangers):
            raise BoundaryRefused(f"{path.name} draws district {strangers[0]}, which lies in another State.")
    required = {code for code in register.own() if state_code in (None, register.state_code(code))}
    missing = sorted(required - {int(key) for key in layer.keys if key.isdigit()})
    if missing:
        names = ", ".join(f"{register.by_lgd[code].name} ({code})" for code in missing[:5])
        raise BoundaryRefused(
            f"{path.name} lacks {len(missing)} of the {len(required)} districts it must draw: {names}"
            f"{' and others' if len(missing) > 5 else ''}. Lines are replaced for a whole State or the country."
        )


def _polygons_only(shapes):
    """Cutting can leave lines and points behind; areas are all that counts."""
    return [
        shape
        if shape.geom_type in ("Polygon", "MultiPolygon")
        else shapely.multipolygons([part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"])
        for shape in shapes
    ]
