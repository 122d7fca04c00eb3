"""Builds for tests: the real one, made once and kept under var/, and a small invented country."""

import csv
from datetime import UTC, datetime

import numpy as np
import shapely
from django.conf import settings

from districts.boundaries import build
from districts.boundaries.layer import Layer
from districts.boundaries.register import Register, RegisteredDistrict
from districts.boundaries.source import PinnedWheel

AT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)
REFERENCE = settings.BASE_DIR / "seeds" / "reference"
REAL_ROOT = settings.BASE_DIR / "var" / "test-boundaries"


def register_from_seeds():
    """The register as the seeds have it, without a database."""
    with open(REFERENCE / "states.csv", encoding="utf-8", newline="") as file:
        states = {row["address_name"]: row for row in csv.DictReader(file)}
    with open(REFERENCE / "districts.csv", encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["in_register"] == "yes"]
    return Register(
        RegisteredDistrict(
            lgd_code=int(row["lgd_code"]),
            name=row["name"],
            state_code=int(states[row["state"]]["lgd_code"]),
            state_slug=row["state"],
            state_name=states[row["state"]]["name"],
            boundary=row["map_line"],
            boundary_of=int(row["line_of"]) if row["line_of"] else None,
            label=_point(row["label_lat"], row["label_lon"]),
            headquarters=_point(row["hq_lat"], row["hq_lon"]),
        )
        for row in rows
    )


def _point(latitude, longitude):
    return (float(latitude), float(longitude)) if latitude else None


def build_real(root=REAL_ROOT):
    """The build of the pinned wheel: about 15 seconds once, nothing as long as its inputs stay."""
    return build.build(root, register_from_seeds(), PinnedWheel(REFERENCE / "boundary_key.csv"), at=AT)


# --- An invented country of 6 x 6 squares that covers the points of the official outline.

WEST, SOUTH, STEP, SIDE = 68.5, 8.0, 5.0, 6
FIRST_CODE = 101


def square(column, row, step=STEP):
    """A square district, with vertices along its edges as real lines have."""
    left, bottom = WEST + column * STEP, SOUTH + row * STEP
    return shapely.segmentize(shapely.box(left, bottom, left + step, bottom + step), 0.25)


def code_at(column, row):
    return FIRST_CODE + row * SIDE + column


def invented_register(**changes):
    """36 districts in 6 States, one for each row; `changes` maps "d101" to fields that differ."""
    districts = []
    for row in range(SIDE):
        for column in range(SIDE):
            code = code_at(column, row)
            fields = {
                "lgd_code": code,
                "name": f"District {code}",
                "state_code": row + 1,
                "state_slug": f"state-{row + 1}",
                "state_name": f"State {row + 1}",
                "boundary": "own",
            }
            districts.append(RegisteredDistrict(**(fields | changes.get(f"d{code}", {}))))
    return Register(districts)


class InventedOrigin:
    """Stands where the pinned wheel stands. `shapes` replaces squares by LGD code; None leaves one out."""

    line = "invented for a test"

    def __init__(self, shapes=None):
        self.shapes = shapes or {}

    def digest(self):
        return repr(sorted((code, shape and shape.wkt) for code, shape in self.shapes.items()))

    def read(self, register):
        rows = []
        for row in range(SIDE):
            for column in range(SIDE):
                code = code_at(column, row)
                shape = self.shapes.get(code, square(column, row))
                if shape is not None:
                    rows.append((str(code), row + 1, shape))
        return Layer.of(rows)


def build_invented(root, shapes=None, register=None, **options):
    return build.build(root, register or invented_register(), InventedOrigin(shapes), at=AT, **options)


def layer_of(*shapes):
    """A layer with keys "1", "2", ... and no State."""
    return Layer(
        np.array([str(number) for number in range(1, len(shapes) + 1)], dtype=object),
        np.zeros(len(shapes), dtype=int),
        np.array(shapes, dtype=object),
    )
