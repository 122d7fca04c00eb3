"""Plain pages for what went wrong; each carries the request id, none carries anything else."""

from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request, status, title, sentence):
    if request.path_info.startswith("/api/"):
        return JsonResponse({"error": {"code": status, "message": str(sentence)}}, status=status)
    context = {"status": status, "title": title, "sentence": sentence, "request_id": getattr(request, "request_id", "")}
    response = render(request, "error.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def not_found(request, exception=None):
    return _page(
        request,
        404,
        _("There is no page at this address"),
        _("The address may be mistyped, or what it names is not public. Start from the list of districts or the search."),
    )


def forbidden(request, exception=None):
    return _page(
        request,
        403,
        _("This is not open to you"),
        _("Your post does not reach this page. Ask the holder of the post that does, or sign in with another account."),
    )


def bad_request(request, exception=None):
    if isinstance(exception, RequestDataTooBig):
        return _page(
            request,
            413,
            _("This was more than one form takes"),
            _("Nothing was saved. Go back: what you typed or pasted is still there. Send it in parts of a few hundred rows."),
        )
    return _page(request, 400, _("The request could not be read"), _("Go back, load the page anew and try again."))


def server_error(request):
    return _page(
        request,
        500,
        _("Something went wrong here"),
        _("Nothing was saved. The fault is recorded under the number below; try again in a minute."),
    )


def csrf_failure(request, reason=""):
    return _page(
        request,
        403,
        _("The form was too old or came from elsewhere"),
        _("Nothing was saved. Go back, load the page anew, and send the form again."),
    )
