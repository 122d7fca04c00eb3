"""A plan written out as a workbook and taken in again."""

import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from openpyxl import load_workbook

from common.clock import day_in_india
from imports.workbook import layout
from imports.workbook.opening import open_workbook
from imports.workbook.standing import model_of
from imports.workbook.trial import NotConfirmed, Overtaken, take_in, try_workbook
from imports.workbook.writing import workbook_of
from plans import checks, rows, workflow
from plans.freezing import frozen_bytes, paper_of
from plans.models import EditMark, PlanVersion, Section, Target
from plans.tests.factories import LATER, a_draft, add_bottleneck, add_intervention, add_target, an_office
from plans.tests.test_waivers import figure

from .workbook_drafts import FORMULA, changed, column_of, for_another_plan

pytestmark = pytest.mark.django_db


def tried(version, content, *, take_out=False):
    return try_workbook(version, content, take_out=take_out, by=version.office.officer, at=LATER)


def taken(version, content, *, take_out=False, by=None, **ticks):
    """Tried, then confirmed with every tick asked for."""
    by = by or version.office.officer
    trial = try_workbook(version, content, take_out=take_out, by=by, at=LATER)
    assert [str(fault) for fault in trial.faults] == []
    ticks = {"replaces_newer": False, "confirms_removal": take_out} | ticks
    return take_in(version, content, take_out=take_out, stamp=trial.stamp, by=by, at=LATER, **ticks)


def without_identities(version):
    """The paper with everything by which two plans differ that say the same."""
    paper = json.loads(frozen_bytes(paper_of(version)))
    order = {}

    def bare(value):
        if isinstance(value, dict):
            return {key: bare(one) for key, one in value.items() if key not in ("place", "replaces")}
        if isinstance(value, list):
            return [bare(one) for one in value]
        if isinstance(value, str) and len(value) == 36 and value.count("-") == 4:
            return order.setdefault(value, len(order))
        return value

    return bare(paper)


@pytest.mark.parametrize("languages", [("en", "en"), ("hi", "en"), ("en", "hi")])
def test_an_untouched_workbook_changes_nothing_whatever_language_it_was_made_in(version, languages):
    before = frozen_bytes(paper_of(version))
    made, read = languages

    with translation.override(made):
        content = workbook_of(version)
    with translation.override(read):
        trial = tried(version, content, take_out=True)

    assert ([str(fault) for fault in trial.faults], trial.changes, trial.left_out) == ([], [], [])
    assert frozen_bytes(paper_of(version)) == before


@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_whole_plan_taken_into_an_empty_draft_says_the_same_in_every_word_and_figure(version, language):
    other = an_office("Agra", "Uttar Pradesh")
    empty = a_draft(other)

    with translation.override(language):
        content = changed(workbook_of(version), for_another_plan(other.district.code))
        taken(empty, content, replaces_newer=True)

    assert without_identities(empty) == without_identities(version)


def test_what_was_changed_since_is_put_back_and_every_row_keeps_its_identity(version):
    before = frozen_bytes(paper_of(version))
    content = workbook_of(version)
    by, at = version.office.officer, LATER
    for section in version.sections.all():
        rows.save_row(
            Section,
            {"text": "x", "not_applicable_reason": ""},
            version=version,
            pk=section.pk,
            row_version=section.row_version,
            by=by,
            at=at,
        )
    for kind in (version.interventions, version.targets):
        for row in kind.all():
            rows.save_row(
                type(row),
                {"note": "other", "position": 99 - row.position},
                version=version,
                pk=row.pk,
                row_version=row.row_version,
                by=by,
                at=at,
            )

    trial = tried(version, content)
    assert {change.what for change in trial.changes} == {"changed", "moved"}
    assert len(trial.overtaken) == 11 + version.interventions.count() + version.targets.count()
    with pytest.raises(NotConfirmed):
        taken(version, content)
    taken(version, content, replaces_newer=True)

    assert frozen_bytes(paper_of(version)) == before


def test_a_change_is_shown_old_and_new_and_only_it_is_written(version):
    before = json.loads(frozen_bytes(paper_of(version)))

    def change(book):
        page = book["Targets"]
        page[f"{column_of(page, 'Target')}8"].value = "१,४३,८४३.१९"
        book["Strategy"]["B2"].value = FORMULA
        book["Strategy"]["B2"].data_type = "s"

    content = changed(workbook_of(version), change)
    trial = tried(version, content)
    assert json.loads(frozen_bytes(paper_of(version))) == before
    assert [(one.sheet, one.what, one.cells) for one in trial.changes] == [
        ("Targets", "changed", [("Target", "74.80", "1,43,843.19")]),
        ("Strategy", "changed", [("Text of this head", "What stands under head 11.", FORMULA)]),
    ]
    taken(version, content)

    after = json.loads(frozen_bytes(paper_of(version)))
    before["targets"][0]["target"]["value"] = "143843.19"
    before["sections"][10]["text"] = FORMULA
    assert after == before


def test_the_trial_says_what_the_page_of_the_plan_says_after_the_save(version):
    """With the waivers and the export figures of the day, as the page and the tabling have them."""
    for n in range(6):
        figure(version.office.district, f"{2017 + n}-{18 + n}", str(100 + n))
    target = add_target(version, None, value="500", baseline_value="300")
    version.refresh_from_db()
    no_period = {"period_from_fy": "", "period_to_fy": ""}
    rows.save_version(version, no_period, row_version=version.row_version, by=version.office.officer, at=LATER)
    waiver = {"check": 2, "reason": "The State has not fixed it.", "until": LATER.date()}
    workflow.grant_waiver(PlanVersion.objects.get(pk=version.pk), **waiver, by=version.office.hq, at=LATER)

    def change(book):
        page = book["Targets"]
        page[f"{column_of(page, 'Target')}8"].value = "90.00"

    content = changed(workbook_of(version), change)
    told = tried(version, content).report
    taken(version, content)

    shown = checks.run_on(PlanVersion.objects.get(pk=version.pk), on=day_in_india(LATER))
    assert told == shown
    assert told.score == shown.score
    compared = [one for one in told.findings if one.check == 33 and one.uid == str(target.commitment.uid)]
    assert [(one.level, "of its own 3 spans" in one.sentence) for one in compared] == [("warning", True)]
    assert [one.check for one in told.errors if told.waiver_of(one)] == [2]


def test_rows_are_added_moved_and_taken_out_only_when_it_is_said(version):
    names = list(version.incentives.order_by("position").values_list("scheme", flat=True))

    def change(book):
        page = book["Incentives"]
        page.insert_rows(8)
        page["B8"].value, page["C8"].value = "Export credit", "Union"
        page.delete_rows(10)

    content = changed(workbook_of(version), change)
    trial = tried(version, content)
    assert [(one.what, one.name) for one in trial.changes] == [("added", "Export credit")]
    assert trial.left_out == [("Incentives", "@scheme")]
    taken(version, content)
    assert list(version.incentives.order_by("position").values_list("scheme", flat=True)) == ["Export credit", *names]

    content = changed(workbook_of(version), lambda book: book["Incentives"].delete_rows(8))
    trial = tried(version, content, take_out=True)
    assert [(one.what, one.name) for one in trial.changes] == [("taken out", "Export credit")]
    with pytest.raises(NotConfirmed):
        taken(version, content, take_out=True, confirms_removal=False)
    taken(version, content, take_out=True)
    assert list(version.incentives.order_by("position").values_list("scheme", flat=True)) == names


def test_an_intervention_and_its_parts_are_taken_out_together(version):
    whole = version.interventions.get(title="-centre")

    def change(book):
        page = book["Interventions"]
        for row in range(page.max_row, layout.FIRST_ROW - 1, -1):
            if page.cell(row, 2).value in ("-centre", "A part"):
                page.delete_rows(row)

    taken(version, changed(workbook_of(version), change), take_out=True)

    assert list(version.interventions.values_list("title", flat=True)) == ["Testing laboratory"]
    assert not type(whole).objects.filter(parent_id=whole.pk).exists()


def test_another_unit_is_another_promise_and_said_to_be(version):
    target = version.targets.order_by("position").first()

    def change(book):
        page = book["Targets"]
        page[f"{column_of(page, 'Unit')}8"].value = "₹ lakh"

    content = changed(workbook_of(version), change)
    assert [one.has_new_identity for one in tried(version, content).changes] == [True]
    taken(version, content)

    row = Target.objects.get(pk=target.pk)
    assert (row.unit, row.commitment.replaces_id) == ("inr_lakh", target.commitment_id)


def test_nothing_is_written_when_the_draft_changed_after_it_was_shown(version):
    content = changed(workbook_of(version), lambda book: book["Strategy"].__setitem__("B2", "New."))
    trial = tried(version, content)
    section = version.sections.get(head=1)
    rows.save_row(
        Section,
        {"text": "Faster."},
        version=version,
        pk=section.pk,
        row_version=section.row_version,
        by=version.office.officer,
        at=LATER,
    )
    before = frozen_bytes(paper_of(version))

    with pytest.raises(Overtaken):
        take_in(version, content, take_out=False, stamp=trial.stamp, replaces_newer=False, confirms_removal=False,
                by=version.office.officer, at=LATER)  # fmt: skip

    assert frozen_bytes(paper_of(version)) == before


def test_who_takes_a_workbook_in_is_an_author_and_who_only_looked_is_not(version):
    content = changed(workbook_of(version), lambda book: book["Strategy"].__setitem__("B2", "New."))
    convener = version.office.convener

    try_workbook(version, content, take_out=False, by=convener, at=LATER)
    assert EditMark.objects.filter(version=version).count() == 1
    taken(version, content, by=convener)

    assert EditMark.objects.filter(version=version, at=LATER).count() == 1
    assert version.sections.get(head=11).changed_at == LATER


def test_every_cell_is_text_and_none_a_formula(version):
    book = load_workbook(io.BytesIO(workbook_of(version)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value.startswith(("=", "+", "@")))
    assert [page.sheet_state for page in book] == ["visible"] * 13


def test_writing_and_looking_ask_as_often_with_one_row_more_as_with_three(version):
    counts = []
    for more in (1, 2):
        for n in range(more):
            hurdle = add_bottleneck(version, statement=f"Another, {n}.")
            add_intervention(version, title=f"Another, {n}", bottlenecks=[hurdle])
            add_target(version, fy="2028-29", value=f"8{n}.00")
        with CaptureQueriesContext(connection) as writing:
            content = workbook_of(version)
        with CaptureQueriesContext(connection) as looking:
            assert tried(version, content).changes == []
        counts.append((len(writing), len(looking)))

    assert counts[0] == counts[1]


def test_a_row_more_costs_little_more_than_its_own_words(version):
    """What holds for the whole upload is read once: the lock, the person, the rows as they stand, what they refer to."""
    other, added = a_draft(an_office("Agra", "Uttar Pradesh")), {}
    for kinds, more in (("none", 0), ("three kinds", 10)):
        for n in range(more):
            hurdle = add_bottleneck(version, statement=f"Another, {n}.")
            add_intervention(version, title=f"Another, {n}", bottlenecks=[hurdle])
            add_target(version, fy="2028-29", value=f"8{n}.00")
        content = changed(workbook_of(version), for_another_plan(other.plan.place.code))
        with CaptureQueriesContext(connection) as asked:
            trial = try_workbook(other, content, take_out=False, by=other.office.officer, at=LATER)
        assert trial.faults == []
        added[kinds] = len(asked)

    def change(rows_of_targets):
        def write(book):
            page = book["Targets"]
            for at in range(8, 8 + rows_of_targets):
                page[f"{column_of(page, 'Target')}{at}"].value = f"{at}.00"

        return write

    looked = {}
    for count in (6, 16):
        content = changed(workbook_of(version), change(count))
        with CaptureQueriesContext(connection) as asked:
            assert len(tried(version, content).changes) == count
        looked[count] = len(asked)

    # Of one row of each of three kinds 20 statements (41 before), of a changed row 5 (12 before); four of each are savepoints.
    assert (added["three kinds"] - added["none"]) / 10 == 20
    assert (looked[16] - looked[6]) / 10 == 5


def test_each_column_that_a_writer_may_fill_has_its_place():
    for sheet in layout.SHEETS:
        if sheet.word:
            filled = {name for column in sheet.columns for name in column.fields}
            assert set(rows.writable_fields(model_of(sheet))) - filled <= {"position", "head"}


def test_each_heading_names_its_own_column_in_both_languages():
    for sheet in layout.SHEETS:
        for column in sheet.columns:
            assert [layout.column_headed(sheet, said) for said in layout.column_headings(column)] == [column, column]


def test_a_text_longer_than_a_cell_goes_on_in_the_next_and_comes_back_whole(version):
    section = version.sections.get(head=1)
    text = ("अ𝒳" * 40_000)[:70_001]
    rows.save_row(
        Section,
        {"text": text},
        version=version,
        pk=section.pk,
        row_version=section.row_version,
        by=version.office.officer,
        at=LATER,
    )

    content = workbook_of(version)

    assert tried(version, content).changes == []
    assert len(next(s for s in open_workbook(content) if s.name == "District profile").rows[2]) == 5
