"""A form acts once: a double click, a repeated POST or the way back in the browser gets the plain answer."""

import json

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.postings import person_of
from committees.models import SentForm
from common.canonical import sha256_hex
from common.clock import INDIA, now

#: The token differs in every page shown, so that the same words sent from a page opened anew are a new form.
TOKEN = "csrfmiddlewaretoken"  # noqa: S105
_SECRET = ("password_again",)


def acting_once(request, view):
    """The answer of `view()`; or, for a form that has acted already, the page it led to and who sent it, when.

    Only what led on (a redirect) counts as an act: a form that came back with
    its faults may be sent again as it is.
    """
    token = request.POST.get(TOKEN)
    if request.method != "POST" or not token:
        return view()
    fingerprint = _fingerprint(request)
    try:
        with transaction.atomic():
            # Only this insert waits for an equal form in the same instant.
            row = _written(request, fingerprint)
            response = view()
            if response.status_code not in (301, 302, 303):
                row.delete()
            else:
                SentForm.objects.filter(pk=fingerprint).update(went_to=response["Location"][:300])
            return response
    except _Again:
        return _already(request, SentForm.objects.get(pk=fingerprint))


class _Again(Exception):
    """An equal form has acted."""


def _written(request, fingerprint):
    person = person_of(request.user)
    label = person.name if person else str(request.user)
    try:
        with transaction.atomic():
            return SentForm.objects.create(fingerprint=fingerprint, sent_at=now(), sent_by_label=label[:300])
    except IntegrityError as twice:
        raise _Again from twice


def _already(request, row):
    when = row.sent_at.astimezone(INDIA)
    messages.info(
        request,
        _("This was done already, by %(name)s at %(time)s on %(day)s. Nothing more was done.")
        % {"name": row.sent_by_label, "time": f"{when:%H:%M}", "day": f"{when:%d-%m-%Y}"},
    )
    return redirect(row.went_to or request.path)


def _fingerprint(request):
    given = {name: values for name, values in request.POST.lists() if name not in _SECRET}
    files = {name: [file.name for file in files] for name, files in request.FILES.lists()}
    return sha256_hex(json.dumps([request.user.pk, request.path, given, files], sort_keys=True).encode())
