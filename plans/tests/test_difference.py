"""What two texts say differently: nothing missed, nothing else told, and differences that can be put together."""

import copy
import json
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from common.canonical import canonical_bytes, read_canonical
from plans.difference import (
    ADDED,
    CHANGED,
    DROPPED,
    REPLACED,
    apply,
    compose,
    difference,
    inverse,
    leaves,
    percent_change,
    place_of,
)
from plans.difference_fields import FIELDS
from plans.difference_words import in_words, words_between
from plans.papers import label_of

from . import plan_texts as texts


def _fresh(paper):
    """The paper as it is read from its bytes."""
    return read_canonical(canonical_bytes(paper))


@pytest.fixture
def plan():
    return _fresh(
        texts.a_plan(
            facts=[texts.fact("population", "2251744")],
            training_needs=[
                {"uid": texts.an_uid(), "product": None, "subject": "Grading", "audience": "", "persons": texts.given("400"),
                 "provider": "", "fy": "2026-27"}
            ],
            incentives=[
                {"uid": texts.an_uid(), "product": None, "scheme": "MAI", "government": texts.coded("union"), "support": "",
                 "address": ""}
            ],
        )
    )  # fmt: skip


_VALUES = st.one_of(st.text(max_size=6), st.integers(0, 9).map(str), st.none(), st.lists(st.text(max_size=3), max_size=2))


@st.composite
def _mutations(draw, paper):
    """A paper some steps further: a leaf given another value, a row dropped, added or moved."""
    changed = copy.deepcopy(paper)
    for _step in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["facts", "products", "bottlenecks", "interventions", "targets", "incentives"]))
        rows = changed[kind]
        how = draw(st.sampled_from(["change", "change", "drop", "add", "move"]))
        if how == "drop" and rows:
            rows.pop(draw(st.integers(0, len(rows) - 1)))
        elif how == "add" and rows:
            rows.append({**copy.deepcopy(rows[0]), "uid": draw(st.uuids()).hex})
        elif how == "move" and rows:
            rows.insert(0, rows.pop())
        elif rows:
            row = rows[draw(st.integers(0, len(rows) - 1))]
            row[draw(st.sampled_from(sorted(set(row) - {"uid"})))] = draw(_VALUES)
    return changed


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_differences_compose_turn_round_and_carry_over(data):
    a = _fresh(texts.a_plan(facts=[texts.fact("population", "2251744")]))
    b = data.draw(_mutations(a))
    c = data.draw(_mutations(b))

    ab, bc, ac = (difference(one, other).changes for one, other in ((a, b), (b, c), (a, c)))

    assert compose(ab, bc) == ac
    assert difference(b, a).changes == inverse(ab)
    assert compose(ab, inverse(ab)) == {}
    assert apply(ab, leaves(a)) == leaves(b)
    assert difference(a, a).is_empty


def _paths(row, prefix=""):
    for key, value in row.items():
        if key in ("uid",):
            continue
        if isinstance(value, dict) and value:
            yield from _paths(value, f"{prefix}{key}/")
        else:
            yield f"{prefix}{key}"


def _every_field(paper):
    for kind in ("sections", "facts", "products", "bottlenecks", "interventions", "targets", "training_needs", "incentives"):
        for path in _paths(paper[kind][0]):
            if (kind, path) != ("sections", "head"):
                yield kind, path


def test_a_mutation_of_any_field_appears_and_only_it(plan):
    for kind, path in _every_field(plan):
        other = copy.deepcopy(plan)
        row = other[kind][0]
        *way, last = path.split("/")
        for key in way:
            row = row[key]
        row[last] = {"head": 2, "value": "7", "rupees": 7}.get(last, "another")

        found = difference(plan, other)

        where = place_of(kind, plan[kind][0])
        assert list(found.changes) == [(where, path)], (kind, path)
        [change] = found.rows_of(kind)
        assert change.how == CHANGED
        assert [one.path for one in change.fields] == [path]
        assert not any(found.rows_of(more) for more in found.kinds if more != kind)
        assert found.cover == ()


def test_every_field_of_a_text_can_be_shown_in_words(plan):
    for kind, path in _every_field(plan):
        other = copy.deepcopy(plan)
        row = other[kind][0]
        *way, last = path.split("/")
        for key in way:
            row = row[key]
        old = row[last]
        row[last] = {type(None): None, list: ["another"], bool: True, int: 1}.get(
            type(old), "7" if last == "value" else "missing"
        )
        if last in ("as_of", "start_on", "due_on"):
            row[last] = "2027-01-02"
        if last == "hs":
            row[last] = [{"code": "1006", "edition": "HS 2022", "heading": "Rice"}]
        if row[last] == old or path == "head":
            continue

        shown = in_words(difference(plan, other))

        fields = [one for head in shown.heads for one in [*head.prose, *(field for row in head.rows for field in row.fields)]]
        assert len(fields) == 1, (kind, path, fields)
        assert all(one.old != one.new for one in fields), (kind, path)


def test_percent_is_told_for_the_same_unit_and_basis_alone(plan):
    other = copy.deepcopy(plan)
    other["targets"][0]["target"]["value"] = "90.00"
    other["targets"][1]["target"]["value"] = "120.00"
    other["targets"][1]["unit"] = texts.coded("usd_million", "US$ million")
    other["targets"][2]["baseline"] = texts.missing(fy=None, source="", note="")

    changes = {change.uid: change for change in difference(plan, other).rows_of("targets")}

    def percents(n):
        return {one.path: one.percent for one in changes[plan["targets"][n]["uid"]].fields}

    assert percents(0) == {"target/value": Decimal("20.3")}
    assert percents(1)["target/value"] is None
    assert percents(2)["baseline/value"] is None
    assert percent_change(Decimal(0), Decimal(5)) is None
    assert percent_change(Decimal("50"), Decimal("40")) == Decimal("-20.0")


def test_a_replaced_commitment_is_one_row_and_a_dropped_one_another(plan):
    other = copy.deepcopy(plan)
    first, second = other["targets"][:2]
    first["replaces"], first["uid"] = first["uid"], texts.an_uid()
    first["unit"] = texts.coded("usd_million", "US$ million")
    other["targets"].remove(second)
    other["targets"].append(texts.target("turmeric", value="99.00", fy="2030-31", horizon="long"))

    found = difference(plan, other).rows_of("targets")

    assert [change.how for change in found] == [REPLACED, ADDED, DROPPED]
    assert {one.path for one in found[0].fields} == {"unit/code", "unit/label"}
    [head] = in_words(difference(plan, other)).heads
    assert head.number == 7
    assert head.rows[0].old_title == "Exports in rupees, Turmeric, 2026-27"


def test_the_order_of_products_is_told_and_that_of_targets_is_not(plan):
    moved, dropped = copy.deepcopy(plan), copy.deepcopy(plan)
    moved["products"].reverse()
    moved["targets"].reverse()
    dropped["products"].pop(0)

    assert in_words(difference(plan, moved)).products_reordered == ("Turmeric, Carpets", "Carpets, Turmeric")
    assert in_words(difference(plan, moved)).heads == []
    shown = in_words(difference(plan, dropped))
    assert (shown.products_dropped, shown.products_added, shown.products_reordered) == (["Turmeric"], [], None)


def test_missing_and_zero_are_two_things(plan):
    other = copy.deepcopy(plan)
    other["facts"][0]["figure"] = {"state": "value", "value": "0"}
    plan["facts"][0]["figure"] = {"state": "missing"}

    [row] = in_words(difference(plan, other)).heads[0].rows

    assert [(one.label, one.old, one.new) for one in row.fields] == [("Value", "Not recorded", "0")]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab कि\n", max_size=40), st.text(alphabet="ab कि\n", max_size=40))
def test_the_words_of_both_texts_can_be_read_back(old, new):
    runs = words_between(old, new)
    if not old or not new:
        assert runs == ()
    elif not any(run.how == "left_out" for run in runs):
        assert "".join(run.text for run in runs if run.how != "added") == old
        assert "".join(run.text for run in runs if run.how != "removed") == new


def test_long_unchanged_passages_are_left_out_and_said_so():
    long = " ".join(f"word{n}" for n in range(200))
    runs = words_between(f"{long} lab {long}", f"{long} laboratory {long}")

    assert [run.how for run in runs] == ["left_out", "same", "removed", "added", "same", "left_out"]


def test_a_field_is_read_by_the_list_of_its_kind(plan):
    """What is not in the lists is shown under its path: today that is nothing but what only machines read."""
    unread = {
        (kind, path)
        for kind, path in _every_field(plan)
        if not any(path == root or path.startswith(f"{root}/") for _label, _read, roots, _prose in FIELDS[kind] for root in roots)
    }

    assert unread == {
        ("sections", "label"), ("facts", "head"), ("products", "product/is_service"), ("targets", "metric/roll_up"),
        ("targets", "metric/unit_family"),
    }  # fmt: skip


def test_a_difference_can_be_written_as_json(plan):
    other = copy.deepcopy(plan)
    other["targets"][0]["note"] = "New."

    [((where, field), values)] = difference(plan, other).changes.items()

    assert json.dumps([where, field, *values])


@pytest.mark.parametrize(
    ("frozen", "english", "hindi"),
    [
        ({"code": "medium", "label": "Medium"}, "Medium", "मध्यम"),
        ({"code": "medium", "label": "Medium term"}, "Medium term", "मध्यकाल"),
        ({"code": "medium", "label": "मध्यकाल"}, "Medium term", "मध्यकाल"),
        ({"code": "medium", "label": "As of old"}, "As of old", "As of old"),
        ({"code": "other", "label": "Boats"}, "Boats", "Boats"),
    ],
)
def test_a_code_of_two_lists_is_told_by_the_label_it_was_frozen_with(frozen, english, hindi):
    with override("en"):
        in_english = str(label_of(frozen))
    with override("hi"):
        in_hindi = str(label_of(frozen))

    assert (in_english, in_hindi) == (english, hindi)
