"""The desk's page of a plan's workbook: download, upload, the difference as it will be, then all of it or nothing."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from common.clock import now, today
from common.refusals import Refusal
from documents.kinds import XLSX
from imports.held import held, hold, release
from imports.workbook.opening import MOST_BYTES
from imports.workbook.trial import Overtaken, take_in, try_workbook
from imports.workbook.writing import workbook_of
from plans.admin.access import open_version
from plans.admin.shell import at_the_desk, page, post_for, trail_to
from plans.workflow.moving import MovedOn

MOST_FAULTS = 100


class UploadForm(forms.Form):
    """The filled workbook, and whether rows it leaves out are to go."""

    sheet = forms.FileField(
        label=gettext_lazy("Workbook"),
        help_text=gettext_lazy(
            "The .xlsx file you downloaded here and filled. Nothing is written before you have seen what changes."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
    )
    take_out = forms.BooleanField(
        required=False,
        label=gettext_lazy("Take rows out of the plan that the workbook leaves out"),
        help_text=gettext_lazy("Without this tick they stay. Either way they are listed first."),
    )


def _writable(request, pk):
    """The version, open to this person's writing, or None where its text stands. Raises Http404 for everybody else."""
    access = open_version(request.user, pk, on=today())
    if not access.write:
        raise Http404
    version = access.version
    if access.may_write:
        return version
    messages.error(
        request,
        _("This version is “%(state)s”, so its text stands. Nothing was changed.") % {"state": version.get_state_display()},
    )
    return None


def _plan(pk):
    return HttpResponseRedirect(reverse("desk-plan", args=[pk]))


@at_the_desk
@require_safe
def download(request, pk):
    """The draft as a workbook."""
    version = _writable(request, pk)
    if version is None:
        return _plan(pk)
    try:
        content = workbook_of(version)
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return HttpResponseRedirect(reverse("desk-workbook", args=[pk]))
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="plan-{version.plan.place.slug}-{today():%Y-%m-%d}.xlsx"'
    return response


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def workbook(request, pk):
    """Upload, see the difference, confirm."""
    version = _writable(request, pk)
    if version is None:
        return _plan(pk)
    if request.method != "POST":
        return _show(request, version, UploadForm())
    if request.POST.get("token"):
        return _held(request, version)
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, version, form, status=422)
    sheet, take_out = form.cleaned_data["sheet"], form.cleaned_data["take_out"]
    content = sheet.read(MOST_BYTES + 1)
    try:
        trial = try_workbook(version, content, take_out=take_out, **_doing(request, version))
    except MovedOn as moved:
        messages.error(request, moved.sentence)
        return _plan(pk)
    except Refusal as refused:
        form.add_error("sheet", ValidationError(refused.sentence))
        return _show(request, version, form, status=422)
    token = "" if trial.faults else hold(request.user, sheet, None)
    return _show(request, version, UploadForm(), trial, token, status=422 if trial.faults else 200)


def _doing(request, version):
    return {"by": request.user, "at": now(), "post": post_for(request, "write", version, on=today())}


def _held(request, version):
    """What is asked about a workbook that was shown: to show it once more, or to write it."""
    token, take_out = request.POST["token"], bool(request.POST.get("take_out"))
    status, doing = 200, _doing(request, version)
    try:
        with held(request.user, token) as (sheet, _none):
            content = sheet.read()
        if "confirm" in request.POST:
            try:
                done = take_in(
                    version,
                    content,
                    take_out=take_out,
                    stamp=request.POST.get("stamp", ""),
                    replaces_newer=bool(request.POST.get("replaces_newer")),
                    confirms_removal=bool(request.POST.get("confirms_removal")),
                    **doing,
                )
            except MovedOn:
                raise
            except Refusal as refused:
                messages.error(request, refused.sentence)
                status = 409 if isinstance(refused, Overtaken) else 422
            else:
                release(token)
                messages.success(request, _said(done))
                return _plan(version.pk)
        trial = try_workbook(version, content, take_out=take_out, **doing)
    except MovedOn as moved:
        messages.error(request, moved.sentence)
        return _plan(version.pk)
    except Refusal as refused:
        messages.error(request, refused.sentence)
        return _show(request, version, UploadForm(), status=409)
    return _show(request, version, UploadForm(), trial, "" if trial.faults else token, status=status)


def _said(trial):
    n = len(trial.changes)
    return ngettext("The workbook is in the plan: %(n)s change.", "The workbook is in the plan: %(n)s changes.", n) % {"n": n}


def _show(request, version, form, trial=None, token="", *, status=200):
    title = _("The plan as a workbook")
    context = {
        "title": title,
        "version": version,
        "form": form,
        "trial": trial,
        "token": token,
        "faults": trial.faults[:MOST_FAULTS] if trial else [],
        "more_faults": max(0, len(trial.faults) - MOST_FAULTS) if trial else 0,
        "back": reverse("desk-plan", args=[version.pk]),
        "address": reverse("desk-workbook", args=[version.pk]),
        "line": "draft",
        "trail": trail_to(version, (title, "")),
    }
    return page(request, "admin/imports/workbook.html", context, status=status)
