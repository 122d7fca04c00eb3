"""Hindi is there from the start, and what nobody has read yet is listed."""

import re

import pytest
from django.conf import settings
from django.utils import translation

from public import catalogue, translation_review

PLACEHOLDER = re.compile(r"%\(\w+\)s|%%?[nf]\b")


def test_every_text_of_readers_and_of_the_desk_has_its_hindi():
    assert [message.id for message in catalogue.without_hindi()] == []


def test_every_name_under_which_gettext_is_imported_is_gathered():
    named = set()
    for path in catalogue._files():
        if path.suffix == ".py":
            named |= set(re.findall(r"^from django\.utils\.translation import n?p?gettext\w* as (\w+)", path.read_text(), re.M))

    assert named <= catalogue.KEYWORDS.keys()
    assert {"_", "_t", "_now"} <= named


def test_hindi_keeps_every_placeholder():
    broken = []
    for message in catalogue.hindi():
        if not message.id or not catalogue.is_translated(message):
            continue
        pairs = zip(message.id, message.string, strict=True) if message.pluralizable else [(message.id, message.string)]
        for english, hindi in pairs:
            wanted = set(PLACEHOLDER.findall(english)) - {"%(n)s"} if message.pluralizable else set(PLACEHOLDER.findall(english))
            if not wanted <= set(PLACEHOLDER.findall(hindi)):
                broken.append(english)

    assert broken == []


def test_the_catalogue_in_the_repository_is_that_of_the_source():
    gathered = {(message.id, message.context) for message in catalogue.gathered() if message.id}
    kept = {(message.id, message.context) for message in catalogue.hindi() if message.id}

    assert gathered ^ kept == set()


def test_the_list_for_the_editor_is_current():
    written = (settings.BASE_DIR / translation_review.DOCUMENT).read_text(encoding="utf-8")

    # The catalogue's part must match word for word; the seeds' part is checked by its own lines.
    for english, hindi in translation_review.catalogue_lines():
        assert translation_review._cell(hindi) in written, english
    for _file, _english, hindi in translation_review.seed_lines():
        assert translation_review._cell(hindi) in written


@pytest.fixture
def compiled():
    catalogue.compile_hindi()
    translation.trans_real._translations.pop("hi", None)


@pytest.mark.django_db
def test_a_hindi_page_speaks_hindi_and_says_so(client, compiled):
    page = client.get("/hi/districts/").content.decode()

    assert '<html lang="hi">' in page
    assert "<h1>जिले</h1>" in page
    assert 'hreflang="en" href="/districts/"' in page


@pytest.mark.django_db
def test_a_text_without_hindi_is_marked_on_the_hindi_page(client, compiled):
    page = client.get("/hi/sectors/AGRI/").content.decode()

    assert '<span class="en-only">(केवल अंग्रेज़ी में)</span>' in page
