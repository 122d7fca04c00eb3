from contextlib import contextmanager

from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

PREFIX = "/hi"
#: Pages of officers: what they link to is made by reverse(), so that in Hindi one stays in Hindi.
OFFICERS = ("/admin/", "/account/")


class LanguageFromPath:
    """/hi/... is the Hindi twin of every page.

    The language comes from the path alone. Django's own LocaleMiddleware would also ask the browser and add
    Vary: Accept-Language, which splits every cache for nothing. The prefix is taken off before the address is
    resolved, so there is one list of addresses; `request.language_prefix` and `request.portal_path` keep both halves.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        path = request.path_info
        hindi = path == PREFIX or path.startswith(PREFIX + "/")
        request.language_prefix = PREFIX if hindi else ""
        if hindi:
            request.path_info = path[len(PREFIX) :] or "/"
        # Pages link to it in both languages; with two slashes in front a browser would read a host's name.
        request.portal_path = "/" + request.path_info.lstrip("/")
        language = "hi" if hindi else "en"
        stays = hindi and request.path_info.startswith(OFFICERS)
        with translation.override(language), _reversing_with(PREFIX if stays else ""):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and callable(response.render) and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", language)
        return response


@contextmanager
def _reversing_with(prefix):
    """Within this block reverse() puts the prefix before every path."""
    before = get_script_prefix()
    set_script_prefix(f"{before.rstrip('/')}{prefix}/")
    try:
        yield
    finally:
        set_script_prefix(before)
