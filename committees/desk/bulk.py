"""DEPCs of a whole State from one order and a spreadsheet of posts: template, preview, then all or nothing."""

from datetime import date
from functools import partial

from django import forms
from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.moves import Move
from accounts.permission import reach
from committees import proceedings
from committees.desk.setting_up import OrderForm
from committees.desk.shell import at_the_desk, form_page, page, stored_order, try_to
from committees.desk.without import without_committee
from committees.models import CommitteeKind, Form
from committees.sheets.cells import Row, rows_of
from committees.sheets.posts import COLUMNS, REQUIRED, understand
from committees.sheets.template import workbook_for
from common.clock import now, today
from common.refusals import Refusal
from districts.models import State
from documents.forms import DocumentFileField

_SALT = "committees.constitute-many"
#: How long a preview may lie before it is confirmed, in seconds.
_LASTS = 24 * 3600
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ManyForm(OrderForm):
    """The order for all, the State, and the sheet."""

    state = forms.ModelChoiceField(label=gettext_lazy("State or Union territory"), queryset=State.objects.none())
    sheet = forms.FileField(
        label=gettext_lazy("Spreadsheet of posts"),
        help_text=gettext_lazy("XLSX or CSV (UTF-8), one row for each seat; at most 5 MB and 3,000 rows."),
    )
    field_order = ["state", "sheet"]

    def __init__(self, *args, states, **kwargs):
        super().__init__(*args, kind=CommitteeKind.DEPC, **kwargs)
        self.fields["state"].queryset = states
        # Each district's committee has its own name; the scan is chosen with the confirmation.
        for name in ("name", "name_hi", "order_file"):
            del self.fields[name]

    def clean_sheet(self):
        try:
            return rows_of(self.cleaned_data["sheet"], columns=COLUMNS, required=REQUIRED)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from refusal


class ConfirmManyForm(forms.Form):
    """What was previewed, sealed, and the scan of the order."""

    sealed = forms.CharField(widget=forms.HiddenInput)
    order_file = DocumentFileField(label=gettext_lazy("The order as a file"), required=False)


@at_the_desk
def upload(request):
    """The order and the sheet; what does not fit is told cell by cell, and nothing is kept."""
    states = _states(request)
    if not states.exists():
        return _refused(request)
    chosen = states.filter(slug=request.GET.get("state", "")).first() or (states.first() if states.count() == 1 else None)
    form = ManyForm(request.POST or None, request.FILES or None, states=states, initial={"state": chosen})
    findings = []
    if request.method == "POST" and form.is_valid():
        state, order, rows = form.cleaned_data["state"], form.order(), form.cleaned_data["sheet"]
        found = _understood(state, order, rows)
        if not found.findings:
            return _preview(request, state, order, rows, found)
        findings = found.findings
        form.add_error(
            "sheet",
            ngettext(
                "One cell does not fit; it is told below. Correct it in your file and choose the file again.",
                "%(n)s cells do not fit; each is told below. Correct them in your file and choose the file again.",
                len(findings),
            )
            % {"n": len(findings)},
        )
    heading = _("Set up the DEPCs of a State from one order")
    return form_page(
        request,
        form,
        heading=heading,
        lede=_("One order, one spreadsheet. You see what would be set up before anything is."),
        act=_("Look at what would be set up"),
        back=reverse("admin:index"),
        trail=[(heading, "")],
        template="many.html",
        findings=findings,
        states=states,
        columns=COLUMNS,
    )


@at_the_desk
def confirm(request):
    """Set up what was previewed: read again against today's register, all or nothing."""
    states = _states(request)
    if not states.exists():
        return _refused(request)
    form = ConfirmManyForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or "sealed" not in request.POST:
        return redirect("desk-constitute-many")
    try:
        state_pk, order, rows = _unsealed(request, request.POST["sealed"])
    except signing.BadSignature:
        messages.error(request, _("The preview is older than a day or not yours. Upload the sheet again; nothing was set up."))
        return redirect("desk-constitute-many")
    state = states.filter(pk=state_pk).first()
    if state is None:
        raise Http404
    found = _understood(state, order, rows)
    if found.findings:
        messages.error(
            request,
            _("The register has changed since the preview, so nothing was set up: row %(row)s, %(column)s: %(sentence)s")
            % {"row": found.findings[0].row, "column": found.findings[0].column, "sentence": found.findings[0].sentence},
        )
        return redirect("desk-constitute-many")
    if form.is_valid():
        done, made = try_to(form, partial(_apply, request, form, order, found))
        if done:
            _say(request, made, found)
            return redirect(f"{reverse('desk-without-committee')}?state={state.slug}")
    return _preview(request, state, order, rows, found, form=form)


@at_the_desk
def template(request):
    """The sheet to fill in, with the districts of ?state= that have no committee."""
    state = _states(request).filter(slug=request.GET.get("state", "")).first()
    if state is None:
        raise Http404
    districts = without_committee(state, reach(request.user, Move.CONSTITUTE, on=today()), today())
    answer = HttpResponse(workbook_for(districts), content_type=_XLSX)
    answer["Content-Disposition"] = f'attachment; filename="posts-{state.slug}.xlsx"'
    return answer


def _states(request):
    within = reach(request.user, Move.CONSTITUTE, on=today())
    return State.objects.filter(pk__in=within.filter(kind="state").values("pk")).order_by("name")


def _refused(request):
    return page(
        request,
        "refused.html",
        {
            "sentence": _("Only a State officer or headquarters sets up committees."),
            "heading": _("Set up the DEPCs of a State from one order"),
        },
        status=403,
    )


def _understood(state, order, rows):
    return understand(
        rows,
        state=state,
        kind_of_list=order["form"] or Form.HANDBOOK,
        order_number=order["order_number"].strip(),
        order_date=order["order_date"],
        begins=order["valid_from"] or order["order_date"],
        on=today(),
    )


def _preview(request, state, order, rows, found, *, form=None):
    form = form or ConfirmManyForm(initial={"sealed": _sealed(request, state, order, rows)})
    heading = _("What would be set up")
    back = reverse("desk-constitute-many")
    return form_page(
        request,
        form,
        heading=heading,
        lede="",
        act=ngettext("Set up %(n)s committee", "Set up %(n)s committees", len(found.committees)) % {"n": len(found.committees)},
        back=back,
        trail=[(_("Set up the DEPCs of a State from one order"), back), (heading, "")],
        template="many_preview.html",
        state=state,
        order=order,
        found=found,
    )


def _apply(request, form, order, found):
    return proceedings.constitute_many(
        [(plan.district, plan.seats) for plan in found.committees],
        order_document=stored_order(request, form.cleaned_data["order_file"]) if found.committees else None,
        by=request.user,
        at=now(),
        **order,
    )


def _say(request, made, found):
    if made:
        messages.success(
            request,
            ngettext("%(n)s committee is set up.", "%(n)s committees are set up.", len(made)) % {"n": len(made)},
        )
    if found.unchanged:
        messages.info(
            request,
            ngettext(
                "%(n)s stood already by this order with just these seats; nothing was changed there.",
                "%(n)s stood already by this order with just these seats; nothing was changed there.",
                len(found.unchanged),
            )
            % {"n": len(found.unchanged)},
        )


def _sealed(request, state, order, rows):
    kept = {name: value.isoformat() if isinstance(value, date) else value for name, value in order.items()}
    content = [request.user.pk, state.pk, kept, [[row.number, row.cells] for row in rows]]
    return signing.dumps(content, salt=_SALT, compress=True)


def _unsealed(request, sealed):
    """State id, order and rows of a preview of this same person. Raises BadSignature for any other."""
    user, state, order, rows = signing.loads(sealed, salt=_SALT, max_age=_LASTS)
    if user != request.user.pk:
        raise signing.BadSignature
    for name in ("order_date", "valid_from"):
        order[name] = date.fromisoformat(order[name]) if order[name] else None
    return state, order, [Row(number, cells) for number, cells in rows]
