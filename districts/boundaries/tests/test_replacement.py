"""Lines brought as a file: what is taken, and what each refusal says."""

import json
import zipfile

import pyogrio.raw
import pytest
import shapely

from districts.boundaries import replacement, store
from districts.boundaries.refusals import BoundaryRefused
from districts.boundaries.tests.building import SIDE, build_invented, code_at, invented_register, square

ROW = 2  # State 3, whose southern and northern lines it shares with States 2 and 4
SLUG = "state-3"


def features_of_row(row=ROW, **changes):
    """The six squares of a State as GeoJSON features; `changes` maps "d113" to another shape or None."""
    features = []
    for column in range(SIDE):
        code = code_at(column, row)
        shape = changes.get(f"d{code}", square(column, row))
        if shape is not None:
            features.append(feature(code, shape))
    return features


def feature(code, shape, field="lgd_code"):
    return {"type": "Feature", "properties": {field: code}, "geometry": shapely.geometry.mapping(shape)}


def geojson(path, features, **extra):
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | extra))
    return path


def moved_line():
    """Districts 113 and 114 with the line between them half a degree further east."""
    left, right = square(0, ROW), square(1, ROW)
    strip = shapely.segmentize(shapely.box(73.5, 18, 74, 23), 0.25)
    return {"d113": shapely.union(left, strip), "d114": shapely.difference(right, strip)}


def test_a_file_moves_the_lines_inside_its_state_and_nowhere_else(tmp_path):
    root = tmp_path / "root"
    before = build_invented(root).manifest
    path = geojson(tmp_path / "new.geojson", features_of_row(**moved_line()))

    offered = replacement.read_offered(path, invented_register(), SLUG)
    after = build_invented(root, offered=offered).manifest

    def area(manifest, code):
        return float(json.loads((root / manifest["figures"]).read_bytes())[str(code)]["area_sq_km"])

    # Half a degree of the five that District 114 was wide.
    assert area(after, 114) == pytest.approx(0.9 * area(before, 114), rel=0.001)
    assert area(after, 113) == pytest.approx(1.1 * area(before, 113), rel=0.001)
    assert [slug for slug in after["states"] if after["states"][slug] != before["states"][slug]] == [SLUG]
    assert [(entry["state"], entry["name"]) for entry in after["replacements"]] == [(SLUG, "new.geojson")]


def test_a_later_build_keeps_the_lines_of_a_file_until_they_are_dropped(tmp_path):
    root = tmp_path / "root"
    plain = build_invented(root).manifest
    path = geojson(tmp_path / "new.geojson", features_of_row(**moved_line()))
    taken = build_invented(root, offered=replacement.read_offered(path, invented_register(), SLUG)).manifest

    assert build_invented(root).changed is False
    renamed = build_invented(root, register=invented_register(d101={"name": "Renamed"})).manifest
    dropped = build_invented(root, forget_replacements=True).manifest

    assert renamed["overview"] == taken["overview"]
    assert dropped["overview"] == plain["overview"]
    assert dropped["replacements"] == []


def test_a_file_for_the_whole_country_displaces_all_lines_and_earlier_files(tmp_path):
    root = tmp_path / "root"
    register = invented_register()
    one_state = geojson(tmp_path / "state.geojson", features_of_row(**moved_line()))
    country = geojson(tmp_path / "country.geojson", [f for row in range(SIDE) for f in features_of_row(row)])
    plain = build_invented(root).manifest
    build_invented(root, offered=replacement.read_offered(one_state, register, SLUG))

    after = build_invented(root, offered=replacement.read_offered(country, register)).manifest

    assert [entry["state"] for entry in after["replacements"]] == [None]
    assert after["matched"] == plain["matched"]


@pytest.mark.parametrize("suffix", [".fgb", ".zip"])
def test_any_format_gdal_reads_will_do(tmp_path, suffix):
    register = invented_register()
    by_json = replacement.read_offered(geojson(tmp_path / "a.geojson", features_of_row()), register, SLUG)
    path = tmp_path / "a.fgb"
    path.write_bytes(store.layer_bytes(by_json.layer))
    if suffix == ".zip":
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
            archive.write(path, "a.fgb")
        path = tmp_path / "a.zip"

    taken = replacement.read_offered(path, register, SLUG)

    assert taken.layer.keys.tolist() == by_json.layer.keys.tolist()
    assert shapely.equals(taken.layer.shapes, by_json.layer.shapes).all()


def not_a_map(path):
    path.write_text("Dear colleague, please find the boundaries attached.")


def truncated_zip(path):
    geojson(path.with_suffix(".geojson"), features_of_row())
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(path.with_suffix(".geojson"), "lines.geojson")
    path.write_bytes(path.read_bytes()[:-200])


def truncated_json(path):
    geojson(path, features_of_row())
    path.write_text(path.read_text()[:-400])


def virtual(path):
    path.write_text(
        '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>'
    )


def nested_zip(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("lines.vrt", "<OGRVRTDataSource/>")


BOW_TIE = shapely.Polygon([(68.5, 18), (73.5, 23), (73.5, 18), (68.5, 23)])
IN_METRES = shapely.transform(square(0, ROW), lambda degrees: degrees * 111_000)


@pytest.mark.parametrize(
    ("name", "write", "sentence"),
    [
        ("gone.geojson", lambda path: None, "There is no file gone.geojson"),
        ("letter.geojson", not_a_map, "letter.geojson cannot be read as a map file"),
        ("letter.txt", not_a_map, "letter.txt cannot be read as a map file"),
        ("cut.zip", truncated_zip, "cut.zip cannot be read as a map file"),
        ("cut.geojson", truncated_json, "cut.geojson cannot be read as a map file"),
        ("points.vrt", virtual, "points.vrt only points at other files"),
        ("nested.zip", nested_zip, "nested.zip holds lines.vrt, which only leads to other files"),
        ("empty.geojson", lambda path: geojson(path, []), "empty.geojson has no shapes in it"),
        (
            "bow.geojson",
            lambda path: geojson(path, features_of_row(d113=BOW_TIE)),
            r"bow.geojson has 1 districts with a broken outline, first 113: Self-intersection\[71 20.5\]",
        ),
        (
            "missing.geojson",
            lambda path: geojson(path, features_of_row(d115=None)),
            r"missing.geojson lacks 1 of the 6 districts it must draw: District 115 \(115\)",
        ),
        (
            "other.geojson",
            lambda path: geojson(path, [*features_of_row(), feature(101, square(0, 0))]),
            "other.geojson draws district 101, which lies in another State",
        ),
        (
            "unknown.geojson",
            lambda path: geojson(path, [*features_of_row(), feature(999, square(0, ROW))]),
            "unknown.geojson draws 999, which is no district of the register",
        ),
        (
            "twice.geojson",
            lambda path: geojson(path, [*features_of_row(), feature(113, square(0, ROW))]),
            "twice.geojson draws district 113 more than once",
        ),
        (
            "point.geojson",
            lambda path: geojson(path, features_of_row(d113=shapely.Point(70, 19))),
            "District 113 in point.geojson is not an area",
        ),
        (
            "nofield.geojson",
            lambda path: geojson(path, [feature(113, square(0, ROW), field="name")]),
            "nofield.geojson has no field with LGD district codes. Name it lgd_code; it has: name",
        ),
        (
            "nocode.geojson",
            lambda path: geojson(path, [feature(None, square(0, ROW)), *features_of_row()]),
            "Feature 1 of nocode.geojson has no LGD code",
        ),
        (
            "metres.geojson",
            lambda path: geojson(path, features_of_row(d113=IN_METRES)),
            "metres.geojson lies outside India",
        ),
        (
            "utm.geojson",
            lambda path: geojson(
                path,
                features_of_row(),
                crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32643"}},
            ),
            "utm.geojson is in EPSG:32643. Save it in WGS 84",
        ),
        (
            "overlap.geojson",
            lambda path: geojson(path, features_of_row(d113=square(0, ROW, step=5.25))),
            r"overlap.geojson: 113 and 114 overlap by [\d.,]+ sq km",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.count(".") == 1 and " " not in value else "",
)
def test_a_bad_file_is_refused_with_a_sentence(tmp_path, name, write, sentence):
    path = tmp_path / name
    write(path)

    with pytest.raises(BoundaryRefused, match=sentence):
        replacement.read_offered(path, invented_register(), SLUG)


@pytest.mark.parametrize(
    ("shape", "sentence"),
    [
        (shapely.union(square(0, ROW), shapely.box(67.5, 20, 68.5, 21)), "goes beyond the official outline by more than 3.0 km"),
        (shapely.difference(square(0, ROW), shapely.box(68.5, 18, 69.5, 19)), "of the official outline without a district"),
    ],
    ids=["outside", "bare"],
)
def test_a_file_that_leaves_the_official_outline_changes_nothing(tmp_path, shape, sentence):
    root = tmp_path / "root"
    build_invented(root)
    before = {path.name: path.read_bytes() for path in root.iterdir()}
    path = geojson(tmp_path / "lines.geojson", features_of_row(d113=shape))
    offered = replacement.read_offered(path, invented_register(), SLUG)

    with pytest.raises(BoundaryRefused, match=sentence):
        build_invented(root, offered=offered)

    assert {path.name: path.read_bytes() for path in root.iterdir()} == before


def test_an_archive_that_swells_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(replacement, "UNPACKED_LIMIT_BYTES", 2_000_000)
    with zipfile.ZipFile(tmp_path / "swelling.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("lines.geojson", bytes(3_000_000))

    with pytest.raises(BoundaryRefused, match="swelling.zip unpacks to 3 MB, and 2 MB are allowed"):
        replacement.read_offered(tmp_path / "swelling.zip", invented_register(), SLUG)


def test_a_state_nobody_has_is_refused_by_name(tmp_path):
    path = geojson(tmp_path / "a.geojson", features_of_row())

    with pytest.raises(BoundaryRefused, match="There is no State or Union territory 'atlantis'"):
        replacement.read_offered(path, invented_register(), "atlantis")


def test_a_file_cannot_name_two_layers(tmp_path):
    path = tmp_path / "two.gpkg"
    for layer in ("lines", "old lines"):
        pyogrio.raw.write(
            str(path),
            geometry=shapely.to_wkb([square(0, ROW)]),
            field_data=[],
            fields=[],
            geometry_type="Polygon",
            crs="EPSG:4326",
            driver="GPKG",
            layer=layer,
            append=path.exists(),
        )

    with pytest.raises(BoundaryRefused, match="must have exactly one layer; it has 2: lines, old lines"):
        replacement.read_offered(path, invented_register(), SLUG)
