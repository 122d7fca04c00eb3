"""The public's comments at the desk: read, shown or kept back with a reason, answered; all of it on one page."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.moves import Move
from accounts.permission import may
from common.clock import now, today
from common.refusals import Refusal
from plans import workflow
from plans.admin.access import open_version
from plans.admin.fields import TextField
from plans.admin.shell import at_the_desk, heading_of, page, post_for, trail_to
from plans.admin.standing import line_of
from plans.consultation import counts_of
from plans.models import PublicComment
from plans.private_contacts import contacts_in
from plans.states import ANSWERABLE

_ASK = require_http_methods(["GET", "HEAD", "POST"])


class HideForm(forms.Form):
    """Why a comment is kept back."""

    use_required_attribute = False
    reason = forms.CharField(
        label=gettext_lazy("Why it is not shown"),
        max_length=300,
        help_text=gettext_lazy("The public register tells this reason, for example: advertises; holds a private number."),
    )

    def given(self):
        return {"reason": self.cleaned_data["reason"]}

    def grouped(self):
        return [(_("Keep it back"), [self["reason"]])]


class ReplyForm(forms.Form):
    """The office's reply to one comment."""

    use_required_attribute = False
    text = TextField(
        label=gettext_lazy("Reply"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Public beside the comment, with name and post: what was done, or why the text stays as it is."),
    )

    def given(self):
        return {"text": self.cleaned_data["text"]}

    def grouped(self):
        return [(_("Reply"), [self["text"]])]


class ShowForm(forms.Form):
    """Nothing to fill in: one press."""

    def given(self):
        return {}


#: What may be done with a comment: its form, the move that allows it, and what does it.
_DOES = {
    "show": (ShowForm, Move.CLOSE_CONSULTATION, workflow.show_comment),
    "hide": (HideForm, Move.CLOSE_CONSULTATION, workflow.hide_comment),
    "reply": (ReplyForm, Move.WRITE, workflow.reply_to_comment),
}


@at_the_desk
@require_safe
def comments(request, pk):
    """Every comment on a version, those nobody has read first. Three queries whatever their number."""
    on = today()
    version = open_version(request.user, pk, on=on).version
    place = version.plan.place
    open_now = version.state in ANSWERABLE
    found = list(PublicComment.objects.filter(version=version).order_by("at", "pk"))
    for comment in found:
        comment.about = comment.get_head_display() or _("the whole plan")
        comment.contacts = [contact.words for contact in contacts_in(comment.text)]
    order = {PublicComment.State.WAITING: 0, PublicComment.State.SHOWN: 1, PublicComment.State.HIDDEN: 2}
    found.sort(key=lambda comment: (order[comment.state], bool(comment.reply)))
    context = {
        "version": version,
        "title": _("Comments of the public"),
        "heading": heading_of(version),
        "comments": found,
        "may_read": open_now and bool(may(request.user, Move.CLOSE_CONSULTATION, place, on=on, thing=version)),
        "may_reply": open_now and bool(may(request.user, Move.WRITE, place, on=on, thing=version)),
        "line": line_of(version),
        "trail": trail_to(version, (_("Comments of the public"), "")),
    }
    return page(request, "admin/plans/public_comments.html", context)


@at_the_desk
@_ASK
def comment(request, pk, comment_pk, deed):
    """Show a comment, keep it back, or answer it."""
    if deed not in _DOES:
        raise Http404
    on = today()
    version = open_version(request.user, pk, on=on).version
    found = get_object_or_404(PublicComment, version=version, pk=comment_pk)
    form_class, move, does = _DOES[deed]
    back = f"{reverse('desk-public-comments', args=[version.pk])}#comment-{found.pk}"
    verdict = may(request.user, move, version.plan.place, on=on, thing=version)
    if not verdict:
        messages.error(request, verdict.sentence)
        return HttpResponseRedirect(back)
    form = form_class(request.POST if request.method == "POST" else None, initial={"text": found.reply})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                does(found, by=request.user, at=now(), post=post_for(request, move, version, on=on), **form.given())
            except Refusal as refused:
                if deed == "show":
                    messages.error(request, refused.sentence)
                    return HttpResponseRedirect(back)
                form.add_error(None, refused.sentence)
            else:
                messages.success(request, _("Saved."))
                return HttpResponseRedirect(back)
    elif deed == "show":
        return HttpResponseRedirect(back)
    title = {"hide": _("Keep a comment back"), "reply": _("Reply to a comment")}[deed] if deed != "show" else ""
    context = {
        "form": form,
        "title": title,
        "said": found.text,
        "address": request.get_full_path(),
        "line": line_of(version),
        "back": back,
        "trail": trail_to(
            version, (_("Comments of the public"), reverse("desk-public-comments", args=[version.pk])), (title, "")
        ),
    }
    return page(request, "admin/plans/public_comment.html", context, status=status)


def said_of(version):
    """What the plan's page says of public comments: (sentence, address), or None where there never was one.

    One query, none where the text was never open for comment.
    """
    if version.consultation_opened_at is None:
        return None
    counts = counts_of(version)
    if not counts.received:
        return None
    parts = [_("%(n)d received") % {"n": counts.received}]
    if counts.waiting:
        parts.append(_("%(n)d to be read") % {"n": counts.waiting})
    if counts.unanswered:
        parts.append(_("%(n)d to be answered") % {"n": counts.unanswered})
    return "; ".join(parts), reverse("desk-public-comments", args=[version.pk])
