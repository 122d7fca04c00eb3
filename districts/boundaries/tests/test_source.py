import pytest

from districts.boundaries import source
from districts.boundaries.refusals import BoundaryRefused
from districts.boundaries.tests.building import REFERENCE

KEY = REFERENCE / "boundary_key.csv"


def test_another_file_than_the_pinned_one_is_refused(tmp_path):
    path = tmp_path / source.MEMBER
    path.write_bytes(b"not the pinned bytes")

    with pytest.raises(BoundaryRefused, match="is not the file this portal was checked with"):
        source.check_member(path)


def test_the_key_names_every_current_district_with_its_own_line_once_and_shahdara(register):
    codes = [int(row["lgd_code"]) for row in source.read_key(KEY).values()]

    assert sorted(codes) == sorted(register.own() | {671})


def test_a_polygon_with_another_name_than_the_key_says_is_refused(register):
    key = source.read_key(KEY)
    key[1]["district_as_written"] = "SOMEWHERE ELSE"

    with pytest.raises(BoundaryRefused, match="Polygon 1 of the source is called"):
        source.read_source(source.find_member(), key, register)


def test_the_source_is_776_districts_shahdara_two_without_a_code_and_28_strips(register):
    layer = source.read_source(source.find_member(), source.read_key(KEY), register)

    strips = layer.patches()
    assert strips.sum() == 28
    assert set(layer.keys[~strips]) == {str(code) for code in register.own()} | {"671", "x-mirpur", "x-muzaffarabad"}


def test_the_state_is_the_registers_also_where_the_source_is_older(register):
    layer = source.read_source(source.find_member(), source.read_key(KEY), register)
    rows = layer.index()

    # Dadra and Nagar Haveli, Daman, Diu: the source still says 26.
    assert [layer.state_codes[rows[code]] for code in ("465", "463", "464")] == [38, 38, 38]


@pytest.mark.parametrize(
    ("written", "name"), [("SRIBHUMI_x000D_\n", "SRIBHUMI"), (" A  B ", "A B"), (None, None), ("_x000D_", None)]
)
def test_names_lose_the_carriage_returns_of_the_source(written, name):
    assert source.tidy_name(written) == name
