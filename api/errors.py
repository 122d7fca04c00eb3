"""One shape for every error: {"error": {"code": 404, "message": "...", "fields": {...}}}."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from common.refusals import Refusal


def one_shape(error, context):
    """Turn what a view raised into the one shape; None (a logged 500) for what nobody expected."""
    if isinstance(error, Refusal):
        return _answer(400, str(error))
    response = exception_handler(error, context)
    if response is None:
        return None
    if isinstance(error, (Http404, exceptions.NotFound)):
        message = _("There is nothing at this address. The lists under /api/v1/ name what there is.")
    elif isinstance(error, (PermissionDenied, exceptions.PermissionDenied)):
        message = _("This is not public.")
    elif isinstance(error, exceptions.ValidationError):
        fields = {name: " ".join(str(part) for part in parts) for name, parts in error.detail.items()}
        answer = _answer(400, _("A part of the question could not be understood."))
        answer.data["error"]["fields"] = fields
        return answer
    elif isinstance(error, exceptions.MethodNotAllowed):
        message = _("This API is read only.")
    else:
        message = str(error.detail) if isinstance(error, exceptions.APIException) else str(error)
    answer = _answer(response.status_code, message)
    for header, value in response.items():
        answer.headers.setdefault(header, value)
    return answer


def _answer(code, message):
    return Response({"error": {"code": code, "message": message}}, status=code)
