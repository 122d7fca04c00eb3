"""Every way the desk shows leads where something can be done: found by an officer who typed a plan in from end to end."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.translation import override

from plans import workflow
from plans.papers import label_of
from plans.states import State
from plans.tests.desk import at_desk, form_of, move_url, plan_url, row_url, text_of
from plans.tests.factories import (
    WRITTEN,
    a_draft,
    add_intervention,
    an_office,
    open_for_comment,
    tabled,
    version_in,
)

pytestmark = pytest.mark.django_db

COMMENTED = datetime(2025, 7, 1, 6, 0, tzinfo=UTC)
CLOSED = datetime(2025, 7, 2, 6, 0, tzinfo=UTC)


def closed_with_a_comment():
    version = version_in(State.IN_CONSULTATION)
    workflow.leave_comment(version, text="Test for residues too.", press="one", at=COMMENTED)
    workflow.close_consultation(version, by=version.office.convener, at=CLOSED)
    version.refresh_from_db()
    return version


def test_an_unanswered_comment_leads_from_the_tabling_page_to_the_comments():
    version = closed_with_a_comment()
    client = at_desk(version.office.convener)

    page = text_of(client.get(move_url(version, "table")))

    comments = reverse("desk-public-comments", args=[version.pk])
    assert f'<a href="{comments}">1 comment of the public has no reply.' in page
    assert client.get(comments).status_code == 200


def test_who_closes_a_consultation_is_told_of_comments_without_a_reply():
    version = version_in(State.IN_CONSULTATION)
    client = at_desk(version.office.convener)
    assert "no reply" not in text_of(client.get(move_url(version, "close_consultation")))
    workflow.leave_comment(version, text="Test for residues too.", press="one", at=COMMENTED)

    page = text_of(client.get(move_url(version, "close_consultation")))

    assert "1 comment of the public has no reply. The comment can be answered after closing too" in page


def test_a_row_to_be_mended_leads_from_the_tabling_page_to_its_place_in_the_plan():
    version = a_draft(an_office())

    page = text_of(at_desk(version.office.convener).get(move_url(version, "table")))

    assert f'<a href="{plan_url(version)}#head-1">Head 1, District profile, is empty.' in page


def test_what_the_cover_lacks_leads_to_the_cover():
    version = a_draft(an_office())

    page = text_of(at_desk(version.office.officer).get(plan_url(version)))

    assert '<a href="#cover">The plan does not say for which financial years it is.' in page
    cover = page.partition('id="cover"')[2].partition("</dl>")[0]
    assert reverse("desk-cover", args=[version.pk]) in cover


def test_each_finding_at_its_head_names_its_rule_in_words():
    version = a_draft(an_office())

    page = text_of(at_desk(version.office.officer).get(plan_url(version)))

    rules = reverse("public:rules")
    assert f'<a class="quiet" href="{rules}#rule-1">Rule 1</a>' in page
    assert '<a href="#head-1" class="void">1 to mend</a>' in page


@pytest.mark.parametrize("word", ["targets", "interventions", "products", "facts", "incentives", "bottlenecks"])
def test_an_empty_choice_says_whether_it_is_owed(word):
    version = a_draft(an_office())

    page = text_of(at_desk(version.office.officer).get(reverse("desk-row-add", args=[version.pk, word])))

    assert "-----" not in page
    assert ">Choose</option>" in page or ">Not stated</option>" in page


def test_a_choice_left_empty_is_saved_as_none():
    version = a_draft(an_office())
    row = add_intervention(version, horizon="", lead_agency=None)
    client = at_desk(version.office.officer)
    url = row_url(version, "interventions", row)

    answer = client.post(url, form_of(client.get(url)) | {"title": "Laboratory"})

    row.refresh_from_db()
    assert (answer.status_code, row.title, row.horizon, row.lead_agency) == (302, "Laboratory", "", None)


def test_a_part_of_an_intervention_stands_inside_it():
    version = a_draft(an_office())
    whole = add_intervention(version)
    add_intervention(version, title="Instruments", parent=whole)

    page = text_of(at_desk(version.office.officer).get(plan_url(version)))

    assert page.count('class="item child"') == 1


def test_a_plan_open_for_comment_names_its_public_address():
    office = an_office()
    version = open_for_comment(office)

    page = text_of(at_desk(office.convener).get(plan_url(version)))

    assert '<a href="/districts/tamil-nadu/erode/plan/consultation/">Its public page</a>' in page


def test_a_draft_has_no_public_page():
    version = a_draft(an_office())

    assert "Its public page" not in text_of(at_desk(version.office.officer).get(plan_url(version)))


def test_a_tabled_plan_leads_to_the_meetings():
    office = an_office()
    version = tabled(office)

    page = text_of(at_desk(office.convener).get(plan_url(version)))

    assert f'<a href="{reverse("desk-meetings")}">Meetings and their agendas</a>' in page


def test_who_publishes_is_led_to_the_resolution():
    version = version_in(State.ADOPTED)

    page = text_of(at_desk(version.office.publisher).get(move_url(version, "publish")))

    version.refresh_from_db()
    number = version.resolution.number
    assert f'The resolution that adopted it: <a href="/resolutions/{number}/">{number}</a>' in page


def test_after_a_withdrawal_a_writer_is_led_to_the_next_version_and_a_member_is_not():
    version = version_in(State.WITHDRAWN)
    start = reverse("desk-start", args=[version.plan.place_id])

    assert start in text_of(at_desk(version.office.officer).get(plan_url(version)))
    assert start not in text_of(at_desk(version.office.depc.user("member")).get(plan_url(version)))


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("desk-districts", "My districts"),
        ("desk-committee", "Before my committee"),
        ("desk-publish", "To publish"),
        ("desk-meetings", "Meetings"),
    ],
)
def test_the_lists_have_their_name_in_the_title_of_the_window(name, title):
    office = an_office()

    page = text_of(at_desk(office.convener).get(reverse(name)))

    assert f"<title>{title} | Districts as Export Hubs</title>" in " ".join(page.split())


def test_a_code_of_two_lists_is_read_by_the_label_it_was_frozen_with():
    with override("hi"):
        said = [str(label_of({"code": "medium", "label": label})) for label in ("Medium", "Medium term", "मध्यम", "Middling")]

    assert said == ["मध्यम", "मध्यकाल", "मध्यम", "Middling"]


def test_a_head_left_at_its_prompts_is_told_once():
    office = an_office()
    workflow.start_version(office.district, by=office.officer, at=WRITTEN, prompts=True)

    page = text_of(at_desk(office.officer).get(reverse("desk-plan", args=[office.district.plans.get().versions.get().pk])))

    assert "Head 1, District profile, still holds prompts of the template." in page
    assert "Head 1, District profile, is empty." not in page
