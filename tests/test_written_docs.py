import pytest

from deh_portal.written_docs import PAGES, pages


@pytest.mark.parametrize("name", PAGES)
def test_the_page_in_docs_is_what_the_code_says(name, settings):
    path = settings.BASE_DIR / name

    assert path.read_text(encoding="utf-8") == pages()[path], "Run manage.py write_docs and commit the page."


def test_no_page_names_a_folder_of_the_machine_it_was_written_on(settings):
    for text in pages().values():
        assert str(settings.BASE_DIR) not in text
