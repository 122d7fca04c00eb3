from django.utils import translation

PREFIX = "/hi"


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
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if hasattr(response, "render") and callable(response.render) and not response.is_rendered:
                response.render()
        response.headers.setdefault("Content-Language", language)
        return response
