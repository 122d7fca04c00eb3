"""Translations beside the authentic text: who may, checked by another person, stale with their source, outside the hash."""

import pytest
from django.urls import reverse

from accounts.tests.factories import make_ra
from audit.models import Event
from common.refusals import NotAllowed
from plans import rows, workflow
from plans.freezing import frozen_bytes, paper_of
from plans.models import EditMark, Section, Translation
from plans.states import State
from plans.tests.desk import at_desk, text_of
from plans.tests.factories import LATER, WRITTEN, version_in
from plans.translations import of_version, pairs_of, sources_of
from plans.workflow.translating import NotToBeChecked, TranslatedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return version_in(State.DRAFT)


def path_of(version, ending, nth=0):
    return [source.path for source in sources_of(version) if source.path.endswith(ending)][nth]


def translated(version, texts, *, by=None, seen=None):
    return workflow.translate(version, texts, seen=seen or {}, by=by or version.office.convener, at=WRITTEN)


def checked(version, *paths, by=None):
    stored = dict(Translation.objects.filter(version=version).values_list("path", "row_version"))
    return workflow.check_translations(version, paths, seen=stored, by=by or version.office.publisher, at=WRITTEN)


def test_a_text_is_translated_by_one_and_checked_by_another_and_only_then_shown(draft):
    path = path_of(draft, "/statement")
    before = frozen_bytes(paper_of(draft))

    translated(draft, {path: "ज़िले में कोई मान्यता प्राप्त प्रयोगशाला नहीं।", "title": "निर्यात कार्य योजना", "summary": "संक्षेप।"})

    assert of_version(draft, "hi") == {}
    with pytest.raises(NotToBeChecked):
        checked(draft, path, by=draft.office.convener)
    assert checked(draft, path, "summary") == 2
    assert of_version(draft, "hi") == {path: "ज़िले में कोई मान्यता प्राप्त प्रयोगशाला नहीं।", "summary": "संक्षेप।"}
    # Beside the text: the paper is the same, nobody became an author, and no word of it stands in the record.
    assert frozen_bytes(paper_of(draft)) == before
    assert not EditMark.objects.filter(version=draft, person__user=draft.office.convener).exists()
    events = Event.objects.filter(verb__startswith="plan.translat").order_by("pk")
    assert [(event.verb, event.data, event.is_public) for event in events] == [
        ("plan.translated", {"language": "hi", "texts": 3}, False),
        ("plan.translation_checked", {"language": "hi", "texts": 2}, False),
    ]


def test_a_changed_source_makes_it_out_of_date_until_somebody_says_it_still_fits(draft):
    section = Section.objects.get(version=draft, head=2)
    path = f"{section.commitment.uid}/text"
    translated(draft, {path: "उद्योग।"})
    checked(draft, path)

    rows.save_row(
        Section,
        {"text": "Looms."},
        version=draft,
        pk=section.pk,
        row_version=section.row_version,
        by=draft.office.officer,
        at=WRITTEN,
    )

    assert of_version(draft, "hi") == {}
    assert next(pair for pair in pairs_of(draft) if pair.source.path == path).is_stale
    with pytest.raises(NotToBeChecked):
        checked(draft, path)
    translated(draft, {path: "करघे।"}, seen={path: 2})
    checked(draft, path)
    assert of_version(draft, "hi") == {path: "करघे।"}


def test_two_translators_of_one_text_lose_nothing(draft):
    path = path_of(draft, "/statement")
    other = make_ra([draft.office.district], officer="M. Rao")
    translated(draft, {path: "पहला।"})

    with pytest.raises(TranslatedMeanwhile) as late:
        translated(draft, {path: "दूसरा।", "title": "शीर्षक"}, by=other, seen={path: 0})

    assert late.value.paths == [path]
    assert list(Translation.objects.values_list("text", flat=True)) == ["पहला।"]


def test_strangers_and_the_plan_officer_do_not_translate_and_the_past_is_not_translated(draft):
    with pytest.raises(NotAllowed):
        translated(draft, {"title": "शीर्षक"}, by=draft.office.officer)
    workflow.withdraw(draft, remark="Begun anew.", by=draft.office.convener, at=LATER)
    with pytest.raises(workflow.MovedOn):
        translated(draft, {"title": "शीर्षक"})


def test_the_next_version_takes_the_translations_along_and_another_district_does_not():
    version = version_in(State.PUBLISHED)
    path = path_of(version, "/statement")
    translated(version, {path: "प्रयोगशाला नहीं।"})
    checked(version, path, by=make_ra([version.office.district], officer="M. Rao"))

    following = workflow.start_version(version.office.district, by=version.office.officer, at=LATER, based_on=version)

    assert of_version(following, "hi") == of_version(version, "hi") == {path: "प्रयोगशाला नहीं।"}


def test_the_pages_enter_check_and_show_what_was_saved_meanwhile(draft):
    address = reverse("desk-translation-head", args=[draft.pk, 4])
    path = path_of(draft, "/statement")
    convener, publisher = at_desk(draft.office.convener), at_desk(draft.office.publisher)

    shown = convener.get(address)
    assert "No accredited laboratory in the district." in text_of(shown)
    assert convener.post(address, {f"text-{path}": "प्रयोगशाला नहीं।", f"seen-{path}": "0"}).status_code == 302
    # The writer is not offered the tick; a forged one is refused.
    assert f"check-{path}" not in text_of(convener.get(address))
    refused = convener.post(address, {f"text-{path}": "प्रयोगशाला नहीं।", f"seen-{path}": "1", f"check-{path}": "on"})
    assert (refused.status_code, of_version(draft, "hi")) == (409, {})
    # A stale tab is shown what is stored beside what it typed.
    late = publisher.post(address, {f"text-{path}": "मेरा।", f"seen-{path}": "0"})
    assert late.status_code == 409
    assert "मेरा।" in text_of(late)
    assert "Stored meanwhile:" in text_of(late)
    publisher.post(address, {f"text-{path}": "प्रयोगशाला नहीं।", f"seen-{path}": "1", f"check-{path}": "on"})
    assert of_version(draft, "hi") == {path: "प्रयोगशाला नहीं।"}
    overview = text_of(convener.get(reverse("desk-translation", args=[draft.pk])))
    assert "Translation into Hindi" in overview
    # The plan officer reads how far it is and cannot write; a stranger finds nothing.
    officer = at_desk(draft.office.officer)
    assert officer.get(reverse("desk-translation", args=[draft.pk])).status_code == 200
    assert officer.get(address).status_code == 404
    stranger = at_desk(make_ra([], officer="X. Stranger"))
    assert stranger.get(address).status_code == stranger.get(reverse("desk-translation", args=[draft.pk])).status_code == 404


def test_the_overview_costs_the_same_for_one_translation_and_for_three(draft, django_assert_num_queries):
    client = at_desk(draft.office.convener)
    address = reverse("desk-translation", args=[draft.pk])
    client.get(address)
    translated(draft, {"title": "शीर्षक"})
    with django_assert_num_queries(14):
        client.get(address)
    translated(draft, dict.fromkeys((path_of(draft, "/text"), path_of(draft, "/text", 1)), "पाठ।"))
    with django_assert_num_queries(14):
        client.get(address)
