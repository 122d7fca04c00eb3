"""Which districts a build must draw, read from the register in the database."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class RegisteredDistrict:
    """What a build needs to know of one current district.

    boundary is "own", "parent" (drawn inside the line of boundary_of) or "none".
    Points are (latitude, longitude) in degrees, or None where unknown.
    """

    lgd_code: int
    name: str
    state_code: int
    state_slug: str
    state_name: str
    boundary: str
    boundary_of: int | None = None
    label: tuple[float, float] | None = None
    headquarters: tuple[float, float] | None = None


class Register:
    """The districts of the register, by LGD code."""

    def __init__(self, districts):
        self.by_lgd = {district.lgd_code: district for district in districts}

    def __len__(self):
        return len(self.by_lgd)

    def __iter__(self):
        return iter(self.by_lgd.values())

    def own(self):
        """Codes of the districts that must have a polygon."""
        return {d.lgd_code for d in self if d.boundary == "own"}

    def state_code(self, lgd_code):
        """LGD code of the State of a current district, or None."""
        district = self.by_lgd.get(lgd_code)
        return district.state_code if district else None

    def slugs(self):
        """Slug by LGD State code."""
        return {d.state_code: d.state_slug for d in self}

    def fingerprint(self):
        """Hash of everything a build depends on, so that an unchanged register builds nothing."""
        rows = sorted(repr(district) for district in self)
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def read_register():
    """The register as loaded, in one query."""
    from districts.models import District

    rows = District.objects.current().select_related("state", "boundary_of")
    return Register(
        RegisteredDistrict(
            lgd_code=row.lgd_code,
            name=row.name,
            state_code=row.state.lgd_code,
            state_slug=row.state.slug,
            state_name=row.state.name,
            boundary=row.boundary,
            boundary_of=row.boundary_of.lgd_code if row.boundary_of else None,
            label=_point(row.label_lat, row.label_lon),
            headquarters=_point(row.hq_lat, row.hq_lon),
        )
        for row in rows.order_by("lgd_code")
    )


def _point(latitude, longitude):
    if latitude is None or longitude is None:
        return None
    return float(latitude), float(longitude)
