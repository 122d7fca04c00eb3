import logging
import uuid

from audit import request_id


class RequestId:
    """Gives each request an id that its Events, its log lines and its error page share."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex[:16]
        token = request_id.set(request.request_id)
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response.headers["X-Request-Id"] = request.request_id
        return response


class RequestIdFilter(logging.Filter):
    """Puts the id into log lines."""

    def filter(self, record):
        record.request_id = request_id.get() or "-"
        return True
