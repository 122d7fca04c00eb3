"""The pinned source of the lines: one member of a PyPI wheel, never imported.

The wheel is installed without its dependencies and read as data. Its polygons
carry census codes of their own; seeds/reference/boundary_key.csv says which LGD
district each of them is.
"""

import csv
import hashlib
from importlib import metadata
from pathlib import Path

import pyogrio.raw
import shapely

from districts.boundaries.layer import NO_STATE, Layer
from districts.boundaries.refusals import BoundaryRefused

PACKAGE = "adarvmaps"
VERSION = "0.1.42"
MEMBER = "district_boundary_lite.fgb"
MEMBER_SHA256 = "a28ad3a9da4cd1bb16bdcb61a3fabf0652ff199382e0789d5799ca26ac3a47d9"
SOURCE_LINE = f"PyPI {PACKAGE} {VERSION}, {MEMBER}, SHA-256 {MEMBER_SHA256[:12]}"

# The bed of the Yamuna in Delhi has no code of its own; it lies in Central Delhi.
RIVER_BED = "NAZUL"
RIVER_BED_GOES_TO = "77"

# Polygons without an LGD district in today's register: the State they lie in.
# Shahdara (671) was merged away when Delhi went to 13 districts; Mirpur and
# Muzaffarabad never had a code and keep the official outline whole.
STATES_OF_OTHERS = {"671": 7, "x-mirpur": 1, "x-muzaffarabad": 1}


class PinnedWheel:
    """The source of a normal build, with the key that joins it to the register."""

    line = SOURCE_LINE

    def __init__(self, key_path):
        self.key_path = Path(key_path)

    def digest(self):
        """Hash of all that read() depends on but the register."""
        member = hashlib.sha256(find_member().read_bytes())
        member.update(self.key_path.read_bytes())
        return member.hexdigest()

    def read(self, register):
        """The lines in degrees, keyed by LGD code."""
        return read_source(find_member(), read_key(self.key_path), register)


def find_member():
    """Path of the pinned file inside the installed wheel, its bytes checked by SHA-256."""
    try:
        files = metadata.distribution(PACKAGE).files or []
    except metadata.PackageNotFoundError as missing:
        raise BoundaryRefused(
            f"The boundary source {PACKAGE} {VERSION} is not installed. "
            "Install requirements-boundaries.txt with --no-deps and run this again."
        ) from missing
    paths = [Path(file.locate()) for file in files if file.name == MEMBER]
    if not paths or not paths[0].exists():
        raise BoundaryRefused(f"The installed {PACKAGE} has no {MEMBER}. Install version {VERSION} and run this again.")
    return check_member(paths[0])


def check_member(path):
    """The path itself, when its bytes are the pinned ones."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != MEMBER_SHA256:
        raise BoundaryRefused(
            f"{path.name} is not the file this portal was checked with "
            f"(SHA-256 {found[:12]}, expected {MEMBER_SHA256[:12]}). Install {PACKAGE} {VERSION} again."
        )
    return path


def read_key(path):
    """Rows of boundary_key.csv by object id."""
    with open(path, encoding="utf-8", newline="") as file:
        return {int(row["object_id"]): row for row in csv.DictReader(file)}


def read_source(path, key, register):
    """The source as a layer in degrees, keyed by LGD code, before any cleaning.

    The State of a district is the register's. The source's own State code is not
    used: it still has the number of the Union territory that Dadra, Daman and Diu
    left in 2020.

    Raises BoundaryRefused when a keyed polygon bears another name than the key says.
    """
    meta, _, wkb, columns = pyogrio.raw.read(str(path), columns=["OBJECTID", "DISTRICT"])
    fields = dict(zip(meta["fields"], columns, strict=True))
    shapes = shapely.force_2d(shapely.from_wkb(wkb))
    rows = []
    for object_id, written, shape in zip(fields["OBJECTID"], fields["DISTRICT"], shapes, strict=True):
        name = tidy_name(written)
        rows.append((_key_of(int(object_id), name, key), shape))
    return Layer.of((name, _state_of(name, register), shape) for name, shape in _join_river_bed(rows))


def tidy_name(written):
    """The source's name without the carriage returns that one of them carries, or None."""
    if written is None:
        return None
    return " ".join(written.replace("_x000D_", " ").split()) or None


def _key_of(object_id, name, key):
    if object_id in key:
        expected = key[object_id]["district_as_written"]
        if name != expected:
            raise BoundaryRefused(
                f"Polygon {object_id} of the source is called {name!r}, but boundary_key.csv says "
                f"{expected!r}. Correct the key before building."
            )
        return key[object_id]["lgd_code"]
    if name is None:
        return f"x-{object_id}"
    return name if name == RIVER_BED else f"x-{name.lower()}"


def _join_river_bed(rows):
    bed = [shape for name, shape in rows if name == RIVER_BED]
    for name, shape in rows:
        if name == RIVER_BED_GOES_TO:
            yield name, shapely.union_all([shape, *bed])
        elif name != RIVER_BED:
            yield name, shape


def _state_of(key, register):
    if key in STATES_OF_OTHERS:
        return STATES_OF_OTHERS[key]
    if not key.isdigit():
        return NO_STATE
    state_code = register.state_code(int(key))
    if state_code is None:
        raise BoundaryRefused(
            f"The key names district {key}, which is not in the register. Load the seeds first, or correct boundary_key.csv."
        )
    return state_code
