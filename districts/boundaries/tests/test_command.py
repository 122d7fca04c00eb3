"""manage.py build_boundaries and the rows it leaves, on the register in the database."""

from datetime import date
from io import StringIO

import pytest
import shapely
from django.core.management import CommandError, call_command

from audit import edition
from districts.boundaries import manifest, rows
from districts.boundaries.register import read_register
from districts.boundaries.tests import building
from districts.models import Boundary, District

pytestmark = pytest.mark.django_db

FIRST_DAY, LATER = date(2026, 11, 21), date(2027, 2, 1)


@pytest.fixture
def invented_root(settings, tmp_path):
    """Readers look at an invented country of squares, whose codes are real districts'."""
    settings.BOUNDARY_ROOT = tmp_path
    return tmp_path


def record(root, on, shapes=None):
    return rows.record_lines(building.build_invented(root, shapes).manifest, on=on)


def smaller_101():
    return {101: shapely.difference(building.square(0, 0), shapely.box(70, 8, 71, 9))}


def test_the_register_of_the_database_is_the_register_of_the_seeds():
    assert read_register().fingerprint() == building.register_from_seeds().fingerprint()


def test_reading_the_register_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(read_register()) == 784


def test_the_command_says_what_is_drawn_and_that_nothing_changed(in_force):
    out = StringIO()

    call_command("build_boundaries", stdout=out)

    first, second, third = out.getvalue().splitlines()
    assert first.startswith("776 of 784 drawn; these 8 have no line of their own: ")
    assert "Hansi shares that of Hisar" in first
    assert second == "Nothing changed: the inputs are those of the build in force."
    assert third == "Lines in the database: 777 opened, 0 replaced, 0 ended."


def test_a_second_run_leaves_rows_and_edition_alone(in_force):
    call_command("build_boundaries", stdout=StringIO())
    before = edition.current()

    call_command("build_boundaries", stdout=StringIO())

    assert edition.current() == before
    assert Boundary.objects.count() == 777


def test_a_row_has_its_line_its_area_and_its_source(in_force):
    call_command("build_boundaries", stdout=StringIO())

    row = Boundary.objects.get(place__code="1", place__kind="district")
    assert shapely.geometry.shape(row.geojson).contains(shapely.Point(75.2546, 33.8048))
    assert 2_770 < row.area_sq_km < 2_790
    assert row.source.key == "adarvmaps-0.1.42"
    assert (row.valid_from, row.valid_to) == (None, None)


def test_a_bad_file_ends_the_command_with_its_sentence_and_changes_nothing(in_force, tmp_path):
    path = tmp_path / "letter.geojson"
    path.write_text("Dear colleague")
    before = (building.REAL_ROOT / "current.json").read_bytes()

    with pytest.raises(CommandError, match=r"letter.geojson cannot be read as a map file"):
        call_command("build_boundaries", file=str(path), state="haryana", stdout=StringIO())

    assert (building.REAL_ROOT / "current.json").read_bytes() == before
    assert Boundary.objects.count() == 0


def test_a_state_without_a_file_is_refused():
    with pytest.raises(CommandError, match="Give the file with --file as well"):
        call_command("build_boundaries", state="haryana", stdout=StringIO())


def test_without_districts_the_command_says_to_load_them(settings, tmp_path):
    settings.BOUNDARY_ROOT = tmp_path
    District.objects.update(in_register=False, last_seen_on=FIRST_DAY)

    with pytest.raises(CommandError, match="Run load_seeds first"):
        call_command("build_boundaries", stdout=StringIO())

    assert manifest.current() is None


def test_a_changed_line_ends_the_old_row_and_opens_another(invented_root):
    assert record(invented_root, FIRST_DAY) == rows.RowChanges(opened=36, replaced=0, ended=0)

    assert record(invented_root, LATER, smaller_101()) == rows.RowChanges(opened=0, replaced=1, ended=0)

    old, new = Boundary.objects.filter(place__kind="district", place__code="101").order_by("pk")
    assert [(old.valid_from, old.valid_to), (new.valid_from, new.valid_to)] == [(None, LATER), (LATER, None)]
    assert new.area_sq_km < old.area_sq_km


def test_a_line_changed_twice_in_a_day_is_corrected_in_place(invented_root):
    record(invented_root, FIRST_DAY)
    record(invented_root, LATER, smaller_101())

    changes = record(invented_root, LATER)

    assert changes == rows.RowChanges(opened=0, replaced=1, ended=0)
    assert Boundary.objects.filter(place__kind="district", place__code="101").count() == 2


def test_new_lines_move_the_edition(invented_root):
    before = edition.current()

    record(invented_root, FIRST_DAY)

    assert edition.current() == before + 1
