"""Writing down what the State committee remarked on a district's plan."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.moves import Move
from accounts.permission import may
from common.clock import now, today
from common.refusals import Refusal
from plans import workflow
from plans.admin.access import open_version
from plans.admin.editing import plan_address
from plans.admin.fields import TextField
from plans.admin.forms.base import DayInput
from plans.admin.shell import at_the_desk, page, post_for, trail_to
from plans.admin.standing import line_of
from plans.models import Plan
from plans.states import FROZEN


class RemarksForm(forms.Form):
    """Words, day and where they stand."""

    use_required_attribute = False
    text = TextField(label=gettext_lazy("What the State committee remarked"), widget=forms.Textarea(attrs={"rows": 6}))
    on = forms.DateField(label=gettext_lazy("On"), widget=DayInput())
    reference = forms.CharField(
        label=gettext_lazy("Number of the minutes or resolution"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("For example: Minutes of the second meeting, 12-08-2025."),
    )

    def grouped(self):
        return [(_("Remarks"), [self["text"], self["on"], self["reference"]])]


def asked_of(user, version, *, on):
    """May this person write remarks on this version down? The Verdict of the State's minutes, or None where none are due."""
    place = version.plan.place
    if version.plan.kind != Plan.Kind.DEAP or version.state not in FROZEN:
        return None
    return may(user, Move.KEEP_MINUTES, place.parent, on=on)


@at_the_desk
@require_http_methods(["GET", "HEAD", "POST"])
def remarks(request, pk):
    """The form, and what was remarked before. Nothing recorded is changed; a later remark stands beside it."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    verdict = asked_of(request.user, version, on=on)
    if not verdict:
        messages.error(request, verdict.sentence if verdict is not None else workflow.remarking.NotToBeRemarkedOn().sentence)
        return HttpResponseRedirect(plan_address(version))
    form = RemarksForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            post = post_for(request, Move.KEEP_MINUTES, version, on=on, verdict=verdict)
            try:
                workflow.record_state_remarks(version, by=request.user, at=now(), post=post, **form.cleaned_data)
            except Refusal as refused:
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, _("The remarks are recorded. They are public with the plan."))
                return HttpResponseRedirect(plan_address(version))
    title = _("Remarks of the State committee")
    context = {
        "form": form,
        "title": title,
        "address": request.get_full_path(),
        "line": line_of(version),
        "back": plan_address(version),
        "trail": trail_to(version, (title, "")),
    }
    return page(request, "admin/plans/row.html", context, status=status)
