"""Download of a data request's sheet, and its upload: read into the form of the answers, which is then looked over and sent."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.refusals import Refusal
from documents.kinds import XLSX
from imports.answer_sheet.sheet import NAME, read_sheet, sheet_of
from imports.workbook.faults import Fault
from imports.workbook.opening import MOST_BYTES
from plans.admin.answering import closed_because, open_request, show_answers
from plans.admin.forms.requests import AnswerForm
from plans.admin.shell import at_the_desk


@at_the_desk
@require_safe
def download(request, pk):
    """The questions as a sheet."""
    asked, _holds = open_request(request.user, pk)
    response = HttpResponse(sheet_of(asked), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="facts-{asked.version.plan.place.slug}-{asked.pk}.xlsx"'
    return response


@at_the_desk
@require_POST
def upload(request, pk):
    """Read a filled sheet into the form. Nothing is sent by it."""
    asked, holds = open_request(request.user, pk)
    back = HttpResponseRedirect(reverse("desk-data-request", args=[asked.pk]))
    sheet = request.FILES.get("sheet")
    if closed_because(asked):
        return back
    if sheet is None:
        messages.error(request, _("Choose the filled sheet first, then press the button. Nothing was sent."))
        return back
    try:
        filled, faults, refs = read_sheet(sheet.read(MOST_BYTES + 1), asked)
    except Refusal as refused:
        messages.error(request, f"{refused.sentence} {_('Nothing was sent.')}")
        return back
    data = QueryDict(mutable=True)
    data.update({f"{fact.position}-number": fact.answer_number for fact in asked.facts.all()} | filled)
    form = AnswerForm(data, asked=asked, by_letter=not holds)
    form.is_valid()
    said = [
        *faults,
        *(Fault(NAME, refs[name], str(text)) for name, texts in form.errors.items() if name in refs for text in texts),
    ]
    status = 422 if form.errors or faults else 200
    return show_answers(request, asked, form, holds=holds, status=status, faults=said, is_from_sheet=True)
