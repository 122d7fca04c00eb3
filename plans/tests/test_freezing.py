"""The frozen text: what it holds, that it does not change, and that the rows say the same."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from committees.papers import content_of
from common.canonical import canonical_bytes, sha256_hex
from common.guards import lift_guards
from districts.models import Metric, Product
from plans import rows, workflow
from plans.freezing import frozen_bytes, paper_of
from plans.models import Target
from plans.models.fields import EnteredDecimalField
from plans.papers import NotAPlan, preview, read_paper
from plans.proving import differences
from plans.states import State
from plans.tests.factories import (
    LATER,
    a_draft,
    a_product,
    a_written_draft,
    add_bottleneck,
    add_chapter,
    add_intervention,
    add_target,
    an_office,
    paper_of_last_tabling,
    published,
    tabled,
    version_in,
)
from plans.tests.plan_texts import a_plan, chapter, intervention, target
from plans.workflow.tabling import unanswered_reasons

pytestmark = pytest.mark.django_db


def test_the_frozen_text_is_the_bytes_the_committee_gets_and_their_fingerprint():
    office = an_office()
    version = tabled(office)
    paper = paper_of_last_tabling(version)

    view = read_paper(content_of(paper))

    assert view.sha256 == paper.sha256 == sha256_hex(bytes(paper.content))
    assert frozen_bytes(paper_of(version)) == bytes(paper.content)
    assert (view.title, view.place["lgd_code"], view.place["state"]["name"]) == (
        version.title,
        office.district.lgd_code,
        "Tamil Nadu",
    )
    assert [(t.metric_name, str(t.baseline_figure.value), str(t.target_figure.value)) for t in view.targets][0] == (
        "Exports, value in rupees",
        "62.40",
        "74.80",
    )


def test_the_frozen_text_names_no_id_no_number_and_nothing_about_itself():
    version = tabled(an_office())
    text = json.loads(paper_of_last_tabling(version).content)

    keys = set()

    def walk(value):
        if isinstance(value, dict):
            keys.update(value)
            for item in value.values():
                walk(item)
        elif isinstance(value, list):
            for item in value:
                walk(item)

    walk(text)
    forbidden = {"id", "pk", "sha256", "number", "major", "minor", "state", "resolution", "adopted_on", "authors", "row_version"}
    assert (keys - {"state"}) & forbidden == set()
    assert set(text) == {
        "format",
        "kind",
        "place",
        "authentic_language",
        "title",
        "period",
        "file_number",
        "sections",
        "facts",
        "products",
        "bottlenecks",
        "interventions",
        "targets",
        "training_needs",
        "incentives",
    }


def test_a_demonstration_text_says_so_inside_the_hash(settings):
    settings.DATABASE_KIND = "demonstration"
    version = tabled(an_office())

    assert json.loads(paper_of_last_tabling(version).content)["demonstration"] is True


def test_labels_stand_in_the_authentic_language_whoever_tables():
    draft = a_written_draft()
    with translation.override("hi"):
        tabled_in_hindi = frozen_bytes(paper_of(draft))

    assert tabled_in_hindi == frozen_bytes(paper_of(draft))


def test_renaming_a_product_or_a_metric_changes_no_frozen_text_and_is_told_apart_from_a_difference():
    version = tabled(an_office())
    before = bytes(paper_of_last_tabling(version).content)
    Product.objects.filter(slug="turmeric").update(name="Turmeric of another name")
    Metric.objects.filter(code="exports-inr").update(name="Rupees")

    labels, paths = differences(version)

    assert bytes(paper_of_last_tabling(version).content) == before
    assert read_paper(before).products[0].product_name == "Turmeric"
    assert paths == []
    assert "/products/0/product/name" in labels
    call_command("check_papers", verbosity=0)


def test_check_papers_locates_a_row_that_was_changed_behind_the_portal():
    version = tabled(an_office())
    row = version.targets.order_by("position").first()
    with lift_guards():
        Target.objects.filter(pk=row.pk).update(value="999.99")

        with pytest.raises(CommandError, match="1 of 1 versions differ"):
            call_command("check_papers", verbosity=0)

        assert differences(version) == ([], ["/targets/0/target/value"])


def test_tabling_the_same_text_again_is_the_same_paper():
    version = version_in(State.RETURNED)
    office = version.office
    reason = unanswered_reasons(version).get()
    workflow.answer_reason(reason, answer="It stays as it is.", by=office.officer, at=LATER)
    version = workflow.reopen(version, by=office.officer, at=LATER)

    version = workflow.table(version, by=office.convener, at=LATER + timedelta(days=1))

    assert len(set(version.tablings.values_list("paper_id", flat=True))) == 1


def test_a_replaced_commitment_names_the_one_of_the_earlier_version_it_took_the_place_of():
    office = an_office()
    first = published(office)
    second = workflow.start_version(office.district, based_on=first, by=office.officer, at=LATER)
    old = second.targets.select_related("commitment").order_by("position").first()
    for product in ("carpets", "turmeric"):
        row = Target.objects.get(pk=old.pk)
        values = {"product": a_product(product), "basis_series": product}
        rows.save_row(Target, values, version=second, pk=row.pk, row_version=row.row_version, by=office.officer, at=LATER)

    written = paper_of(second)["targets"][0]

    assert written["uid"] != str(old.commitment.uid)
    assert written["replaces"] == str(old.commitment.uid)


def test_growth_is_computed_and_never_typed():
    view = preview(a_plan())

    assert [row.cagr_percent for row in view.targets[:2]] == [Decimal("6.2"), Decimal("6.3")]


def test_growth_from_nothing_and_a_place_in_a_ranking_have_no_number():
    zero = target(baseline="0")
    rank = target(kind={"code": "rank", "label": "rank"})

    assert [row.cagr_percent for row in preview(a_plan(targets=[zero, rank])).targets] == [None, None]


def test_costs_of_parts_are_counted_in_their_whole_and_only_once():
    whole = intervention(rupees=106_500_000)
    parts = [intervention(rupees=r, part_of=whole["uid"]) for r in (6_500_000, None)]
    uncosted = intervention(rupees=None)
    part_of_uncosted = intervention(rupees=30_000_000, part_of=uncosted["uid"])
    view = preview(a_plan(interventions=[whole, *parts, uncosted, part_of_uncosted]))

    assert view.total_cost_rupees == 136_500_000
    assert [row.uid for row in view.whole_interventions] == [whole["uid"], uncosted["uid"]]


def test_bytes_that_are_no_plan_are_refused():
    with pytest.raises(NotAPlan):
        read_paper(canonical_bytes({"format": "minutes/1"}))


def test_freezing_costs_the_same_queries_with_one_row_and_with_three(django_assert_num_queries):
    small, large = a_draft(), a_draft(an_office("Salem"))
    for draft, times in ((small, 1), (large, 3)):
        for slug in ("turmeric", "carpets", "silk-carpet")[:times]:
            add_chapter(draft, slug)
            add_target(draft, slug)
            add_intervention(draft, title=slug, bottlenecks=[add_bottleneck(draft)])
    for draft in (small, large):
        with django_assert_num_queries(16):
            paper_of(draft)


decimals = st.decimals(min_value=-(10**14), max_value=10**14, allow_nan=False, allow_infinity=False, places=None).filter(
    lambda d: -d.as_tuple().exponent <= 6 and d.as_tuple().exponent <= 0
)
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)


@st.composite
def plans(draw):
    """Any plan: odd words in two scripts, figures of every scale and every state."""
    plan = a_plan(title=draw(words), file_number=draw(words))
    plan["sections"] = [{**section, "text": draw(words)} for section in plan["sections"]]
    plan["products"] = [
        chapter(text=draw(words), strengths=draw(st.lists(words, max_size=3))) for _n in range(draw(st.integers(0, 3)))
    ]
    plan["targets"] = [
        target(None, value=draw(st.none() | decimals), baseline=draw(st.none() | decimals))
        for _n in range(draw(st.integers(0, 4)))
    ]
    plan["interventions"] = [
        intervention(rupees=draw(st.none() | st.integers(0, 10**15)), title=draw(words)) for _n in range(draw(st.integers(0, 3)))
    ]
    return plan


@given(plans())
@settings(max_examples=60, deadline=None)
def test_any_plan_comes_back_from_its_bytes_as_it_went_in(plan):
    content = frozen_bytes(plan)

    view = read_paper(content)

    assert canonical_bytes(view.data) == content
    assert sha256_hex(content) == view.sha256
    assert [str(t.target_figure.value) for t in view.targets] == [
        format(t["target"]["value"], "f") if t["target"]["state"] == "value" else "None" for t in plan["targets"]
    ]


@given(decimals)
@settings(max_examples=60, deadline=None)
def test_any_figure_comes_back_from_the_database_with_its_decimals(figure):
    field = EnteredDecimalField()
    kept = field.to_python(figure)

    assert field.from_db_value(format(kept, "f"), None, None) == figure
    assert kept.as_tuple().exponent == figure.as_tuple().exponent
