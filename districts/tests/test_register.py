"""The register as loaded: what it must hold."""

import datetime as dt

import pytest

from districts import models as m
from districts.queries import find_districts
from districts.tests.dashboard import PAIRS, WITHOUT_PRODUCT

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (m.State, 36),
        (m.District, 787),
        (m.Lineage, 14),
        (m.RegionalAuthority, 39),
        (m.HSSection, 21),
        (m.Sector, 24),
        (m.Product, 655),
        (m.ProductAlias, 3195),
        (m.DistrictProduct, 1788),
        (m.Designation, 1990),
        (m.GeographicalIndication, 696),
        (m.Metric, 12),
        (m.ExportFigure, 267),
        (m.ReportedCount, 16),
        (m.HSCode, 1525),
        (m.ProductHS, 904),
        (m.Agency, 44),
        (m.Jurisdiction, 8),
        (m.Alias, 229),
        (m.Source, 78),
    ],
)
def test_every_table_has_its_rows(table, rows):
    assert table.objects.count() == rows


def test_today_has_784_districts_and_770_of_them_a_product():
    current = m.District.objects.current()

    assert current.count() == 784
    assert current.with_products().count() == 770
    assert sorted(current.without_products().values_list("name", flat=True)) == WITHOUT_PRODUCT


def test_every_pair_of_the_dashboard_is_there():
    missing, found = [], 0
    for slug, names in PAIRS.items():
        for name in names:
            district = find_districts(name)[0]
            named = m.Designation.objects.filter(
                district_product__district=district, district_product__product__slug=slug, list__code="deh"
            )
            found += named.count()
            if not named:
                missing.append((slug, name, str(district)))

    assert missing == []
    assert found == m.Designation.objects.filter(list__code="deh").count() == 84


@pytest.mark.parametrize("slug", ["aluminium-castings", "anthurium"])
def test_a_product_of_the_dashboard_stands_in_exactly_its_districts(slug):
    districts = m.District.objects.filter(
        district_products__product__slug=slug, district_products__designations__list__code="deh"
    )

    assert sorted(d.lgd_code for d in districts) == sorted(find_districts(name)[0].lgd_code for name in PAIRS[slug])


def test_odisha_shows_the_names_of_may_2026_and_keeps_the_new_ones_as_aliases():
    respelt = m.District.objects.filter(lgd_code__in=[344, 346, 347, 350, 351, 359, 360, 361, 367, 372, 373])

    assert sorted(respelt.values_list("name", flat=True)) == [
        "Angul",
        "Balasore",
        "Bargarh",
        "Cuttack",
        "Deogarh",
        "Kandhamal",
        "Kendrapara",
        "Keonjhar",
        "Nayagarh",
        "Sonepur",
        "Sundargarh",
    ]
    assert m.Alias.objects.filter(place__as_district__lgd_code=350, name="Kataka").exists()
    assert m.District.objects.get(lgd_code=350).name_lgd == "Kataka"


def test_districts_of_delhi_carry_its_name():
    delhi = m.District.objects.current().filter(state__slug="delhi").values_list("name", flat=True)

    assert sorted(delhi) == [
        "Central Delhi",
        "Central North Delhi",
        "East Delhi",
        "New Delhi",
        "North Delhi",
        "North East Delhi",
        "North West Delhi",
        "Old Delhi",
        "Outer North Delhi",
        "South Delhi",
        "South East Delhi",
        "South West Delhi",
        "West Delhi",
    ]


@pytest.mark.parametrize(
    ("code", "name", "into"),
    [(671, "Shahdara", [78, 81]), (599, "Mahe", [600]), (601, "Yanam", [600])],
)
def test_a_retired_district_is_kept_with_what_it_went_into(code, name, into):
    retired = m.District.objects.get(lgd_code=code)

    assert retired.name == name
    assert retired.valid_to is None, "no source gives the day"
    assert retired not in m.District.objects.current()
    assert retired in m.District.objects.on(dt.date(2022, 12, 22))
    assert retired not in m.District.objects.on(dt.date(2026, 11, 21))
    went = m.Lineage.objects.filter(from_place=retired, kind="merge")
    assert sorted(step.to_place.as_district.lgd_code for step in went) == into


def test_every_fact_names_its_source_and_every_source_its_date():
    without = {
        table.__name__: table.objects.filter(source__isnull=True).count()
        for table in (
            m.Place,
            m.Alias,
            m.Lineage,
            m.Jurisdiction,
            m.Agency,
            m.HSSection,
            m.HSCode,
            m.Sector,
            m.Product,
            m.ProductAlias,
            m.ProductHS,
            m.ProductList,
            m.DistrictProduct,
            m.Designation,
            m.GeographicalIndication,
            m.Metric,
            m.ExportFigure,
            m.ReportedCount,
        )
    }

    assert {name: count for name, count in without.items() if count} == {}
    assert m.Source.objects.filter(as_of="").count() == 0


def test_only_ranked_lists_give_a_rank():
    assert set(m.ProductList.objects.filter(is_ranked=True).values_list("code", flat=True)) == {"odop", "odop-cg"}
    assert not m.Designation.objects.filter(list__is_ranked=False).exclude(rank_as_given="").exists()
    ranked = m.DistrictProduct.objects.filter(rank__isnull=False)
    assert not ranked.exclude(designations__list__code="odop").exists()


def test_project_profiles_of_uttar_pradesh_are_no_products():
    assert not m.ProductList.objects.filter(name__icontains="project profile").exists()


def test_figures_that_contradict_each_other_stand_side_by_side():
    shares = m.ExportFigure.objects.filter(place__as_district__lgd_code=447, measure="share of India", period="Apr 2022-Jan 2023")

    assert sorted(shares.values_list("value_as_published", flat=True)) == ["16", "24"]


def test_a_part_of_a_year_is_never_the_figure_of_a_year():
    assert m.ExportFigure.objects.filter(is_part_year=True).count() == 78
    assert not m.ExportFigure.objects.filter(is_part_year=True).exclude(financial_year="").exists()


def test_figures_of_states_belong_to_states():
    kinds = m.ExportFigure.objects.values_list("place__kind", flat=True)

    assert {kind: list(kinds).count(kind) for kind in set(kinds)} == {"district": 115, "state": 143, "nation": 9}


def test_official_counts_stand_with_date_and_source():
    counts = {(c.code, c.on.isoformat()): c for c in m.ReportedCount.objects.select_related("source")}

    assert counts["plans-drafted", "2025-07-21"].value == 590
    assert counts["plans-notified", "2025-07-21"].value == 249
    assert counts["plans-drafted", "2022-07-22"].value == 557
    assert counts["plans-adopted", "2022-07-22"].value == 218
    assert counts["districts-with-products", "2023-02-08"].value == 734
    assert counts["districts-with-odop", "2023-02-08"].value == 765
    assert counts["plans-notified", "2025-07-21"].source.publisher == "Business Standard"


def test_the_measures_are_those_of_the_programme_and_other_is_never_rolled_up():
    rolls = dict(m.Metric.objects.values_list("code", "roll_up"))

    assert rolls == {
        "exports-inr": "sum",
        "exports-usd": "sum",
        "export-quantity": "sum",
        "active-exporters": "count",
        "first-time-exporters": "count",
        "jobs": "sum",
        "people-trained": "sum",
        "units-certified": "sum",
        "gi-registrations": "count",
        "share-of-state": "ratio",
        "rank": "none",
        "other": "none",
    }


def test_hs_2022_stands_to_the_heading():
    levels = m.HSCode.objects.filter(edition="HS 2022")

    assert levels.filter(level="chapter").count() == 99
    assert levels.filter(level="heading").count() == 1229
    assert not levels.filter(level="subheading", checked=True).exists()
    assert set(levels.filter(selectable=False, level="chapter").values_list("code", flat=True)) == {"77", "98", "99"}


def test_the_eight_newest_districts_name_whose_line_they_share():
    sharing = m.District.objects.current().filter(boundary="parent").select_related("boundary_of")

    assert {d.lgd_code: d.boundary_of.lgd_code for d in sharing} == {
        788: 248,
        789: 441,
        790: 517,
        791: 745,
        792: 63,
        794: 80,
        795: 77,
        796: 80,
    }


def test_likely_geographical_indications_that_nobody_confirmed_are_not_loaded():
    chilli = m.GeographicalIndication.objects.get(name="Guntur Sannam Chilli")

    assert "chilli" not in chilli.products.values_list("slug", flat=True)
