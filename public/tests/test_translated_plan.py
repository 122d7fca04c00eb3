"""A published plan in the language it was not decided in: translations where they are, called so; else what was adopted."""

import re

import pytest
from django.core.cache import cache
from django.utils.translation import override

from documents.tests.reading_pdf import Read
from plans import rows, workflow
from plans.models import ProductChapter
from plans.states import State
from plans.tests.factories import (
    LATER,
    WRITTEN,
    a_written_draft,
    adopted,
    an_office,
    paper_of_last_tabling,
    published,
    tabled,
    version_in,
)
from plans.tests.test_errata import SOON, an_erratum
from plans.translations import sources_of
from public import plan_facts, titles

pytestmark = pytest.mark.django_db

BASE = "/districts/tamil-nadu/erode/plan/1.0"
TITLE, SUMMARY, PROSE = "ईरोड की निर्यात योजना", "हल्दी और क़ालीन।", "ज़िले की रूपरेखा यहाँ है।"
WHAT, WHERE = "मान्यता प्राप्त प्रयोगशाला नहीं है।", ["जर्मनी", "जापान"]


@pytest.fixture(autouse=True)
def _fresh(settings, tmp_path):
    settings.EDITION_ROOT = tmp_path / "editions"
    cache.clear()


def translate(version, texts, *, check=True):
    workflow.translate(version, texts, seen={}, by=version.office.convener, at=LATER)
    if check:
        workflow.check_translations(version, texts, seen=dict.fromkeys(texts, 1), by=version.office.publisher, at=LATER)


def path_to(version, head, ending):
    return next(one.path for one in sources_of(version) if one.head == head and one.path.endswith(ending))


@pytest.fixture
def version():
    """Published in English; title, summary, the first head, a bottleneck and a list of the second product are in Hindi too."""
    office = an_office()
    draft = a_written_draft(office)
    chapter = draft.productchapters.order_by("position").first()
    rows.save_row(
        ProductChapter, {"destinations": ["Germany", "Japan"]}, version=draft, pk=chapter.pk, row_version=chapter.row_version,
        by=office.officer, at=WRITTEN,
    )  # fmt: skip
    draft.refresh_from_db()
    draft.office = office
    version = published(office, version=adopted(office, version=tabled(office, version=draft)))
    translate(version, {
        "title": TITLE, "summary": SUMMARY, path_to(version, 1, "/text"): PROSE, path_to(version, 4, "/statement"): WHAT,
        path_to(version, 3, "/destinations"): "\n".join(WHERE),
    })  # fmt: skip
    return version


def page(client, address):
    return client.get(address).content.decode()


def of_head(text, number):
    return text.split(f'id="head-{number}"')[1].split("<section")[0]


def test_the_hindi_page_has_each_translation_called_one_with_the_adopted_text_a_link_away(client, version):
    shown = page(client, f"/hi{BASE}/")

    assert f"<h1>{TITLE}</h1>" in shown
    assert f'<p class="other" lang="en">{version.title}</p>' in shown
    assert SUMMARY in shown
    for head, words in ((1, PROSE), (4, WHAT), (3, ", ".join(WHERE))):
        part = of_head(shown, head)
        assert words in part
        assert "यह अनुवाद है, अंगीकृत पाठ नहीं।" in part
        assert f'href="{BASE}/#head-{head}"' in part
    assert "What stands under head 1." not in shown
    # Not in the serif of what was voted on.
    assert f'<div class="tr"><p>{PROSE}</p></div>' in shown


def test_what_is_not_translated_stands_as_adopted_and_says_in_which_language(client, version):
    shown = page(client, f"/hi{BASE}/")

    part = of_head(shown, 2)
    assert '<div class="text" lang="en"><p>What stands under head 2.</p></div><p class="en-only">(केवल अंग्रेज़ी में)</p>' in part
    assert "अनुवाद" not in part
    assert re.search(r'<span lang="en">Testing laboratory</span> <span class="en-only">', of_head(shown, 6))


def test_the_page_in_the_language_of_the_text_has_no_translation(client, version):
    shown = page(client, f"{BASE}/")

    assert not any(words in shown for words in (TITLE, SUMMARY, PROSE, WHAT, "जापान", "ranslation"))
    assert '<div class="text" lang="en"><p>What stands under head 1.</p></div>' in shown


def test_the_address_of_the_paper_shows_what_was_adopted_in_every_language(client, version):
    shown = page(client, f"/hi/papers/{paper_of_last_tabling(version).sha256}/")

    assert "What stands under head 1." in shown
    assert PROSE not in shown


def test_files_of_the_text_hold_no_translation(client, version):
    stored = bytes(paper_of_last_tabling(version).content)

    assert client.get(f"/hi{BASE}.json").content == stored
    assert PROSE.encode() not in client.get(f"/hi{BASE}.zip").content


@pytest.mark.parametrize(
    ("prefix", "heading"),
    [("", "Translation into Hindi, not the adopted text"), ("/hi", "हिन्दी अनुवाद, अंगीकृत पाठ नहीं")],
)
def test_the_pdf_has_the_adopted_text_and_behind_it_the_headed_translation(client, version, prefix, heading):
    read = Read(client.get(f"{prefix}{BASE}.pdf").content)

    def where(words):
        return [number for number, text in enumerate(read.pages, 1) if set("".join(words.split())) <= set(text)]

    assert read.is_pdf_ua_1
    assert read.holds("What stands under head 1.")
    last_adopted = max(read.pages_with("What stands under head 11."), default=len(read.pages))
    if not prefix:
        first = min(read.pages_with(heading))
        assert first > min(read.pages_with("What stands under head 1."))
        assert first <= len(read.pages)
        assert last_adopted < first
    assert where(PROSE)
    assert len(read.pages_with(version.tablings.get().paper_id)) == len(read.pages)


def test_a_translation_nobody_checked_is_nowhere_and_shows_on_the_next_request_once_it_is(client):
    version = version_in(State.PUBLISHED)
    path = path_to(version, 1, "/text")
    before = client.get(f"{BASE}.pdf").content
    translate(version, {path: PROSE}, check=False)

    unchecked = page(client, f"/hi{BASE}/")
    assert PROSE not in unchecked
    assert "इस योजना का पाठ केवल अंग्रेज़ी में है।" in unchecked
    assert client.get(f"{BASE}.pdf").content == before

    workflow.check_translations(version, [path], seen={path: 1}, by=version.office.publisher, at=LATER)

    assert PROSE in page(client, f"/hi{BASE}/")
    heading = "Translation into Hindi, not the adopted text"
    assert (Read(before).holds(heading), Read(client.get(f"{BASE}.pdf").content).holds(heading)) == (False, True)


def test_translations_of_a_plan_that_is_not_published_have_no_address(client):
    version = version_in(State.ADOPTED)
    translate(version, {"title": TITLE, path_to(version, 1, "/text"): PROSE})

    for address in ("/hi/districts/tamil-nadu/erode/", "/hi/plans/", "/hi/", f"/hi/resolutions/{version.resolution.number}/"):
        assert PROSE not in page(client, address)
    assert client.get(f"/hi{BASE}/").status_code == 404


def lists_with_the_title(version):
    resolution, place = version.resolution, version.plan.place
    return {
        "resolutions": "/resolutions/",
        "resolution": f"/resolutions/{resolution.number}/",
        "committee": f"/committees/{resolution.committee.slug}/",
        "meeting": resolution.item.meeting.get_absolute_url(),
        "district": place.get_absolute_url(),
    }


def test_public_lists_show_a_translated_title_in_its_language_alone_and_call_it_a_translation(client, version):
    hindi = {name: page(client, f"/hi{address}") for name, address in lists_with_the_title(version).items()}
    english = {name: page(client, address) for name, address in lists_with_the_title(version).items()}

    assert {name for name, shown in hindi.items() if TITLE in shown} == {"resolutions", "resolution", "committee", "meeting"}
    assert {name for name, shown in english.items() if TITLE in shown} == set()
    assert f'{TITLE} <span class="meta">(अनुवाद)</span>' in hindi["resolutions"]
    assert f'निर्णीत शीर्षक, जिसका अनुवाद ऊपर है: <span lang="en">{version.title}</span>' in hindi["resolution"]
    assert f"<title>{TITLE}" in page(client, f"/hi{BASE}/")
    assert f"<title>{version.title}" in page(client, f"{BASE}/")


def test_a_title_translated_before_the_publication_stays_out_of_the_lists_until_then(client):
    version = version_in(State.ADOPTED)
    translate(version, {"title": TITLE})

    before = {name for name, address in lists_with_the_title(version).items() if TITLE in page(client, f"/hi{address}")}
    published(version.office, version=version)
    cache.clear()
    after = {name for name, address in lists_with_the_title(version).items() if TITLE in page(client, f"/hi{address}")}

    assert before == set()
    assert after == {"resolutions", "resolution", "committee", "meeting"}


@pytest.mark.parametrize(("check", "kept"), [(True, TITLE), (False, "")])
def test_a_title_translated_in_the_draft_goes_with_the_paper_once_it_is_checked(check, kept):
    office = an_office()
    draft = a_written_draft(office)
    draft.office = office
    workflow.translate(draft, {"title": TITLE}, seen={}, by=office.convener, at=WRITTEN)
    if check:
        workflow.check_translations(draft, ["title"], seen={"title": 1}, by=office.publisher, at=WRITTEN)

    version = tabled(office, version=draft)

    paper = paper_of_last_tabling(version)
    assert (paper.title, paper.title_hi, version.title_hi) == (version.title, kept, "")


def test_a_title_typed_in_hindi_heads_the_hindi_page_above_the_adopted_one(client):
    office = an_office()
    draft = a_written_draft(office)
    rows.save_version(draft, {"title_hi": TITLE}, row_version=draft.row_version, by=office.officer, at=WRITTEN)
    draft.refresh_from_db()
    version = published(office, version=adopted(office, version=tabled(office, version=draft)))

    shown = page(client, f"/hi{BASE}/")

    assert f"<h1>{TITLE}</h1>" in shown
    assert f'<p class="other" lang="en">{version.title}</p>' in shown
    assert "यह अनुवाद है, अंगीकृत पाठ नहीं।" in shown.split('id="head-1"')[0]


def test_a_plan_decided_in_hindi_has_its_translated_title_on_english_pages(client):
    office = an_office()
    draft = a_written_draft(office)
    cover = {"title": TITLE, "authentic_language": "hi"}
    rows.save_version(draft, cover, row_version=draft.row_version, by=office.officer, at=WRITTEN)
    draft.refresh_from_db()
    version = published(office, version=adopted(office, version=tabled(office, version=draft)))
    version.office = office
    translate(version, {"title": "Export plan for Erode"})

    english, hindi = (page(client, f"{prefix}/resolutions/") for prefix in ("", "/hi"))

    assert 'Export plan for Erode <span class="meta">(translation)</span>' in english
    assert (TITLE in english, TITLE in hindi, f'<span lang="en">{TITLE}</span>' in hindi) == (False, True, False)
    assert "<h1>Export plan for Erode</h1>" in page(client, f"{BASE}/")


def test_translated_titles_cost_one_query_for_one_resolution_and_for_three(client, django_assert_num_queries):
    for name in ("Erode", "Salem", "Madurai"):
        office = an_office(name)
        version = published(office)
        version.office = office
        translate(version, {"title": f"{TITLE} {name}"})
    rows_shown = list(plan_facts.signed())

    for n in (1, 3):
        with django_assert_num_queries(1), override("hi"):
            shown = titles.in_page_language(rows_shown[:n])
        assert [one.title_hi.startswith(TITLE) for one in shown] == [True] * n


@pytest.fixture
def corrected(version):
    """1.1 of the plan above: the bottleneck, of which there is a translation, and the title are mended; head 1 is not."""
    bottleneck = version.bottlenecks.order_by("position").first()
    assert path_to(version, 4, "/statement").startswith(str(bottleneck.commitment.uid))
    erratum = workflow.start_erratum(version, by=version.office.officer, at=LATER)
    for path, new in ((f"bottlenecks/{bottleneck.commitment.uid}/statement", MENDED), ("title", f"{version.title} (mended)")):
        workflow.correct(erratum, path=path, new=new, reason="A slip.", by=version.office.officer, at=LATER)
    erratum.refresh_from_db()
    erratum = workflow.submit_erratum(erratum, by=version.office.officer, at=LATER)
    return workflow.publish_erratum(erratum, by=version.office.publisher, at=SOON)


MENDED = "No accredited laboratory that tests."


def test_a_corrected_text_has_its_translations_but_where_it_was_corrected(client, version, corrected):
    shown = page(client, "/hi" + BASE.replace("1.0", "1.1") + "/")
    adopted_text = page(client, f"/hi{BASE}/")

    assert PROSE in of_head(shown, 1)
    assert "यह अनुवाद है, अंगीकृत पाठ नहीं।" in of_head(shown, 1)
    # The adopted text is the one of 1.0.
    assert f'href="{BASE}/#head-1"' in of_head(shown, 1)
    assert f'<mark class="corr">{MENDED}</mark>' in of_head(shown, 4)
    assert WHAT not in shown
    assert f'<h1 lang="en">{version.title} (mended)</h1>' in shown
    assert TITLE not in shown
    # The prose of the heads is as it was, so the summary still is of it.
    assert SUMMARY in shown
    assert (WHAT in adopted_text, TITLE in adopted_text) == (True, True)


def test_a_summary_is_not_shown_once_prose_that_it_sums_up_was_corrected(client, version):
    erratum = an_erratum(version.office, version, submitted=True)
    workflow.publish_erratum(erratum, by=version.office.publisher, at=SOON)

    shown = page(client, "/hi" + BASE.replace("1.0", "1.1") + "/")

    assert (SUMMARY in shown, PROSE in shown, WHAT in shown, f"<h1>{TITLE}</h1>" in shown) == (False, False, True, True)
    assert SUMMARY in page(client, f"/hi{BASE}/")


@pytest.mark.parametrize(
    ("prefix", "heading", "said"),
    [
        ("", "Translation into Hindi, not the adopted text", "Corrected places stand as they were corrected"),
        ("/hi", "हिन्दी अनुवाद, अंगीकृत पाठ नहीं", ""),
    ],
)
def test_the_pdf_of_an_erratum_has_the_headed_translation_behind_the_corrected_text(
    client, version, corrected, prefix, heading, said
):
    address = f"{prefix}{BASE.replace('1.0', '1.1')}.pdf"
    read = Read(client.get(address).content)

    def holds(words):
        return any(set("".join(words.split())) <= set(text) for text in read.pages)

    assert read.is_pdf_ua_1
    assert read.holds(MENDED)
    assert holds(PROSE)
    assert read.holds(said)
    if not prefix:
        assert min(read.pages_with(heading)) > min(read.pages_with(MENDED))
    assert len(read.pages_with(version.tablings.get().paper_id)) == len(read.pages)


def test_the_pdf_of_an_erratum_is_made_anew_when_a_translation_is_checked(client, version, corrected):
    address = f"{BASE.replace('1.0', '1.1')}.pdf"
    before = client.get(address).content
    translate(version, {path_to(version, 2, "/text"): "दूसरा शीर्ष।"})

    assert client.get(address).content != before
    assert client.get(f"{BASE}.pdf").status_code == 200
