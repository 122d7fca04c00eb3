"""Cells of a table: what is understood and said back, what is refused in words, and that written cells are read again."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from common.refusals import Refusal
from plans import rows
from plans.cell_texts import shown, written
from plans.cells import Register, Unreadable, read
from plans.columns import COLUMNS, Holds, column_of_field, heading
from plans.models import (
    Bottleneck,
    FigureState,
    Incentive,
    Intervention,
    ProductChapter,
    ProfileFact,
    Section,
    Target,
    TrainingNeed,
)
from plans.states import State
from plans.tests.factories import version_in

MODELS = {
    "sections": Section,
    "facts": ProfileFact,
    "products": ProductChapter,
    "bottlenecks": Bottleneck,
    "interventions": Intervention,
    "targets": Target,
    "incentives": Incentive,
    "training": TrainingNeed,
}


def column(word, name):
    return next(one for one in COLUMNS[word] if one.name == name)


BASELINE = column("targets", "baseline")
COST = column("interventions", "cost")
DUE = column("interventions", "due_on")


def understood(one, raw, register=None):
    return shown(one, read(one, raw, register or Register(None)))


@pytest.mark.parametrize("word", sorted(MODELS))
def test_every_field_a_writer_may_set_has_its_column(word):
    covered = {field for one in COLUMNS[word] for field in one.fields}
    asked = set(rows.writable_fields(MODELS[word])) - {"position"}

    assert asked - covered == set()
    assert covered - asked - {"head"} == set()


@pytest.mark.parametrize("word", sorted(COLUMNS))
def test_a_column_is_known_by_its_heading_in_both_languages(word):
    for one in COLUMNS[word]:
        for language in ("en", "hi"):
            found = heading(word, one.label_in(language)).column
            assert found is not None
            assert found.label_in(language) == one.label_in(language)
    labels = [one.label_in("en") for one in COLUMNS[word]]
    assert len(set(labels)) == len(labels)


def test_a_heading_may_say_what_the_amounts_are_in():
    assert [
        heading("interventions", text).rupees_in for text in ("Cost", "Cost (₹ lakh)", "लागत (करोड़ रुपये)", "COST, in crore")
    ] == [
        "",
        "lakh",
        "crore",
        "crore",
    ]
    assert heading("interventions", "Remarks of the clerk").column is None


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1,43,843.19", "1,43,843.19"),
        ("143,843.19", "1,43,843.19"),
        ("१,४३,८४३.१९", "1,43,843.19"),
        ("١٤٣٨٤٣٫١٩", "1,43,843.19"),
        ("\u200f143\u00a0843.19\u200e", "1,43,843.19"),
        (143843.19, "1,43,843.19"),
        ("0", "0"),
        ("0.00", "0.00"),
        ("", "Not recorded"),
        ("Not Recorded", "Not recorded"),
        ("not applicable", "Not applicable"),
        ("withheld", "Withheld"),
    ],
)
def test_figures_are_understood_and_said_back(typed, said):
    assert understood(BASELINE, typed) == said


@pytest.mark.parametrize("typed", ["1.43.843", "12,34", "15%", "NA", "n.a.", "-", "nil", "#REF!", "=A1+B1", "about 5"])
def test_what_could_be_two_things_is_refused_in_words(typed):
    with pytest.raises(Unreadable) as refused:
        read(BASELINE, typed, Register(None))

    assert str(refused.value).endswith(".")
    assert typed in str(refused.value)


def test_hindi_words_for_the_absences_are_understood():
    with translation.override("hi"):
        words = {state: str(state.label) for state in FigureState if state != FigureState.VALUE}
    for state, word in words.items():
        assert read(BASELINE, word, Register(None)) == {"baseline_value": None, "baseline_state": state}


@pytest.mark.parametrize(
    ("typed", "rupees_in", "said"),
    [
        ("5.50 crore", "", "₹5.50 crore"),
        ("Rs. 12,50,000", "", "₹12.50 lakh"),
        ("12.5 लाख", "", "₹12.50 lakh"),
        ("5.5", "crore", "₹5.50 crore"),
        ("40 lakh", "crore", "₹40.00 lakh"),
        ("0", "", "₹0"),
        ("", "", "Not recorded"),
    ],
)
def test_amounts_say_their_unit_or_take_the_one_of_the_table(typed, rupees_in, said):
    assert understood(COST, typed, Register(None, rupees_in=rupees_in)) == said


def test_a_bare_amount_is_not_guessed():
    with pytest.raises(Unreadable, match="rupees, lakh or crore"):
        read(COST, "5.5", Register(None))


@pytest.mark.parametrize(
    "typed",
    [
        "2027-03-31", "31-03-2027", "31/03/2027", "31.3.2027", "31 March 2027", "31-Mar-27", "३१ मार्च २०२७", "31st Mar, 2027",
        date(2027, 3, 31), datetime(2027, 3, 31, 10, 0),
    ],
)  # fmt: skip
def test_days_are_read_as_people_write_them(typed):
    assert understood(DUE, typed) == "31-03-2027"


@pytest.mark.parametrize("typed", ["31/03/27", "31-02-2027", "March 2027", "46112"])
def test_a_day_that_could_be_another_is_refused(typed):
    with pytest.raises(Unreadable, match="not a day"):
        read(DUE, typed, Register(None))


def test_choices_are_known_by_code_label_hindi_and_habit():
    unit = column("targets", "unit")
    for typed in ("₹ crore", "inr_crore", "Rs. crore", "करोड़ रुपये"):
        assert read(unit, typed, Register(None)) == {"unit": "inr_crore"}
    assert read(unit, "%", Register(None)) == {"unit": "percent"}
    assert read(unit, "MT", Register(None)) == {"unit": "tonne"}
    with pytest.raises(Unreadable, match="Write one of: ₹ crore, ₹ lakh, "):
        read(unit, "quintals of gold", Register(None))
    with pytest.raises(Unreadable, match="This cell is empty"):
        read(unit, "", Register(None))


@pytest.mark.django_db
def test_names_of_the_register_are_found_and_near_ones_offered():
    draft = version_in(State.DRAFT)
    register = Register(draft)

    assert read(column("targets", "product"), "हल्दी", register)["product"].slug == "turmeric"
    assert read(column("targets", "metric"), "निर्यात मात्रा", register)["metric"].code == "export-quantity"
    assert read(column("products", "hs_codes"), "0910.30; 5701", register) == {
        "hs_codes": ["091030", "5701"],
        "hs_edition": "HS 2022",
    }
    assert read(column("interventions", "bottlenecks"), "1", register) == {"bottlenecks": [draft.bottlenecks.get()]}
    with pytest.raises(Unreadable, match="Near it: "):
        read(column("targets", "product"), "turmerik", register)
    with pytest.raises(Unreadable, match="first zero may be missing"):
        read(column("products", "hs_codes"), 91030, register)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_row_written_into_cells_is_read_again_as_it_was(language):
    draft = version_in(State.DRAFT)
    register = Register(draft, rupees_in="rupee")

    with translation.override(language):
        for word, model in MODELS.items():
            for row in model.objects.filter(version=draft):
                for one in COLUMNS[word]:
                    for field, value in read(one, written(one, row), register).items():
                        stored = list(row.bottlenecks.all()) if field == "bottlenecks" else getattr(row, field)
                        assert (word, field, value, str(value)) == (word, field, stored, str(stored))


@given(st.decimals(min_value=0, max_value=10**12, places=2, allow_nan=False), st.sampled_from(["en", "hi"]))
def test_any_figure_said_back_is_read_again_to_the_same(number, language):
    with translation.override(language):
        said = shown(BASELINE, {"baseline_value": number, "baseline_state": FigureState.VALUE})
        again = read(BASELINE, said, Register(None))

    assert str(again["baseline_value"]) == str(number)


@given(
    st.text(max_size=40),
    st.sampled_from([one for one in COLUMNS["targets"] if one.holds not in (Holds.METRIC, Holds.PRODUCT, Holds.HS_CODE)]),
)
def test_whatever_is_typed_is_understood_or_refused_with_a_sentence(typed, one):
    try:
        values = read(one, typed, Register(None))
    except Refusal:
        return
    assert set(values) == set(one.fields)


def test_a_field_leads_to_its_column():
    assert column_of_field("targets", "baseline_state").name == "baseline"
    assert column_of_field("interventions", "lead_agency_id").name == "lead_agency"
    assert column_of_field("interventions", "cost_rupees").name == "cost"
    assert column_of_field("targets", "nothing") is None
    assert isinstance(read(BASELINE, "5", Register(None))["baseline_value"], Decimal)
