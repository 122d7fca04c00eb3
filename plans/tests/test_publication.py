"""The check list at publication: contacts in the text are shown in their place, and each stands with a word or goes back."""

import pytest

from accounts.models import Notice
from accounts.permission import NotAllowed
from accounts.tests.factories import PASSWORD, make_ra, post_of
from audit.recording import events_of
from plans import rows, workflow
from plans.models import PlanVersion, Section
from plans.papers import read_paper
from plans.publication import findings_before, findings_of, sent_back
from plans.states import State
from plans.tests.desk import at_desk, form_of, move_url, plan_url, text_of
from plans.tests.factories import (
    CONFIRMED,
    LATER,
    PUBLISHED,
    WRITTEN,
    a_written_draft,
    add_intervention,
    adopted,
    an_office,
    paper_of_last_tabling,
    tabled,
    version_in,
)
from plans.tests.plan_texts import a_plan
from plans.translations import sources_of
from plans.workflow import CHECKLIST, ContactsOpen, MovedOn

pytestmark = pytest.mark.django_db

OFFICE_MAIL = "gm-dic-erode@tn.gov.in"
TICKED = {**dict.fromkeys(CHECKLIST, "on"), "password_again": PASSWORD}


def with_contacts(office=None):
    """An adopted version with a number in its prose, an address in an intervention, and the office's own."""
    office = office or an_office()
    draft = a_written_draft(office)
    section = draft.sections.get(head=1)
    words = f"Ask Mr Rao, 98765 43210, or {OFFICE_MAIL}. Exports were 9,87,65,432.10."
    rows.save_row(
        Section, {"text": words}, version=draft, pk=section.pk, row_version=section.row_version, by=office.officer, at=WRITTEN
    )
    draft.office = office
    add_intervention(draft, title="Jar works", note="Write to rao@example.com.")
    return adopted(office, version=tabled(office, version=draft))


def findings(version):
    return findings_of(read_paper(paper_of_last_tabling(version).content).data)


def words_on(version, word="The office's own number."):
    return {one.mark: word for one in findings(version) if not one.is_office}


def confirmed(version):
    return {**CONFIRMED, "contacts": words_on(version)}


def sent(client, version, name, **values):
    return form_of(client.get(move_url(version, name))) | values


def test_contacts_are_found_with_their_place_their_kind_and_the_words_around():
    found = findings(with_contacts())

    assert [(one.words, one.is_office, one.head) for one in found] == [
        ("98765 43210", False, 1), (OFFICE_MAIL, True, 1), ("rao@example.com", False, 6),
    ]  # fmt: skip
    assert (found[0].before, found[0].after) == ("Ask Mr Rao,", f", or {OFFICE_MAIL}. Exports were 9,87,65,432.10.")
    assert found[2].place.startswith("6. ")
    assert found[2].place.endswith(", Jar works")


def test_a_mark_names_the_words_and_their_place():
    texts = [a_plan(title="Ask 98765 43210"), a_plan(title="Ask 98765 43211"), a_plan(file_number="98765 43210")]

    assert len({findings_of(text)[0].mark for text in texts}) == 3


def test_a_text_with_a_contact_is_published_only_with_a_word_on_each_and_the_words_are_kept():
    version = with_contacts()
    before = PlanVersion.objects.filter(pk=version.pk).values().get()
    first = findings(version)[0].mark

    for contacts in ({}, None, {first: "Own number."}, {**words_on(version), first: "  "}, {**words_on(version), first: "ok"}):
        with pytest.raises(ContactsOpen):
            workflow.publish(version, checklist={**CONFIRMED, "contacts": contacts}, by=version.office.publisher, at=PUBLISHED)
    assert PlanVersion.objects.filter(pk=version.pk).values().get() == before

    published = workflow.publish(version, checklist=confirmed(version), by=version.office.publisher, at=PUBLISHED)

    kept = published.publish_checklist["contacts"]
    assert [(one["words"], one.get("why"), one.get("office")) for one in kept] == [
        ("98765 43210", "The office's own number.", None),
        (OFFICE_MAIL, None, True),
        ("rao@example.com", "The office's own number.", None),
    ]
    assert "98765" not in str(events_of(version).get(verb="plan.published").data)


def test_a_contact_in_a_translation_needs_its_word_too_and_what_is_translated_is_kept():
    version = version_in(State.ADOPTED)
    path = next(one.path for one in sources_of(version) if one.head == 1)
    texts = {"title": "निर्यात योजना", path: "पूछें: rao@example.com"}
    workflow.translate(version, texts, seen={}, by=version.office.convener, at=LATER)

    assert findings_before(version) == []
    workflow.check_translations(version, texts, seen=dict.fromkeys(texts, 1), by=version.office.publisher, at=LATER)
    (found,) = findings_before(version)
    with pytest.raises(ContactsOpen):
        workflow.publish(version, checklist=CONFIRMED, by=version.office.publisher, at=LATER)
    page = text_of(at_desk(version.office.publisher).get(move_url(version, "publish")))
    published = workflow.publish(
        version, checklist={**CONFIRMED, "contacts": {found.mark: "The office's own."}}, by=version.office.publisher, at=LATER
    )

    assert (found.words, found.head, found.is_translation) == ("rao@example.com", 1, True)
    assert "निर्यात योजना" in page
    assert "There is no summary in the other language." in page
    kept = published.publish_checklist
    assert kept["contacts"][0]["why"] == "The office's own."
    assert {key: kept["translated"][key] for key in ("language", "title", "summary", "checked")} == {
        "language": "hi", "title": True, "summary": False, "checked": 2,
    }  # fmt: skip


def test_words_for_another_text_do_not_count():
    version, other = with_contacts(), with_contacts(an_office("Salem"))

    with pytest.raises(ContactsOpen):
        workflow.publish(version, checklist={**CONFIRMED, "contacts": words_on(other)}, by=version.office.publisher, at=PUBLISHED)


def test_the_page_shows_each_finding_in_its_place_and_asks_a_word():
    version = with_contacts()
    client = at_desk(version.office.publisher)
    first, _office, second = findings(version)

    page = text_of(client.get(move_url(version, "publish")))
    refused = client.post(
        move_url(version, "publish"), sent(client, version, "publish", **TICKED) | {f"why_{first.mark}": "Own."}
    )

    assert page.count("<mark>") == 3
    assert "government office" in page
    assert f"#head-{second.head}" in page
    assert refused.status_code == 422
    assert "Give a word why it may stand, or send the plan back." in text_of(refused)
    assert 'value="Own."' in text_of(refused)

    done = client.post(
        move_url(version, "publish"),
        sent(client, version, "publish", **TICKED) | {f"why_{one.mark}": "Own number." for one in (first, second)},
    )

    version.refresh_from_db()
    assert (done.status_code, version.state) == (302, State.PUBLISHED)


def test_a_publisher_sends_a_text_back_and_its_office_reads_why():
    version = with_contacts()
    office = version.office
    client = at_desk(office.publisher)

    empty = client.post(move_url(version, "send_back"), sent(client, version, "send_back", remark=" "))
    done = client.post(move_url(version, "send_back"), sent(client, version, "send_back", remark="A private number, head 1."))

    version.refresh_from_db()
    assert (empty.status_code, done.status_code, version.state) == (422, 302, State.ADOPTED)
    assert [one.remark for one in sent_back(version)] == ["A private number, head 1."]
    for page in (at_desk(office.officer).get(plan_url(version)), client.get(move_url(version, "publish"))):
        assert "A private number, head 1." in text_of(page)
    notices = Notice.objects.filter(kind="sent_back")
    assert {notice.post_id for notice in notices} == {post_of(office.officer).pk, post_of(office.convener).pk}
    assert all("private" not in str(notice.data) for notice in notices)
    # The publisher, or another, may still publish with an answer to each.
    assert workflow.publish(version, checklist=confirmed(version), by=office.publisher, at=LATER).state == State.PUBLISHED


def test_who_may_not_publish_may_not_send_back():
    version = version_in(State.ADOPTED)
    office = version.office
    outsiders = [
        office.officer,
        office.convener,
        office.depc.user("chair"),
        make_ra([an_office("Agra", "Uttar Pradesh").district]),
    ]

    for user in outsiders:
        with pytest.raises(NotAllowed):
            workflow.send_back(version, remark="No.", by=user, at=LATER)
    assert sent_back(version) == []


def test_published_twice_sent_back_after_and_by_a_stale_tab_change_nothing():
    version = version_in(State.ADOPTED)
    office, seen = version.office, version.row_version
    workflow.send_back(version, remark="Look again.", by=office.publisher, at=LATER)

    with pytest.raises(MovedOn, match="sent this plan back"):
        workflow.publish(version, checklist=CONFIRMED, by=office.publisher, at=LATER, seen=seen)
    version.refresh_from_db()
    workflow.publish(version, checklist=CONFIRMED, by=office.publisher, at=LATER)
    for again in (
        lambda: workflow.publish(version, checklist=CONFIRMED, by=office.publisher, at=LATER),
        lambda: workflow.send_back(version, remark="Too late.", by=office.publisher, at=LATER),
    ):
        with pytest.raises(MovedOn):
            again()
    assert list(events_of(version).values_list("verb", flat=True))[:2] == ["plan.published", "plan.sent_back"]
