"""Titles of decided texts in the language of the page: a checked translation where there is one, called so."""

from django.utils.translation import get_language

from plans.queries import SHOWN_TO_ALL
from plans.translations import titles_of_papers


def in_page_language(resolutions):
    """The resolutions, each with the title of its published text as translated into the language of the page.

    `title_as_decided` keeps the words of the resolution where a translation stands for them, and is "" else. Before the
    publication nothing is translated here. One query for any number; what was signed stays as it is, this is never saved.
    """
    resolutions = list(resolutions)
    language = (get_language() or "en")[:2]
    # Asked for resolutions without a paper too, so that a list costs the same whatever stands in it.
    found = titles_of_papers([one.paper_id or "" for one in resolutions], language, SHOWN_TO_ALL)
    for one in resolutions:
        title, text = ("", "") if one.item.in_camera else found.get(one.paper_id, ("", ""))
        one.title_as_decided = one.title if text and one.title == title else ""
        if one.title_as_decided:
            one.title = text if language == "en" else one.title
            one.title_hi = text if language == "hi" else one.title_hi
    return resolutions
