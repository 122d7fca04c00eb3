"""Finding by any spelling, and reads in a constant number of queries."""

import pytest

from districts import models as m
from districts.queries import (
    UnknownHSCode,
    find_districts,
    find_hs,
    find_products,
    products_named,
    resolve_hs,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("turmeric", "Turmeric"),
        ("TURMERIC", "Turmeric"),
        ("haldi", "Turmeric"),
        ("हल्दी", "Turmeric"),
        ("Turmerick", "Turmeric"),
        ("aluminum castings", "Aluminium Castings"),
        ("anthuriums", "Anthurium"),
    ],
)
def test_a_product_is_found_by_any_spelling(typed, name):
    assert find_products(typed)[0].name == name


def test_a_merged_product_is_not_found():
    kept, gone = m.Product.objects.get(slug="turmeric"), m.Product.objects.get(slug="anthurium")
    m.Product.objects.filter(pk=gone.pk).update(merged_into=kept)

    assert "Anthurium" not in [product.name for product in find_products("anthurium")]


def test_nothing_typed_finds_nothing():
    assert find_products("  ") == []
    assert find_districts("") == []
    assert find_hs(" ") == []


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Erode", 573),
        ("erode", 573),
        ("ईरोड", 573),
        ("573", 573),
        ("Kataka", 350),
        ("Cuttack", 350),
        ("Leh Ladakh", 9),
        ("Shimoga", None),
        ("Erodde", 573),
        ("Central Delhi", 77),
    ],
)
def test_a_district_is_found_by_any_spelling_or_code(typed, code):
    found = find_districts(typed)

    assert found
    if code:
        assert found[0].lgd_code == code


def test_a_name_in_two_states_gives_two_districts_and_the_state_decides():
    assert sorted(d.state.name for d in find_districts("Aurangabad") if d.name == "Aurangabad") == ["Bihar"]
    assert sorted(d.state.name for d in find_districts("Bilaspur") if d.name == "Bilaspur") == [
        "Chhattisgarh",
        "Himachal Pradesh",
    ]
    assert [d.state.name for d in find_districts("Bilaspur, Himachal Pradesh")] == ["Himachal Pradesh"]
    assert [d.state.name for d in find_districts("Bilaspur (CG)")] == ["Chhattisgarh"]


def test_a_retired_district_is_not_found():
    assert [d.name for d in find_districts("Shahdara") if d.lgd_code == 671] == []


@pytest.mark.parametrize("typed", ["turmeric", "no such thing at all"])
def test_finding_products_takes_few_queries(typed, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        find_products(typed)


@pytest.mark.parametrize("typed", ["erode", "no such place at all", "Bilaspur, Himachal Pradesh"])
def test_finding_districts_takes_few_queries(typed, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        find_districts(typed)


def test_a_name_of_several_products_gives_them_all():
    compound = m.ProductAlias.objects.filter(is_compound=True).order_by("folded").first()
    same = m.ProductAlias.objects.filter(folded=compound.folded).values_list("product_id", flat=True)

    assert {product.pk for product in products_named(compound.name)} >= set(same) or products_named(compound.name)


@pytest.mark.parametrize("typed", ["071320", "0713.20", "0713 20", "0713-20", " ०७१३.२० ", "0713\u00a020"])
def test_a_code_is_understood_however_it_is_set(typed):
    answer = resolve_hs(typed)

    assert (answer.code, answer.heading.code, answer.checked) == ("071320", "0713", False)
    assert str(answer.note) == "not checked below the heading"


def test_eight_digits_are_kept_as_typed_under_their_heading():
    answer = resolve_hs("0713.20.10")

    assert (answer.code, answer.heading.code, answer.checked) == ("07132010", "0713", False)


@pytest.mark.parametrize(("typed", "code"), [("0713", "0713"), ("07", "07")])
def test_headings_and_chapters_are_checked(typed, code):
    answer = resolve_hs(typed)

    assert (answer.code, answer.heading.code, answer.checked, answer.note) == (code, code, True, "")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0799", "has no heading 0799"),
        ("079920", "has no heading 0799"),
        ("071", "is not an HS code"),
        ("07132", "is not an HS code"),
        ("turmeric", "is not an HS code"),
        ("", "is not an HS code"),
        ("0713201099", "is not an HS code"),
        ("0000", "has no chapter 00"),
        ("9801", "Nothing is exported under chapter 98"),
        ("77", "Nothing is exported under chapter 77"),
    ],
)
def test_an_unknown_code_is_refused_with_a_sentence(typed, words):
    with pytest.raises(UnknownHSCode) as refused:
        resolve_hs(typed)

    assert words in str(refused.value)
    assert str(refused.value).endswith(".")


def test_resolving_a_code_takes_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        resolve_hs("071320")


def test_codes_are_found_by_digits_and_by_words():
    assert [code.code for code in find_hs("0713")][0] == "0713"
    assert [code.code for code in find_hs("0713.99")] == ["0713"]
    assert "0901" in [code.code for code in find_hs("coffee")]
    assert "091030" in [code.code for code in find_hs("haldi")], "through the names of products"
    assert find_hs("77") == []
