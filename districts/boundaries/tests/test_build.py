"""What a build promises about files and failures, on a small invented country."""

import fcntl
import json

import pytest
import shapely

from districts.boundaries import build, checks, store
from districts.boundaries.refusals import BoundaryRefused
from districts.boundaries.tests.building import build_invented, code_at, invented_register, square

BOW_TIE = shapely.Polygon([(70, 8), (75, 13), (75, 8), (70, 13)])


def everything_in(root):
    return {path.name: path.read_bytes() for path in root.iterdir()}


def test_a_build_writes_the_files_its_manifest_names_with_both_compressed_twins(tmp_path):
    manifest = build_invented(tmp_path).manifest

    served = [manifest["overview"], *manifest["states"].values()]
    expected = {"current.json", ".building", manifest["detail"], manifest["figures"]}
    expected |= {name + ending for name in served for ending in ("", ".br", ".gz")}
    assert {path.name for path in tmp_path.iterdir()} == expected
    assert len(manifest["states"]) == 6


def test_a_second_build_of_the_same_inputs_changes_nothing_and_says_so(tmp_path):
    first = build_invented(tmp_path)
    before = everything_in(tmp_path)

    second = build_invented(tmp_path)

    assert (first.changed, second.changed) == (True, False)
    assert second.manifest == first.manifest
    assert everything_in(tmp_path) == before


def test_a_missing_file_is_built_again(tmp_path):
    manifest = build_invented(tmp_path).manifest
    (tmp_path / manifest["states"]["state-3"]).unlink()

    again = build_invented(tmp_path)

    assert again.changed
    assert (tmp_path / manifest["states"]["state-3"]).exists()


def test_another_register_makes_another_build(tmp_path):
    build_invented(tmp_path)

    assert build_invented(tmp_path, register=invented_register(d101={"name": "Renamed"})).changed


def test_a_build_keeps_the_files_of_the_one_before_and_no_older_ones(tmp_path):
    smaller = shapely.difference(square(0, 0), shapely.box(70, 8, 71, 9))
    smallest = shapely.difference(square(0, 0), shapely.box(70, 8, 72, 10))

    overviews = [build_invented(tmp_path, shapes).manifest["overview"] for shapes in ({}, {101: smaller}, {101: smallest})]

    assert [(tmp_path / name).exists() for name in overviews] == [False, True, True]


def test_the_files_of_the_build_before_are_still_served_and_none_older(tmp_path):
    smaller = shapely.difference(square(0, 0), shapely.box(70, 8, 71, 9))
    smallest = shapely.difference(square(0, 0), shapely.box(70, 8, 72, 10))

    first, second, third = (build_invented(tmp_path, shapes).manifest for shapes in ({}, {101: smaller}, {101: smallest}))

    assert first["previous"] == []
    assert second["previous"] == sorted([first["overview"], first["states"]["state-1"]])
    assert store.served_files(third) == {
        third["overview"],
        *third["states"].values(),
        second["overview"],
        second["states"]["state-1"],
    }


@pytest.mark.parametrize(
    ("shapes", "sentence"),
    [
        ({101: None}, "The detail lacks 1 of the districts it must have, first 101."),
        ({code_at(0, 5): None}, f"The detail lacks 1 of the districts it must have, first {code_at(0, 5)}."),
        (
            {code_at(1, 5): shapely.difference(square(1, 5), shapely.box(74.9, 35, 75.9, 35.5))},
            "The detail does not contain Skardu, so it is not the official outline of India.",
        ),
        (
            {code_at(2, 2): shapely.difference(square(2, 2), shapely.box(82, 20, 83, 21))},
            "The lines leave a hole of",
        ),
    ],
    ids=["a lost district", "another lost district", "a cut outline", "a hole"],
)
def test_a_build_that_fails_leaves_the_old_one_byte_for_byte(tmp_path, shapes, sentence):
    build_invented(tmp_path)
    before = everything_in(tmp_path)

    with pytest.raises(BoundaryRefused) as refusal:
        build_invented(tmp_path, shapes)

    assert str(refusal.value).startswith(sentence)
    assert everything_in(tmp_path) == before


def test_a_crash_while_files_are_written_leaves_the_old_manifest_in_force(tmp_path, monkeypatch):
    before = build_invented(tmp_path).manifest
    smaller = shapely.difference(square(0, 0), shapely.box(70, 8, 71, 9))

    def disk_is_full(*_):
        raise OSError("No space left on device")

    monkeypatch.setattr(store, "layer_bytes", disk_is_full)
    with pytest.raises(OSError, match="No space left"):
        build_invented(tmp_path, {101: smaller})

    assert store.read_manifest(tmp_path) == before
    assert store.is_complete(tmp_path, before)


def test_an_overview_over_its_budget_is_refused():
    checks.check_size(48_000)
    with pytest.raises(BoundaryRefused, match="takes 48,001 bytes compressed, and 48,000 are allowed"):
        checks.check_size(48_001)


def test_two_builds_at_once_are_refused(tmp_path):
    with open(tmp_path / ".building", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(BoundaryRefused, match="Another build of the boundaries is running"):
            build_invented(tmp_path)


def test_a_district_that_shares_a_line_is_unmatched_and_the_sum_is_the_register(tmp_path):
    sharing = invented_register(d101={"boundary": "parent", "boundary_of": 102})

    manifest = build_invented(tmp_path, {101: None, 102: shapely.union(square(0, 0), square(1, 0))}, sharing).manifest

    assert len(manifest["matched"]) + len(manifest["unmatched"]) == 36
    assert manifest["unmatched"] == [
        {
            "lgd_code": 101,
            "name": "District 101",
            "state": "state-1",
            "shares_line_of": 102,
            "shares_line_of_name": "District 102",
        }
    ]


def test_neighbours_share_an_edge_and_not_only_a_corner(tmp_path):
    manifest = build_invented(tmp_path).manifest

    figures = json.loads((tmp_path / manifest["figures"]).read_bytes())

    # The south-west corner square touches the square to its north-east in one point.
    assert figures["101"]["neighbours"] == [102, 107]


def test_overlapping_districts_are_named_with_the_area():
    from districts.boundaries.tests.building import layer_of

    with pytest.raises(BoundaryRefused, match=r"A file: 1 and 2 overlap by \d+\.\d\d sq km, and 1 sq km is allowed"):
        checks.check_overlaps(layer_of(shapely.box(77, 10, 78, 11), shapely.box(77.9, 10, 79, 11)), "A file", 1.0)


def test_a_broken_outline_is_named_with_the_reason():
    from districts.boundaries.tests.building import layer_of

    with pytest.raises(BoundaryRefused, match="first 1: Self-intersection"):
        checks.check_valid(layer_of(BOW_TIE), "A file")


def test_every_module_that_shapes_a_build_is_part_of_its_key():
    readers = {"__init__", "lookup", "manifest", "refusals", "register", "rows", "svg"}
    modules = {path.stem for path in build.Path(build.__file__).parent.glob("*.py")}

    assert set(build.RECIPE) == modules - readers
