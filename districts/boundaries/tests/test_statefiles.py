"""The State files of the real build, decoded again from the files that are served."""

import pytest
import shapely

from districts.boundaries import topology
from districts.boundaries.layer import is_patch
from districts.boundaries.tests import building

LIMIT_BYTES = 24_000


@pytest.fixture(scope="module")
def state_files(real_build):
    return {slug: (building.REAL_ROOT / name).read_bytes() for slug, name in real_build.manifest["states"].items()}


def test_there_is_one_file_for_each_state(state_files, register):
    assert sorted(state_files) == sorted(register.slugs().values())


def test_each_file_holds_the_districts_of_its_state(state_files, register):
    drawn = {slug: {key for key in topology.ids(content) if not is_patch(str(key))} for slug, content in state_files.items()}
    expected = {slug: set() for slug in state_files}
    for code in register.own():
        expected[register.by_lgd[code].state_slug].add(code)
    expected["delhi"].add(671)
    expected["jammu-and-kashmir"] |= {"x-mirpur", "x-muzaffarabad"}

    assert drawn == expected


def test_the_files_laid_side_by_side_are_one_valid_coverage(state_files):
    shapes = {}
    for content in state_files.values():
        shapes |= topology.decode_cells(content)

    assert shapely.is_valid(list(shapes.values())).all()
    assert shapely.coverage_is_valid(list(shapes.values()))


def test_no_state_file_is_larger_than_its_budget(real_build, state_files):
    sizes = {slug: (building.REAL_ROOT / f"{name}.br").stat().st_size for slug, name in real_build.manifest["states"].items()}

    assert max(sizes.values()) <= LIMIT_BYTES
