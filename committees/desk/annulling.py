"""Annulling a signed resolution by order: headquarters alone, on a page that says what follows, with the password."""

from django import forms
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import actor_of, label_of
from accounts.moves import Move
from accounts.permission import may
from accounts.reauth import PasswordAgainForm
from committees import proceedings
from committees.desk.forms import DayInput
from committees.desk.shell import at_the_desk, form_page, page, resolution_or_404, trail_to, try_to
from common.clock import now, today
from documents.storing import store


class AnnulForm(PasswordAgainForm):
    """The order and its reason; then the password."""

    order_number = forms.CharField(label=gettext_lazy("Number of the order"), max_length=120)
    order_date = forms.DateField(label=gettext_lazy("Date of the order"), widget=DayInput)
    reason = forms.CharField(
        label=gettext_lazy("Reason, as the order states it"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The reason is public, except where the item was in camera."),
    )
    order_file = forms.FileField(label=gettext_lazy("Scan of the order"), required=False)


@at_the_desk
def annul(request, pk):
    """What will follow, the order, the password; whoever may not reads why."""
    found = resolution_or_404(request, pk)
    back = reverse("desk-resolution", args=[found.pk])
    trail = trail_to(found.item.meeting, _("Annul by order"))
    verdict = may(request.user, Move.ANNUL, found.committee.place, on=today(), thing=found)
    if not verdict:
        told = {"heading": _("Annul by order"), "sentence": verdict.sentence, "trail": trail}
        return page(request, "refused.html", told, status=403)
    form = AnnulForm(request, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        done, annulment = try_to(form, lambda: _annul(request, found, form.cleaned_data, verdict.post))
        if done:
            said = _("Annulled as %(number)s. The resolution stays as it was signed.") % {"number": annulment.number}
            messages.success(request, said)
            return redirect(back)
    return form_page(
        request,
        form,
        heading=_("Annul by order"),
        lede=_(
            "%(number)s, %(title)s. The resolution stays in the register as it was signed; a new row names it and says that it "
            "has no effect any more. A plan published on it is suspended by this order, one not published yet never will be. "
            "An annulment is final: a new decision of the committee says what holds instead."
        )
        % {"number": found.number or "", "title": found.title},
        act=_("Annul it, once and for all"),
        back=back,
        trail=trail,
        status=422 if form.is_bound else 200,
    )


def _annul(request, found, given, post):
    document = None
    if upload := given.get("order_file"):
        by_label = label_of(actor_of(request.user, on=today(), post=post))
        document = store(upload, name=upload.name, by_label=by_label, at=now())
    return proceedings.annul(
        found,
        order_number=given["order_number"],
        order_date=given["order_date"],
        reason=given["reason"],
        order_document=document,
        password_confirmed=True,
        by=request.user,
        at=now(),
        post=post,
    )
