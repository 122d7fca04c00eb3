"""Saving rows: compared, marked with their author, never another promise under the same identity."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.tests.factories import stranger
from common.refusals import NotAllowed
from districts.models import Metric, Product
from plans import rows, workflow
from plans.authorship import authors_of
from plans.models import (
    WORDINGS,
    Bottleneck,
    Commitment,
    EditMark,
    Intervention,
    ProductChapter,
    ProfileFact,
    Remedy,
    Section,
    Target,
)
from plans.states import State
from plans.tests.factories import (
    LATER,
    WRITTEN,
    a_draft,
    a_product,
    a_written_draft,
    add_bottleneck,
    add_chapter,
    add_intervention,
    add_target,
    an_office,
    published,
    version_in,
)
from plans.workflow.moving import MovedOn
from plans.workflow.starting import NotToBeCopied

pytestmark = pytest.mark.django_db

SOON = WRITTEN + timedelta(minutes=7)


def _save(row, values, *, by=None, row_version=None, at=SOON):
    seen = row.row_version if row_version is None else row_version
    return rows.save_row(
        type(row), values, version=row.version, pk=row.pk, row_version=seen, by=by or row.version.office.officer, at=at
    )


def test_a_stale_save_is_refused_with_both_texts_and_changes_nothing():
    draft = a_draft()
    section = draft.sections.get(head=1)
    section.version = draft
    _save(section, {"text": "What P. Rao wrote."})

    with pytest.raises(rows.StaleRow) as refused:
        _save(section, {"text": "What G. Devi wrote."}, by=draft.office.convener)

    section.refresh_from_db()
    assert section.text == "What P. Rao wrote."
    assert [(c.field, c.mine, c.theirs) for c in refused.value.clashes] == [("text", "What G. Devi wrote.", "What P. Rao wrote.")]
    assert refused.value.row_version == 2
    assert "P. Rao Erode" in str(refused.value)
    assert EditMark.objects.filter(version=draft).count() == 1


def test_a_save_that_changes_nothing_marks_nobody_as_author():
    draft = a_draft()
    target = add_target(draft)
    target.version = draft

    saved = _save(target, {"value": "74.80"}, by=draft.office.convener)

    assert (saved.changed, saved.row.row_version) == ({}, 1)
    assert [mark.person for mark in EditMark.objects.filter(version=draft)] == [draft.office.officer.person]


def test_a_change_of_wording_value_or_date_keeps_the_identity():
    draft = a_draft()
    target = add_target(draft)
    target.version = draft

    saved = _save(target, {"value": "75.00", "fy": "2027-28", "note": "Raised."})

    assert (saved.row.commitment, saved.replaced, saved.sentence) == (target.commitment, None, "")
    assert saved.changed["value"] == (Decimal("74.80"), Decimal("75.00"))


@pytest.mark.parametrize(
    "values",
    [
        {"metric": "jobs", "unit": "persons"},
        {"product": "carpets"},
        {"unit": "inr_lakh"},
        {"basis_fy": "2023-24"},
        {"basis_hs_code": "5701"},
        {"kind": "percent_over_baseline"},
    ],
    ids=lambda values: next(iter(values)),
)
def test_a_change_of_metric_subject_unit_or_basis_is_another_promise(values):
    draft = a_draft()
    target = add_target(draft)
    target.version = draft
    values = dict(values)
    if "metric" in values:
        values["metric"] = Metric.objects.get(code=values["metric"])
    if "product" in values:
        values["product"] = a_product(values["product"])

    saved = _save(target, values)

    old = Commitment.objects.get(pk=target.commitment_id)
    assert (saved.replaced, old.closed_in, saved.row.commitment.replaces) == (old, draft, old)
    assert saved.row.pk == target.pk
    assert "new identity" in str(saved.sentence)


def test_what_only_the_portal_sets_cannot_be_written_through_a_form():
    draft = a_draft()
    for name in ("state", "version", "version_id", "commitment", "row_version", "changed_by_label", "head", "id", "pk"):
        with pytest.raises(ValueError):
            rows.save_row(Target, {name: 1}, version=draft, by=draft.office.officer, at=SOON)
    for name in ("state", "major", "adopted_on", "resolution", "created_by", "row_version"):
        with pytest.raises(ValueError):
            rows.save_version(draft, {name: 1}, row_version=draft.row_version, by=draft.office.officer, at=SOON)


def test_a_stranger_and_a_member_write_nothing():
    draft = a_draft()
    for person in (stranger(), draft.office.depc.user("member"), draft.office.hq):
        with pytest.raises(NotAllowed):
            add_target(draft, by=person)
    assert not Target.objects.filter(version=draft).exists()


def test_a_tabled_version_is_not_written_in_and_says_who_tabled_it():
    version = version_in(State.TABLED)

    with pytest.raises(MovedOn) as refused:
        add_target(version)

    assert str(refused.value) == (
        "Someone tabled this plan while you were reading it (16:40, 28-07-2025, G. Devi Erode). "
        "It is before the committee and its text stands."
    )


def test_a_baseline_without_its_year_is_refused_in_words():
    draft = a_draft()

    with pytest.raises(rows.BadRow) as refused:
        add_target(draft, baseline_fy="")

    assert str(refused.value) == (
        "A baseline needs its financial year and its source. Give both, or say that the baseline is not recorded."
    )
    assert not Target.objects.exists()


def test_zero_missing_not_applicable_and_withheld_stay_four_things():
    draft = a_draft()
    for state in ("missing", "not_applicable", "withheld"):
        target = add_target(
            draft, baseline_value=None, baseline_state=state, baseline_fy="", baseline_source="", baseline_note="Why."
        )
        target.refresh_from_db()
        assert (target.baseline_value, target.baseline_state) == (None, state)
    zero = add_target(draft, baseline_value="0.00")
    zero.refresh_from_db()

    assert (str(zero.baseline_value), zero.baseline_state) == ("0.00", "value")


@pytest.mark.parametrize("typed", ["62.40", "0", "0.00", "-3.5", "5", "143843.19", "0.000001", "999999999999999", "-0.0"])
def test_a_figure_keeps_the_decimals_it_was_entered_with(typed):
    target = add_target(a_draft(), value=typed)
    target.refresh_from_db()

    assert str(target.value) == ("0.0" if typed == "-0.0" else typed)


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "1e40", "0.0000001", "twelve", 1.5])
def test_a_figure_that_is_none_is_refused(typed):
    with pytest.raises(rows.BadRow):
        add_target(a_draft(), value=typed)


def test_an_hs_code_with_a_dot_is_understood_and_one_without_a_heading_refused():
    draft = a_draft()
    chapter = add_chapter(draft, hs_codes=["0713.20"])

    with pytest.raises(rows.BadRow) as refused:
        add_chapter(draft, "carpets", hs_codes=["9999.99"])

    assert chapter.hs_codes == ["071320"]
    assert "hs_codes" in refused.value.errors


def test_a_product_has_one_chapter():
    draft = a_draft()
    add_chapter(draft)

    with pytest.raises(rows.BadRow) as refused:
        add_chapter(draft)

    assert str(refused.value) == "This product has its chapter already."


def test_an_intervention_names_the_bottlenecks_it_addresses_and_only_those_of_its_version():
    draft, other = a_draft(), a_draft(an_office("Salem"))
    hurdle, elsewhere = add_bottleneck(draft), add_bottleneck(other)
    intervention = add_intervention(draft, bottlenecks=[hurdle])
    intervention.version = draft

    with pytest.raises(rows.BadRow):
        _save(intervention, {"bottlenecks": [elsewhere]})
    saved = _save(intervention, {"bottlenecks": []})

    assert (saved.row.row_version, Remedy.objects.count()) == (2, 0)


def test_parts_stand_one_deep_under_an_intervention_of_the_same_version():
    draft, other = a_draft(), a_draft(an_office("Salem"))
    whole = add_intervention(draft)
    part = add_intervention(draft, title="Power", parent=whole)

    for parent in (part, add_intervention(other)):
        with pytest.raises(rows.BadRow):
            add_intervention(draft, title="Deeper", parent=parent)
    with pytest.raises(rows.BadRow):
        rows.delete_row(whole, row_version=1, by=draft.office.officer, at=SOON)

    assert whole.parts.get() == part


def test_a_deleted_row_closes_its_commitment_for_ever():
    draft = a_draft()
    target = add_target(draft)

    rows.delete_row(target, row_version=target.row_version, by=draft.office.officer, at=SOON)

    assert Commitment.objects.get(pk=target.commitment_id).closed_in == draft
    assert not Target.objects.exists()


def test_copying_forward_keeps_identities_and_makes_nobody_an_author():
    office = an_office()
    first = published(office)

    second = workflow.start_version(office.district, based_on=first, by=office.convener, at=LATER)

    for model in WORDINGS:
        assert list(model.objects.filter(version=second).order_by("position").values_list("commitment", flat=True)) == list(
            model.objects.filter(version=first).order_by("position").values_list("commitment", flat=True)
        )
    assert Remedy.objects.filter(version=second).get().bottleneck.version == second
    assert not EditMark.objects.filter(version=second).exists()
    assert (second.title, second.period_from_fy, second.number) == (first.title, "2025-26", "")


def test_another_districts_published_plan_is_a_pattern_with_identities_of_its_own():
    pattern = published(an_office())
    office = an_office("Salem")

    copy = workflow.start_version(office.district, based_on=pattern, by=office.officer, at=LATER)

    assert copy.targets.count() == pattern.targets.count()
    assert {t.commitment.plan for t in copy.targets.select_related("commitment__plan")} == {copy.plan}
    assert copy.title == "District export action plan, Salem"


def test_another_districts_draft_is_no_pattern():
    draft = a_written_draft(an_office())
    office = an_office("Salem")

    with pytest.raises(NotToBeCopied):
        workflow.start_version(office.district, based_on=draft, by=office.officer, at=LATER)


def test_authors_of_a_withdrawn_text_stay_authors_of_its_copy():

    version = version_in(State.WITHDRAWN)
    office = version.office

    copy = workflow.start_version(office.district, based_on=version, by=office.convener, at=LATER)

    assert authors_of(copy) == {office.officer.person.pk}


FROZEN_TABLES = [model._meta.db_table for model in WORDINGS] + ["plans_remedy"]


@pytest.mark.parametrize("table", FROZEN_TABLES)
def test_rows_of_a_tabled_version_are_frozen_in_the_database(table):
    version = version_in(State.TABLED)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE version_id = %s", [version.pk])
        pk = cursor.fetchone()[0]
        columns = [c.column for c in _model(table)._meta.concrete_fields if not c.primary_key]
        for sql, values in (
            (f"UPDATE {table} SET version_id = version_id WHERE id = %s", [pk]),
            (f"DELETE FROM {table} WHERE id = %s", [pk]),
            (f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(columns)} FROM {table} WHERE id = %s", [pk]),
        ):
            with pytest.raises(IntegrityError, match="is_frozen_with_its_version"), transaction.atomic():
                cursor.execute(sql, values)


def _model(table):
    return next(model for model in (*WORDINGS, Remedy) if model._meta.db_table == table)


def test_the_title_and_number_of_a_tabled_version_are_frozen_in_the_database():
    version = version_in(State.ADOPTED)
    with connection.cursor() as cursor:
        for column, value in (("title", "Another"), ("period_to_fy", "2030-31"), ("major", 7), ("adopted_on", "2020-01-01")):
            with pytest.raises(IntegrityError, match="plan_version_"), transaction.atomic():
                cursor.execute(f"UPDATE plans_planversion SET {column} = %s WHERE id = %s", [value, version.pk])
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("DELETE FROM plans_tabling WHERE version_id = %s", [version.pk])
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute("UPDATE plans_commitment SET plan_id = plan_id, uid = %s", ["0" * 32])


def test_every_kind_of_row_is_saved_and_read_back():
    draft = a_draft()
    fact = rows.save_row(
        ProfileFact,
        {"head": 1, "code": "area_sq_km", "value": "2097.09", "fy": "2011-12", "source": "Census"},
        version=draft,
        by=draft.office.officer,
        at=SOON,
    ).row

    assert (str(fact.value), fact.value_state, str(fact)) == ("2097.09", "value", "Area, sq km")
    assert {model for model in WORDINGS if rows.writable_fields(model)} == {
        Section,
        ProfileFact,
        ProductChapter,
        Bottleneck,
        Intervention,
        Target,
        *WORDINGS[-2:],
    }


def _saved_in(opened, row, values):
    with transaction.atomic():
        return rows.save_opened(opened, type(row), values, pk=row.pk, row_version=row.row_version)


def test_a_refused_row_among_many_leaves_nothing_behind_for_the_next_save_of_it():
    draft = a_written_draft(an_office())
    first, second = add_bottleneck(draft, statement="First."), add_bottleneck(draft, statement="Second.")
    with transaction.atomic():
        opened = rows.open_draft(draft, by=draft.office.convener, at=SOON)
        opened.read_together(Bottleneck)

        with pytest.raises(rows.BadRow):
            _saved_in(opened, first, {"statement": "", "evidence": "Lost."})
        marked = EditMark.objects.filter(version=draft, person=draft.office.convener.person).exists()
        done = _saved_in(opened, first, {"statement": "Mended."})
        _saved_in(opened, second, {"statement": "Also."})
        with pytest.raises(rows.StaleRow):
            _saved_in(opened, first, {"statement": "Once more, from an old page."})

    first.refresh_from_db()
    assert (marked, done.changed) == (False, {"statement": ("First.", "Mended.")})
    assert (first.statement, first.evidence, first.row_version) == ("Mended.", "", 2)
    assert EditMark.objects.filter(version=draft, person=draft.office.convener.person).count() == 1


def test_a_draft_is_opened_by_who_may_write_it_alone_and_while_it_is_one():
    draft = a_written_draft(an_office())
    tabled = version_in(State.TABLED, office=an_office("Salem"))

    with pytest.raises(NotAllowed):
        rows.open_draft(draft, by=stranger(), at=SOON)
    with pytest.raises(MovedOn):
        rows.open_draft(tabled, by=tabled.office.officer, at=LATER)


def test_rows_added_one_after_the_other_stand_behind_each_other_and_two_of_one_product_are_refused():
    draft = a_written_draft(an_office())
    before = max(draft.bottlenecks.values_list("position", flat=True))
    values = {"stage": "logistics", "level": "state"}
    with transaction.atomic():
        opened = rows.open_draft(draft, by=draft.office.officer, at=SOON)
        for n in range(3):
            rows.save_opened(opened, Bottleneck, {"statement": f"{n}.", **values})
        product = Product.objects.living().exclude(plan_chapters__version=draft).order_by("slug").first()
        rows.save_opened(opened, ProductChapter, {"product": product})
        with pytest.raises(rows.BadRow) as refused, transaction.atomic():
            rows.save_opened(opened, ProductChapter, {"product": product})

    added = draft.bottlenecks.order_by("position").values_list("position", flat=True)[::1][-3:]
    assert added == [before + 1, before + 2, before + 3]
    assert str(refused.value.sentence) == "This product has its chapter already."
