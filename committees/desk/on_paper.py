"""The desk page on which a decision taken on paper comes in: scan and fingerprint first, then the votes as they stand there."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actors import actor_of
from committees import proceedings
from committees.desk.deciding import paper_address
from committees.desk.shell import at_the_desk, form_page, item_or_404, keeps_minutes, trail_to, try_to
from common.clock import now, today
from documents.forms import DocumentFileField
from documents.storing import store


class FromPaperForm(forms.Form):
    """The signed packet, and what stands at the foot of its pages."""

    typed = forms.CharField(
        label=gettext_lazy("Fingerprint or code from the foot of the signed pages"),
        max_length=200,
        help_text=gettext_lazy(
            "The code of 16 signs and two digits, or the 64 of the fingerprint. Spaces and case do not matter."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    scan = DocumentFileField(
        label=gettext_lazy("Scan of the signed packet"),
        help_text=gettext_lazy("PDF, PNG or JPEG. Officers of this committee can open it; the public cannot."),
    )


@at_the_desk
def from_paper(request, pk):
    """The convener hands in the signed packet; afterwards the hands are written down as they stand on the sheet."""
    item = item_or_404(request, pk)
    if not keeps_minutes(request, item.committee):
        raise Http404
    form = FromPaperForm(request.POST, request.FILES) if request.method == "POST" else FromPaperForm()
    if request.method == "POST" and form.is_valid():
        done, _answer = try_to(form, lambda: _enter(request, item, form.cleaned_data))
        if done:
            messages.success(
                request,
                _("The packet is the text before the committee; its scan is kept. Write down the votes as the sheet has them."),
            )
            return redirect("desk-hands", item.pk)
    return form_page(
        request,
        form,
        heading=_("Decided on paper"),
        lede=item.title,
        act=_("Compare and keep"),
        back=reverse("desk-meeting", args=[item.meeting_id]),
        trail=trail_to(item.meeting, _("Decided on paper")),
        template="from_paper.html",
        item=item,
        entered=item.paper_decisions.select_related("scan").last(),
        paper_address=paper_address(item.paper),
    )


def _enter(request, item, given):
    upload, at = given["scan"], now()
    scan = store(upload, name=upload.name, by_label=str(actor_of(request.user, on=today())), at=at)
    return proceedings.enter_from_paper(item, scan=scan, typed=given["typed"], by=request.user, at=at)
