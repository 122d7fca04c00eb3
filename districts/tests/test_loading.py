"""load_seeds: twice is once, and what people edited stands."""

from io import StringIO
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.management import call_command

from audit import edition
from districts import models as m
from districts.seeding.engine import SeedFault, digest, read_rows
from districts.seeding.loading import load_seeds

pytestmark = pytest.mark.django_db

FOLDER = settings.SEED_ROOT / "reference"


def said(**options):
    out = StringIO()
    call_command("load_seeds", stdout=out, **options)
    return out.getvalue()


def with_changed_row(table, key_column, key, **cells):
    """The seed files with one row of one table changed, as a later release would bring it."""

    def read(folder, name):
        rows = read_rows(folder, name)
        if name == table:
            for row in rows:
                if row[key_column] == key:
                    row.update(cells)
        return rows

    return patch("districts.seeding.loading.read_rows", read)


def test_a_second_run_changes_nothing_and_says_so():
    before = edition.current()

    text = said()

    assert text.splitlines() == ["Nothing to change: 12346 rows in 22 tables are as the seeds have them."]
    assert edition.current() == before


def test_a_second_run_writes_nothing(django_assert_max_num_queries):
    with django_assert_max_num_queries(80) as seen:
        load_seeds(FOLDER)

    written = [q["sql"] for q in seen.captured_queries if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")]
    assert written == []


def test_a_changed_seed_changes_the_row_and_counts_the_edition_up_once():
    before = edition.current()

    with with_changed_row("products", "address_name", "turmeric", note="A new note"):
        outcomes = {o.table: o for o in load_seeds(FOLDER)}

    assert m.Product.objects.get(slug="turmeric").note == "A new note"
    assert (outcomes["products"].changed, outcomes["products"].added) == (1, 0)
    assert edition.current() == before + 1


def test_a_later_release_has_two_products_of_a_district_trade_ranks():
    def release(**ranks):
        def read(folder, name):
            rows = read_rows(folder, name)
            if name == "district_products":
                for row in rows:
                    if row["district"] == "1" and row["product"] in ranks:
                        row["rank"] = ranks[row["product"]]
            return rows

        with patch("districts.seeding.loading.read_rows", read):
            outcome = next(o for o in load_seeds(FOLDER) if o.table == "district_products")
        rows = m.DistrictProduct.objects.filter(district__lgd_code=1, rank__isnull=False)
        return outcome.changed, dict(rows.values_list("product__slug", "rank"))

    assert release(apple="2", apricot="3") == (2, {"trout": 1, "apple": 2, "apricot": 3})

    assert release(trout="3", apple="1", apricot="2") == (3, {"trout": 3, "apple": 1, "apricot": 2})
    assert release(trout="3", apple="1", apricot="2") == (0, {"trout": 3, "apple": 1, "apricot": 2})


def test_what_was_edited_here_is_kept_and_said():
    product = m.Product.objects.get(slug="turmeric")
    product.name_hi = "हल्दी (जाँचा हुआ)"
    product.save()

    text = said()

    product.refresh_from_db()
    assert product.name_hi == "हल्दी (जाँचा हुआ)"
    assert "products: turmeric: edited here, left as it is." in text


def test_a_newer_seed_does_not_overwrite_an_edit_and_says_so():
    product = m.Product.objects.get(slug="turmeric")
    product.note = "Ours"
    product.save()

    with with_changed_row("products", "address_name", "turmeric", note="Theirs"):
        text = said()

    product.refresh_from_db()
    assert product.note == "Ours"
    assert "products: turmeric: edited here, and the seed has changed too; left as it is." in text


def test_what_was_removed_here_is_not_brought_back():
    m.Alias.objects.get(place__as_district__lgd_code=350, name="Kataka").delete()

    text = said()

    assert not m.Alias.objects.filter(place__as_district__lgd_code=350, name="Kataka").exists()
    assert "place_names: 350/Kataka: removed here, not brought back." in text


def test_an_edit_of_links_counts_as_an_edit():
    gi = m.GeographicalIndication.objects.get(name="Darjeeling Tea")
    gi.districts.add(m.District.objects.get(lgd_code=583))

    outcomes = {o.table: o for o in load_seeds(FOLDER)}

    assert len(outcomes["gi"].kept) == 1
    assert gi.districts.filter(lgd_code=583).exists()


def test_a_row_entered_by_hand_before_the_seeds_had_it_stands():
    m.SeedRow.objects.filter(table="metrics", key="jobs").delete()
    m.Metric.objects.filter(code="jobs").update(name="Jobs, as we count them")

    outcomes = {o.table: o for o in load_seeds(FOLDER)}

    assert m.Metric.objects.get(code="jobs").name == "Jobs, as we count them"
    assert outcomes["metrics"].added == 0


def test_a_faulty_file_changes_nothing():
    before = edition.current()

    with with_changed_row("products", "address_name", "turmeric", sector="NOSUCH"), pytest.raises(SeedFault):
        load_seeds(FOLDER)

    assert edition.current() == before
    assert m.Product.objects.get(slug="turmeric").sector_id == "SPICE"


def test_the_first_state_of_edited_tables_stands_in_their_history():
    assert m.Product.history.count() >= m.Product.objects.count()
    assert m.Designation.history.filter(history_change_reason="load_seeds").count() == 1990


def test_a_digest_does_not_depend_on_the_engine():
    from decimal import Decimal

    assert digest({"lat": Decimal("12.50000")}, {}) == digest({"lat": Decimal("12.5")}, {})
