"""Starting a version at the desk: from the template, empty, from another place's published plan, or from one's own last."""

import pytest
from django.urls import reverse

from plans import house_text, workflow
from plans.admin.plan_page import in_the_way
from plans.admin.reading import heads_of
from plans.freezing import paper_of
from plans.models import PlanVersion, Section
from plans.rows import save_row
from plans.states import State
from plans.tests.desk import at_desk, plan_url, text_of
from plans.tests.factories import LATER, WRITTEN, an_office, published, version_in

pytestmark = pytest.mark.django_db


def start_url(office):
    return reverse("desk-start", args=[office.district.pk])


@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_head_left_at_its_prompts_is_not_filled_and_prompts_are_not_tabled(language):
    office = an_office()
    client = at_desk(office.officer)
    client.post(start_url(office), {"from": "house", "language": language})
    version = PlanVersion.objects.get(plan__place=office.district)
    assert (version.authentic_language, version.sections.get(head=1).text) == (language, house_text.prompts(language)[1])

    heads = heads_of(version)
    report = in_the_way(version, heads, [], office.officer, on=WRITTEN.date())
    assert (report.score["heads_filled"], min(head.errors for head in heads) > 0) == (0, True)
    assert "0 of 11 heads filled" in text_of(client.get(plan_url(version)))
    assert "prompts only" in text_of(client.get(plan_url(version)))
    section = Section.objects.get(version=version, head=1)
    half = section.text + "\nThe district lies on the Kaveri."
    save_row(Section, {"text": half}, version=version, pk=section.pk, row_version=1, by=office.officer, at=WRITTEN)

    report = in_the_way(version, heads_of(version), [], office.officer, on=WRITTEN.date())
    assert report.score["heads_filled"] == 1
    assert any(
        "still holds prompts of the template" in way.sentence and way.sentence.startswith("Head 1,") for way in report.errors
    )


def test_every_head_has_prompts_in_both_languages_and_nothing_else():
    for language in ("en", "hi"):
        texts = house_text.prompts(language)
        assert sorted(texts) == list(range(1, 12))
        assert {head for head, text in texts.items() if house_text.written(text) or not house_text.has_prompts(text)} == set()
    assert house_text.written("One.\n▸ Two?\nThree.") == "One.\nThree."


def test_another_places_published_plan_gives_its_words_and_not_its_figures():
    pattern = published(an_office())
    office = an_office("Agra", "Uttar Pradesh")
    client = at_desk(office.officer)
    version_in(State.DRAFT, office=an_office("Salem", "Tamil Nadu"))

    page = client.get(start_url(office))
    refused = client.post(start_url(office), {"from": "other", "other": "999999"})
    unsure = client.post(start_url(office), {"from": "house", "other": pattern.pk})
    client.post(start_url(office), {"from": "other", "other": pattern.pk})

    # Published plans alone are offered.
    assert page.context["others"] == [pattern]
    assert (refused.status_code, unsure.status_code) == (409, 409)
    assert "Mark one of the two." in text_of(unsure)
    copy = PlanVersion.objects.get(plan__place=office.district)
    assert copy.interventions.get().title == pattern.interventions.get().title
    assert set(copy.targets.values_list("baseline_state", "value_state", "baseline_fy", "baseline_source")) == {
        ("missing", "missing", "", "")
    }
    assert (copy.interventions.get().cost_rupees, copy.profilefacts.get().value, copy.profilefacts.get().source) == (
        None,
        None,
        "",
    )
    assert not {row["figure"]["state"] for row in paper_of(copy)["facts"]} & {"value"}


def test_the_last_version_is_offered_first_and_keeps_its_identities():
    version = version_in(State.PUBLISHED)
    client = at_desk(version.office.officer)

    page = client.get(start_url(version.office))
    client.post(start_url(version.office), {"from": "pattern"})

    assert (page.context["begin"], page.context["pattern"]) == ("pattern", version)
    copy = PlanVersion.objects.get(plan=version.plan, state=State.DRAFT)
    assert set(copy.targets.values_list("commitment", "value")) == set(version.targets.values_list("commitment", "value"))
    with pytest.raises(workflow.starting.AlreadyUnderWay):
        workflow.start_version(version.office.district, by=version.office.officer, at=LATER)
