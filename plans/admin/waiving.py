"""Granting and withdrawing the waiver of a check, from the findings on the plan's page."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.moves import Move
from accounts.permission import may
from common.clock import now, today
from common.refusals import Refusal
from plans import checks, workflow
from plans.admin.access import open_version
from plans.admin.editing import plan_address
from plans.admin.fields import TextField
from plans.admin.forms.base import DayInput
from plans.admin.shell import at_the_desk, heading_of, page, post_for, trail_to
from plans.admin.standing import line_of
from plans.models import Waiver
from plans.workflow.moving import moved_on
from plans.workflow.waiving import WAIVABLE, waivable

_ASK = require_http_methods(["GET", "HEAD", "POST"])


class WaiverForm(forms.Form):
    """Why the check may fail, and until when. Who grants it and for which check, the address and the sign-in say."""

    use_required_attribute = False
    scope = forms.ChoiceField(label=gettext_lazy("For what"), widget=forms.RadioSelect)
    reason = TextField(
        label=gettext_lazy("Reason"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("The committee reads it beside the text, and everybody from publication on."),
    )
    until = forms.DateField(
        label=gettext_lazy("Last day on which it holds"),
        widget=DayInput(),
        help_text=gettext_lazy("For example 31-03-2027; one year from today at most. After that day the check blocks again."),
    )

    def __init__(self, *args, about="", **kwargs):
        super().__init__(*args, **kwargs)
        if about:
            row = gettext_lazy("Only for “%(row)s”")
            self.fields["scope"].choices = [("row", row % {"row": about}), ("plan", _("For the whole plan"))]
            self.fields["scope"].initial = "row"
        else:
            del self.fields["scope"]


class WithdrawWaiverForm(forms.Form):
    """Why the waiver holds no longer."""

    use_required_attribute = False
    reason = TextField(label=gettext_lazy("Why it is withdrawn"), widget=forms.Textarea(attrs={"rows": 3}))


@at_the_desk
@_ASK
def waive(request, pk, check):
    """Grant a waiver of one check, with ?row= of one row. 404 for strangers, a sentence for whoever may not."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    verdict = may(request.user, Move.GRANT_WAIVER, version.plan.place, on=on, thing=version)
    uid = _uid(request.GET.get("row", ""))
    found, form, refused, status = [], None, "", 200
    if not verdict:
        refused, status = verdict.sentence, 403
    elif version.state not in WAIVABLE:
        refused, status = moved_on(version).sentence, 409
    else:
        try:
            found = waivable(version, check, uid, on=on)
        except Refusal as refusal:
            refused, status = refusal.sentence, 409
    if found:
        form = WaiverForm(request.POST if request.method == "POST" else None, about=found[0].about if uid else "")
        if request.method == "POST":
            status = 422
            if form.is_valid():
                done, refused, status = _grant(request, version, check, uid, form, on)
                if done:
                    messages.success(request, _("The waiver is granted. It stands in the list of waivers below."))
                    return HttpResponseRedirect(plan_address(version, "waivers-title"))
    title = _("Waive a check")
    context = {"form": form, "refused": refused, "found": found, "rule": checks.BY_NUMBER.get(check), "title": title}
    return page(request, "admin/plans/waiver.html", {**context, **_frame(version, title)}, status=status)


@at_the_desk
@_ASK
def withdraw(request, pk, waiver_pk):
    """Take a waiver back, with a reason."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    waiver = Waiver.objects.filter(version=version, pk=waiver_pk).select_related("version__plan__place").first()
    if waiver is None:
        raise Http404
    verdict = may(request.user, Move.GRANT_WAIVER, version.plan.place, on=on, thing=version)
    form, refused, status = None, "", 200
    if not verdict:
        refused, status = verdict.sentence, 403
    else:
        form = WithdrawWaiverForm(request.POST if request.method == "POST" else None)
    if form is not None and request.method == "POST":
        status = 422
        if form.is_valid():
            post = post_for(request, Move.GRANT_WAIVER, version, on=on)
            try:
                workflow.withdraw_waiver(waiver, reason=form.cleaned_data["reason"], by=request.user, at=now(), post=post)
            except Refusal as refusal:
                refused, status = refusal.sentence, 409
            else:
                messages.success(request, _("The waiver is withdrawn. The check blocks again."))
                return HttpResponseRedirect(plan_address(version, "waivers-title"))
    title = _("Withdraw a waiver")
    context = {
        "form": form,
        "refused": refused,
        "waiver": waiver,
        "rule": checks.BY_NUMBER.get(waiver.check_number),
        "title": title,
    }
    return page(request, "admin/plans/waiver.html", {**context, **_frame(version, title)}, status=status)


def _grant(request, version, check, uid, form, on):
    """(done, sentence, status); a refused last day lands at its field."""
    given = form.cleaned_data
    try:
        workflow.grant_waiver(
            version,
            check=check,
            uid=uid if given.get("scope") == "row" else "",
            reason=given["reason"],
            until=given["until"],
            by=request.user,
            at=now(),
            post=post_for(request, Move.GRANT_WAIVER, version, on=on),
        )
    except workflow.LastDayIsOff as refusal:
        form.add_error("until", refusal.sentence)
        return False, "", 422
    except Refusal as refusal:
        return False, refusal.sentence, 409
    return True, "", 302


def _uid(text):
    """An identity as it is written, "" where none was asked for; 404 for anything else."""
    try:
        return str(uuid.UUID(text)) if text else ""
    except ValueError:
        raise Http404 from None


def _frame(version, title):
    return {
        "version": version,
        "heading": heading_of(version),
        "back": plan_address(version),
        "line": line_of(version),
        "trail": trail_to(version, (title, "")),
    }
