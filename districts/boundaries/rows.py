"""The lines in the database: what the read-only map of the admin shows.

Pages and lookups use the files; these rows keep the history of lines as data.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from django.db import transaction

from audit import edition
from districts.boundaries import lookup, manifest, store
from districts.boundaries import source as pinned

# Four decimals are about eleven metres: finer than the source by far.
DECIMALS = 4
# The key under which the seeds list the package.
SOURCE_KEY = f"{pinned.PACKAGE}-{pinned.VERSION}"


@dataclass(frozen=True)
class RowChanges:
    """How many lines were new, how many replaced an older one, how many ended."""

    opened: int
    replaced: int
    ended: int

    def __bool__(self):
        return bool(self.opened or self.replaced or self.ended)


@transaction.atomic
def record_lines(build, *, on, files_changed=False):
    """Make the Boundary rows of districts those of the build; `on` is the day lines change.

    The first line of a district has no first day, because the source gives none.
    A changed line ends the old row and opens another; on one and the same day the
    row is corrected instead. Changes of rows, or of the files that pages name, bump
    the edition in the same transaction.
    """
    from districts.models import Boundary, District

    districts = {district.lgd_code: district for district in District.objects.select_related("state")}
    lines = _lines(build, districts)
    open_rows = {
        row.place_id: row
        for row in Boundary.objects.filter(place__kind="district", valid_to__isnull=True).select_related("source")
    }
    opened, replaced = [], []
    for lgd_code, (geojson, area, source) in lines.items():
        row = open_rows.pop(districts[lgd_code].pk, None)
        fresh = Boundary(place=districts[lgd_code], geojson=geojson, area_sq_km=area, source=source)
        if row is None:
            opened.append(fresh)
        elif row.geojson != geojson or row.source_id != source.pk:
            fresh.valid_from = on
            replaced.append((row, fresh))
    ended = list(open_rows.values())
    _save(opened, replaced, ended, on)
    changes = RowChanges(len(opened), len(replaced), len(ended))
    if changes or files_changed:
        edition.bump()
    return changes


def _lines(build, districts):
    """LGD code -> (GeoJSON, area, source) of every district the build draws and the database knows."""
    layer = store.read_layer(manifest.path_of(build["detail"]))
    slugs = {district.state.lgd_code: district.state.slug for district in districts.values()}
    sources = _sources(build)
    lines = {}
    for key, state_code, shape in zip(layer.keys, layer.state_codes, layer.shapes, strict=True):
        if key.isdigit() and int(key) in districts:
            source = sources.get(slugs.get(state_code)) or sources.get(None) or sources[pinned.PACKAGE]
            lines[int(key)] = (geojson_of(shape), lookup.area_sq_km(int(key)), source)
    return lines


def _sources(build):
    """Source by State slug, None for a country file, and the package's own."""
    from districts.models import Source

    package, _ = Source.objects.get_or_create(
        key=SOURCE_KEY,
        defaults={
            "publisher": "ADARV (Survey of India layout)",
            "title": f"{pinned.PACKAGE} {pinned.VERSION}, {pinned.MEMBER}",
            "address": f"https://pypi.org/project/{pinned.PACKAGE}/{pinned.VERSION}/",
            "as_of": "early 2026",
            "licence": "MIT (the package); its own source is not named",
        },
    )
    sources = {pinned.PACKAGE: package}
    for entry in build["replacements"]:
        sources[entry["state"]], _ = Source.objects.get_or_create(
            key=entry["file"].replace(".", "-"),
            defaults={"publisher": "File brought to this portal", "title": f"District lines, {entry['name']}"},
        )
    return sources


def geojson_of(shape):
    """GeoJSON MultiPolygon as plain lists, coordinates rounded to DECIMALS.

    Rings begin at their lowest point, so that an equal line is an equal value.
    """
    rounded = shapely.normalize(shapely.transform(shape, lambda degrees: np.round(degrees, DECIMALS)))
    polygons = [
        [shapely.get_coordinates(ring).tolist() for ring in (part.exterior, *part.interiors)]
        for part in shapely.get_parts(rounded)
    ]
    return {"type": "MultiPolygon", "coordinates": polygons}


def _save(opened, replaced, ended, on):
    from districts.models import Boundary

    new_rows = list(opened)
    for old, fresh in replaced:
        if old.valid_from == on:
            old.geojson, old.area_sq_km, old.source = fresh.geojson, fresh.area_sq_km, fresh.source
            old.save(update_fields=["geojson", "area_sq_km", "source"])
        else:
            old.valid_to = on
            old.save(update_fields=["valid_to"])
            new_rows.append(fresh)
    for old in ended:
        if old.valid_from == on:
            old.delete()
        else:
            old.valid_to = on
            old.save(update_fields=["valid_to"])
    Boundary.objects.bulk_create(new_rows, batch_size=100)
