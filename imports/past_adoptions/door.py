"""The desk page for past adoptions: upload, preview with a sentence at each cell, then all rows or none."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from accounts.moves import Move
from accounts.permission import may, reach
from common.clock import now, today
from common.refusals import Refusal
from districts.models import Place
from imports.held import held, hold, release
from imports.past_adoptions.recording import record_all
from imports.past_adoptions.scans import Scans
from imports.past_adoptions.sheet import COLUMNS, read_sheet
from plans.models import PlanVersion
from plans.states import State


class UploadForm(forms.Form):
    """The sheet and its scans."""

    sheet = forms.FileField(label=gettext_lazy("Sheet"), help_text=gettext_lazy("CSV or XLSX, one row for each district."))
    scans = forms.FileField(
        label=gettext_lazy("Scans"),
        help_text=gettext_lazy("One ZIP file with a PDF, PNG or JPEG for each row, named as in the column “Scan file”."),
        widget=forms.FileInput(attrs={"accept": ".zip"}),
    )


def past_adoptions(request):
    """Upload, preview and record; for whoever keeps reference data everywhere."""
    return admin.site.admin_view(_page)(request)


@require_http_methods(["GET", "HEAD", "POST"])
def _page(request):
    if not _may_record(request.user):
        raise PermissionDenied(_("Only headquarters and data officers record adoptions from before this portal."))
    token = request.POST.get("token", "")
    if request.method == "POST" and token:
        return _record(request, token)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    entries = None
    if request.method == "POST" and form.is_valid():
        sheet, archive = form.cleaned_data["sheet"], form.cleaned_data["scans"]
        try:
            entries = read_sheet(sheet, Scans(archive), on=today())
        except Refusal as refused:
            form.add_error(None, ValidationError(refused.sentence))
        else:
            if not any(entry.faults for entry in entries) and not all(entry.is_recorded for entry in entries):
                token = hold(request.user, sheet, archive)
    return _show(request, form, entries, token)


def _may_record(user):
    # The grant is for every place, so any one place answers for all.
    nation = Place.objects.filter(kind="nation").first()
    return nation is not None and bool(may(user, Move.REFERENCE_DATA, nation, on=today()))


def _record(request, token):
    form = UploadForm()
    try:
        with held(request.user, token) as (sheet, archive):
            new, known = record_all(sheet, archive, by=request.user, at=now())
    except Refusal as refused:
        messages.error(request, str(refused.sentence))
        return _show(request, form, None, "", status=409)
    release(token)
    said = ngettext("%(n)s adoption from before this portal is recorded.", "%(n)s adoptions are recorded.", new) % {"n": new}
    if known:
        said += " " + ngettext("%(n)s stood here already.", "%(n)s stood here already.", known) % {"n": known}
    messages.success(request, said)
    return redirect("past-adoptions")


def _show(request, form, entries, token, *, status=200):
    drafts = PlanVersion.objects.filter(state=State.DRAFT, minor=0, plan__kind="deap", plan__place__in=_reach(request))
    context = {
        **admin.site.each_context(request),
        "title": "",
        "heading": _("Adoptions from before this portal"),
        "trail": [(_("Adoptions from before this portal"), "")],
        "form": form,
        "entries": entries,
        "faults": [sentence for entry in entries or () for sentence in entry.sentences],
        "new": sum(1 for entry in entries or () if not entry.is_recorded),
        "token": token,
        "columns": [names[0] for names in COLUMNS.values()],
        "act": _("Look at it first"),
        "back": reverse("admin:index"),
        "drafts": drafts.select_related("plan__place").order_by("plan__place__name")[:50],
    }
    return render(request, "admin/imports/past_adoptions.html", context, status=status)


def _reach(request):
    return reach(request.user, Move.REFERENCE_DATA, on=today())
