from django.core.exceptions import BadRequest


class Readable:
    """Refuses an address with a NUL byte (400): no text holds one, and PostgreSQL would fail on it in the middle of a page."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if "\x00" in request.path_info or "\x00" in query or "%00" in query:
            raise BadRequest("The address holds a NUL byte.")
        return self.get_response(request)
