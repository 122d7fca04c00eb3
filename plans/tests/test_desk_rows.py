"""The small forms: saving, adding, deleting, moving, the stale tab that loses nothing, and what a forged request does."""

import pytest
from django.urls import reverse

from plans import rows, workflow
from plans.admin.forms import KINDS
from plans.models import FigureState, Intervention, PlanVersion, ProductChapter, Section, Target
from plans.sentences import AT_FIELD, places_of_sentences
from plans.states import State
from plans.tests.desk import at_desk, form_of, plan_url, row_url, sent_by_merge, text_of
from plans.tests.factories import BEGUN, TABLED, add_target, an_office, version_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return version_in(State.DRAFT)


def test_each_kind_of_row_is_saved_untouched_from_its_own_form(draft):
    client = at_desk(draft.office.officer)
    kinds = {
        "products": draft.productchapters,
        "bottlenecks": draft.bottlenecks,
        "interventions": draft.interventions,
        "targets": draft.targets,
        "incentives": draft.incentives,
        "training": draft.trainingneeds,
    }

    for word, manager in kinds.items():
        row = manager.first()
        address = row_url(draft, word, row)
        answer = client.post(address, form_of(client.get(address)))
        assert (word, answer.status_code) == (word, 302)
        assert answer["Location"] == f"{plan_url(draft)}#{word}-{row.pk}"
        # Nothing was changed, so nothing counts as a new wording.
        assert manager.get(pk=row.pk).row_version == row.row_version


def test_a_head_is_saved_and_leads_back_to_its_place(draft):
    client = at_desk(draft.office.officer)
    address = reverse("desk-head", args=[draft.pk, 2])

    answer = client.post(address, form_of(client.get(address)) | {"text": "Looms, and who owns them."})

    assert answer["Location"] == f"{plan_url(draft)}#head-2"
    assert Section.objects.get(version=draft, head=2).text == "Looms, and who owns them."


def test_the_cover_is_saved(draft):
    client = at_desk(draft.office.officer)
    address = reverse("desk-cover", args=[draft.pk])

    client.post(address, form_of(client.get(address)) | {"file_number": "DIC/9", "period_to_fy": "2029-2030"})

    draft.refresh_from_db()
    assert (draft.file_number, draft.period_to_fy) == ("DIC/9", "2029-30")


def test_numbers_are_understood_as_people_write_them(draft):
    client = at_desk(draft.office.officer)
    row = draft.targets.first()
    address = row_url(draft, "targets", row)

    client.post(address, form_of(client.get(address)) | {"baseline_0": "१,२३,४५६.५०", "value_0": "1,234,567"})

    saved = Target.objects.get(pk=row.pk)
    assert (str(saved.baseline_value), str(saved.value)) == ("123456.50", "1234567")


def test_a_cost_is_typed_in_lakh_or_crore_as_chosen(draft):
    client = at_desk(draft.office.officer)
    row = draft.interventions.first()
    address = row_url(draft, "interventions", row)
    sent = form_of(client.get(address))
    assert (sent["cost_0"], sent["cost_1"]) == ("5.50", "crore")

    client.post(address, sent | {"cost_0": "12.75", "cost_1": "lakh"})

    assert Intervention.objects.get(pk=row.pk).cost_rupees == 1_275_000


@pytest.mark.parametrize("state", [FigureState.MISSING, FigureState.NOT_APPLICABLE, FigureState.WITHHELD])
def test_the_absences_are_choices_and_zero_is_a_figure(draft, state):
    client = at_desk(draft.office.officer)
    row = draft.targets.first()
    address = row_url(draft, "targets", row)

    none = {"baseline_0": "", "baseline_1": state, "baseline_note": "Nobody counted."}
    client.post(address, form_of(client.get(address)) | none)
    absent = Target.objects.get(pk=row.pk)
    client.post(address, form_of(client.get(address)) | {"baseline_0": "0", "baseline_1": "value"})
    zero = Target.objects.get(pk=row.pk)

    assert (absent.baseline_state, absent.baseline_value) == (state, None)
    assert (zero.baseline_state, zero.baseline_value) == (FigureState.VALUE, 0)


def test_a_baseline_without_its_year_gets_a_sentence_and_what_was_typed_stays(draft):
    client = at_desk(draft.office.officer)
    row = draft.targets.first()
    address = row_url(draft, "targets", row)

    answer = client.post(address, form_of(client.get(address)) | {"baseline_fy": "", "note": "Typed in haste."})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "baseline_fy": [
            "A baseline needs its financial year and its source. Give both, or say that the baseline is not recorded."
        ]
    }
    assert "Typed in haste." in text_of(answer)
    assert Target.objects.get(pk=row.pk).note == ""


def test_an_empty_figure_without_a_reason_is_asked_for(draft):
    client = at_desk(draft.office.officer)
    address = row_url(draft, "targets", draft.targets.first())

    answer = client.post(address, form_of(client.get(address)) | {"value_0": "", "value_1": "value"})

    assert answer.context["form"].errors["value"] == ["Write the figure (0 when it is zero), or choose why there is none."]


def test_a_row_is_added_at_the_end(draft):
    client = at_desk(draft.office.officer)
    address = reverse("desk-row-add", args=[draft.pk, "bottlenecks"])
    sent = form_of(client.get(address)) | {"statement": "No cold store.", "stage": "logistics", "level": "state"}

    answer = client.post(address, sent)

    added = draft.bottlenecks.order_by("position").last()
    assert answer["Location"] == f"{plan_url(draft)}#bottlenecks-{added.pk}"
    assert added.statement == "No cold store."


def test_a_product_is_found_by_any_of_its_names_and_its_codes_with_dots(draft):
    client = at_desk(draft.office.officer)
    address = reverse("desk-row-add", args=[draft.pk, "products"])

    answer = client.post(address, form_of(client.get(address)) | {"product": "HALDI POWDER-NOT", "hs_codes": "57O1"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"product", "hs_codes"}

    sent = form_of(client.get(address)) | {"product": "pashmina", "hs_codes": "0713.20, 5701"}
    answer = client.post(address, sent, follow=True)

    added = draft.productchapters.order_by("position").last()
    assert (added.product.name, added.hs_codes) == ("Pashmina", ["071320", "5701"])
    assert "Not checked below the heading: 071320." in text_of(answer)


def test_a_name_of_several_products_is_answered_with_the_choices(draft):
    client = at_desk(draft.office.officer)
    address = reverse("desk-row-add", args=[draft.pk, "products"])

    answer = client.post(address, form_of(client.get(address)) | {"product": "turmer"})
    offered = answer.context["form"].fields["product"].offered
    picked = client.post(address, form_of(client.get(address)) | {"product": "turmer", "product_pick": "Turmeric Oil"})

    assert "Turmeric Oil" in offered
    assert 'name="product_pick"' in text_of(answer)
    assert picked.status_code == 302
    assert draft.productchapters.order_by("position").last().product.name == "Turmeric Oil"


def test_a_stale_save_shows_both_texts_and_saves_only_when_asked_again(draft):
    client = at_desk(draft.office.officer)
    row = draft.interventions.first()
    address = row_url(draft, "interventions", row)
    page = client.get(address)
    opened = form_of(page) | {"opened": page.context["form"].opened}
    theirs = {"pk": row.pk, "row_version": row.row_version, "by": draft.office.convener, "at": TABLED}
    rows.save_row(Intervention, {"title": "Theirs"}, version=draft, **theirs)

    first = client.post(address, opened | {"title": "Mine", "description": "My long text."})
    kept = Intervention.objects.get(pk=row.pk)
    merge = first.context["merge"]
    second = client.post(address, sent_by_merge(first) | {"take-title": "mine"})

    assert first.status_code == 409
    assert [(one.label, one.base, one.mine, one.theirs) for one in merge.asked] == [
        ("What is to be done", "Testing laboratory", "Mine", "Theirs")
    ]
    assert [(one.label, one.mine) for one in merge.own] == [("Description", "My long text.")]
    assert "G. Devi" in merge.sentence
    assert kept.title == "Theirs"
    assert second.status_code == 302
    saved = Intervention.objects.get(pk=row.pk)
    assert (saved.title, saved.description) == ("Mine", "My long text.")


def test_a_form_without_its_row_version_saves_nothing(draft):
    client = at_desk(draft.office.officer)
    row = draft.interventions.first()
    address = row_url(draft, "interventions", row)
    sent = form_of(client.get(address)) | {"title": "Mine"}
    del sent["row_version"]

    answer = client.post(address, sent)

    assert answer.status_code == 409
    assert Intervention.objects.get(pk=row.pk).title == row.title


def test_a_row_is_deleted_after_a_question(draft):
    client = at_desk(draft.office.officer)
    row = draft.incentives.first()
    address = reverse("desk-row-delete", args=[draft.pk, "incentives", row.pk])

    asked = client.get(address)
    stale = client.post(address, {"row_version": row.row_version + 1})
    assert (asked.status_code, stale.status_code, draft.incentives.count()) == (200, 409, 1)
    answer = client.post(address, {"row_version": row.row_version})

    assert answer["Location"] == f"{plan_url(draft)}#head-8"
    assert draft.incentives.count() == 0


def test_rows_move_up_and_down_and_the_ends_stay(draft):
    client = at_desk(draft.office.officer)
    first, second = draft.productchapters.order_by("position")

    def order():
        return list(draft.productchapters.order_by("position").values_list("pk", flat=True))

    client.post(reverse("desk-row-move", args=[draft.pk, "products", second.pk]), {"to": "up"})
    assert order() == [second.pk, first.pk]
    client.post(reverse("desk-row-move", args=[draft.pk, "products", second.pk]), {"to": "up"})
    client.post(reverse("desk-row-move", args=[draft.pk, "products", second.pk]), {"to": "sideways"})
    assert order() == [second.pk, first.pk]
    assert client.get(reverse("desk-row-move", args=[draft.pk, "products", second.pk])).status_code == 405


def test_a_forged_request_sets_no_state_no_author_and_no_time(draft):
    client = at_desk(draft.office.officer)
    row = draft.targets.first()
    address = row_url(draft, "targets", row)
    other = version_in(State.DRAFT, office=an_office("Agra", "Uttar Pradesh"))
    forged = {
        "state": "published",
        "major": "9",
        "version": other.pk,
        "commitment": "1",
        "changed_by_label": "Somebody Else",
        "changed_at": "2001-01-01",
        "by": draft.office.hq.pk,
        "at": "2001-01-01",
        "published_at": "2001-01-01",
        "position": "77",
    }

    client.post(address, form_of(client.get(address)) | {"note": "Honest."} | forged)
    cover = reverse("desk-cover", args=[draft.pk])
    client.post(cover, form_of(client.get(cover)) | forged)

    saved = Target.objects.get(pk=row.pk)
    draft.refresh_from_db()
    kept = (draft.pk, row.commitment_id, row.position)
    assert saved.note == "Honest."
    assert (saved.version_id, saved.commitment_id, saved.position) == kept
    assert saved.changed_by_label.startswith("P. Rao")
    assert saved.changed_at.year > 2001
    assert (draft.state, draft.major, draft.published_at) == (State.DRAFT, None, None)


def test_a_row_of_another_version_is_not_found_under_this_one(draft):
    other = version_in(State.DRAFT, office=an_office("Agra", "Uttar Pradesh"))
    client = at_desk(draft.office.officer)

    answer = client.get(reverse("desk-row", args=[draft.pk, "targets", other.targets.first().pk]))

    assert answer.status_code == 404


@pytest.mark.parametrize("state", [State.IN_CONSULTATION, State.TABLED, State.ADOPTED, State.PUBLISHED])
def test_a_text_that_stands_is_not_written_in(state):
    version = version_in(state)
    client = at_desk(version.office.officer)
    row = version.targets.first()

    answer = client.post(row_url(version, "targets", row), {"note": "Too late.", "row_version": row.row_version}, follow=True)

    assert answer.redirect_chain == [(plan_url(version), 302)]
    assert "so its text stands. Nothing was changed." in text_of(answer)
    assert Target.objects.get(pk=row.pk).note == ""


def test_a_second_chapter_of_the_same_product_is_refused(draft):
    client = at_desk(draft.office.officer)
    address = reverse("desk-row-add", args=[draft.pk, "products"])
    product = draft.productchapters.first().product

    answer = client.post(address, form_of(client.get(address)) | {"product": product.name})

    sentence = f"{product} has its chapter already. Edit that one, or choose another product."
    assert answer.context["form"].errors["product"] == [sentence]
    assert ProductChapter.objects.filter(version=draft, product=product).count() == 1


def test_each_reason_of_a_return_is_answered_on_its_own_form():
    version = version_in(State.RETURNED)
    client = at_desk(version.office.officer)
    reason = version.tablings.get().return_reasons.get()
    address = reverse("desk-reason", args=[version.pk, reason.pk])

    page = client.get(plan_url(version))
    answer = client.post(address, form_of(client.get(address)) | {"answer": "The year is named now."})

    assert [shown.text for shown in page.context["page"].reasons] == ["Name the year."]
    in_the_way = [way.sentence for way in page.context["page"].standing.report.errors]
    assert in_the_way == ["A reason of the committee has no answer: Name the year."]
    assert answer["Location"] == f"{plan_url(version)}#reason-{reason.pk}"
    reason.refresh_from_db()
    assert reason.answer == "The year is named now."


def test_the_plan_page_links_each_thing_in_the_way_to_its_place():
    office = an_office()
    version = workflow.start_version(office.district, by=office.officer, at=BEGUN)
    version.office = office
    target = add_target(version)

    page = at_desk(office.officer).get(plan_url(version))

    report = page.context["page"].standing.report
    places = {way.url for way in [*report.errors, *report.warnings]}
    html = text_of(page)
    assert "#head-2" in places
    assert all(f'id="{place[1:]}"' in html for place in places)
    assert f'id="targets-{target.pk}"' in html


@pytest.mark.parametrize("word", sorted(KINDS))
def test_every_sentence_of_a_constraint_has_a_field_that_is_there(word):
    form = KINDS[word].form
    names = {name for _heading, group in form.groups for name in group}
    placed = places_of_sentences(KINDS[word].model)

    assert set(placed) <= {str(rule.violation_error_message) for rule in KINDS[word].model._meta.constraints}
    assert set(placed.values()) <= names


def test_every_constraint_that_is_said_at_a_field_is_one():
    models = [PlanVersion, Section, *(kind.model for kind in KINDS.values())]

    assert set(AT_FIELD) <= {rule.name for model in models for rule in model._meta.constraints}


@pytest.mark.parametrize("word", sorted(KINDS))
def test_every_field_of_a_form_stands_in_one_group(draft, word):
    form = KINDS[word].form(version=draft, instance=KINDS[word].model(version=draft))
    shown = [name for _heading, group in form.groups for name in group]

    assert sorted(shown) == sorted(name for name in form.fields if name not in ("row_version", "once"))


def test_the_second_press_of_a_double_click_adds_nothing_and_says_so(draft):
    client = at_desk(draft.office.officer)
    address = reverse("desk-row-add", args=[draft.pk, "bottlenecks"])
    sent = form_of(client.get(address)) | {"statement": "The road is bad.", "stage": "logistics", "level": "state"}
    before = draft.bottlenecks.count()

    first, second = client.post(address, sent), client.post(address, sent)

    assert (first.status_code, second.status_code) == (302, 302)
    assert draft.bottlenecks.count() == before + 1
    assert "This row was already added; the second press changed nothing." in text_of(client.get(second["Location"]))
    another = form_of(client.get(address)) | {"statement": "The road is bad.", "stage": "logistics", "level": "state"}
    # The same words from a form opened anew are meant.
    assert client.post(address, another).status_code == 302
    assert draft.bottlenecks.count() == before + 2


def test_an_intervention_is_led_by_a_post_near_the_district_and_by_none_from_elsewhere(draft):
    row, elsewhere = draft.interventions.first(), an_office("Darbhanga", "Bihar").convener.person.postings.get().post
    client, address = at_desk(draft.office.officer), row_url(draft, "interventions", row)
    own = row.lead_post
    form = form_of(client.get(address))

    answer = client.post(address, form | {"lead_post": str(elsewhere.pk)})

    assert "Select a valid choice" in text_of(answer)
    assert Intervention.objects.get(pk=row.pk).lead_post == own

    client.post(address, form | {"lead_post": ""})

    assert Intervention.objects.get(pk=row.pk).lead_post is None
